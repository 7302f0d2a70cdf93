// What people do with a release of open data, each step in one transaction with its line in the access log and its evidence. What may be
// done when the engine's life of a release says; who may, the policy.
import { createHash } from 'node:crypto';
import { type CaseType, OPEN_DATA_PURPOSE } from '@casewright/engine/definition';
import { type Action, authorize, type Principal } from '@casewright/engine/policy';
import {
  type FinishedCase,
  prepareRelease,
  type ReleaseRefusal,
  type ReleaseState,
  type ReleaseStep,
  stateOf,
  whyNotReleased,
  writeRelease,
} from '@casewright/engine/release';
import { programContext } from '../store/context.ts';
import { commit, flight, rollback } from '../store/database.ts';
import { consentsEnded } from '../store/finished-cases.ts';
import {
  addRelease,
  addReleaseStep,
  type PublishedWorkingRow,
  readPublished,
  readRelease,
  readReleaseSteps,
  releaseStepOf,
  type ReleaseToAdd,
  workingOf,
} from '../store/releases.ts';
import { lockRights, type RightChange, rightChangesIn } from '../store/right-changes.ts';
import type { Statement } from '../store/statement.ts';
import { lineOf } from './access-line.ts';
import type { OverseeDeps, Overseer } from './oversee.ts';

export type Released =
  | { readonly kind: 'done'; readonly state: ReleaseState; readonly hash: string }
  /** Not there, or not theirs to know of; the two look the same. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly refusal: ReleaseRefusal }
  | { readonly kind: 'session-gone' };

export interface ReleaseAsked {
  /** Made by whoever prepares it. */
  readonly releaseId: string;
  readonly caseType: CaseType;
  readonly cases: readonly FinishedCase[];
  readonly from: string;
  readonly until: string;
  /** The name of the agency, as it is published. */
  readonly publisher: string;
}

/** Whether somebody may prepare one at all: asked before any case is looked at. */
export function mayPrepare(principal: Principal): boolean {
  return authorize(principal, { type: 'prepare-release' }, { tenant: principal.tenant }).allowed;
}

/** Makes a release of what is finished, and keeps it for approval. Nothing of it is public yet. */
export async function prepareReleaseOf(deps: OverseeDeps, by: Overseer, asked: ReleaseAsked): Promise<Released> {
  const at = new Date(deps.nowMs()).toISOString();
  const { tenant, person } = by.principal;
  const context = programContext(tenant, person);
  const log = lineFor(by, at, 'prepare-release');
  const isTheirs = mayPrepare(by.principal);
  const [before] = await deps.database.once(context, [readPublished(tenant, asked.caseType.name)]);
  // Reckoned while nobody waits for it; whether it still follows what is published is asked afterwards.
  const release = isTheirs ? releaseOf(asked, { at, published: before.rows }) : null;
  return deps.database.transaction<Released>(context, async (tx) => {
    const [proven, , published] = await flight(tx, [
      ...([by.proof, lockRights(tenant), readPublished(tenant, asked.caseType.name)] as const),
    ]);
    if (proven.count === 0) {
      rollback(tx);
      return { kind: 'session-gone' };
    }
    if (release === null) {
      await commit(tx, log('denied'));
      return { kind: 'absent' };
    }
    const refusal = whyNotPrepared(release, published.rows);
    if (refusal !== null) {
      await commit(tx, log('refused'));
      return { kind: 'refused', refusal };
    }
    const { releaseId, hash } = release;
    const step = stepBy(by, { kind: 'prepared', at, hash, words: '' });
    const evidence = await evidenceOf(tx, by, { releaseId, step, number: 1 });
    await commit(tx, [...addRelease(tenant, release), ...evidence, ...log('done')]);
    return { kind: 'done', state: 'prepared', hash };
  });
}

interface Follows {
  readonly at: string;
  readonly published: readonly PublishedWorkingRow[];
}

/** Null where the kind of case publishes nothing. */
function releaseOf(asked: ReleaseAsked, { at, published }: Follows): ReleaseToAdd | null {
  const { caseType, releaseId, from, until } = asked;
  const { publish } = caseType;
  if (publish === undefined) return null;
  const { working, periods } = prepareRelease({ ...asked, publish, earlier: published.map(workingOf) });
  const { hash, files } = writeRelease({ ...asked, publish, working, digest: digestOf, size: sizeOf });
  const { threshold, diversity } = publish;
  return {
    ...{ releaseId, caseType: caseType.name, caseTypeHash: caseType.hash, hash, from, until, preparedAt: at },
    ...{ follows: published.length, report: { threshold, diversity, periods }, working, files },
  };
}

function whyNotPrepared(
  { follows, working, hash }: ReleaseToAdd,
  published: readonly PublishedWorkingRow[],
): ReleaseRefusal | null {
  if (published.length !== follows) return 'release-outdated';
  if (working.periods.length === 0) return 'release-empty';
  return published.some((row) => !row.withdrawn && row.hash.toString('hex') === hash) ? 'release-same' : null;
}

export interface ReleaseStepAsked {
  readonly releaseId: string;
  readonly kind: 'approved' | 'published' | 'withdrawn';
  /** Of the release that they saw. */
  readonly hash: string;
  readonly words: string;
}

const OFFICE = {
  approved: 'approve-release',
  published: 'prepare-release',
  withdrawn: 'prepare-release',
} as const satisfies Readonly<Record<ReleaseStepAsked['kind'], Action['type']>>;

/** Approves a release, publishes it or withdraws it, or says why not. */
export async function takeReleaseStep(deps: OverseeDeps, by: Overseer, asked: ReleaseStepAsked): Promise<Released> {
  const at = new Date(deps.nowMs()).toISOString();
  const { tenant, person } = by.principal;
  const { releaseId } = asked;
  const log = lineFor(by, at, `${asked.kind}-release`);
  return deps.database.transaction<Released>(programContext(tenant, person), async (tx) => {
    const [proven, , releases, rows] = await flight(tx, [
      ...([by.proof, lockRights(tenant), readRelease(tenant, releaseId), readReleaseSteps(tenant, releaseId)] as const),
    ]);
    if (proven.count === 0) {
      rollback(tx);
      return { kind: 'session-gone' };
    }
    const [release] = releases.rows;
    if (release === undefined || !authorize(by.principal, { type: OFFICE[asked.kind] }, { tenant }).allowed) {
      await commit(tx, log('denied'));
      return { kind: 'absent' };
    }
    const consents = { caseType: release.case_type, purpose: OPEN_DATA_PURPOSE, after: release.prepared_at, now: at };
    const [published, ended] = await flight(tx, [
      readPublished(tenant, release.case_type),
      consentsEnded(tenant, consents),
    ]);
    const steps = rows.rows.map(releaseStepOf);
    const step = stepBy(by, { ...asked, at });
    // Whoever withdrew what they had agreed to when it was prepared is not published by it.
    const isOutdated = published.rows.length !== release.follows || ended.count > 0;
    const refusal = whyNotReleased(steps, { ...step, isOutdated });
    if (refusal !== null) {
      await commit(tx, log('refused'));
      return { kind: 'refused', refusal };
    }
    const evidence = await evidenceOf(tx, by, { releaseId, step, number: steps.length + 1 });
    await commit(tx, [...evidence, ...log('done')]);
    return { kind: 'done', state: stateOf([...steps, step]), hash: step.hash };
  });
}

function stepBy({ principal }: Overseer, of: Pick<ReleaseStep, 'kind' | 'at' | 'hash' | 'words'>): ReleaseStep {
  const { kind, at, hash, words } = of;
  return { kind, at, hash, words, person: principal.person, onBehalfOf: principal.onBehalfOf ?? null };
}

interface Taken {
  readonly releaseId: string;
  readonly step: ReleaseStep;
  readonly number: number;
}

async function evidenceOf(
  tx: Parameters<typeof rightChangesIn>[0],
  { principal: { tenant, person: actor } }: Overseer,
  { releaseId, step, number }: Taken,
): Promise<readonly Statement[]> {
  const { kind, person, onBehalfOf, hash, words } = step;
  const change: RightChange = ['release-step', releaseId, number, kind, person, onBehalfOf, hash, digestOf(words)];
  return [
    addReleaseStep(tenant, releaseId, { step, number }),
    ...(await rightChangesIn(tx, { tenant, actor, at: step.at }, [change])),
  ];
}

/** What the office denies is told from what the release does not allow. */
function lineFor(
  by: Overseer,
  at: string,
  action: string,
): (became: 'done' | 'denied' | 'refused') => readonly Statement[] {
  return (became) =>
    lineOf({ nowMs: () => Date.parse(at) }, by, {
      action: became === 'refused' ? `refused:${action}` : action,
      caseIds: [],
      denied: became === 'denied',
      rule: became === 'done' ? 'open-data' : null,
    });
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function sizeOf(text: string): number {
  return Buffer.byteLength(text);
}
