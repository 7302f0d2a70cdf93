// Commands that act on the plan: which instance is meant, whether it can take the command now, and the transition.
// Everything that follows by itself is left to settling.
import type { PlanItemDefinition } from '../definition/case-type.ts';
import { validateFields } from '../form/form.ts';
import { type Draft, itemOf, liveIn, setField, setTimer, stateIn } from '../plan/draft.ts';
import { CASE_PLAN, definitionOf } from '../plan/instance.ts';
import type { PlanItemKind } from '../plan/lifecycle.ts';
import { begin, finish, leave, liveChildren, watchfulStages } from '../plan/stages.ts';
import { resume } from '../plan/suspension.ts';
import type { CaseCommand } from './commands.ts';
import type { Rejection } from './rejections.ts';
import type { CaseState } from './state.ts';

export type Result = { readonly done: string } | { readonly rejection: Rejection };

export function startTask(draft: Draft, state: CaseState, task: string): Result {
  const found = find(draft, state, { item: task, kind: 'task', states: ['enabled'] });
  if ('rejection' in found) return found;
  begin(draft, found.done, 'manualStart');
  return found;
}

/** Work that is optional is begun and completed by the same command: nobody should have to say both. */
export function completeTask(
  draft: Draft,
  state: CaseState,
  command: Extract<CaseCommand, { type: 'CompleteTask' }>,
): Result {
  const found = find(draft, state, { item: command.task, kind: 'task', states: ['active', 'enabled'] });
  if ('rejection' in found) return found;
  const form = itemOf(draft, found.done).task?.form;
  const problems =
    form === undefined && !draft.caseType.openData
      ? Object.keys(command.data).map((field) => ({
          field,
          code: 'not-on-form' as const,
          reason: 'This task has no form.',
        }))
      : validateFields(draft.caseType, form ?? null, command.data);
  if (problems.length > 0) return { rejection: { code: 'invalid-data', problems } };
  if (stateIn(draft, found.done) === 'enabled') begin(draft, found.done, 'manualStart');
  for (const [field, value] of Object.entries(command.data)) setField(draft, field, value);
  finish(draft, found.done, 'complete');
  return found;
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
  finish(draft, found.done, 'occur');
  return found;
}

/** Lets a timer of the plan occur. The caller has seen that it is set and due. */
export function fireTimer(draft: Draft, timer: string): void {
  setTimer(draft, timer, null);
  finish(draft, timer, 'occur');
}

/** Ends the plan with the case, save what the case type allows to be finished afterwards. */
export function closePlan(draft: Draft): void {
  const { afterwards } = draft.caseType.closing;
  // What stands still cannot end (figure 8.2), so it goes on first.
  if (stateIn(draft, CASE_PLAN) !== 'active') resume(draft, CASE_PLAN);
  if (afterwards.length === 0) {
    finish(draft, CASE_PLAN, 'complete');
    return;
  }
  endAllBut(draft, CASE_PLAN, new Set(afterwards));
}

function endAllBut(draft: Draft, stage: string, kept: ReadonlySet<string>): void {
  for (const child of liveChildren(draft, stage)) {
    const state = stateIn(draft, child);
    const item = itemOf(draft, child);
    if (kept.has(item.id)) continue;
    if (item.kind === 'stage' && state === 'active' && holdsKept(draft, item.id, kept)) endAllBut(draft, child, kept);
    else if (item.kind !== 'stage' || !holdsKept(draft, item.id, kept)) leave(draft, child);
  }
}

function holdsKept(draft: Draft, stage: string, kept: ReadonlySet<string>): boolean {
  return (draft.caseType.children.get(stage) ?? []).some((child) => kept.has(child) || holdsKept(draft, child, kept));
}

export interface Wanted {
  /** An instance id, or a definition id, which means its first instance that can take the command. */
  readonly item: string;
  /** Absent: any kind. */
  readonly kind?: PlanItemKind;
  readonly states: readonly string[];
}

/** The instance that a command means, if it can take the command now. */
export function find(draft: Draft, state: CaseState, wanted: Wanted): Result {
  const { items } = draft.caseType;
  const definition = items.get(wanted.item) ?? items.get(definitionOf(wanted.item));
  if (definition === undefined) return { rejection: { code: 'unknown-item', item: wanted.item } };
  if (wanted.kind !== undefined && definition.kind !== wanted.kind) {
    return { rejection: { code: 'wrong-kind', item: wanted.item, expected: wanted.kind } };
  }
  if (state.closed !== undefined && !draft.caseType.closing.afterwards.includes(definition.id)) {
    return { rejection: { code: 'case-closed', closedAt: state.closed.at } };
  }
  const named = stateIn(draft, wanted.item);
  if (wanted.item !== definition.id && named === undefined) {
    return { rejection: { code: 'unknown-item', item: wanted.item } };
  }
  if (named !== undefined && wanted.states.includes(named)) return { done: wanted.item };
  const other = wanted.item === definition.id ? firstLive(draft, definition, wanted.states) : null;
  if (other !== null) return { done: other };
  return { rejection: { code: 'not-available', item: wanted.item, state: named ?? 'not-created' } };
}

function firstLive(draft: Draft, { id, parent }: PlanItemDefinition, states: readonly string[]): string | null {
  for (const stage of watchfulStages(draft, parent)) {
    for (const instance of liveIn(draft, stage, id))
      if (states.includes(stateIn(draft, instance) ?? '')) return instance;
  }
  return null;
}
