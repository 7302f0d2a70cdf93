// Takes outbox rows of one agency, so that no other process takes them too, tells the listeners and removes the rows.
// All in one transaction: a crash gives the rows back.
import { accessTokens } from './projection.ts';
import { commit, flight, type Database } from './database.ts';
import type { Statement } from './statement.ts';

export const LIVE_CHANNEL = 'casewright_live';

/** What listeners are told: ids only, and who may hear of it. */
export interface LiveMessage {
  readonly tenant: number;
  readonly caseId: string;
  readonly seq: number;
  readonly tokens: readonly string[];
}

export interface OutboxRow {
  readonly case_id: string;
  readonly seq: number;
}

/** @returns how many rows were relayed. NOTIFY belongs here and not into commands, where it would halve their rate. */
export function relayOutbox(database: Database, tenant: number, limit: number): Promise<number> {
  return database.transaction({ tenant, person: 'system.outbox' }, async (tx) => {
    const [claimed] = await flight(tx, [claimOutbox(tenant, limit)]);
    if (claimed.count === 0) return 0;
    const [owners] = await flight(tx, [ownersOfCases(tenant, [...new Set(claimed.rows.map((row) => row.case_id))])]);
    const teams = new Map(owners.rows.map((row) => [row.case_id, row.team]));
    const messages = claimed.rows.flatMap((row): readonly LiveMessage[] => {
      const team = teams.get(row.case_id);
      return team === undefined ? [] : [{ tenant, caseId: row.case_id, seq: row.seq, tokens: accessTokens({ team }) }];
    });
    await commit(tx, [notifyLive(messages), removeOutbox(tenant, claimed.rows)]);
    return claimed.count;
  });
}

function claimOutbox(tenant: number, limit: number): Statement<OutboxRow> {
  return {
    name: 'claim-outbox',
    text: 'select case_id, seq from outbox where tenant = $1 order by case_id, seq limit $2 for update skip locked',
    values: [tenant, limit],
  };
}

function ownersOfCases(
  tenant: number,
  caseIds: readonly string[],
): Statement<{ readonly case_id: string; readonly team: string }> {
  return {
    name: 'owners-of-cases',
    text: 'select case_id, team from case_head where tenant = $1 and case_id = any ($2)',
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

function removeOutbox(tenant: number, rows: readonly OutboxRow[]): Statement {
  return {
    name: 'remove-outbox',
    text: `delete from outbox o using unnest($2::uuid[], $3::int[]) as r (case_id, seq)
           where o.tenant = $1 and o.case_id = r.case_id and o.seq = r.seq`,
    values: [tenant, rows.map((row) => row.case_id), rows.map((row) => row.seq)],
  };
}
