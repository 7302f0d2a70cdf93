// Several cases at once with one virtual clock, as a server would hold them: a case task opens its child case, a child
// that ends completes its task, and time passes for all of them. Every decision is the decider's.
import { decide, type CaseCommand, type CaseEvent, type CaseState } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';
import { addDuration } from '../plan/iso-duration.ts';
import { CASE_PLAN, definitionOf, type EvaluateDecision, isEnded } from '../plan/plan.ts';

/** One case of the world. */
export interface LiveCase {
  readonly caseType: CaseType;
  readonly parent: { readonly holder: LiveCase; readonly task: string } | null;
  /** Child cases by the instance of the task that opened them. */
  readonly children: Map<string, LiveCase>;
  readonly events: CaseEvent[];
  state: CaseState;
}

export interface World {
  readonly caseTypes: ReadonlyMap<string, CaseType>;
  readonly evaluateDecision: EvaluateDecision | null;
  readonly cases: LiveCase[];
  clock: string;
}

export interface Asking {
  readonly command: CaseCommand;
  /** Roles of whoever asks; null or absent where nobody compares them. */
  readonly roles?: readonly string[] | null;
}

export interface Opening {
  readonly caseId: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  readonly parent?: LiveCase['parent'];
}

const MOST_TIMERS = 10_000;
const MOST_CASES = 1_000;

/** Opens a case; a text says why it could not be. */
export function openCase(world: World, { caseId, data, parent = null }: Opening): LiveCase | string {
  const caseType = world.caseTypes.get(caseId);
  if (caseType === undefined) return `There is no case “${caseId}” among the deployed models.`;
  if (world.cases.length >= MOST_CASES) return `More than ${MOST_CASES} cases were opened.`;
  const command: CaseCommand = { type: 'OpenCase', reference: `${world.cases.length + 1}`, data, subjects: {} };
  const decision = decide(caseType, null, command, contextOf(world, null));
  if ('rejection' in decision) return JSON.stringify(decision.rejection);
  const { event, after } = decision;
  const opened: LiveCase = { caseType, parent, children: new Map(), events: [event], state: after };
  world.cases.push(opened);
  return followUp(world, opened, event) ?? opened;
}

/** Applies a command and what follows in other cases. A text says why it was refused; nothing has changed then. */
export function command(world: World, live: LiveCase, { command: asked, roles = null }: Asking): string | null {
  const decision = decide(live.caseType, live.state, asked, contextOf(world, roles));
  if ('rejection' in decision) return JSON.stringify(decision.rejection);
  live.events.push(decision.event);
  live.state = decision.after;
  return followUp(world, live, decision.event);
}

/** Lets time pass; each timer fires at its own time, the earliest first. A text says what went wrong. */
export function advance(world: World, by: string): string | null {
  const until = addDuration(world.clock, by);
  if (until === null) return `The clock cannot be moved by ${by}.`;
  for (let fired = 0; fired < MOST_TIMERS; fired += 1) {
    const next = earliest(world, until);
    if (next === null) {
      world.clock = until;
      return null;
    }
    if (next.dueAt > world.clock) world.clock = next.dueAt;
    const refused = command(world, next.live, { command: { type: 'FireTimer', timer: next.timer } });
    if (refused !== null) return `The timer ${next.timer} was due and was refused: ${refused}`;
  }
  return `More than ${MOST_TIMERS} timers fired.`;
}

function earliest(world: World, until: string): { live: LiveCase; timer: string; dueAt: string } | null {
  let best: { live: LiveCase; timer: string; dueAt: string } | null = null;
  for (const live of world.cases) {
    for (const [timer, { dueAt }] of Object.entries(live.state.timers)) {
      if (dueAt <= until && (best === null || dueAt < best.dueAt)) best = { live, timer, dueAt };
    }
  }
  return best;
}

/** Opens and ends child cases, and completes the task of a case that ended. */
function followUp(world: World, live: LiveCase, event: CaseEvent): string | null {
  for (const change of event.changes) {
    if (!('item' in change)) continue;
    const failed = change.item === CASE_PLAN ? tellParent(world, live) : followTask(world, live, change.item);
    if (failed !== null) return failed;
  }
  return null;
}

function followTask(world: World, live: LiveCase, instance: string): string | null {
  const item = live.caseType.items.get(instance) ?? live.caseType.items.get(definitionOf(instance));
  if (item?.task?.performs !== 'case') return null;
  const state = live.state.items[instance];
  const child = live.children.get(instance);
  const blocking = item.task.blocking !== false;
  if (child === undefined) {
    if (state !== 'active' && (blocking || state !== 'completed')) return null;
    const opened = openCase(world, {
      ...{ caseId: item.task.uses ?? '', data: {} },
      parent: blocking ? { holder: live, task: instance } : null,
    });
    if (typeof opened === 'string') return opened;
    live.children.set(instance, opened);
    return null;
  }
  const childIs = child.state.items[CASE_PLAN];
  if (!blocking || state === undefined || !isEnded(state) || childIs !== 'active') return null;
  return command(world, child, { command: { type: 'MovePlanItem', item: CASE_PLAN, on: 'terminate' } });
}

function tellParent(world: World, live: LiveCase): string | null {
  const { parent } = live;
  const is = live.state.items[CASE_PLAN];
  if (parent === null || is === undefined || !isEnded(is)) return null;
  if (parent.holder.state.items[parent.task] !== 'active') return null;
  return command(world, parent.holder, { command: { type: 'MovePlanItem', item: parent.task, on: 'complete' } });
}

function contextOf(world: World, roles: readonly string[] | null): Parameters<typeof decide>[3] {
  return {
    occurred: world.clock,
    actor: 'scenario',
    ...(roles === null ? {} : { roles }),
    ...(world.evaluateDecision === null ? {} : { evaluateDecision: world.evaluateDecision }),
  };
}
