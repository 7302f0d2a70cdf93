// Samples as they were drawn, and what reviewers found in their cases. A sample is for the program, since it knows cases that whoever asks may
// not; what was found is sealed under the key of the case.
import { createHash } from 'node:crypto';
import { SAMPLE_ALGORITHM, type Drawable, type Take } from './draw-sample.ts';
import { open, seal } from './keys.ts';
import type { OutcomesAsked } from './outcomes-between.ts';
import type { OutcomeKind } from './outcome-rows.ts';
import type { Statement } from './statement.ts';

/** Cases that are looked at to draw from, and cases that are drawn. */
export const MOST_POPULATION = 50_000;
export const MOST_DRAWN = 500;

export interface SampleDefinition extends OutcomesAsked {
  readonly take: Take;
  readonly byOutcome: boolean;
}

export interface SampleHead {
  readonly sample: string;
  readonly team: string;
  readonly case_type: string;
  readonly basis: OutcomeKind;
  readonly of: string;
  readonly from_on: string;
  readonly to_on: string;
  readonly size: number | null;
  readonly percent: number | null;
  readonly by_outcome: boolean;
  readonly reason: string;
  /** JSON. */
  readonly questions: string;
  readonly algorithm: string;
  readonly seed: string;
  /** How many there were. */
  readonly population: number;
  readonly drawn_by: string;
  readonly drawn_at: string;
}

export interface SampleWithMembers extends SampleHead {
  readonly members: readonly string[];
}

/** All of a sample, as it is drawn again. */
export interface WholeSample extends Omit<SampleWithMembers, 'population'> {
  readonly population: readonly string[];
  readonly strata: readonly string[];
}

const HEAD = `s.sample, s.team, s.case_type, s.basis, s.of, s.from_on, s.to_on, s.size, s.percent, s.by_outcome, s.reason, s.questions,
  s.algorithm, s.seed, cardinality(s.population) as population, s.drawn_by, s.drawn_at`;

/** Of teams and kinds, the newest first. */
export function listSamples(
  tenant: number,
  given: readonly { readonly team: string; readonly caseType: string }[],
  limit: number,
): Statement<SampleHead> {
  return {
    name: 'list-samples',
    text: `select ${HEAD} from quality_sample s
             join unnest($2::text[], $3::text[]) as m (team, case_type) on m.team = s.team and m.case_type = s.case_type
            where s.tenant = $1 order by s.drawn_at desc, s.sample limit $4`,
    values: [tenant, given.map(({ team }) => team), given.map(({ caseType }) => caseType), limit],
  };
}

export function readSample(tenant: number, sample: string): Statement<SampleWithMembers> {
  return {
    name: 'read-sample',
    text: `select ${HEAD}, s.members::text[] as members from quality_sample s where s.tenant = $1 and s.sample = $2`,
    values: [tenant, sample],
  };
}

export function readWholeSample(tenant: number, sample: string): Statement<WholeSample> {
  return {
    name: 'read-whole-sample',
    text: `select ${HEAD.replace('cardinality(s.population) as population', 's.population::text[] as population, s.strata')},
                  s.members::text[] as members
             from quality_sample s where s.tenant = $1 and s.sample = $2`,
    values: [tenant, sample],
  };
}

export function namesOfSamples(tenant: number): Statement<{ readonly sample: string }> {
  return {
    name: 'names-of-samples',
    text: 'select sample from quality_sample where tenant = $1 order by drawn_at, sample',
    values: [tenant],
  };
}

/** What the log of the agency has of a sample: the entry of its drawing. */
export function drawingOf(tenant: number, sample: string): Statement<{ readonly entry: string }> {
  return {
    name: 'drawing-of-sample',
    text: `select entry from right_change where tenant = $1 and strpos(entry, $2) > 0`,
    values: [tenant, JSON.stringify(['sample-drawn', sample]).slice(0, -1)],
  };
}

/** @returns SHA-256 in hex of everything in a sample, which is what is put on record of its drawing */
export function hashSample(whole: WholeSample): string {
  const { sample, team, case_type: caseType, basis, of, from_on: from, to_on: to, size, percent } = whole;
  const { by_outcome: byOutcome, reason, questions, algorithm, seed, population, strata, members } = whole;
  const { drawn_by: by, drawn_at: at } = whole;
  const definition = [sample, team, caseType, basis, of, from, to, size, percent, byOutcome];
  const drawn = [algorithm, seed, population, strata, members, by, Date.parse(at)];
  const text = JSON.stringify(['casewright sample 1', definition, reason, questions, drawn]);
  return createHash('sha256').update(text).digest('hex');
}

export interface NewSample {
  readonly sample: string;
  readonly definition: SampleDefinition;
  readonly reason: string;
  readonly questions: readonly string[];
  readonly seed: string;
  readonly population: readonly Drawable[];
  readonly members: readonly string[];
  readonly by: string;
  readonly at: string;
}

export function wholeSample({ sample, definition, population, ...drawn }: NewSample): WholeSample {
  const { team, caseType, basis, of, from, to, take, byOutcome } = definition;
  return {
    ...{ sample, team, case_type: caseType, basis, of, from_on: from, to_on: to, ...take, by_outcome: byOutcome },
    ...{ reason: drawn.reason, questions: JSON.stringify(drawn.questions), algorithm: SAMPLE_ALGORITHM },
    ...{ seed: drawn.seed, population: population.map(({ caseId }) => caseId) },
    ...{ strata: population.map(({ stratum }) => stratum), members: drawn.members },
    ...{ drawn_by: drawn.by, drawn_at: drawn.at },
  };
}

export function addSample(tenant: number, whole: WholeSample): Statement {
  const { sample, team, case_type: caseType, basis, of, from_on: from, to_on: to, size, percent } = whole;
  const { by_outcome: byOutcome, reason, questions, algorithm, seed, population, strata, members } = whole;
  return {
    name: 'add-sample',
    text: `insert into quality_sample (tenant, sample, team, case_type, basis, of, from_on, to_on, size, percent, by_outcome, reason, questions,
             algorithm, seed, population, strata, members, drawn_by, drawn_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::uuid[], $17, $18::uuid[], $19, $20)`,
    values: [
      ...[tenant, sample, team, caseType, basis, of, from, to, size, percent, byOutcome, reason, questions, algorithm],
      ...[seed, population, strata, members, whole.drawn_by, whole.drawn_at],
    ],
  };
}

export const SAMPLE_ANSWERS = ['met', 'not-met', 'not-applicable'] as const;
export type SampleAnswer = (typeof SAMPLE_ANSWERS)[number];

export interface AnswerGiven {
  readonly answer: SampleAnswer;
  readonly note: string;
}

export interface FindingRow {
  readonly case_id: string;
  readonly version: number;
  readonly reviewed_by: string;
  readonly reviewed_at: string;
  readonly sealed: Buffer;
}

interface FindingPlace {
  readonly tenant: number;
  readonly sample: string;
  readonly caseId: string;
}

export function sealFinding(caseKey: Buffer, at: FindingPlace, answers: readonly AnswerGiven[]): Buffer {
  return seal(caseKey, JSON.stringify([1, answers.map(({ answer, note }) => [answer, note])]), bindingOf(at));
}

/** Throws where key, place or bytes are others. */
export function openFinding(caseKey: Buffer, at: FindingPlace, sealed: Buffer): readonly AnswerGiven[] {
  // Only `sealFinding` makes what opens under this binding.
  const [, answers] = JSON.parse(open(caseKey, sealed, bindingOf(at)).toString('utf8')) as [
    number,
    readonly (readonly [SampleAnswer, string])[],
  ];
  return answers.map(([answer, note]) => ({ answer, note }));
}

function bindingOf({ tenant, sample, caseId }: FindingPlace): string {
  return JSON.stringify([tenant, 'sample', sample, caseId]);
}

/** Of some cases of a sample; of one that was destroyed there is none. */
export function findingsOf(tenant: number, sample: string, caseIds: readonly string[]): Statement<FindingRow> {
  return {
    name: 'findings-of-sample',
    text: `select case_id, version, reviewed_by, reviewed_at, sealed from quality_finding
            where tenant = $1 and sample = $2 and case_id = any ($3::uuid[])`,
    values: [tenant, sample, caseIds],
  };
}

export interface FindingToKeep {
  readonly by: string;
  readonly at: string;
  readonly sealed: Buffer;
}

/** None is added where there is one: the count tells. */
export function addFinding({ tenant, sample, caseId }: FindingPlace, { by, at, sealed }: FindingToKeep): Statement {
  return {
    name: 'add-finding',
    text: `insert into quality_finding (tenant, sample, case_id, subject, version, reviewed_by, reviewed_at, sealed)
           values ($1, $2, $3, '', 1, $4, $5, $6) on conflict (tenant, sample, case_id) do nothing`,
    values: [tenant, sample, caseId, by, at, sealed],
  };
}

/** @param version that which its reviewer has seen */
export function saveFinding(
  { tenant, sample, caseId }: FindingPlace,
  { by, at, sealed }: FindingToKeep,
  version: number,
): Statement {
  return {
    name: 'save-finding',
    text: `update quality_finding set version = version + 1, reviewed_at = $6, sealed = $7
            where tenant = $1 and sample = $2 and case_id = $3 and version = $4 and reviewed_by = $5`,
    values: [tenant, sample, caseId, version, by, at, sealed],
  };
}

/** What is done with any case and is no work on it: giving it to somebody, and who may read it. */
const NO_WORK: readonly string[] = [
  ...['TaskAssigned', 'CaseClassified', 'ReclassificationProposed', 'AccessGiven', 'AccessEnded', 'AccessRequested'],
  ...['RequestOverdue', 'AccessDecided', 'GlassBroken', 'BreakGlassReviewed', 'ReviewOverdue'],
];

/** The cases among some on which one of these people worked, or for whom somebody else did. */
export function casesWorkedOn(
  tenant: number,
  people: readonly string[],
  caseIds: readonly string[],
): Statement<{ readonly case_id: string }> {
  return {
    name: 'cases-worked-on',
    text: `select distinct e.case_id from event e
            where e.tenant = $1 and e.case_id = any ($3::uuid[]) and e.type <> all ($4::text[])
              and (e.actor = any ($2::text[]) or split_part(e.authority, ':for:', 2) = any ($2::text[]))`,
    values: [tenant, people, caseIds, NO_WORK],
  };
}

/** Whether an event is work on its case, as `casesWorkedOn` counts it. */
export function isWork(type: string): boolean {
  return !NO_WORK.includes(type);
}
