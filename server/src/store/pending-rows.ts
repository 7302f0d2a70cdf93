// What a case waits for besides its tasks, as rows: deadlines that run, and what a second person must do. Derived from the state of the case,
// without anybody's words (decision 0060).
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { changedRows, kindAndName } from './changed-rows.ts';
import type { Statement } from './statement.ts';

export type PendingKind = 'clock' | 'letter' | 'decision' | 'review';

export interface PendingRow {
  readonly kind: PendingKind;
  /** The clock, or the id of the entry. */
  readonly name: string;
  /** The clock, or the kind of the entry, as the case type calls it. */
  readonly of: string;
  readonly team: string;
  /** Of a clock its last day; else the day since which it waits. */
  readonly on_day: string;
  /** Who had a part in it, so that somebody else must do it. */
  readonly people: readonly string[];
}

/** @returns nothing of a closed case, which waits for nobody */
function pendingRowsOf(state: CaseState | null, caseType: CaseType): readonly PendingRow[] {
  if (state === null || state.status === 'closed') return [];
  const { team } = state;
  // In the order of the columns, by which stored rows are compared.
  return [...clocksOf(state, caseType), ...entriesOf(state, caseType)].map(({ kind, name, of, on_day, people }) => ({
    ...{ kind, name, of, team, on_day, people },
  }));
}

type WithoutTeam = Omit<PendingRow, 'team'>;

/** A paused clock has no day; what the law takes as decided is over. */
function clocksOf({ clocks }: CaseState, caseType: CaseType): readonly WithoutTeam[] {
  return Object.entries(clocks).flatMap(([clock, { dueOn, stoppedOn, suspendedBy, deemed }]) => {
    const runs = stoppedOn === undefined && deemed === undefined && (suspendedBy ?? []).length === 0;
    return runs && caseType.clocks.get(clock)?.kind === 'deadline'
      ? [{ kind: 'clock' as const, name: clock, of: clock, on_day: dueOn, people: [] }]
      : [];
  });
}

function entriesOf({ entries }: CaseState, caseType: CaseType): readonly WithoutTeam[] {
  return Object.entries(entries ?? {}).flatMap(([name, entry]): readonly WithoutTeam[] => {
    if (entry.kind === 'communication') {
      const isAwaited = entry.status === 'drafted' && caseType.communications.get(entry.of)?.approvedBy !== undefined;
      return isAwaited ? [{ kind: 'letter', name, of: entry.of, on_day: entry.from, people: entry.writtenBy }] : [];
    }
    if (entry.kind !== 'determination') return [];
    const { of, status, from, involved, review } = entry;
    if (status === 'drafted') return [{ kind: 'decision', name, of, on_day: from, people: [] }];
    return review !== null && review.answer === null
      ? [{ kind: 'review', name, of, on_day: review.on, people: involved }]
      : [];
  });
}

export interface PendingRowChanges {
  readonly removedPending: readonly Pick<PendingRow, 'kind' | 'name'>[];
  readonly addedPending: readonly PendingRow[];
}

const NONE: PendingRowChanges = { removedPending: [], addedPending: [] };

/** Most commands change neither a clock nor an entry, nor whose case it is. */
export function pendingRowChanges(before: CaseState | null, after: CaseState, caseType: CaseType): PendingRowChanges {
  const isSame =
    before?.clocks === after.clocks &&
    before.entries === after.entries &&
    before.status === after.status &&
    before.team === after.team;
  if (isSame) return NONE;
  const { removed, added } = changedRows(pendingRowsOf(before, caseType), pendingRowsOf(after, caseType), kindAndName);
  return { removedPending: removed.map(({ kind, name }) => ({ kind, name })), addedPending: added };
}

export function removePending(
  tenant: number,
  caseId: string,
  rows: PendingRowChanges['removedPending'],
): readonly Statement[] {
  if (rows.length === 0) return [];
  return [
    {
      name: 'remove-pending',
      text: `delete from pending where tenant = $1 and case_id = $2
               and (kind, name) in (select * from unnest($3::text[], $4::text[]))`,
      values: [tenant, caseId, rows.map(({ kind }) => kind), rows.map(({ name }) => name)],
    },
  ];
}

/** One that changed was removed before. */
export function addPending(tenant: number, caseId: string, rows: readonly PendingRow[]): readonly Statement[] {
  return rows.map(({ kind, name, of, team, on_day: on, people }) => ({
    name: 'add-pending',
    text: `insert into pending (tenant, case_id, kind, name, of, team, on_day, people) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [tenant, caseId, kind, name, of, team, on, people],
  }));
}

export function readPending(tenant: number, caseId: string): Statement<PendingRow> {
  return {
    name: 'read-pending',
    text: 'select kind, name, of, team, on_day, people from pending where tenant = $1 and case_id = $2 order by kind, name',
    values: [tenant, caseId],
  };
}
