// Finished cases that may be told of as open data, each cut to what a release is made of. Read as a program that holds nothing: a case
// that asks anything of anybody, or keeps anybody off, is not told, and neither is one of which a part that is published asks
// for more. That they were looked at is on record, in the name of whoever makes the release.
import { type CaseState, consentFault, type ConsentUse } from '@casewright/engine/case';
import { dateOf } from '@casewright/engine/calendar';
import { type CaseType, GENERAL, OPEN_DATA_PURPOSE, partsAsked, whatFollows } from '@casewright/engine/definition';
import { oversee, watcherForNobody } from '@casewright/engine/policy';
import type { FinishedCase } from '@casewright/engine/release';
import type { CaseTypes } from '../store/case-types.ts';
import { type Database, flight } from '../store/database.ts';
import { findCaseType } from '../store/find-case-type.ts';
import { finishedCases, type FinishedCaseRow } from '../store/finished-cases.ts';
import { auditContext } from './oversight.ts';
import { openReadRecorder } from './record-read.ts';

export interface FinishedCasesAsked {
  readonly tenant: number;
  /** In whose name the look is on record. */
  readonly person: string;
  /** The version that says what is published. */
  readonly caseType: CaseType;
  /** Days of closing, both included. */
  readonly from: string;
  readonly until: string;
}

export interface FinishedCasesDeps {
  readonly database: Database;
  readonly nowMs: () => number;
}

const PAGE = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** The version of a kind of case in force, which says what is published of all of them; null where there is none. */
export async function caseTypeInForce(
  { database, caseTypes }: { readonly database: Database; readonly caseTypes: CaseTypes },
  of: { readonly tenant: number; readonly name: string; readonly nowMs: number },
): Promise<CaseType | null> {
  const { tenant, name, nowMs } = of;
  return database.transaction(auditContext(tenant), async (tx) => {
    const [found] = await flight(tx, [findCaseType(tenant, { name, version: undefined, nowMs })]);
    const [row] = found.rows;
    return row === undefined ? null : caseTypes.byHash(tx, tenant, row.hash);
  });
}

/** Throws `Unavailable` where the look cannot be recorded; then nothing is told. */
export async function readFinishedCases(
  deps: FinishedCasesDeps,
  asked: FinishedCasesAsked,
): Promise<readonly FinishedCase[]> {
  const { tenant, person, caseType } = asked;
  const record = openReadRecorder(deps.database, deps.nowMs);
  const parts = publishedParts(caseType);
  const told: FinishedCase[] = [];
  for (let after = BEFORE_ALL; ;) {
    const [page] = await deps.database.once(auditContext(tenant), [
      finishedCases(tenant, { caseType: caseType.name, after, limit: PAGE }),
    ]);
    const open = page.rows.filter((row) => isOpen(row, parts));
    const use = publishing(caseType, new Date(deps.nowMs()).toISOString());
    const cases = open.flatMap((row) => factsIn(row, { ...asked, use }));
    if (cases.length > 0)
      await record(tenant, {
        ...{ person, authority: 'program:release', action: 'prepare-release', rule: 'open-data-publisher' },
        ...{ caseIds: cases.map(({ caseId }) => caseId), denied: false, purpose: null, results: cases.length },
      });
    told.push(...cases.map(({ finished }) => finished));
    const last = page.rows.at(-1);
    if (last === undefined || page.rows.length < PAGE) return told;
    after = last.case_id;
  }
}

/** Parts of a case of which something is published, or from which something follows that is. */
function publishedParts(caseType: CaseType): ReadonlySet<string> {
  const { fields, outcome } = whatFollows(caseType, false);
  const told = [...(caseType.publish?.columns.values() ?? [])].flatMap(({ source }) => {
    if ('field' in source) return [source.field, ...(fields.get(source.field) ?? [])];
    return source.case === 'outcome' ? [...outcome] : [];
  });
  return new Set(told.flatMap((field) => partsAsked(caseType, field)));
}

/** Whether nothing bars anybody from the case, nor from those parts. */
function isOpen(row: FinishedCaseRow, parts: ReadonlySet<string>): boolean {
  const asked = row.watchedParts.filter(({ part }) => parts.has(part));
  return oversee(watcherForNobody(), [row, ...asked]).withheld === 0;
}

/** All sections of which something is published. */
function publishing(caseType: CaseType, now: string): ConsentUse {
  const sections = new Set(
    [...(caseType.publish?.columns.values() ?? [])].map(({ source }) =>
      'field' in source ? (caseType.access?.sectionOf.get(source.field) ?? GENERAL) : GENERAL,
    ),
  );
  return { purpose: OPEN_DATA_PURPOSE, sections: [...sections], recipient: 'public', now };
}

interface CaseFacts {
  readonly caseId: string;
  readonly finished: FinishedCase;
}

/** Nothing of a case but the fields that are published leaves this function. */
function factsIn(
  row: FinishedCaseRow,
  { caseType, from, until, use }: FinishedCasesAsked & { readonly use: ConsentUse },
): readonly CaseFacts[] {
  // The store keeps exactly what the engine made.
  const state = JSON.parse(row.state) as CaseState;
  const { closed, opened, data, parties } = state;
  // Whoever agreed to be in a release and does no more is in none that is made from then on.
  if (closed === undefined || consentFault(caseType, state, use) !== null) return [];
  const closedOn = dateOf(closed.at, caseType.zone);
  if (closedOn < from || closedOn > until) return [];
  const subject = [...caseType.parties.values()].find((party) => party.subject)?.name ?? '';
  const fields = [...(caseType.publish?.columns.values() ?? [])].flatMap(({ source }) =>
    'field' in source ? [source.field] : [],
  );
  return [
    {
      caseId: row.case_id,
      finished: {
        unit: parties[subject] ?? row.case_id,
        data: Object.fromEntries(fields.map((field) => [field, data[field] ?? null])),
        ...{ outcome: closed.outcome, openedOn: dateOf(opened, caseType.zone), closedOn },
      },
    },
  ];
}
