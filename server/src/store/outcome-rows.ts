// How a case and its determinations ended, as rows from which samples are drawn. Derived from the state of the case, without anybody's words
// (decision 0064).
import { dateOf } from '@casewright/engine/calendar';
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { changedRows, kindAndName } from './changed-rows.ts';
import type { Statement } from './statement.ts';

export type OutcomeKind = 'closing' | 'decision';

export interface OutcomeRow {
  readonly kind: OutcomeKind;
  /** Empty for the closing, else the id of the entry. */
  readonly name: string;
  /** Empty for the closing, else the kind of determination. */
  readonly of: string;
  readonly case_type: string;
  readonly team: string;
  readonly on_day: string;
  readonly outcome: string;
}

/** A determination that was revoked or set aside was made all the same. */
function outcomeRowsOf(state: CaseState | null, caseType: CaseType): readonly OutcomeRow[] {
  if (state === null) return [];
  const { team, closed, entries } = state;
  const about = { case_type: caseType.name, team };
  const ofEntries = Object.entries(entries ?? {}).flatMap(([name, entry]): readonly OutcomeRow[] => {
    if (entry.kind !== 'determination' || entry.made === null) return [];
    const { of, from, outcome } = entry;
    return [{ kind: 'decision', name, of, ...about, on_day: from, outcome: outcome ?? '' }];
  });
  if (state.status !== 'closed' || closed === undefined) return ofEntries;
  const onDay = dateOf(closed.at, caseType.zone);
  return [{ kind: 'closing', name: '', of: '', ...about, on_day: onDay, outcome: closed.outcome }, ...ofEntries];
}

export interface OutcomeRowChanges {
  readonly removedOutcomes: readonly Pick<OutcomeRow, 'kind' | 'name'>[];
  readonly addedOutcomes: readonly OutcomeRow[];
}

const NONE: OutcomeRowChanges = { removedOutcomes: [], addedOutcomes: [] };

/** Most commands end nothing. */
export function outcomeRowChanges(before: CaseState | null, after: CaseState, caseType: CaseType): OutcomeRowChanges {
  const isSame =
    before?.entries === after.entries &&
    before?.status === after.status &&
    before?.closed === after.closed &&
    before?.team === after.team;
  if (isSame) return NONE;
  const { removed, added } = changedRows(outcomeRowsOf(before, caseType), outcomeRowsOf(after, caseType), kindAndName);
  return { removedOutcomes: removed.map(({ kind, name }) => ({ kind, name })), addedOutcomes: added };
}

export function removeOutcomes(
  tenant: number,
  caseId: string,
  rows: OutcomeRowChanges['removedOutcomes'],
): readonly Statement[] {
  if (rows.length === 0) return [];
  return [
    {
      name: 'remove-outcomes',
      text: `delete from outcome where tenant = $1 and case_id = $2
               and (kind, name) in (select * from unnest($3::text[], $4::text[]))`,
      values: [tenant, caseId, rows.map(({ kind }) => kind), rows.map(({ name }) => name)],
    },
  ];
}

/** One that changed was removed before. */
export function addOutcomes(tenant: number, caseId: string, rows: readonly OutcomeRow[]): readonly Statement[] {
  return rows.map(({ kind, name, of, case_type: caseType, team, on_day: on, outcome }) => ({
    name: 'add-outcome',
    text: `insert into outcome (tenant, case_id, kind, name, of, case_type, team, on_day, outcome)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [tenant, caseId, kind, name, of, caseType, team, on, outcome],
  }));
}

export function readOutcomes(tenant: number, caseId: string): Statement<OutcomeRow> {
  return {
    name: 'read-outcomes',
    text: `select kind, name, of, case_type, team, on_day, outcome from outcome
            where tenant = $1 and case_id = $2 order by kind, name`,
    values: [tenant, caseId],
  };
}
