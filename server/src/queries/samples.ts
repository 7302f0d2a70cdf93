// Samples of finished work, for whoever answers for the team: the list, how many there are to draw from, and a sample with its cases and what was
// found in them. A case that the reader may no longer read, or that was destroyed, is not there, and stands in no figure; how many were drawn
// is told to whoever drew them, who knew it then.
import type { CaseType } from '@casewright/engine/definition';
import { withoutCaseFile } from '@casewright/engine/policy';
import { programContext } from '../store/context.ts';
import { loadKeysOfCases } from '../store/load-case.ts';
import { outcomesBetween } from '../store/outcomes-between.ts';
import { mayKnowOfOutcome, POPULATION_LIMIT, populationIn, typesAsked } from '../store/sample-population.ts';
import {
  casesWorkedOn,
  findingsOf,
  listSamples,
  openFinding,
  readSample,
  type AnswerGiven,
  type FindingRow,
  type SampleAnswer,
  type SampleDefinition,
  type SampleHead,
  type SampleWithMembers,
} from '../store/samples.ts';
import { recomputeWhole, type Recomputed } from '../store/recompute-sample.ts';
import { readFoundCases } from '../store/search-cases.ts';
import type { CaseFileRecord } from '../store/list-cases.ts';
import { unwrapOwnKey } from '../store/unwrap-keys.ts';
import type { KeyProvider } from '../store/keys.ts';
import { answerRead, type ReadAnswer } from './answer-read.ts';
import { allOf } from './at-once.ts';
import { allSpokenTo } from './case-types.ts';
import { givenOutBy, type GivenOutBy, type TeamDoors } from './given-out.ts';
import { namesOf } from './names-of.ts';
import type { SendReading } from './read-flights.ts';
import { inScope, type Reader } from './sessions.ts';

export interface SampleDoorsOfQueries extends TeamDoors {
  readonly keys: KeyProvider;
}

export interface SampleHeadView {
  readonly sample: string;
  readonly team: string;
  readonly caseType: string;
  /** Title of the kind of case. */
  readonly kind: string;
  readonly basis: 'closing' | 'decision';
  /** Title of the kind of determination; null for closings. */
  readonly decision: string | null;
  readonly from: string;
  readonly to: string;
  readonly byOutcome: boolean;
  readonly reason: string;
  readonly questions: readonly string[];
  readonly algorithm: string;
  readonly seed: string;
  readonly drawnBy: string;
  readonly drawnAt: string;
  /** What whoever drew it asked for, and how many there were then; null for everybody else. */
  readonly asked: { readonly population: number; readonly size: number | null; readonly percent: number | null } | null;
}

/** What somebody may draw from. */
export interface SampleOffer {
  readonly caseType: string;
  readonly title: string;
  readonly teams: readonly string[];
  readonly decisions: readonly { readonly of: string; readonly title: string }[];
}

export interface SampleListView {
  readonly items: readonly SampleHeadView[];
  readonly offers: readonly SampleOffer[];
}

const MOST_LISTED = 200;

export async function listQualitySamples(
  send: SendReading,
  reader: Reader,
  doors: SampleDoorsOfQueries,
): Promise<ReadAnswer<SampleListView>> {
  const { tenant } = reader.principal;
  const by = await givenOutBy(doors, reader);
  return answerRead(send, reader, {
    action: { type: 'list-work' },
    name: 'list-samples',
    asked: [],
    statements: [],
    fold: async () => {
      const context = programContext(tenant, 'list-samples');
      const [found] = await doors.database.once(context, [listSamples(tenant, by.given, MOST_LISTED)]);
      const names = await namesOf(
        doors,
        context,
        found.rows.map((row) => row.drawn_by),
      );
      const spoken = allSpokenTo(reader, by.kinds);
      const items = found.rows.map((row) => headView(row, { reader, spoken, names }));
      return { view: withoutCaseFile({ items, offers: offersOf(by, spoken) }), caseIds: [], results: items.length };
    },
  });
}

function offersOf({ given }: GivenOutBy, spoken: Seeing['spoken']): readonly SampleOffer[] {
  return [...spoken.values()].flatMap(({ name, title, determinations }) => {
    const teams = given.filter(({ caseType }) => caseType === name).map(({ team }) => team);
    const decisions = [...determinations.values()].map((one) => ({ of: one.name, title: one.title }));
    return teams.length === 0 ? [] : [{ caseType: name, title, teams: [...new Set(teams)], decisions }];
  });
}

interface Seeing {
  readonly reader: Reader;
  /** Kinds of case, as the reader speaks. */
  readonly spoken: ReadonlyMap<string, CaseType>;
  readonly names: ReadonlyMap<string, string>;
}

function headView(row: SampleHead, { reader, spoken, names }: Seeing): SampleHeadView {
  const { sample, team, case_type: caseType, basis, of, from_on: from, to_on: to, by_outcome: byOutcome } = row;
  const { reason, algorithm, seed, population, size, percent, drawn_by: drawer, drawn_at: drawnAt } = row;
  const kind = spoken.get(caseType);
  const { person, onBehalfOf } = reader.principal;
  return {
    ...{ sample, team, caseType, kind: kind?.title ?? caseType, basis, from, to, byOutcome },
    decision: basis === 'closing' ? null : (kind?.determinations.get(of)?.title ?? of),
    // Only `wholeSample` writes them.
    ...{ reason, questions: JSON.parse(row.questions) as readonly string[], algorithm, seed },
    ...{ drawnBy: names.get(drawer) ?? drawer, drawnAt },
    asked: drawer === person && onBehalfOf === undefined ? { population, size, percent } : null,
  };
}

export interface SamplePreviewView {
  readonly population: number;
  readonly drawn: number;
  /** How they ended; none where outcomes are not told apart. */
  readonly strata: readonly {
    readonly outcome: string;
    readonly label: string;
    readonly population: number;
    readonly drawn: number;
  }[];
  /** Why nothing can be drawn; null where it can. */
  readonly fault: 'sample-nothing' | 'sample-too-many' | 'not-yours' | null;
}

const NOTHING: SamplePreviewView = { population: 0, drawn: 0, strata: [], fault: 'not-yours' };

export async function previewSample(
  send: SendReading,
  reader: Reader,
  { doors, asked }: { readonly doors: SampleDoorsOfQueries; readonly asked: SampleDefinition },
): Promise<ReadAnswer<SamplePreviewView>> {
  const { principal } = reader;
  const by = await givenOutBy(doors, reader, asked);
  const { team, caseType, basis, of, from, to } = asked;
  return answerRead(send, reader, {
    action: { type: 'list-work' },
    name: 'preview-sample',
    asked: [],
    filter: [team, caseType, basis, of, from, to].join(' '),
    // Of a team or a kind that is not theirs nothing is asked.
    statements: [
      outcomesBetween(principal.tenant, by.given.length === 0 ? { ...asked, team: '' } : asked, POPULATION_LIMIT),
    ],
    fold: async ([found]) => {
      if (by.given.length === 0) return { view: withoutCaseFile(NOTHING), caseIds: [], results: 0 };
      const typeOf = await typesOf(doors, reader, typesAsked(found.rows, asked));
      const { cases, quotas, fault } = populationIn(found.rows, asked, typeOf);
      const label = outcomeLabels(reader, by, asked);
      const all = [...quotas.values()];
      const view: SamplePreviewView = {
        population: cases.length,
        drawn: all.reduce((sum, { drawn }) => sum + drawn, 0),
        strata: asked.byOutcome
          ? [...quotas].map(([outcome, quota]) => ({ outcome, label: label.get(outcome) ?? outcome, ...quota }))
          : [],
        fault,
      };
      return { view: withoutCaseFile(view), caseIds: [], results: cases.length };
    },
  });
}

async function typesOf(
  { caseTypes }: TeamDoors,
  { principal }: Reader,
  hashes: readonly Buffer[],
): Promise<ReadonlyMap<string, CaseType>> {
  const types = await allOf(hashes.map((hash) => caseTypes.byHash(principal, hash)));
  return new Map(
    hashes.flatMap((hash, at) => {
      const caseType = types[at];
      return caseType === undefined ? [] : [[hash.toString('hex'), caseType] as const];
    }),
  );
}

function outcomeLabels(
  reader: Reader,
  { kinds }: GivenOutBy,
  { caseType, basis, of }: SampleDefinition,
): ReadonlyMap<string, string> {
  const kind = allSpokenTo(reader, kinds).get(caseType);
  const outcomes = basis === 'closing' ? kind?.closing.outcomes : kind?.determinations.get(of)?.outcomes;
  return new Map((outcomes ?? []).map(({ value, label }) => [value, label]));
}

export interface SampledCaseRow {
  readonly caseId: string;
  readonly reference: string;
  /** The reader worked on it, so somebody else reviews it. */
  readonly isOwnWork: boolean;
  /** Null where nobody has reviewed it. */
  readonly review: {
    readonly by: string;
    readonly isOwn: boolean;
    readonly at: string;
    /** By question, in their order. */
    readonly answers: readonly SampleAnswer[];
  } | null;
}

export interface SampleView extends SampleHeadView {
  /** Those that the reader may read, in the order in which they were drawn. */
  readonly cases: readonly SampledCaseRow[];
}

export function showSample(
  send: SendReading,
  reader: Reader,
  { doors, sample }: { readonly doors: SampleDoorsOfQueries; readonly sample: string },
): Promise<ReadAnswer<SampleView>> {
  return answerRead(send, reader, {
    action: { type: 'list-work' },
    name: 'read-sample',
    asked: [],
    filter: sample,
    statements: [],
    fold: async () => {
      const found = await sampleFor(doors, reader, sample);
      if (found === null) return null;
      const { row, by } = found;
      const known = await readableMembers(doors, reader, row);
      const caseIds = known.map((one) => one.case_id);
      const { findings, worked } = await findingsIn(doors, reader, { sample, caseIds });
      const keys = await keysOf(doors, reader, findings);
      const people = [row.drawn_by, ...findings.map((one) => one.reviewed_by)];
      const names = await namesOf(doors, programContext(reader.principal.tenant, 'read-sample'), people);
      const cases = known.map(({ case_id: caseId, reference }): SampledCaseRow => {
        const finding = findings.find((one) => one.case_id === caseId);
        const review = reviewOf(finding, keys.get(caseId), { reader, names, sample });
        return { caseId, reference, isOwnWork: worked.has(caseId), review: review && withoutNotes(review) };
      });
      const spoken = allSpokenTo(reader, by.kinds);
      const view: SampleView = { ...headView(row, { reader, spoken, names }), cases };
      return { view: withoutCaseFile(view), caseIds };
    },
  });
}

export interface ReviewView {
  readonly by: string;
  readonly isOwn: boolean;
  readonly at: string;
  readonly version: number;
  readonly answers: readonly AnswerGiven[];
}

/** Null where nobody has said anything, or it cannot be opened any more. */
export function reviewOf(
  finding: FindingRow | undefined,
  key: Buffer | undefined,
  { reader, names, sample }: Pick<Seeing, 'reader' | 'names'> & { readonly sample: string },
): ReviewView | null {
  if (finding === undefined || key === undefined) return null;
  const { case_id: caseId, reviewed_by: reviewer, reviewed_at: at, version, sealed } = finding;
  const { tenant, person, onBehalfOf } = reader.principal;
  return {
    ...{ by: names.get(reviewer) ?? reviewer, isOwn: reviewer === person && onBehalfOf === undefined, at, version },
    answers: openFinding(key, { tenant, sample, caseId }, sealed),
  };
}

function withoutNotes({ by, isOwn, at, answers }: ReviewView): NonNullable<SampledCaseRow['review']> {
  return { by, isOwn, at, answers: answers.map(({ answer }) => answer) };
}

interface SampleFound {
  readonly row: SampleWithMembers;
  readonly by: GivenOutBy;
}

/** As the program, since a sample knows more than whoever asks; null where there is none, or they do not answer for its work. */
export async function sampleFor(
  doors: SampleDoorsOfQueries,
  reader: Reader,
  sample: string,
): Promise<SampleFound | null> {
  const { tenant } = reader.principal;
  const [found] = await doors.database.once(programContext(tenant, 'read-sample'), [readSample(tenant, sample)]);
  const [row] = found.rows;
  if (row === undefined) return null;
  const by = await givenOutBy(doors, reader, { team: row.team, caseType: row.case_type });
  return by.given.length === 0 ? null : { row, by };
}

/** Under the policies of the reader, in the order of the draw. */
async function readableMembers(
  doors: SampleDoorsOfQueries,
  reader: Reader,
  row: SampleWithMembers,
): Promise<readonly CaseFileRecord[]> {
  const { tenant, person, holding } = reader.principal;
  const [read] = await doors.database.once({ tenant, person, holding }, [readFoundCases(tenant, row.members)]);
  const rows = inScope(reader, read.rows);
  const types = await allOf(rows.map((one) => doors.caseTypes.byHash(reader.principal, one.case_type_hash)));
  const known = new Map(
    rows.flatMap((one, at) => (mayKnowOfOutcome(one, row, types[at]) ? [[one.case_id, one] as const] : [])),
  );
  return row.members.flatMap((caseId) => known.get(caseId) ?? []);
}

interface FindingsIn {
  readonly findings: readonly FindingRow[];
  /** Cases on which the reader worked, or whoever they stand in for. */
  readonly worked: ReadonlySet<string>;
}

export async function findingsIn(
  { database }: SampleDoorsOfQueries,
  { principal }: Reader,
  { sample, caseIds }: { readonly sample: string; readonly caseIds: readonly string[] },
): Promise<FindingsIn> {
  const { tenant, person, onBehalfOf } = principal;
  if (caseIds.length === 0) return { findings: [], worked: new Set() };
  const [found, worked] = await database.once(programContext(tenant, 'read-sample'), [
    findingsOf(tenant, sample, caseIds),
    casesWorkedOn(tenant, onBehalfOf === undefined ? [person] : [person, onBehalfOf], caseIds),
  ]);
  return { findings: found.rows, worked: new Set(worked.rows.map((row) => row.case_id)) };
}

/** Keys of the cases in which something was found; of one that was destroyed there is none. */
async function keysOf(
  { database, keys }: SampleDoorsOfQueries,
  { principal: { tenant } }: Reader,
  findings: readonly FindingRow[],
): Promise<ReadonlyMap<string, Buffer>> {
  if (findings.length === 0) return new Map();
  const reviewed = findings.map((row) => row.case_id);
  const wrapped = await database.once(programContext(tenant, 'read-sample'), loadKeysOfCases(tenant, reviewed));
  const rows = wrapped.flatMap((page) => page.rows);
  return new Map(
    reviewed.flatMap((caseId) => {
      const ofCase = rows.filter((row) => row.case_id === caseId);
      const key = unwrapOwnKey(keys, { tenant, caseId }, ofCase);
      return key === undefined ? [] : [[caseId, key] as const];
    }),
  );
}

/** Draws it again from what is kept of it, as the program: the answer is whether it is the same, and names no case. */
export function recomputeSample(
  send: SendReading,
  reader: Reader,
  { doors, sample }: { readonly doors: SampleDoorsOfQueries; readonly sample: string },
): Promise<ReadAnswer<Recomputed>> {
  const { tenant } = reader.principal;
  return answerRead(send, reader, {
    action: { type: 'list-work' },
    name: 'recompute-sample',
    asked: [],
    filter: sample,
    statements: [],
    fold: async () => {
      if ((await sampleFor(doors, reader, sample)) === null) return null;
      const context = programContext(tenant, 'recompute-sample');
      const whole = await doors.database.transaction(context, (tx) => recomputeWhole(tx, tenant, sample));
      return whole === null ? null : { view: withoutCaseFile(whole.result), caseIds: [], results: 1 };
    },
  });
}
