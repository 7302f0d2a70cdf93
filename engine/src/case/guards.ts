// What the case type asks before somebody completes work or closes a case: a condition, evaluated over the case file with what they filled
// in before anything follows from it, and that they did not do what keeps them from it.
import type { CaseType, Guard } from '../definition/case-type.ts';
import { type Draft, setField } from '../plan/draft.ts';
import type { Instance } from '../plan/handle.ts';
import { definitionOf } from '../plan/instance.ts';
import { known } from '../plan/known.ts';
import { evaluate, fieldValueOf } from '../plan/rules.ts';
import type { Fields } from './commands.ts';
import type { Rejection } from './rejections.ts';
import type { CaseState } from './state.ts';

/** Why work cannot be completed with these answers, which are in the draft already; null where it can. */
export function completionFault(draft: Draft, task: Instance, data: Fields): { readonly rejection: Rejection } | null {
  const guard = task.node.item.task?.complete;
  if (guard === undefined) return null;
  deriveFrom(draft, Object.keys(data));
  return guardFault(draft, guard, { of: task.id, repetition: task.repetition });
}

/** Why these people may not complete a task, for what one of them did; null where they may. */
export function doerFault(
  { doers }: Pick<Draft, 'doers'>,
  { id, node }: Instance,
  people: readonly string[],
): { readonly rejection: Rejection } | null {
  const did = (node.item.task?.notBy ?? []).find((task) => people.some((one) => known(doers, task)?.includes(one)));
  return did === undefined ? null : { rejection: { code: 'same-person', item: id, did } };
}

/** Keeps who completed a task, where that keeps them from completing another one. */
export function keepDoers(draft: Draft, { node }: Instance, people: readonly string[]): void {
  const task = node.item.id;
  if (!draft.index.doersOf.has(task)) return;
  const before = known(draft.doers, task) ?? [];
  const is = [...new Set([...before, ...people])];
  if (is.length === before.length) return;
  draft.doers = { ...draft.doers, [task]: is };
  draft.changes.push({ kept: 'doers', key: task, is });
}

/** People who may not complete a task, whatever their roles. */
export function barredFrom({ items }: CaseType, { doers }: CaseState, task: string): readonly string[] {
  return (items.get(definitionOf(task))?.task?.notBy ?? []).flatMap((one) => known(doers, one) ?? []);
}

/** Why a case cannot end with that outcome; null where it can. */
export function outcomeFault(draft: Draft, outcome: string): { readonly rejection: Rejection } | null {
  const { guard } = draft.caseType.closing.outcomes.find(({ value }) => value === outcome) ?? {};
  return guard === undefined ? null : guardFault(draft, guard, { of: outcome, repetition: null });
}

function guardFault(
  draft: Draft,
  { when, otherwise }: Guard,
  { of, repetition }: { readonly of: string; readonly repetition: number | null },
): { readonly rejection: Rejection } | null {
  if (evaluate(draft, when, repetition) === true) return null;
  const { languages } = draft.caseType;
  if (languages.size === 0) return { rejection: { code: 'condition-not-met', of, reason: otherwise } };
  const said = [...languages].flatMap(([tag, texts]) => {
    const text = texts.get(otherwise);
    return text === undefined ? [] : [[tag, text] as const];
  });
  return { rejection: { code: 'condition-not-met', of, reason: otherwise, translated: Object.fromEntries(said) } };
}

/** Fields computed from the answers, as settling would compute them: they are in an order in which each needs only earlier ones. */
function deriveFrom(draft: Draft, fields: readonly string[]): void {
  const changed = new Set(fields);
  for (const { field, from } of draft.caseType.derived) {
    if (!from.names.some((name) => changed.has(name))) continue;
    const kind = draft.caseType.fields.get(field)?.kind ?? 'text';
    setField(draft, field, fieldValueOf(evaluate(draft, from, null), kind));
    changed.add(field);
  }
}
