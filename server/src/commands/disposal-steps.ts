// What people do with a list of disposal over the interface: propose it, look it through, submit it, approve it, withdraw it, and have it gone
// through, which the worker does. Nobody approves what they proposed, nor cases of which they may not be told. Nothing is destroyed here.
import { oversee, RECORDS_ROLE } from '@casewright/engine/policy';
import { type RecordsRefusal, whyNotDone } from '@casewright/engine/records';
import { nextCustody, recordCustody } from '../store/custody.ts';
import { flight, type Tx } from '../store/database.ts';
import {
  approvedOf,
  holdsRole,
  type ItemRow,
  listOf,
  lockRun,
  readApprovals,
  readItems,
  readRuns,
  type RunRow,
} from '../store/disposal-runs.ts';
import {
  countItems,
  keepLeftHash,
  readTakenOut,
  startRun,
  submitRun,
  takeOutItem,
  withdrawRun,
} from '../store/disposal-steps.ts';
import { nameRecords } from '../store/records-rows.ts';
import type { CommandDeps } from './execute-command.ts';
import { approvalOf, dueItems, leftHash, runOf } from './disposal.ts';
import type { Overseen, Overseer } from './oversee.ts';
import { refused, type RecordsStep, type StepAt, takeRecordsStep, type Worked } from './records-steps.ts';

export type StepsDeps = Pick<CommandDeps, 'database' | 'caseTypes' | 'nowMs'>;

export interface ListToPropose {
  /** Made by whoever proposes it, so that a lost answer proposes nothing twice. */
  readonly runId: string;
  readonly reason: string;
  /** Due until this day, included. */
  readonly to: string;
  readonly caseType: string | null;
  readonly class: string | null;
  readonly team: string | null;
}

export interface ListStep {
  readonly runId: string;
  /** What people approve now, hex. */
  readonly list: string;
  /** Cases that are left on it. */
  readonly items: number;
}

export interface ListProposed extends ListStep {
  /** Cases that are due and on no list: under hold, being reckoned anew, or not to be told to whoever proposed it. */
  readonly held: number;
  readonly stale: number;
  readonly withheld: number;
}

export type DisposalAct =
  | { readonly kind: 'take-out'; readonly runId: string; readonly position: number; readonly why: string }
  | { readonly kind: 'submit'; readonly runId: string; readonly list: string }
  | { readonly kind: 'approve'; readonly runId: string; readonly list: string }
  | { readonly kind: 'withdraw'; readonly runId: string; readonly why: string }
  /** The number of cases is what whoever starts it was told. */
  | { readonly kind: 'start'; readonly runId: string; readonly list: string; readonly items: number };

export function proposeList(
  deps: StepsDeps,
  by: Overseer,
  asked: ListToPropose,
): Promise<Overseen<ListProposed, RecordsRefusal>> {
  return takeRecordsStep(deps, by, {
    ...{ action: 'keep-records', name: 'propose-disposal' },
    work: async (tx, step): Promise<Worked<ListProposed>> => {
      const { tenant, person, at } = step;
      const { runId, reason, ...of } = asked;
      const seq = await nextCustody(tx, tenant);
      const [role, there] = await flight(tx, [holdsRole(tenant, person, RECORDS_ROLE), readRuns(tenant, runId)]);
      if (role.rows[0]?.holds !== true) return refused('records-not-manager');
      if (there.count > 0) return refused('disposal-submitted');
      const found = await dueItems(deps, tx, { tenant, ...of });
      const told = await toldOf(tx, step, found.items);
      const items = told.map((item, index) => ({ ...item, position: index + 1 }));
      if (items.length === 0) return refused('disposal-nothing-due');
      const { list, statements } = runOf({
        tenant,
        runId,
        by: person,
        at,
        seq,
        reason,
        asked: JSON.stringify(of),
        items,
      });
      const { held, stale } = found;
      const withheld = found.items.length - items.length;
      return { kind: 'done', value: { runId, list, items: items.length, held, stale, withheld }, statements };
    },
  });
}

const AT_ONCE = 1_000;

/** Those of some items whose cases may be told. */
async function toldOf<I extends { readonly caseId: string }>(
  tx: Tx,
  { tenant, by }: StepAt,
  items: readonly I[],
): Promise<readonly I[]> {
  const told = new Set<string>();
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const ids = items.slice(from, from + AT_ONCE).map(({ caseId }) => caseId);
    const [named] = await flight(tx, [nameRecords(tenant, ids)]);
    for (const row of oversee(by, named.rows).known) told.add(row.case_id);
  }
  return items.filter(({ caseId }) => told.has(caseId));
}

const OFFICE = {
  ...{ 'take-out': 'keep-records', submit: 'keep-records', withdraw: 'keep-records' },
  ...{ approve: 'approve-disposal', start: 'approve-disposal' },
} as const satisfies Readonly<Record<DisposalAct['kind'], RecordsStep<unknown>['action']>>;
const NAMES = {
  ...{ 'take-out': 'take-out-item', submit: 'submit-disposal', withdraw: 'withdraw-disposal' },
  ...{ approve: 'approve-disposal', start: 'start-disposal' },
} as const satisfies Readonly<Record<DisposalAct['kind'], string>>;

interface Acting {
  readonly tx: Tx;
  readonly step: StepAt;
  readonly run: RunRow;
  /** Cases that are left on it. */
  readonly left: number;
}

/** Does one thing with a list, or says why not. */
export function takeDisposalStep(
  deps: StepsDeps,
  by: Overseer,
  act: DisposalAct,
): Promise<Overseen<ListStep, RecordsRefusal>> {
  return takeRecordsStep(deps, by, {
    ...{ action: OFFICE[act.kind], name: NAMES[act.kind] },
    work: async (tx, step): Promise<Worked<ListStep>> => {
      const { tenant, person } = step;
      const { runId } = act;
      const [role, runs, rows, counts] = await flight(tx, [
        holdsRole(tenant, person, RECORDS_ROLE),
        // Whoever does something with the same list waits.
        lockRun(tenant, runId),
        readApprovals(tenant, runId, RECORDS_ROLE),
        countItems(tenant, [runId]),
      ]);
      const [run] = runs.rows;
      if (run === undefined) return { kind: 'absent' };
      if (role.rows[0]?.holds !== true) return refused('records-not-manager');
      const left = counts.rows[0]?.left ?? 0;
      const facts = { approvals: rows.rows.map(approvedOf), left, by: person };
      const fault = whyNotDone(listOf(run), 'list' in act ? { ...act, hash: act.list } : act, facts);
      if (fault !== null) return refused(fault);
      const acting = { tx, step, run, left };
      if (act.kind === 'take-out') return takeOut(acting, act);
      return act.kind === 'approve' ? approve(acting) : writeDown(acting, act);
    },
  });
}

async function takeOut(
  { tx, step, run, left }: Acting,
  { position, why }: Extract<DisposalAct, { kind: 'take-out' }>,
): Promise<Worked<ListStep>> {
  const { tenant, person, at } = step;
  const runId = run.run_id;
  const [page] = await flight(tx, [readItems(tenant, runId, { after: position - 1, limit: 1 })]);
  const [item] = page.rows;
  if (item?.position !== position || item.outcome !== null) return refused('disposal-item-gone');
  const told = await toldOf(tx, step, [{ caseId: item.case_id }]);
  if (told.length === 0) return { kind: 'absent' };
  const seq = await nextCustody(tx, tenant);
  const [, takenOut] = await flight(tx, [
    takeOutItem(tenant, { runId, position, by: person, why, at }),
    readTakenOut(tenant, runId),
  ]);
  const hash = leftHash(run.list_hash, takenOut.rows);
  const list = hash.toString('hex');
  const evidence = { runId, caseId: item.case_id, list };
  return {
    kind: 'done',
    value: { runId, list, items: left - 1 },
    statements: [
      keepLeftHash(tenant, runId, hash),
      ...recordCustody({ tenant, seq, actor: person, at }, ['disposal-taken-out', evidence]),
    ],
    caseIds: [item.case_id],
  };
}

async function approve({ tx, step, run }: Acting): Promise<Worked<ListStep>> {
  const { tenant, person, at } = step;
  const runId = run.run_id;
  const left = await undecided(tx, tenant, runId);
  const told = await toldOf(tx, step, left);
  if (told.length < left.length) return refused('disposal-not-told');
  const seq = await nextCustody(tx, tenant);
  const { hash: list } = listOf(run);
  const statements = approvalOf({ tenant, runId, by: person, list }, seq, at);
  return { kind: 'done', value: { runId, list, items: left.length }, statements };
}

async function undecided(tx: Tx, tenant: number, runId: string): Promise<readonly { readonly caseId: string }[]> {
  const left: ItemRow[] = [];
  for (let after = 0; ;) {
    const [page] = await flight(tx, [readItems(tenant, runId, { after, limit: AT_ONCE })]);
    left.push(...page.rows.filter(({ outcome }) => outcome === null));
    const last = page.rows.at(-1);
    if (last === undefined) return left.map((item) => ({ caseId: item.case_id }));
    after = last.position;
  }
}

/** What changes the list alone. */
async function writeDown(
  { tx, step, run, left }: Acting,
  act: Extract<DisposalAct, { kind: 'submit' | 'withdraw' | 'start' }>,
): Promise<Worked<ListStep>> {
  const { tenant, person, at } = step;
  const { runId } = act;
  const seq = await nextCustody(tx, tenant);
  const { hash: list } = listOf(run);
  const of = { tenant, seq, actor: person, at };
  const value = { runId, list, items: left };
  switch (act.kind) {
    case 'submit':
      return {
        ...{ kind: 'done', value },
        statements: [submitRun(tenant, runId), ...recordCustody(of, ['disposal-submitted', { runId, list }])],
      };
    case 'withdraw':
      return {
        ...{ kind: 'done', value },
        statements: [
          withdrawRun(tenant, { runId, by: person, at, why: act.why }),
          ...recordCustody(of, ['disposal-withdrawn', { runId }]),
        ],
      };
    case 'start':
      return {
        ...{ kind: 'done', value },
        statements: [
          startRun(tenant, { runId, by: person, at }),
          ...recordCustody(of, ['disposal-started', { runId, list, items: left }]),
        ],
      };
    default:
      return act satisfies never;
  }
}
