// Rows of what is to go out. Every change says in which state the row must be and whose turn it is, so that of two processes one changes
// nothing and learns it from the count.
import type { Statement } from './statement.ts';

export type DispatchState = 'waiting' | 'sending' | 'sent' | 'printed' | 'failed' | 'uncertain' | 'stopped' | 'bounced';

export interface DispatchToAdd {
  readonly dispatch: string;
  readonly caseId: string;
  readonly entry: string;
  readonly seq: number;
  readonly party: string;
  readonly way: 'mail' | 'post';
  /** The approved letter, and the SHA-256 of what it says, hexadecimal; null for what its recipient is told of a change of the meeting to which it asked. */
  readonly file: string | null;
  readonly content: string | null;
  readonly at: string;
}

/** With the event that says it is sent. */
export function addDispatch(tenant: number, row: DispatchToAdd): Statement {
  const { dispatch, caseId, entry, seq, party, way, file, content, at } = row;
  return {
    name: 'add-dispatch',
    text: `insert into dispatch (tenant, dispatch, case_id, entry, seq, party, way, file, content, state, attempts, next_at, told,
             created_at, changed_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', 0, $10, false, $10, $10)`,
    values: [
      tenant,
      dispatch,
      caseId,
      entry,
      seq,
      party,
      way,
      file,
      content === null ? null : Buffer.from(content, 'hex'),
      at,
    ],
  };
}

export interface DispatchRow {
  readonly dispatch: string;
  readonly case_id: string;
  readonly entry: string;
  readonly seq: number;
  readonly party: string;
  readonly way: 'mail' | 'post';
  readonly file: string | null;
  readonly content: Buffer | null;
  readonly state: DispatchState;
  readonly attempts: number;
  readonly created_at: string;
  readonly reason: string | null;
}

const COLUMNS = 'dispatch, case_id, entry, seq, party, way, file, content, state, attempts, created_at, reason';

/** Takes the one that has waited longest. Its attempt counts from here, also where whoever took it is killed. */
export function claimDispatch(
  tenant: number,
  { way, now, leaseUntil }: { readonly way: 'mail' | 'post'; readonly now: string; readonly leaseUntil: string },
): Statement<DispatchRow> {
  return {
    name: 'claim-dispatch',
    text: `update dispatch set state = 'sending', attempts = attempts + 1, lease_until = $4, changed_at = $3
            where tenant = $1 and dispatch = (
              select dispatch from dispatch where tenant = $1 and state = 'waiting' and way = $2 and next_at <= $3
               order by next_at, dispatch limit 1 for update skip locked)
        returning ${COLUMNS}`,
    values: [tenant, way, now, leaseUntil],
  };
}

export interface Settled {
  readonly state: Exclude<DispatchState, 'sending'>;
  /** When it is tried again, of one that waits. */
  readonly nextAt: string | null;
  readonly reason: string | null;
  readonly at: string;
}

/** What became of the attempt of that number. None where somebody else has settled it meanwhile. */
export function settleDispatch(
  tenant: number,
  { dispatch, attempts }: Pick<DispatchRow, 'dispatch' | 'attempts'>,
  { state, nextAt, reason, at }: Settled,
): Statement {
  return {
    name: 'settle-dispatch',
    text: `update dispatch set state = $4, next_at = coalesce($5, next_at), reason = $6, lease_until = null, changed_at = $7
            where tenant = $1 and dispatch = $2 and state = 'sending' and attempts = $3`,
    values: [tenant, dispatch, attempts, state, nextAt, reason, at],
  };
}

/** Of those at which somebody was for longer than anybody can be, nobody knows whether they went out. */
export function giveUpLeases(tenant: number, now: string): Statement<{ readonly dispatch: string }> {
  return {
    name: 'give-up-leases',
    text: `update dispatch set state = 'uncertain', reason = 'cut-off', lease_until = null, changed_at = $2
            where tenant = $1 and state = 'sending' and lease_until < $2 returning dispatch`,
    values: [tenant, now],
  };
}

/** A report says that what was sent came back. It comes once or several times, and counts once. */
export function bounceDispatch(
  tenant: number,
  { dispatch, reason, at }: { readonly dispatch: string; readonly reason: string; readonly at: string },
): Statement {
  return {
    name: 'bounce-dispatch',
    text: `update dispatch set state = 'bounced', reason = $3, told = false, changed_at = $4
            where tenant = $1 and dispatch = $2 and (state in ('sent', 'printed') or (state = 'uncertain' and not told))`,
    values: [tenant, dispatch, reason, at],
  };
}

/** What did not arrive and of which the case does not know yet. */
export function listUntold(tenant: number, limit: number): Statement<DispatchRow> {
  return {
    name: 'list-untold-dispatches',
    text: `select ${COLUMNS} from dispatch where tenant = $1 and not told and state in ('failed', 'uncertain', 'stopped', 'bounced')
            order by changed_at, dispatch limit $2`,
    values: [tenant, limit],
  };
}

export function markTold(tenant: number, { dispatch, state }: Pick<DispatchRow, 'dispatch' | 'state'>): Statement {
  return {
    name: 'mark-dispatch-told',
    text: 'update dispatch set told = true where tenant = $1 and dispatch = $2 and state = $3',
    values: [tenant, dispatch, state],
  };
}
