// Makes heads, lists, timers and access anew from the events alone, or compares what stands with what events say, byte for
// byte. It never makes a head younger: events that the head remembers and that are gone are for the verifier to name.
import { instantOf } from '@casewright/engine/calendar';
import { evolve, type CaseState, type ParentLink } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { addLinks, findLink, removeLink, type CaseLink } from './case-links.ts';
import type { CaseTypes } from './case-types.ts';
import { commit, flight, rollback, type Database, type Tx } from './database.ts';
import { destroyedHead, type DestroyingEvent } from './destroyed-head.ts';
import type { DestructionBody } from './destruction.ts';
import { dropOrphans, dropProjection } from './drop-projection.ts';
import type { KeyProvider } from './keys.ts';
import { loadKeys } from './load-case.ts';
import { openEvent, type OpenedEvent } from './open-event.ts';
import { accessTokens, rowChanges, type RowChanges } from './projection.ts';
import { BEFORE_ALL, eventsOfCase, nextCases } from './read-chain.ts';
import { envelopeOf, readEvents, type EventRow } from './read-events.ts';
import { lockHead, readAccess, readHead, readTasks, readTimers, type StoredHeadRow } from './read-projection.ts';
import { addAccess } from './save-access.ts';
import { replaceHead, type NewHeadToStore } from './save-head.ts';
import { addTasks } from './save-tasks.ts';
import { addTimers } from './save-timers.ts';
import { addWeights, readWeights } from './save-weights.ts';
import { unwrapKeys } from './unwrap-keys.ts';

export interface RebuildDeps {
  readonly keys: KeyProvider;
  readonly caseTypes: CaseTypes;
}

export interface RebuildOptions {
  readonly tenant: number;
  readonly mode: 'compare' | 'rebuild';
  readonly onProgress?: (soFar: { readonly cases: number; readonly events: number }) => void;
}

export interface RebuildDifference {
  readonly caseId: string;
  /** What differed, or `unreadable`: events are missing or damaged, or their key was destroyed. */
  readonly where: 'head' | 'access' | 'tasks' | 'timers' | 'weights' | 'link' | 'unreadable';
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
  const { tenant, mode } = options;
  const context = { tenant, person: 'system.rebuild' };
  const tally: Tally = { cases: 0, events: 0, differences: [] };
  for (let after = BEFORE_ALL; ;) {
    const from = after;
    const ids = await deps.database.snapshot(context, (tx) =>
      nextCases(tx, { tenant, after: from, limit: CASES_PER_PAGE }),
    );
    for (const caseId of ids) {
      const open = mode === 'compare' ? deps.database.snapshot : deps.database.transaction;
      await open(context, (tx) => rebuildCase(deps, tx, { tenant, caseId, mode, tally }));
    }
    const last = ids.at(-1);
    if (last === undefined) break;
    after = last;
    options.onProgress?.({ cases: tally.cases, events: tally.events });
  }
  if (mode === 'rebuild') await deps.database.once(context, dropOrphans(tenant));
  return tally;
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
  await rebuildCase(deps, tx, { ...of, mode: 'rebuild', tally });
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
}

async function rebuildCase(deps: RebuildDeps, tx: Tx, at: CaseToRebuild): Promise<void> {
  const { tenant, caseId, tally } = at;
  tally.cases += 1;
  const [heads, keys, first, tasks, timers, weights, links] = await flight(tx, [
    at.mode === 'rebuild' ? lockHead(tenant, caseId) : readHead(tenant, caseId),
    loadKeys(tenant, caseId),
    readEvents({ tenant, caseId, from: 0, limit: 500 }),
    readTasks(tenant, caseId),
    readTimers(tenant, caseId),
    readWeights(tenant, caseId),
    findLink(tenant, caseId),
  ]);
  const [head] = heads.rows;
  const folded = await foldCase(deps, tx, {
    at,
    first: first.rows,
    keys: unwrapKeys(deps.keys, { tenant, caseId }, keys.rows),
  });
  const unreadable = 'reason' in folded ? folded.reason : agedHead(head, versionOf(folded));
  if ('reason' in folded || unreadable !== undefined) {
    tally.differences.push({ caseId, where: 'unreadable', reason: unreadable ?? '' });
    rollback(tx);
    return;
  }
  const rows = derivedRows(at, folded);
  const [access] = await flight(tx, [readAccess(tenant, caseId, rows.tokens)]);
  const stored = {
    head,
    tasks: tasks.rows,
    timers: timers.rows,
    weights: weights.rows,
    link: links.rows,
    access: access.rows,
  };
  const different = compareRows(rows, stored);
  for (const where of different)
    tally.differences.push({ caseId, where, reason: `The stored ${where} of the case is not what its events say.` });
  if (at.mode === 'rebuild' && different.length > 0) {
    await commit(tx, [
      ...dropProjection(tenant, caseId, rows.tokens),
      replaceHead(rows.head),
      removeLink(tenant, caseId),
      ...addLinks(tenant, rows.links),
      ...addAccess(
        tenant,
        rows.tokens.map((token) => ({ ...rows.of, token })),
      ),
      ...addTasks(
        tenant,
        rows.tasks.map((row) => ({ ...rows.of, ...row })),
      ),
      ...addTimers(
        tenant,
        rows.timers.map((row) => ({ caseId, ...row })),
      ),
      ...addWeights(tenant, caseId, rows.weights),
    ]);
  }
}

interface Folded {
  readonly state: CaseState;
  readonly last: EventRow;
  readonly caseType: CaseType;
  /** What the first event says of a parent. */
  readonly parent: ParentLink | undefined;
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
      state = evolve(state, opened.event);
    }
  }
  if (last === undefined) return { reason: 'The case has a head and no events.' };
  if (destroyed !== undefined) return { stub: destroyedHead(envelopeAt(tenant, last), destroyed, openedAt) };
  if (state === null) return { reason: 'The key of the case is gone, and no event says that it was destroyed.' };
  return { state, last, parent, caseType: await deps.caseTypes.byHash(tx, tenant, last.case_type_hash) };
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

function derivedRows(at: CaseToRebuild, folded: Folded | Destroyed): DerivedRows {
  if ('stub' in folded) {
    const { stub } = folded;
    return { of: stub, head: stub, links: [], tokens: [], tasks: [], timers: [], weights: [] };
  }
  return rowsOfCase(at, folded);
}

interface DerivedRows {
  readonly of: Omit<NewHeadToStore, 'version' | 'lastHash' | 'caseTypeHash' | 'changedBy' | 'changedAt' | 'state'>;
  readonly head: NewHeadToStore;
  readonly links: readonly CaseLink[];
  readonly tokens: readonly string[];
  readonly tasks: RowChanges['addedTasks'];
  readonly timers: RowChanges['addedTimers'];
  readonly weights: RowChanges['addedWeights'];
}

function rowsOfCase({ tenant, caseId }: CaseToRebuild, { state, last, caseType, parent }: Folded): DerivedRows {
  const of = {
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
  const { addedTasks: tasks, addedTimers: timers, addedWeights: weights } = rows;
  return { of, head, links, tokens: accessTokens(state), tasks, timers, weights };
}

interface StoredRows {
  readonly head: StoredHeadRow | undefined;
  readonly tasks: readonly object[];
  readonly timers: readonly object[];
  readonly weights: readonly object[];
  readonly access: readonly object[];
  readonly link: readonly object[];
}

/** Which of the derived rows are not, byte for byte, what they should be. */
function compareRows(
  rows: DerivedRows,
  stored: StoredRows,
): readonly ('head' | 'access' | 'tasks' | 'timers' | 'weights' | 'link')[] {
  const { of, head } = rows;
  const expected = {
    head: {
      version: head.version,
      last_hash: head.lastHash,
      case_type: head.caseType,
      case_type_hash: head.caseTypeHash,
      reference: head.reference,
      team: head.team,
      status: head.status,
      opened_at: head.openedAt,
      changed_by: head.changedBy,
      changed_at: head.changedAt,
      state: head.state,
    },
    access: rows.tokens.toSorted().map((token) => ({ token, status: of.status, opened_at: of.openedAt })),
    tasks: sortedBy(rows.tasks, (row) => row.task).map((row) => ({
      task: row.task,
      lane: row.lane,
      due_on: row.dueOn,
      since_at: row.sinceAt,
      since: row.since,
      priority: row.priority,
      title: row.title,
      role: row.role,
      team: of.team,
      case_type: of.caseType,
      reference: of.reference,
    })),
    timers: sortedBy(rows.timers, (row) => row.timer).map((row) => ({ timer: row.timer, due_at: row.dueAt })),
    weights: sortedBy(rows.weights, (row) => row.task),
    link: rows.links.map(({ parentId, task, depth }) => ({ parent_id: parentId, task, depth })),
  };
  const tables = ['head', 'access', 'tasks', 'timers', 'weights', 'link'] as const;
  return tables.filter((table) => JSON.stringify(expected[table]) !== JSON.stringify(stored[table]));
}

/** By code units, as the column's collation sorts. */
function sortedBy<T>(rows: readonly T[], key: (row: T) => string): readonly T[] {
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
