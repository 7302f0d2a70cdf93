// What somebody does with samples of finished work: drawing one, and saying what they found in one of its cases. Each is in one transaction with
// its line in the access log; that a sample was drawn is evidence besides, with the hash of all of it. A sample is never changed or removed, so that
// whoever draws again until they like it is seen.
import { randomBytes } from 'node:crypto';
import { managerOf, type CaseType } from '@casewright/engine/definition';
import { authorize, type Principal } from '@casewright/engine/policy';
import type { CaseTypes } from '../store/case-types.ts';
import { readerContext } from '../store/context.ts';
import { commit, flight, readingAs, rollback, type Database, type Tx } from '../store/database.ts';
import { findCaseType } from '../store/find-case-type.ts';
import type { KeyProvider } from '../store/keys.ts';
import { loadKeys, type KeyRow } from '../store/load-case.ts';
import { outcomesBetween, type EndedCase } from '../store/outcomes-between.ts';
import { readCase, resourceOf, type CaseRecord } from '../store/read-case.ts';
import { rightChangesIn } from '../store/right-changes.ts';
import {
  drawFrom,
  mayKnowOfOutcome,
  POPULATION_LIMIT,
  populationIn,
  typesAsked,
  type PopulationFault,
} from '../store/sample-population.ts';
import {
  addFinding,
  addSample,
  casesWorkedOn,
  findingsOf,
  hashSample,
  readSample,
  saveFinding,
  sealFinding,
  wholeSample,
  type AnswerGiven,
  type FindingRow,
  type SampleDefinition,
  type SampleWithMembers,
} from '../store/samples.ts';
import { unwrapOwnKey } from '../store/unwrap-keys.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { lineOf } from './access-line.ts';
import type { Overseen, Overseer } from './oversee.ts';
import { sentBy } from './sent-text.ts';

export interface SampleDeps {
  readonly database: Database;
  readonly caseTypes: CaseTypes;
  readonly keys: Pick<KeyProvider, 'unwrap'>;
  readonly nowMs: () => number;
}

export type SampleRefusal =
  | PopulationFault
  /** What is asked for cannot be: the days, the number, the kind of determination. */
  | 'sample-definition'
  /** Whoever reviews worked on the case. */
  | 'sample-own-work'
  /** Somebody else has reviewed it. */
  | 'sample-reviewed'
  /** Another window of theirs has saved since. */
  | 'sample-moved'
  /** Not every question is answered, or more than there are. */
  | 'sample-answers';

type Done<T> = Overseen<T, SampleRefusal>;

export interface SampleToDraw extends SampleDefinition {
  readonly reason: string;
  readonly questions: readonly string[];
  /** Null: one is made. */
  readonly seed: string | null;
}

export interface SampleDrawn {
  readonly sample: string;
}

export interface CaseToReview {
  readonly sample: string;
  readonly caseId: string;
  /** As many as there are questions. */
  readonly answers: readonly AnswerGiven[];
  /** The version that was seen; 0 where there was none. */
  readonly version: number;
}

export interface CaseReviewed {
  readonly version: number;
}

interface Stepping {
  readonly deps: SampleDeps;
  readonly by: Overseer;
  readonly tx: Tx;
  readonly atMs: number;
  readonly action: string;
  /** Asked for. */
  readonly caseIds: readonly string[];
}

export async function drawQualitySample(
  deps: SampleDeps,
  by: Overseer,
  asked: SampleToDraw,
): Promise<Done<SampleDrawn>> {
  const { tenant } = by.principal;
  const atMs = deps.nowMs();
  return deps.database.transaction<Done<SampleDrawn>>(readerContext(by.principal), async (tx) => {
    const [proven, kinds, ended] = await flight(tx, [
      by.proof,
      findCaseType(tenant, { name: asked.caseType, version: undefined, nowMs: atMs }),
      outcomesBetween(tenant, asked, POPULATION_LIMIT),
      readingAs(tx, 'program'),
    ]);
    if (proven.count === 0) return gone(tx);
    const at: Stepping = { deps, by, tx, atMs, action: 'draw-sample', caseIds: [] };
    const rule = ruleOf(by.principal);
    const [found] = kinds.rows;
    if (rule === null || found === undefined) return deny(at);
    const kind = await deps.caseTypes.byHash(tx, tenant, found.hash);
    if (!answersFor(by.principal, asked.team, kind)) return deny(at);
    if (!isDefinition(asked, kind)) return leave(at, rule, 'sample-definition');
    return draw(at, { asked, ended: ended.rows, rule });
  });
}

interface Drawing {
  readonly asked: SampleToDraw;
  readonly ended: readonly EndedCase[];
  readonly rule: string;
}

async function draw(at: Stepping, { asked, ended, rule }: Drawing): Promise<Done<SampleDrawn>> {
  const { deps, by, tx, atMs } = at;
  const { tenant, person } = by.principal;
  const population = populationIn(ended, asked, await typesOf(at, typesAsked(ended, asked)));
  if (population.fault !== null) return leave(at, rule, population.fault);
  const seed = asked.seed ?? randomBytes(16).toString('hex');
  const sample = uuidV7(atMs);
  const whole = wholeSample({
    ...{ sample, definition: asked, reason: asked.reason.trim(), questions: asked.questions.map((one) => one.trim()) },
    ...{ seed, population: population.cases, members: drawFrom(population, asked, seed) },
    ...{ by: person, at: new Date(atMs).toISOString() },
  });
  const evidence = await rightChangesIn(tx, { tenant, actor: person, at: whole.drawn_at }, [
    ['sample-drawn', sample, hashSample(whole)],
  ]);
  const line = lineOf(deps, by, { action: at.action, caseIds: whole.members, denied: false, rule });
  await commit(tx, [addSample(tenant, whole), ...evidence, ...sentBy(by), ...line]);
  return { kind: 'done', value: { sample } };
}

async function typesOf({ deps, by, tx }: Stepping, hashes: readonly Buffer[]): Promise<ReadonlyMap<string, CaseType>> {
  const types = new Map<string, CaseType>();
  for (const hash of hashes)
    types.set(hash.toString('hex'), await deps.caseTypes.byHash(tx, by.principal.tenant, hash));
  return types;
}

/** Says what was found. Whoever worked on the case does not, and nobody writes over what somebody else found. */
export async function reviewSampledCase(
  deps: SampleDeps,
  by: Overseer,
  asked: CaseToReview,
): Promise<Done<CaseReviewed>> {
  const { tenant, person } = by.principal;
  const { sample, caseId } = asked;
  const atMs = deps.nowMs();
  return deps.database.transaction<Done<CaseReviewed>>(readerContext(by.principal), async (tx) => {
    const [proven, heads, , samples, findings, keys, worked] = await flight(tx, [
      by.proof,
      readCase(tenant, caseId),
      readingAs(tx, 'program'),
      readSample(tenant, sample),
      findingsOf(tenant, sample, [caseId]),
      loadKeys(tenant, caseId),
      casesWorkedOn(tenant, [person], [caseId]),
    ]);
    if (proven.count === 0) return gone(tx);
    const at: Stepping = { deps, by, tx, atMs, action: 'review-sampled-case', caseIds: [caseId] };
    const found = { head: heads.rows[0], row: samples.rows[0], finding: findings.rows[0] ?? null };
    const known = await mayReview(at, asked, found);
    const key = unwrapOwnKey(deps.keys, { tenant, caseId }, keys.rows satisfies readonly KeyRow[]);
    if (known === null || key === undefined) return deny(at);
    const { rule, finding, questions } = known;
    const refusal = refusalOf(asked, { person, finding, questions, hasWorked: worked.count > 0 });
    if (refusal !== null) return leave(at, rule, refusal);
    const place = { tenant, sample, caseId };
    const kept = {
      by: person,
      at: new Date(atMs).toISOString(),
      sealed: sealFinding(key, place, trimmed(asked.answers)),
    };
    const [written] = await flight(tx, [
      finding === null ? addFinding(place, kept) : saveFinding(place, kept, asked.version),
    ]);
    if (written.count !== 1) return leave(at, rule, 'sample-moved');
    const line = lineOf(deps, by, { action: at.action, caseIds: [caseId], denied: false, rule });
    await commit(tx, [...sentBy(by), ...line]);
    return { kind: 'done', value: { version: asked.version + 1 } };
  });
}

interface FoundToReview {
  readonly head: CaseRecord | undefined;
  readonly row: SampleWithMembers | undefined;
  readonly finding: FindingRow | null;
}

interface Reviewable {
  readonly rule: string;
  readonly finding: FindingRow | null;
  readonly questions: number;
}

/** Null where there is no such case of a sample, or it is not theirs: the two look the same. */
async function mayReview(
  at: Stepping,
  { caseId }: CaseToReview,
  { head, row, finding }: FoundToReview,
): Promise<Reviewable | null> {
  const { principal } = at.by;
  const { tenant } = principal;
  const rule = ruleOf(principal);
  if (rule === null || head === undefined || row === undefined || !row.members.includes(caseId)) return null;
  if (!authorize(principal, { type: 'read-case' }, resourceOf(tenant, head)).allowed) return null;
  const [kinds] = await flight(at.tx, [
    findCaseType(tenant, { name: row.case_type, version: undefined, nowMs: at.atMs }),
  ]);
  const [inForce] = kinds.rows;
  if (inForce === undefined) return null;
  const types = await typesOf(at, [inForce.hash, head.case_type_hash]);
  const kind = types.get(inForce.hash.toString('hex'));
  if (kind === undefined || !answersFor(principal, row.team, kind)) return null;
  if (!mayKnowOfOutcome(head, row, types.get(head.case_type_hash.toString('hex')))) return null;
  // Only `wholeSample` writes them.
  return { rule, finding, questions: (JSON.parse(row.questions) as readonly string[]).length };
}

interface Refusable {
  readonly person: string;
  readonly finding: FindingRow | null;
  readonly questions: number;
  readonly hasWorked: boolean;
}

function refusalOf(asked: CaseToReview, { person, finding, questions, hasWorked }: Refusable): SampleRefusal | null {
  if (hasWorked) return 'sample-own-work';
  if (finding !== null && finding.reviewed_by !== person) return 'sample-reviewed';
  if ((finding?.version ?? 0) !== asked.version) return 'sample-moved';
  return asked.answers.length === questions ? null : 'sample-answers';
}

function trimmed(answers: readonly AnswerGiven[]): readonly AnswerGiven[] {
  return answers.map(({ answer, note }) => ({ answer, note: note.trim() }));
}

function isDefinition({ basis, of, from, to, take, questions, reason }: SampleToDraw, kind: CaseType): boolean {
  const isOne = (take.size === null) !== (take.percent === null);
  const isKnown = basis === 'closing' ? of === '' : kind.determinations.has(of);
  const isSaid = reason.trim() !== '' && questions.every((question) => question.trim() !== '');
  return isOne && isKnown && isSaid && from <= to;
}

/** Whoever answers for the work of a team, as `AssignTask` asks. */
function answersFor({ teams }: Principal, team: string, kind: CaseType): boolean {
  return teams.some((each) => each.team === team && each.role === managerOf(kind));
}

function ruleOf(principal: Principal): string | null {
  const may = authorize(principal, { type: 'keep-samples' }, { tenant: principal.tenant });
  return may.allowed ? may.grant.rule : null;
}

function gone(tx: Tx): { readonly kind: 'session-gone' } {
  rollback(tx);
  return { kind: 'session-gone' };
}

async function deny({ deps, by, tx, action, caseIds }: Stepping): Promise<{ readonly kind: 'absent' }> {
  await commit(tx, lineOf(deps, by, { action, caseIds, denied: true, rule: null }));
  return { kind: 'absent' };
}

/** Nothing is changed; that it was asked is on record. */
async function leave(
  { deps, by, tx, action, caseIds }: Stepping,
  rule: string,
  refusal: SampleRefusal,
): Promise<{ readonly kind: 'refused'; readonly refusal: SampleRefusal }> {
  await commit(tx, lineOf(deps, by, { action: `refused:${action}`, caseIds, denied: false, rule }));
  return { kind: 'refused', refusal };
}

export interface SampleDoors {
  readonly drawSample: (by: Overseer, asked: SampleToDraw) => Promise<Done<SampleDrawn>>;
  readonly reviewSampledCase: (by: Overseer, asked: CaseToReview) => Promise<Done<CaseReviewed>>;
}

export function sampleDoors(deps: SampleDeps): SampleDoors {
  return {
    drawSample: (by, asked) => drawQualitySample(deps, by, asked),
    reviewSampledCase: (by, asked) => reviewSampledCase(deps, by, asked),
  };
}
