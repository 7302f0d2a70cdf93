// Commands that move plan items by hand along their lifecycles, plan discretionary ones, and open a case again. What a
// movement may start from is in the lifecycle tables and nowhere else.
import { reasonOf } from '../sentences/in-words.ts';
import { say } from '../sentences/say.ts';
import { handBlockerOf } from '../plan/completion.ts';
import { type Draft, stateIn, transition } from '../plan/draft.ts';
import { type Instance, instanceNamed } from '../plan/handle.ts';
import { CASE_PLAN } from '../plan/instance.ts';
import { isEnded, type LifecycleState, LIFECYCLES } from '../plan/lifecycle.ts';
import { planItem, planningStages } from '../plan/planning.ts';
import { begin, createInstance, endChildren, enter, finish, terminate } from '../plan/stages.ts';
import { fault, resume, resumeChildren, suspend } from '../plan/suspension.ts';
import type { CaseCommand, Movement } from './commands.ts';
import { completionFault, doerFault, keepDoers } from './guards.ts';
import { find, type Result } from './plan-commands.ts';
import type { CaseState } from './state.ts';

type Of<T extends CaseCommand['type']> = Extract<CaseCommand, { type: T }>;

export function movePlanItem(
  draft: Draft,
  state: CaseState,
  { command: { item, on }, people }: { readonly command: Of<'MovePlanItem'>; readonly people: readonly string[] },
): Result {
  if (item === CASE_PLAN) return moveCase(draft, on);
  const kind = kindOf(draft, item);
  const states = kind === null ? [] : (LIFECYCLES[kind][on] ?? []).map((arrow) => arrow.from);
  const named = find(draft, state, { item, states });
  if ('rejection' in named) return named;
  const { found } = named;
  // Inside what is suspended or failed nothing moves by itself; it goes on with its stage.
  const around = found.stage === null ? 'active' : stateIn(draft, found.stage);
  if (around !== 'active')
    return { rejection: { code: 'not-available', item: found.id, state: `in what is ${around}` } };
  if (kind === 'task' && on === 'complete' && found.node.item.task?.form !== undefined) {
    return { rejection: { code: 'wrong-kind', item, expected: 'a step without a form' } };
  }
  if (kind !== 'task' || on !== 'complete') return move(draft, found, on);
  const done = doerFault(draft, found, people) ?? move(draft, found, on);
  if ('done' in done) keepDoers(draft, found, people);
  return done;
}

/** Plans one discretionary item. The names of roles are compared here; who has them is known elsewhere. */
export function planDiscretionary(
  draft: Draft,
  state: CaseState,
  { command, roles }: { readonly command: Of<'PlanItem'>; readonly roles: readonly string[] | null },
): Result {
  const { item: id } = command;
  const node = draft.index.nodes.get(id);
  if (node === undefined) return { rejection: { code: 'unknown-item', item: id } };
  const { item } = node;
  if (item.discretionary === undefined) {
    return { rejection: { code: 'wrong-kind', item: id, expected: 'a discretionary item' } };
  }
  if (state.closed !== undefined) return { rejection: { code: 'case-closed', closedAt: state.closed.at } };
  const allowed = item.discretionary.roles;
  if (roles !== null && allowed.length > 0 && !allowed.some((role) => roles.includes(role))) {
    return { rejection: { code: 'not-authorised', item: id, roles: allowed } };
  }
  const stages = planningStages(draft, node);
  const stage = command.stage === undefined ? stages[0] : stages.find((other) => other.id === command.stage);
  if (stage === undefined) {
    const reason = reasonOf(say('its-rules-do-not-hold-its'));
    return { rejection: { code: 'not-applicable', item: id, ...reason } };
  }
  return { done: planItem(draft, stage, node).id };
}

/** Sets a finished case going again and creates anew what is named (CMMN 1.1, figure 8.2, reactivate). */
export function reopenCase(draft: Draft, state: CaseState, command: Of<'ReopenCase'>): Result {
  if (state.closed === undefined) return { rejection: { code: 'nothing-to-do' } };
  const { root, nodes } = draft.index;
  const plan = draft.plan ?? 'closed';
  if (plan === 'closed') return { rejection: { code: 'not-available', item: CASE_PLAN, state: plan } };
  if (isEnded(plan)) transition(draft, root, 'reactivate');
  // What was done stays done: the plan is asked for completion again when something in it has moved.
  draft.touched.length = 0;
  for (const id of command.again) {
    const node = nodes.get(id);
    if (node === undefined) return { rejection: { code: 'unknown-item', item: id } };
    if (node.parent !== root.node) {
      return { rejection: { code: 'wrong-kind', item: id, expected: 'an item of the case plan itself' } };
    }
    const instance = createInstance(draft, root, node);
    // Whoever opens the case again has decided what its entry criteria would have waited for.
    if (node.item.entry.length > 0 && stateIn(draft, instance) === 'available') enter(draft, instance);
  }
  return { done: command.reason };
}

function move(draft: Draft, instance: Instance, on: Movement): Result {
  const { kind } = instance.node.item;
  switch (on) {
    case 'manualStart':
      begin(draft, instance, on);
      break;
    case 'reactivate':
      if (kind === 'task') begin(draft, instance, on);
      else reactivateStage(draft, instance);
      break;
    case 'complete': {
      const blockedBy = kind === 'task' ? null : handBlockerOf(draft, instance);
      if (blockedBy !== null) {
        return { rejection: { code: 'not-completable', item: instance.id, blockedBy: blockedBy.id } };
      }
      const fault = completionFault(draft, instance, {});
      if (fault !== null) return fault;
      finish(draft, instance, on);
      break;
    }
    case 'terminate':
      terminate(draft, instance);
      break;
    case 'suspend':
      suspend(draft, instance);
      break;
    case 'resume':
      resume(draft, instance);
      break;
    case 'fault':
      fault(draft, instance);
      break;
    case 'close':
      // What stood still in a suspended or failed case ends with it.
      endChildren(draft, instance);
      transition(draft, instance, on);
      break;
    case 'disable':
    case 'reenable':
      transition(draft, instance, on);
  }
  return { done: instance.id };
}

function moveCase(draft: Draft, on: Movement): Result {
  const is: LifecycleState = draft.plan ?? 'closed';
  // An ended case is opened again by a command that says what is to be done in it.
  const allowed =
    (LIFECYCLES.case[on] ?? []).some((arrow) => arrow.from === is) && !(on === 'reactivate' && isEnded(is));
  if (!allowed) return { rejection: { code: 'not-available', item: CASE_PLAN, state: is } };
  if (on === 'complete' && !draft.caseType.endsWithPlan) {
    return { rejection: { code: 'wrong-kind', item: CASE_PLAN, expected: 'a case that ends with its plan' } };
  }
  return move(draft, draft.index.root, on);
}

function reactivateStage(draft: Draft, instance: Instance): void {
  transition(draft, instance, 'reactivate');
  resumeChildren(draft, instance);
}

function kindOf({ index }: Draft, item: string): keyof typeof LIFECYCLES | null {
  return (index.nodes.get(item) ?? instanceNamed(index, item)?.node)?.item.kind ?? null;
}
