// Makes heads, lists, timers and access anew from the events alone, or compares what stands with what events say, byte for
// byte. It never makes a head younger: events that the head remembers and that are gone are for the verifier to name.
import { programContext } from './context.ts';
import { instantOf } from '@casewright/engine/calendar';
import { evolve, type CaseState, type ParentLink } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { Conflict, Forbidden, OutcomeUnknown, Unavailable } from '../errors.ts';
import { addLinks, findLink, removeLink } from './case-links.ts';
import type { CaseTypes } from './case-types.ts';
import { commit, flight, rollback, type Database, type Tx } from './database.ts';
import { destroyedHead, type DestroyingEvent } from './destroyed-head.ts';
import type { DestructionBody } from './destruction.ts';
import { dropOrphans, dropProjection } from './drop-projection.ts';
import type { KeyProvider } from './keys.ts';
import { loadKeys } from './load-case.ts';
import { openEvent, type OpenedEvent } from './open-event.ts';
import { accessOfCase, noAccess } from './case-access.ts';
import { rowChanges } from './projection.ts';
import { BEFORE_ALL, eventsOfCase, nextCases } from './read-chain.ts';
import { envelopeOf, readEvents, type EventRow } from './read-events.ts';
import {
  lockHead,
  readAccess,
  readGrants,
  readHead,
  readParts,
  readTasks,
  readTimers,
  type StoredHeadRow,
} from './read-projection.ts';
import { addAccessRows } from './save-access.ts';
import { replaceHead, type NewHeadToStore } from './save-head.ts';
import { addTasks } from './save-tasks.ts';
import { addTimers } from './save-timers.ts';
import { addEmergencies, readEmergencies } from './emergencies.ts';
import { addCorrections, addTaken, readCorrections, readTaken, type TakenRow, takenRowsOf } from './correction-rows.ts';
import { addGoals, readGoals } from './goal-rows.ts';
import { addOutcomes, readOutcomes } from './outcome-rows.ts';
import { addPending, readPending } from './pending-rows.ts';
import { factsFromRows, retentionFacts, type RetentionFactRow } from './retention-facts.ts';
import { addRetention, readRetention, retentionRowOf } from './retention-rows.ts';
import { addWeights, readWeights } from './save-weights.ts';
import { addTraces, readTraces } from './save-traces.ts';
import { addWords, readWords } from './save-words.ts';
import type { Statement } from './statement.ts';
import { accessOfTasks, withAccess } from './task-access.ts';
import { compareRows, type DERIVED, type DerivedRows } from './compare-rows.ts';
import { deliverShares } from './case-shares.ts';
import { aboveIn, unitsBelowOthers } from './units-above.ts';
import { unwrapKeys } from './unwrap-keys.ts';
import { traceRows } from './trace-rows.ts';
import { wordRows } from './word-rows.ts';

export interface RebuildDeps {
  readonly keys: KeyProvider;
  readonly caseTypes: CaseTypes;
}

export interface RebuildOptions {
  readonly tenant: number;
  readonly mode: 'compare' | 'rebuild';
  /** Milliseconds since 1970, by which grants are in force; absent: now. */
  readonly nowMs?: number;
  readonly onProgress?: (soFar: { readonly cases: number; readonly events: number }) => void;
}

export interface RebuildDifference {
  readonly caseId: string;
  /** What differed, or `unreadable`: events are missing or damaged, or their key was destroyed. */
  readonly where: (typeof DERIVED)[number] | 'unreadable';
  readonly reason: string;
}

export interface RebuildReport {
  readonly cases: number;
  readonly events: number;
  /** In mode `rebuild`, what had differed and was made right, except `unreadable`, which was left as it stood. */
  readonly differences: readonly RebuildDifference[];
}

const CASES_PER_PAGE = 200;

export async function rebuild(
  deps: RebuildDeps & { readonly database: Database },
  options: RebuildOptions,
): Promise<RebuildReport> {
  const { tenant, mode, nowMs = Date.now() } = options;
  const context = programContext(tenant, 'system.rebuild');
  const tally: Tally = { cases: 0, events: 0, differences: [] };
  const [units] = await deps.database.once(context, [unitsBelowOthers(tenant)]);
  const aboveOf = aboveIn(units.rows);
  for (let after = BEFORE_ALL; ;) {
    const from = after;
    const ids = await deps.database.snapshot(context, (tx) =>
      nextCases(tx, { tenant, after: from, limit: CASES_PER_PAGE }),
    );
    for (const caseId of ids) {
      const open = mode === 'compare' ? deps.database.snapshot : deps.database.transaction;
      const done = open(context, (tx) => rebuildCase(deps, tx, { tenant, caseId, mode, tally, aboveOf, nowMs }));
      await (mode === 'compare' ? done.catch((error: unknown) => tellUnplayable(tally, caseId, error)) : done);
    }
    // Pointers lie with the other agencies, and follow from what was just made anew.
    if (mode === 'rebuild') await deliverShares(deps.database, tenant, ids);
    const last = ids.at(-1);
    if (last === undefined) break;
    after = last;
    options.onProgress?.({ cases: tally.cases, events: tally.events });
  }
  if (mode === 'rebuild') await deps.database.once(context, dropOrphans(tenant));
  return tally;
}

/** One case that was tampered with must not keep the others from being compared; a database that is away must. */
function tellUnplayable(tally: Tally, caseId: string, error: unknown): void {
  if ([Unavailable, Forbidden, Conflict, OutcomeUnknown].some((kind) => error instanceof kind)) throw error;
  tally.differences.push({ caseId, where: 'unreadable', reason: 'Its events do not follow from one another.' });
}

/**
 * Makes one case anew in a transaction that has changed its ground truth, and commits.
 * @returns why it cannot be read, and then nothing is left of the transaction; null where all is well
 */
export async function remakeCase(
  deps: RebuildDeps,
  tx: Tx,
  of: { readonly tenant: number; readonly caseId: string },
): Promise<string | null> {
  const tally: Tally = { cases: 0, events: 0, differences: [] };
  const [units] = await flight(tx, [unitsBelowOthers(of.tenant)]);
  const aboveOf = aboveIn(units.rows);
  await rebuildCase(deps, tx, { ...of, mode: 'rebuild', tally, aboveOf, nowMs: Date.now() });
  return tally.differences.find(({ where }) => where === 'unreadable')?.reason ?? null;
}

interface Tally {
  cases: number;
  events: number;
  readonly differences: RebuildDifference[];
}

interface CaseToRebuild {
  readonly tenant: number;
  readonly caseId: string;
  readonly mode: 'compare' | 'rebuild';
  readonly tally: Tally;
  readonly aboveOf: (team: string) => readonly string[];
  readonly nowMs: number;
}

async function rebuildCase(deps: RebuildDeps, tx: Tx, at: CaseToRebuild): Promise<void> {
  const { tenant, caseId, tally } = at;
  tally.cases += 1;
  const { head, keys, first, facts, stored } = await readAll(tx, at);
  const folded = await foldCase(deps, tx, {
    at,
    first,
    keys: unwrapKeys(deps.keys, { tenant, caseId }, keys),
  });
  const unreadable = 'reason' in folded ? folded.reason : agedHead(head, versionOf(folded));
  if ('reason' in folded || unreadable !== undefined) {
    tally.differences.push({ caseId, where: 'unreadable', reason: unreadable ?? '' });
    rollback(tx);
    return;
  }
  const rows = derivedRows(deps.keys, at, { folded, facts });
  const listed = [...new Set([...rows.access.listed, ...(head?.tokens ?? [])])];
  const [access] = await flight(tx, [readAccess(tenant, caseId, listed)]);
  const different = compareRows(rows, { ...stored, head, access: access.rows });
  for (const where of different)
    tally.differences.push({ caseId, where, reason: `The stored ${where} of the case is not what its events say.` });
  if (at.mode === 'rebuild' && different.length > 0) {
    await commit(tx, makeAnew(at, rows, listed));
  }
}

/** What stands of a case, and its first events; rows of access are found by what they should be. */
async function readAll(tx: Tx, { tenant, caseId, mode }: CaseToRebuild) {
  const [heads, keys, first, facts] = await flight(tx, [
    mode === 'rebuild' ? lockHead(tenant, caseId) : readHead(tenant, caseId),
    loadKeys(tenant, caseId),
    readEvents({ tenant, caseId, from: 0, limit: 500 }),
    retentionFacts(tenant, caseId),
  ]);
  const [tasks, timers, weights, link, parts, grants, ...more] = await flight(tx, [
    readTasks(tenant, caseId),
    readTimers(tenant, caseId),
    readWeights(tenant, caseId),
    findLink(tenant, caseId),
    readParts(tenant, caseId),
    readGrants(tenant, caseId),
    readWords(tenant, caseId),
    readEmergencies(tenant, caseId),
    readTraces(tenant, caseId),
    readGoals(tenant, caseId),
    readRetention(tenant, caseId),
    readCorrections(tenant, caseId),
    readTaken(tenant, caseId),
    readPending(tenant, caseId),
    readOutcomes(tenant, caseId),
  ]);
  const [words, emergencies, traces, goals, retention, corrections, taken, pending, outcomes] = more;
  const stored = {
    ...{ tasks: tasks.rows, timers: timers.rows, weights: weights.rows, link: link.rows, parts: parts.rows },
    ...{ grants: grants.rows, words: words.rows, emergencies: emergencies.rows, traces: traces.rows },
    ...{ goals: goals.rows, retention: retention.rows, corrections: corrections.rows, taken: taken.rows },
    ...{ pending: pending.rows, outcomes: outcomes.rows },
  };
  return { head: heads.rows[0], keys: keys.rows, first: first.rows, facts: facts.rows, stored };
}

/** @param listed tokens of every row by which the case may be listed, wrongly or not */
function makeAnew(
  { tenant, caseId }: CaseToRebuild,
  rows: ReturnType<typeof derivedRows>,
  listed: readonly string[],
): readonly Statement[] {
  return [
    ...dropProjection(tenant, caseId, listed),
    replaceHead(rows.head),
    removeLink(tenant, caseId),
    ...addLinks(tenant, rows.links),
    ...addAccessRows(tenant, [{ ...rows.of, caseId, access: rows.access, listed: rows.access.listed }]),
    ...addTasks(
      tenant,
      rows.tasks.map((row) => ({ ...rows.of, ...row })),
    ),
    ...addTimers(
      tenant,
      rows.timers.map((row) => ({ caseId, ...row })),
    ),
    ...addWeights(tenant, caseId, rows.weights),
    ...addWords(tenant, { ...rows.of, caseId, words: rows.words }),
    ...addTraces(tenant, { ...rows.of, caseId, traces: rows.traces }),
    ...addEmergencies(tenant, caseId, rows.emergencies),
    ...addGoals(tenant, caseId, rows.goals),
    ...addCorrections(tenant, caseId, rows.corrections),
    ...addTaken(tenant, caseId, rows.taken),
    ...addPending(tenant, caseId, rows.pending),
    ...addOutcomes(tenant, caseId, rows.outcomes),
    ...rows.retention.map((row) => addRetention(tenant, caseId, row)),
  ];
}

interface Folded {
  readonly state: CaseState;
  readonly last: EventRow;
  readonly caseType: CaseType;
  /** What the first event says of a parent. */
  readonly parent: ParentLink | undefined;
  /** What its events say of facts that were taken over. */
  readonly taken: readonly TakenRow[];
}

/** Nothing is derived from a case that was destroyed but this. */
interface Destroyed {
  readonly stub: NewHeadToStore;
}

interface ToFold {
  readonly at: CaseToRebuild;
  readonly first: readonly EventRow[];
  readonly keys: ReturnType<typeof unwrapKeys>;
}

async function foldCase(
  deps: RebuildDeps,
  tx: Tx,
  { at, first, keys }: ToFold,
): Promise<Folded | Destroyed | { readonly reason: string }> {
  const { tenant } = at;
  let state: CaseState | null = null;
  let last: EventRow | undefined;
  let parent: ParentLink | undefined;
  let openedAt = '';
  let destroyed: DestructionBody | undefined;
  const taken: TakenRow[] = [];
  for await (const row of eventsOfCase(tx, at, first)) {
    at.tally.events += 1;
    if (row.seq !== (last?.seq ?? 0) + 1) return { reason: `Event ${row.seq - 1} is missing.` };
    const opened = tryToOpen(tenant, row, keys);
    if ('reason' in opened) return opened;
    if (row.seq === 1) openedAt = row.occurred_at;
    last = row;
    if (opened.kind === 'destruction') {
      if (opened.body.certificate.subject === '') destroyed = opened.body;
      // It changes nothing of the case but what can still be read.
      state = atVersion(state, row.seq);
    } else if (opened.kind === 'event') {
      if (opened.event.type === 'CaseOpened') ({ parent } = opened.event);
      taken.push(...takenRowsOf(opened.event, row.seq));
      state = evolve(state, opened.event);
    }
  }
  if (last === undefined) return { reason: 'The case has a head and no events.' };
  if (destroyed !== undefined) return { stub: destroyedHead(envelopeAt(tenant, last), destroyed, openedAt) };
  if (state === null) return { reason: 'The key of the case is gone, and no event says that it was destroyed.' };
  return { state, last, parent, taken, caseType: await deps.caseTypes.byHash(tx, tenant, last.case_type_hash) };
}

function atVersion(state: CaseState | null, version: number): CaseState | null {
  return state === null ? null : { ...state, version };
}

function envelopeAt(tenant: number, row: EventRow): DestroyingEvent {
  return { ...envelopeOf(row, tenant), hash: row.hash };
}

function tryToOpen(tenant: number, row: EventRow, keys: ToFold['keys']): OpenedEvent | { readonly reason: string } {
  try {
    return openEvent(
      { tenant, caseId: row.case_id, seq: row.seq, type: row.type, occurred: row.occurred, payload: row.payload },
      keys,
    );
  } catch {
    return { reason: `Event ${row.seq} cannot be opened: its bytes were changed.` };
  }
}

function versionOf(folded: Folded | Destroyed): number {
  return 'stub' in folded ? folded.stub.version : folded.state.version;
}

function agedHead(head: StoredHeadRow | undefined, version: number): string | undefined {
  if (head === undefined || head.version <= version) return undefined;
  return `The head remembers ${head.version} events and ${version} are there.`;
}

interface ToDerive {
  readonly folded: Folded | Destroyed;
  /** What counts for how long it is kept and does not stand in it. */
  readonly facts: readonly RetentionFactRow[];
}

function derivedRows(keys: KeyProvider, at: CaseToRebuild, { folded, facts }: ToDerive): DerivedRows {
  if ('stub' in folded) {
    const { stub } = folded;
    const none = { links: [], tasks: [], timers: [], weights: [], emergencies: [], goals: [], words: [], traces: [] };
    const nothing = { ...none, corrections: [], taken: [], pending: [], outcomes: [] };
    return { of: stub, head: stub, access: noAccess(at.tenant), retention: [], ...nothing };
  }
  const { state, caseType } = folded;
  const hash = (text: string): Buffer => keys.requestMac(at.tenant, text);
  const traces = traceRows({ tenant: at.tenant, caseType, hash }, state);
  const retention = retentionRowOf({ state, caseType }, factsFromRows(facts));
  return { ...rowsOfCase(at, folded), traces, retention: retention === null ? [] : [retention] };
}

function rowsOfCase(
  { tenant, caseId, aboveOf, nowMs }: CaseToRebuild,
  { state, last, caseType, parent, taken }: Folded,
): Omit<DerivedRows, 'traces' | 'retention'> {
  const access = accessOfCase({ tenant, caseId, caseType, state, above: aboveOf(state.team), nowMs });
  const of = {
    access: access.head,
    tenant,
    caseId,
    team: state.team,
    caseType: state.caseType.name,
    reference: state.reference,
    status: state.status,
    openedAt: instantOf(state.opened, caseType.zone),
  };
  const rows = rowChanges(null, state, caseType);
  const head: NewHeadToStore = {
    ...of,
    version: state.version,
    lastHash: last.hash,
    caseTypeHash: Buffer.from(state.caseType.hash, 'hex'),
    changedBy: last.actor,
    changedAt: last.recorded_at,
    state: JSON.stringify(state),
  };
  const links =
    parent === undefined ? [] : [{ caseId, parentId: parent.caseId, task: parent.task, depth: parent.depth }];
  const { addedTimers: timers, addedWeights: weights, addedEmergencies: emergencies, addedGoals: goals } = rows;
  const tasks = withAccess(rows.addedTasks, accessOfTasks(access, caseType, state));
  const words = wordRows(tenant, caseType, state);
  const noted = { corrections: rows.addedCorrections, taken, pending: rows.addedPending, outcomes: rows.addedOutcomes };
  return { of, head, links, access, tasks, timers, weights, emergencies, goals, words, ...noted };
}
