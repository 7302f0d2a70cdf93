// Facts that were taken over from other cases, and corrections, as rows by which one is led to the other: derived from the events of each case.
// They name nobody and hold nothing that anybody wrote.
import type { CaseEvent, CaseState, Correction } from '@casewright/engine/case';
import { changedRows } from './changed-rows.ts';
import { TOMBSTONE } from './seal-event.ts';
import type { Statement } from './statement.ts';

export interface TakenRow {
  readonly seq: number;
  readonly field: string;
  readonly source_case: string;
  readonly source_seq: number;
  readonly source_field: string;
  readonly purpose: string;
  readonly consent: string | null;
}

/** None for any other event. @param seq its number */
export function takenRowsOf(event: CaseEvent, seq: number): readonly TakenRow[] {
  if (event.type !== 'FactTaken') return [];
  const { field, from, purpose, consent = null } = event;
  const source = { source_case: from.caseId, source_seq: from.version, source_field: from.field };
  return [{ seq, field, ...source, purpose, consent }];
}

export interface CorrectionRow {
  readonly correction: string;
  readonly seq: number;
  readonly field: string | null;
  readonly from_case: string | null;
  readonly from_correction: string | null;
  readonly unsettled: number;
}

/** Of what was lawfully destroyed there is nothing left that another case could be told. */
export function correctionRowsOf(state: Pick<CaseState, 'corrections'> | null): readonly CorrectionRow[] {
  return Object.entries(state?.corrections ?? {}).flatMap(([id, one]) =>
    one.words === TOMBSTONE ? [] : [rowOf(id, one)],
  );
}

function rowOf(correction: string, { about, from, recipients }: Correction): CorrectionRow {
  return {
    ...{ correction, seq: seqOfCorrection(correction), field: 'field' in about ? about.field : null },
    ...{ from_case: from?.caseId ?? null, from_correction: from?.correction ?? null },
    unsettled: recipients.filter(({ settled }) => settled === null).length,
  };
}

/** The number of the event that recorded it, which its id ends with. */
export function seqOfCorrection(id: string): number {
  return Number(id.split('.')[1] ?? 0);
}

export interface CorrectionRowChanges {
  readonly removedCorrections: readonly string[];
  readonly addedCorrections: readonly CorrectionRow[];
}

const NONE: CorrectionRowChanges = { removedCorrections: [], addedCorrections: [] };

/** Most commands change none. */
export function correctionRowChanges(before: CaseState | null, after: CaseState): CorrectionRowChanges {
  if (before?.corrections === after.corrections) return NONE;
  const { removed, added } = changedRows(
    correctionRowsOf(before),
    correctionRowsOf(after),
    ({ correction }) => correction,
  );
  return { removedCorrections: removed.map(({ correction }) => correction), addedCorrections: added };
}

export function removeCorrections(tenant: number, caseId: string, ids: readonly string[]): readonly Statement[] {
  if (ids.length === 0) return [];
  return [
    {
      name: 'remove-corrections',
      text: 'delete from correction where tenant = $1 and case_id = $2 and correction = any ($3::text[])',
      values: [tenant, caseId, ids],
    },
  ];
}

/** One that changed was removed before. */
export function addCorrections(tenant: number, caseId: string, rows: readonly CorrectionRow[]): readonly Statement[] {
  if (rows.length === 0) return [];
  return [
    {
      name: 'add-corrections',
      text: `insert into correction (tenant, case_id, correction, seq, field, from_case, from_correction, unsettled)
             select $1, $2, c.* from unnest($3::text[], $4::int[], $5::text[], $6::uuid[], $7::text[], $8::int[]) as c`,
      values: [
        ...[
          tenant,
          caseId,
          rows.map((row) => row.correction),
          rows.map((row) => row.seq),
          rows.map((row) => row.field),
        ],
        ...[rows.map((row) => row.from_case), rows.map((row) => row.from_correction), rows.map((row) => row.unsettled)],
      ],
    },
  ];
}

export function readCorrections(tenant: number, caseId: string): Statement<CorrectionRow> {
  return {
    name: 'read-corrections',
    text: `select correction, seq, field, from_case, from_correction, unsettled
             from correction where tenant = $1 and case_id = $2 order by correction`,
    values: [tenant, caseId],
  };
}

export function addTaken(tenant: number, caseId: string, rows: readonly TakenRow[]): readonly Statement[] {
  if (rows.length === 0) return [];
  return [
    {
      name: 'add-taken',
      text: `insert into fact_taken (tenant, case_id, seq, field, source_case, source_seq, source_field, purpose, consent)
             select $1, $2, t.* from unnest($3::int[], $4::text[], $5::uuid[], $6::int[], $7::text[], $8::text[], $9::text[]) as t`,
      values: [
        ...[tenant, caseId, rows.map((row) => row.seq), rows.map((row) => row.field)],
        ...[rows.map((row) => row.source_case), rows.map((row) => row.source_seq), rows.map((row) => row.source_field)],
        ...[rows.map((row) => row.purpose), rows.map((row) => row.consent)],
      ],
    },
  ];
}

export function readTaken(tenant: number, caseId: string): Statement<TakenRow> {
  return {
    name: 'read-taken',
    text: `select seq, field, source_case, source_seq, source_field, purpose, consent
             from fact_taken where tenant = $1 and case_id = $2 order by seq`,
    values: [tenant, caseId],
  };
}

/** Facts of a case that others took over, whoever may know of these. */
export function takenFrom(tenant: number, sourceCase: string): Statement<TakenRow & { readonly case_id: string }> {
  return {
    name: 'taken-from',
    text: `select case_id, seq, field, source_case, source_seq, source_field, purpose, consent
             from fact_taken where tenant = $1 and source_case = $2 order by case_id, seq`,
    values: [tenant, sourceCase],
  };
}

export interface CorrectionDueRow {
  /** The case that took the fact, its number of events, and the field there. */
  readonly case_id: string;
  readonly field: string;
  readonly source_case: string;
  readonly correction: string;
}

/** Before the first of them. */
export const FIRST_CORRECTION_DUE: CorrectionDueRow = {
  ...{ case_id: '00000000-0000-0000-0000-000000000000', field: '' },
  ...{ source_case: '00000000-0000-0000-0000-000000000000', correction: '' },
};

/**
 * Corrections of facts that another case took before, and of which it was not told, in pages: those after one. It asks what is so, and not what is left to do, so that
 * nothing is left out, whichever of the two was written first.
 */
export function correctionsDue(tenant: number, after: CorrectionDueRow, limit: number): Statement<CorrectionDueRow> {
  return {
    name: 'corrections-due',
    text: `select distinct t.case_id, t.field, c.case_id as source_case, c.correction
             from correction c
             join fact_taken t on t.tenant = $1 and t.source_case = c.case_id and t.source_field = c.field and t.source_seq < c.seq
            where c.tenant = $1 and c.field is not null
              and not exists (select from correction a
                               where a.tenant = $1 and a.case_id = t.case_id and a.from_case = c.case_id
                                 and a.from_correction = c.correction and a.field = t.field)
              and exists (select from case_head h where h.tenant = $1 and h.case_id = t.case_id and h.status <> 'destroyed')
              and (c.case_id, c.correction, t.case_id, t.field) > ($2::uuid, $3::text, $4::uuid, $5::text)
            order by c.case_id, c.correction, t.case_id, t.field limit $6`,
    values: [tenant, after.source_case, after.correction, after.case_id, after.field, limit],
  };
}

export interface ToldRow {
  readonly case_id: string;
  readonly field: string | null;
  readonly from_correction: string;
}

/** Cases that were told of corrections of this one. */
export function toldOf(tenant: number, sourceCase: string): Statement<ToldRow> {
  return {
    name: 'told-of-corrections',
    text: `select case_id, field, from_correction from correction where tenant = $1 and from_case = $2 order by case_id, correction`,
    values: [tenant, sourceCase],
  };
}
