// Commands by which a case hears of the cases that its tasks opened. Nobody but the host gives them.
import { validateFields } from '../form/form.ts';
import { type Draft, setField, stateIn } from '../plan/draft.ts';
import { instanceNamed } from '../plan/handle.ts';
import { finish } from '../plan/stages.ts';
import type { CaseCommand } from './commands.ts';
import type { CaseEvent } from './events.ts';
import { find } from './plan-commands.ts';
import type { Rejection } from './rejections.ts';
import type { CaseState } from './state.ts';

type Of<T extends CaseCommand['type']> = Extract<CaseCommand, { type: T }>;
type FactOf<T extends CaseEvent['type']> = Omit<Extract<CaseEvent, { type: T }>, 'changes' | 'occurred'>;

/** Notes the child, also where its task has ended meanwhile: that the case was opened stays true. */
export function recordChild(
  draft: Draft,
  { task, child }: Of<'RecordChild'>,
): { readonly fact: FactOf<'ChildOpened'> } | { readonly rejection: Rejection } {
  const instance = instanceNamed(draft.index, task);
  const is = instance === null ? undefined : stateIn(draft, instance);
  if (instance === null || is === undefined) return { rejection: { code: 'unknown-item', item: task } };
  const definition = instance.node.item.task;
  if (definition?.performs !== 'case')
    return { rejection: { code: 'wrong-kind', item: task, expected: 'a case task' } };
  if (is === 'active' && definition.blocking === false) finish(draft, instance, 'complete');
  return { fact: { type: 'ChildOpened', task, child } };
}

/** Takes over what the child gives back, and completes its task. */
export function returnChild(
  draft: Draft,
  state: CaseState,
  { task, child, outcome, data }: Of<'ReturnChild'>,
): { readonly fact: FactOf<'ChildReturned'> } | { readonly rejection: Rejection } {
  const named = find(draft, state, { item: task, kind: 'task', states: ['active'] });
  if ('rejection' in named) return named;
  const { found } = named;
  if (found.node.item.task?.performs !== 'case') {
    return { rejection: { code: 'wrong-kind', item: task, expected: 'a case task' } };
  }
  const problems = validateFields(draft.caseType, null, data);
  if (problems.length > 0) return { rejection: { code: 'invalid-data', problems } };
  for (const [field, value] of Object.entries(data)) setField(draft, field, value);
  finish(draft, found, 'complete');
  return { fact: { type: 'ChildReturned', task, child, outcome } };
}
