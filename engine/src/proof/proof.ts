// The door of this room: whether a case of a case type can ever come to stand still. It plays everything that may happen on
// the engine itself, shortest ways first, until nothing new comes or a bound is reached. What it calls proved holds for
// every case in which nobody overrules the plan by hand; what it calls stuck is a way that was played.
import { type CaseCommand, type CaseState, decide } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';
import { CASE_PLAN, isEnded } from '../plan/plan.ts';
import { movesOnByEntries, unplayedKinds } from './entry-steps.ts';
import { combinationsOf, MOST_COMBINATIONS, nextSteps, openings, type Step } from './next-commands.ts';
import { trialValues, type TrialValues } from './trial-values.ts';

export interface Proof {
  /** `proved`: no case stands still. `stuck`: one does, see `way`. `open`: neither was found; `gaps` says why. */
  readonly verdict: 'proved' | 'stuck' | 'open';
  /** The shortest way to a case on which nobody can act and that waits for no day; it can be played again as it is. */
  readonly way: readonly Step[] | null;
  /** Whether a case can end: by its plan, or since people may close it. `unknown` where the search was cut off. */
  readonly ends: 'yes' | 'no' | 'unknown';
  /** The shortest way to a case that can no longer end; null where there is none or nobody knows. */
  readonly trap: readonly Step[] | null;
  /** States of cases that were looked at. */
  readonly states: number;
  readonly gaps: readonly string[];
}

export { adviseCaseType } from './advise.ts';
export type { Step } from './next-commands.ts';

export interface ProofOptions {
  /** States to look at, at most. */
  readonly states: number;
}

interface Node {
  readonly state: CaseState;
  readonly step: Step;
  readonly from: Node | null;
  readonly before: Node[];
}

interface Search {
  readonly nodes: Map<string, Node>;
  /** False where the bound was reached first. */
  readonly whole: boolean;
  readonly idle: Node | null;
}

const START = '2024-01-01T09:00:00.000Z';

/** Searches for a case that stands still. */
export function proveCaseType(caseType: CaseType, { states }: ProofOptions): Proof {
  const values = trialValues(caseType);
  const { nodes, whole, idle } = search(caseType, values, states);
  const gaps = [
    ...values.gaps,
    ...unplayedKinds(caseType),
    ...(combinationsOf(values.byField) > MOST_COMBINATIONS
      ? ['So many fields matter that only one was changed at a time.']
      : []),
    ...(whole ? [] : [`There are more than ${states} states.`]),
  ];
  const exact = gaps.length === 0;
  const trap = trapIn(caseType, nodes);
  const way = idle === null ? null : confirmed(caseType, wayTo(idle));
  return {
    verdict: way !== null ? 'stuck' : exact ? 'proved' : 'open',
    way,
    ends: endsOf(trap, { nodes, exact }),
    trap: exact && trap !== null ? wayTo(trap) : null,
    ...{ states: nodes.size, gaps },
  };
}

/** Shortest ways first, so that the first case found idle is one of the nearest. */
function search(caseType: CaseType, values: TrialValues, most: number): Search {
  const nodes = new Map<string, Node>();
  const waiting: Node[] = [];
  let idle: Node | null = null;
  const reach = (from: Node | null, step: Step): boolean => {
    const state = after(caseType, from?.state ?? null, step);
    if (state === null) return true;
    const key = keyOf(state);
    const known = nodes.get(key);
    if (known !== undefined) {
      if (from !== null) known.before.push(from);
      return true;
    }
    if (nodes.size >= most) return false;
    const node: Node = { state, step, from, before: from === null ? [] : [from] };
    nodes.set(key, node);
    if (state.status === 'open') waiting.push(node);
    if (idle === null && isStuck(caseType, { state, occurred: step.occurred })) idle = node;
    return true;
  };
  let whole = openings(caseType, values, START).every((step) => reach(null, step));
  for (let at = 0; at < waiting.length && whole; at += 1) {
    const node = waiting[at];
    if (node === undefined) break;
    const steps = nextSteps(caseType, node.state, { values, occurred: node.step.occurred });
    whole = steps.every((step) => reach(node, step));
  }
  return { nodes, whole, idle };
}

function after(caseType: CaseType, state: CaseState | null, { command, occurred }: Step): CaseState | null {
  // Each piece of work is done by somebody else, so that what takes two people goes on.
  const actor = command.type === 'CompleteTask' ? `proof:${command.task}` : 'proof';
  const decision = decide(caseType, state, command, { occurred, actor });
  return 'event' in decision ? decision.after : null;
}

/**
 * Nobody can act and nothing is awaited. Where only people close a case, one whose plan has nothing left waits for them and
 * does not stand still.
 */
export function isIdle(caseType: CaseType, state: CaseState): boolean {
  if (state.status !== 'open' || state.handed === undefined) return false;
  if (caseType.endsWithPlan) return true;
  return Object.entries(state.items).some(([id, is]) => id !== CASE_PLAN && !isEnded(is));
}

/** Idle, and nothing that people may do with issues and the like brings it on. */
function isStuck(
  caseType: CaseType,
  { state, occurred }: { readonly state: CaseState; readonly occurred: string },
): boolean {
  const idle = (one: CaseState): boolean => isIdle(caseType, one);
  return idle(state) && !movesOnByEntries(caseType, state, { occurred, isIdle: idle });
}

/** What tells two cases apart for all that may follow; when something happened does not. */
function keyOf(state: CaseState): string {
  const { status, data, items, waiting, required, left, handed } = state;
  const clocks = Object.entries(state.clocks).map(([name, { stoppedOn, breached, warned, deemed, suspendedBy }]) => [
    ...[name, stoppedOn !== undefined, breached, warned?.length, deemed, suspendedBy],
  ]);
  const suspended = Object.entries(left ?? {}).map(([id, kept]) => [id, kept.state, kept.parent]);
  const kept = Object.values(state.entries ?? {}).map((entry) => ({ ...entry, from: '', until: entry.until !== null }));
  const sorted = (record: object): unknown => Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    ...[status, sorted(data), sorted(items), sorted(waiting), sorted(required), suspended, handed, clocks, kept],
    Object.keys(state.timers).toSorted(),
  ]);
}

function wayTo(node: Node): readonly Step[] {
  const way: Step[] = [];
  for (let at: Node | null = node; at !== null; at = at.from) way.unshift(at.step);
  return way;
}

/** The way played again from nothing; null, and therefore not reported, where it does not lead there. */
function confirmed(caseType: CaseType, way: readonly Step[]): readonly Step[] | null {
  const end = replayWay(caseType, way);
  return end !== null && isIdle(caseType, end) ? way : null;
}

/** The case at the end of a way; null where a command of it is refused. */
export function replayWay(caseType: CaseType, way: readonly Step[]): CaseState | null {
  let state: CaseState | null = null;
  for (const step of way) {
    state = after(caseType, state, step);
    if (state === null) return null;
  }
  return state;
}

/** The first state from which no end can be reached. Where people may close a case at any time there is none. */
function trapIn(caseType: CaseType, nodes: ReadonlyMap<string, Node>): Node | null {
  if (caseType.closing.outcomes.length > 0) return null;
  const ending = new Set<Node>();
  const pending = [...nodes.values()].filter(({ state }) => state.status === 'closed');
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (ending.has(node)) continue;
    ending.add(node);
    pending.push(...node.before);
  }
  for (const node of nodes.values()) if (!ending.has(node)) return node;
  return null;
}

/** A case that cannot end from its very first state on cannot end at all. */
function endsOf(
  trap: Node | null,
  { nodes, exact }: { readonly nodes: ReadonlyMap<string, Node>; readonly exact: boolean },
): Proof['ends'] {
  if (trap === null || ![...nodes.values()].every(({ state }) => state.status === 'open')) return 'yes';
  return exact ? 'no' : 'unknown';
}

/** A step in plain words. */
export function inWords({ command }: Step): string {
  const data = 'data' in command && Object.keys(command.data).length > 0 ? ` with ${JSON.stringify(command.data)}` : '';
  return `${wordsOf(command)}${data}`;
}

function wordsOf(command: CaseCommand): string {
  if (command.type === 'OpenCase') return 'open the case';
  if (command.type === 'CompleteTask') return `complete “${command.task}”`;
  if (command.type === 'OccurListener') return `say that “${command.listener}” happened`;
  if (command.type === 'FireTimer') return `let the timer “${command.timer}” pass`;
  if (command.type === 'PlanItem') return `plan “${command.item}”`;
  if (command.type === 'MovePlanItem') return `${command.on} “${command.item}”`;
  return command.type === 'RecordData' ? 'record data' : command.type;
}
