// Commands that act on the plan: which instance is meant, whether it can take the command now, and the transition.
// Everything that follows by itself is left to settling.
import { reasonOf } from '../sentences/in-words.ts';
import { say } from '../sentences/say.ts';
import { validateFields, validateForm } from '../form/form.ts';
import { type Draft, liveIn, setField, stateIn } from '../plan/draft.ts';
import { type Instance, instanceNamed } from '../plan/handle.ts';
import { definitionOf } from '../plan/instance.ts';
import type { LifecycleState, PlanItemKind } from '../plan/lifecycle.ts';
import type { PlanNode } from '../plan/plan-index.ts';
import { begin, finish, leave, liveChildren, watchfulStages } from '../plan/stages.ts';
import { resume } from '../plan/suspension.ts';
import type { CaseCommand } from './commands.ts';
import { completionFault, doerFault, keepDoers } from './guards.ts';
import type { Rejection } from './rejections.ts';
import type { CaseState } from './state.ts';

/** What was acted on, as it is written in the event. */
export type Result = { readonly done: string } | { readonly rejection: Rejection };
type Found = { readonly found: Instance } | { readonly rejection: Rejection };

export function startTask(draft: Draft, state: CaseState, task: string): Result {
  const found = find(draft, state, { item: task, kind: 'task', states: ['enabled'] });
  if ('rejection' in found) return found;
  begin(draft, found.found, 'manualStart');
  return done(found.found);
}

/** Work that is optional is begun and completed by the same command: nobody should have to say both. */
export function completeTask(
  draft: Draft,
  state: CaseState,
  {
    command,
    people,
  }: { readonly command: Extract<CaseCommand, { type: 'CompleteTask' }>; readonly people: readonly string[] },
): Result {
  const found = find(draft, state, { item: command.task, kind: 'task', states: ['active', 'enabled'] });
  if ('rejection' in found) return found;
  const task = found.found;
  const barred = doerFault(draft, task, people);
  if (barred !== null) return barred;
  const form = task.node.item.task?.form;
  const problems =
    form === undefined && !draft.caseType.openData
      ? Object.keys(command.data).map((field) => ({
          field,
          code: 'not-on-form' as const,
          ...reasonOf(say('this-task-has-no-form')),
        }))
      : validateForm(draft.caseType, { form: form ?? null, recorded: draft.data }, command.data);
  if (problems.length > 0) return { rejection: { code: 'invalid-data', problems } };
  if (stateIn(draft, task) === 'enabled') begin(draft, task, 'manualStart');
  for (const [field, value] of Object.entries(command.data)) setField(draft, field, value);
  const fault = completionFault(draft, task, command.data);
  if (fault !== null) return fault;
  finish(draft, task, 'complete');
  keepDoers(draft, task, people);
  return done(task);
}

export function occurListener(
  draft: Draft,
  state: CaseState,
  command: Extract<CaseCommand, { type: 'OccurListener' }>,
): Result {
  const found = find(draft, state, { item: command.listener, kind: 'listener', states: ['available'] });
  if ('rejection' in found) return found;
  const problems = validateFields(draft.caseType, null, command.data);
  if (problems.length > 0) return { rejection: { code: 'invalid-data', problems } };
  for (const [field, value] of Object.entries(command.data)) setField(draft, field, value);
  finish(draft, found.found, 'occur');
  return done(found.found);
}

/** Lets a timer of the plan occur. The caller has seen that it is set and due. */
export function fireTimer(draft: Draft, timer: string): void {
  const instance = instanceNamed(draft.index, timer);
  if (instance === null) throw new Error(`The case type has no timer for ${timer}.`);
  // Unset when it has occurred, and not before: what repeats counts on from when it was due.
  finish(draft, instance, 'occur');
}

/** Ends the plan with the case, save what the case type allows to be finished afterwards. */
export function closePlan(draft: Draft): void {
  const { afterwards } = draft.caseType.closing;
  const { root } = draft.index;
  // What stands still cannot end (figure 8.2), so it goes on first.
  if (draft.plan !== 'active') resume(draft, root);
  if (afterwards.length === 0) {
    finish(draft, root, 'complete');
    return;
  }
  endAllBut(draft, root, new Set(afterwards));
}

function endAllBut(draft: Draft, stage: Instance, kept: ReadonlySet<string>): void {
  for (const child of liveChildren(draft, stage)) {
    const { node } = child;
    if (kept.has(node.item.id)) continue;
    if (node.holds && stateIn(draft, child) === 'active' && holdsKept(node, kept)) endAllBut(draft, child, kept);
    else if (!node.holds || !holdsKept(node, kept)) leave(draft, child);
  }
}

function holdsKept({ children }: PlanNode, kept: ReadonlySet<string>): boolean {
  return children.some((child) => kept.has(child.item.id) || holdsKept(child, kept));
}

export interface Wanted {
  /** An instance id, or a definition id, which means its first instance that can take the command. */
  readonly item: string;
  /** Absent: any kind. */
  readonly kind?: PlanItemKind;
  readonly states: readonly string[];
}

/** The instance that a command means, if it can take the command now. */
export function find(draft: Draft, state: CaseState, wanted: Wanted): Found {
  const { nodes } = draft.index;
  const node = nodes.get(wanted.item) ?? nodes.get(definitionOf(wanted.item));
  if (node === undefined) return { rejection: { code: 'unknown-item', item: wanted.item } };
  if (wanted.kind !== undefined && node.item.kind !== wanted.kind) {
    return { rejection: { code: 'wrong-kind', item: wanted.item, expected: wanted.kind } };
  }
  const { id } = node.item;
  if (state.closed !== undefined && !draft.caseType.closing.afterwards.includes(id)) {
    return { rejection: { code: 'case-closed', closedAt: state.closed.at } };
  }
  const instance = instanceNamed(draft.index, wanted.item);
  const is = instance === null ? undefined : stateIn(draft, instance);
  if (wanted.item !== id && is === undefined) return { rejection: { code: 'unknown-item', item: wanted.item } };
  if (instance !== null && is !== undefined && wanted.states.includes(is)) return { found: instance };
  const other = wanted.item === id ? firstLive(draft, node, wanted.states) : null;
  if (other !== null) return { found: other };
  return { rejection: { code: 'not-available', item: wanted.item, state: is ?? 'not-created' } };
}

function firstLive(draft: Draft, node: PlanNode, states: readonly string[]): Instance | null {
  for (const stage of watchfulStages(draft, node.parent)) {
    for (const instance of liveIn(draft, stage, node)) {
      const is: LifecycleState | undefined = stateIn(draft, instance);
      if (is !== undefined && states.includes(is)) return instance;
    }
  }
  return null;
}

function done({ id }: Instance): Result {
  return { done: id };
}
