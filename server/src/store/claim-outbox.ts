// Takes outbox rows of one agency, so that no other process takes them too, gives each its leaf in the agency's log, tells
// the listeners and removes the rows. All in one transaction: a crash gives the rows back, and no event gets two leaves.
import { CUSTODY, NO_CASE, READS } from '../merkle/leaf-entry.ts';
import { programContext } from './context.ts';
import { commit, flight, type Database } from './database.ts';
import { LIVE_CHANNEL, type LiveMessage } from './live-messages.ts';
import { addLeaves, lockLog } from './log-tree.ts';
import { deliverShares } from './case-shares.ts';
import type { Statement } from './statement.ts';

interface OutboxRow {
  readonly case_id: string;
  readonly seq: number;
  /** Of the event, the change of rights, the record of custody or the batch of lines; null where it is gone. */
  readonly hash: Buffer | null;
}

export interface Relayed {
  /** Rows that were dealt with and removed. */
  readonly relayed: number;
  /** What rows stand for and is no longer there. They stay, and the verifier names them. */
  readonly lost: readonly { readonly caseId: string; readonly seq: number }[];
}

/** NOTIFY and the log belong here and not into commands, whose rate they would halve. */
export function relayOutbox(database: Database, tenant: number, limit: number): Promise<Relayed> {
  return database.transaction(programContext(tenant, 'system.outbox'), async (tx) => {
    const [claimed] = await flight(tx, [claimOutbox(tenant, limit)]);
    const lost = claimed.rows.flatMap(({ case_id: caseId, seq, hash }) => (hash === null ? [{ caseId, seq }] : []));
    const rows = claimed.rows.flatMap(({ hash, ...row }) => (hash === null ? [] : [{ ...row, hash }]));
    if (rows.length === 0) return { relayed: 0, lost };
    const [, heads, owners] = await flight(tx, [
      ...lockLog(tenant),
      tokensOfCases(tenant, [...new Set(rows.map((row) => row.case_id))]),
    ]);
    const [head] = heads.rows;
    if (head === undefined) throw new Error('The end of the log cannot be seen.');
    const leaves = await addLeaves(
      tx,
      { tenant, head },
      rows.map((row) => ({ caseId: row.case_id, seq: row.seq, hash: row.hash })),
    );
    const tokensOf = new Map(owners.rows.map((row) => [row.case_id, row.tokens]));
    const messages = rows.flatMap((row): readonly LiveMessage[] => {
      // Nobody who listens is the program.
      const tokens = tokensOf.get(row.case_id)?.filter((token) => !token.startsWith('program:'));
      return tokens === undefined ? [] : [{ tenant, caseId: row.case_id, seq: row.seq, tokens }];
    });
    // In transactions of the other agencies, before the rows are gone: what was delivered and not committed is delivered again.
    await deliverShares(database, tenant, [...tokensOf.keys()]);
    await commit(tx, [...leaves, notifyLive(messages), removeOutbox(tenant, rows)]);
    return { relayed: rows.length, lost };
  });
}

function claimOutbox(tenant: number, limit: number): Statement<OutboxRow> {
  return {
    name: 'claim-outbox',
    text: `select o.case_id, o.seq, coalesce(e.hash, r.hash, c.hash, b.hash) as hash from outbox o
             left join event e on e.tenant = $1 and e.case_id = o.case_id and e.seq = o.seq
             left join right_change r on r.tenant = $1 and o.case_id = $3 and r.seq = o.seq
             left join custody_record c on c.tenant = $1 and o.case_id = $4 and c.seq = o.seq
             left join read_batch b on b.tenant = $1 and o.case_id = $5 and b.seq = o.seq
            where o.tenant = $1 order by o.case_id, o.seq limit $2 for update of o skip locked`,
    values: [tenant, limit, NO_CASE, CUSTODY, READS],
  };
}

function tokensOfCases(
  tenant: number,
  caseIds: readonly string[],
): Statement<{ readonly case_id: string; readonly tokens: readonly string[] }> {
  return {
    name: 'tokens-of-cases',
    text: 'select case_id, tokens from case_head where tenant = $1 and case_id = any ($2)',
    values: [tenant, caseIds],
  };
}

function notifyLive(messages: readonly LiveMessage[]): Statement {
  return {
    name: 'notify-live',
    text: 'select pg_notify($1, m.message) from unnest($2::text[]) as m (message)',
    values: [LIVE_CHANNEL, messages.map((message) => JSON.stringify(message))],
  };
}

function removeOutbox(tenant: number, rows: readonly Pick<OutboxRow, 'case_id' | 'seq'>[]): Statement {
  return {
    name: 'remove-outbox',
    text: `delete from outbox o using unnest($2::uuid[], $3::int[]) as r (case_id, seq)
           where o.tenant = $1 and o.case_id = r.case_id and o.seq = r.seq`,
    values: [tenant, rows.map((row) => row.case_id), rows.map((row) => row.seq)],
  };
}
