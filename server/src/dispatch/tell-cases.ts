// Tells cases what did not arrive: a command of the system, with a key of its own, upon which the letter is open again and the plan may
// have work for somebody. It is told until it is told, and once.
import type { Principal } from '@casewright/engine/policy';
import { executeCommand, type CommandDeps } from '../commands/execute-command.ts';
import { parseState } from '../commands/look-first.ts';
import { programContext } from '../store/context.ts';
import { flight } from '../store/database.ts';
import { bounceDispatch, listUntold, markTold, type DispatchRow } from '../store/dispatches.ts';
import { loadHead } from '../store/load-case.ts';
import { dispatchOfMessage } from './mail-message.ts';

export interface ToldRound {
  readonly told: number;
  /** What could not be told; it stays and is tried again. */
  readonly problems: readonly { readonly caseId: string; readonly dispatch: string; readonly reason: string }[];
}

const PAGE = 100;
const SYSTEM = 'system.dispatch';

export async function tellCases(deps: CommandDeps, tenant: number): Promise<ToldRound> {
  const context = programContext(tenant, SYSTEM);
  const [untold] = await deps.database.once(context, [listUntold(tenant, PAGE)]);
  const round: { told: number; readonly problems: ToldRound['problems'][number][] } = { told: 0, problems: [] };
  for (const row of untold.rows) {
    const reason = await tell(deps, tenant, row);
    if (reason !== null) {
      round.problems.push({ caseId: row.case_id, dispatch: row.dispatch, reason });
      continue;
    }
    await deps.database.once(context, [markTold(tenant, row)]);
    round.told += 1;
  }
  return round;
}

/** @returns why it could not be told, or null: also where there is nobody any more whom it could be told */
async function tell(deps: CommandDeps, tenant: number, row: DispatchRow): Promise<string | null> {
  try {
    const of = await kindOf(deps, tenant, row);
    if (of === null) return null;
    const outcome = await executeCommand(deps, principalOf(tenant), {
      caseId: row.case_id,
      command: { type: 'BounceCommunication', of, entry: row.entry, reason: wordsOf(row), ...failingOf(row) },
      idempotencyKey: `dispatch ${row.dispatch} ${row.state}`,
    });
    return outcome.kind === 'applied' ? null : outcome.kind === 'rejected' ? outcome.rejection.code : outcome.kind;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The kind of the communication while it is still said to be sent; whoever said otherwise knew better. */
function kindOf(deps: CommandDeps, tenant: number, row: DispatchRow): Promise<string | null> {
  return deps.database.transaction(programContext(tenant, SYSTEM), async (tx) => {
    const [heads] = await flight(tx, [loadHead(tenant, row.case_id)]);
    const [head] = heads.rows;
    const entry = head === undefined ? undefined : parseState(head).entries?.[row.entry];
    return entry?.kind === 'communication' && entry.status === 'sent' ? entry.of : null;
  });
}

const WORDS: Readonly<Record<string, string>> = {
  failed: 'The server for mail did not take it.',
  uncertain: 'It is not known whether it went out. Ask whether it arrived before it is sent again.',
  bounced: 'It was sent back.',
};
const STOPPED: Readonly<Record<string, string>> = {
  'not-approved': 'It was not sent: it is not what was approved.',
  'party-gone': 'It was not sent: they are no party any more, or nothing says how they are reached.',
  'not-safe': 'It was not sent: it is on record that it is not safe to write to them.',
  'no-address': 'It was not sent: there is no address for this way.',
  'file-gone': 'It was not sent: the letter is not there any more.',
  'file-differs': 'It was not sent: what is kept is not what was approved.',
  'meeting-gone': 'That the meeting was changed was not sent: it was changed again, or is over.',
  'not-printable': 'It was not printed: its address cannot be set in the window of an envelope. Write it shorter.',
};

const RETURNED: Readonly<Record<string, string>> = {
  'post-unknown-address': 'It came back by post: not known at this address.',
  'post-moved': 'It came back by post: they have moved.',
  'post-refused': 'It came back by post: they did not take it.',
  'post-unclaimed': 'It came back by post: nobody fetched it.',
  'post-incomplete': 'It came back by post: the address is not complete.',
  'post-other': 'It came back by post.',
};

/** They are not there: the server says that it has nobody of that address (RFC 3463, 1.1 to 1.3, 1.6, 2.1; RFC 5321), or the post does. */
const NOT_THERE = /^(report-5\.(1\.[1236]|2\.1)|smtp-55[013]|post-(unknown-address|moved|incomplete))$/;

function failingOf({ way, reason }: Pick<DispatchRow, 'way' | 'reason'>): { readonly failing?: 'mail' | 'post' } {
  return NOT_THERE.test(reason ?? '') ? { failing: way } : {};
}

/** A sentence for whoever reads the case; the code of the other side tells them more, and nothing of anybody. */
function wordsOf({ state, reason }: Pick<DispatchRow, 'state' | 'reason'>): string {
  if (state === 'stopped') return STOPPED[reason ?? ''] ?? 'It was not sent.';
  const returned = RETURNED[reason ?? ''];
  if (returned !== undefined) return returned;
  return `${WORDS[state] ?? 'It did not arrive.'} (${reason ?? ''})`;
}

function principalOf(tenant: number): Principal {
  return { tenant, person: SYSTEM, authority: 'dispatch', name: 'Dispatch', teams: [], holding: 'program' };
}

/** What a report about a message says (RFC 3464), as somebody has read it. */
export interface MailReport {
  /** The id of the message that is reported about. */
  readonly originalMessageId: string;
  /** Of RFC 3463, such as 5.1.1. */
  readonly status: string;
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
}

/**
 * Takes a report. One of a delay says nothing yet; one of something that we did not send says nothing to us.
 *
 * @returns whether it was about something that is taken as come back since
 */
export async function takeReport(deps: CommandDeps, tenant: number, report: MailReport): Promise<boolean> {
  const dispatch = dispatchOfMessage(report.originalMessageId);
  if (dispatch === null || report.action !== 'failed') return false;
  const status = /^[245]\.\d{1,3}\.\d{1,3}$/.test(report.status) ? report.status : '5.0.0';
  const bounced = { dispatch, reason: `report-${status}`, at: new Date(deps.nowMs()).toISOString() };
  const [changed] = await deps.database.once(programContext(tenant, SYSTEM), [bounceDispatch(tenant, bounced)]);
  return changed.count === 1;
}
