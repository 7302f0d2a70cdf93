// Case tasks and the cases that they open: which task has to be looked at after an event, what is to be done about it now,
// what goes to the child and what comes back. Pure: the host loads both cases and executes what this says.
import type { CaseType, MappedField, TaskDefinition } from '../definition/case-type.ts';
import { checkChildTask, type ChildProblem } from '../definition/child-types.ts';
import { allEntries, standingIn } from '../entries/entries.ts';
import { evaluateNames, type Value } from '../expression/expression.ts';
import { definitionOf, repetitionOf } from '../plan/instance.ts';
import { isEnded } from '../plan/lifecycle.ts';
import { expressionValueOf } from '../definition/value-of-field.ts';
import { fieldValueOf } from '../plan/rules.ts';
import type { CaseEvent } from './events.ts';
import type { CaseState, FieldValue } from './state.ts';

/** Cases may stand this deep below each other; what opens one more is refused with a sentence. */
export const MOST_DEPTH = 10;

export interface CaseSoFar {
  readonly caseType: CaseType;
  readonly state: CaseState;
}

/** The case task that an instance is of; null for anything else. */
export function caseTaskOf(caseType: CaseType, instance: string): TaskDefinition | null {
  const task = caseType.items.get(definitionOf(instance))?.task;
  return task?.performs === 'case' ? task : null;
}

/** Case tasks that started, went on or ended with an event, each once: the host has to look at each of them. */
export function tasksToFollow(caseType: CaseType, event: CaseEvent): readonly string[] {
  if (!hasCaseTasks(caseType)) return NONE;
  const tasks = new Set<string>();
  for (const change of event.changes) {
    if (!('item' in change) || (change.to !== 'active' && !isEnded(change.to))) continue;
    if (caseTaskOf(caseType, change.item) !== null) tasks.add(change.item);
  }
  return [...tasks];
}

/**
 * What is to be done about a case task now. Asked again after each step, it comes to `nothing`, whatever was lost on the
 * way: it looks only at how the two cases stand.
 *
 * `open` the child; `record` in the parent that it was opened; give `back` to the parent what a child gives that has
 * ended; `end` a child whose task ended first. A child of a task that does not block goes its own way.
 */
export type ChildStep = 'open' | 'record' | 'back' | 'end' | 'nothing';

export function stepOf(parent: CaseSoFar, task: string, child: CaseState | null): ChildStep {
  const definition = caseTaskOf(parent.caseType, task);
  const is = parent.state.items[task];
  if (definition === null || is === undefined) return 'nothing';
  if (child === null) return is === 'active' ? 'open' : 'nothing';
  if (definition.blocking === false) return is === 'active' ? 'record' : 'nothing';
  if (is === 'active' && child.status === 'closed') return 'back';
  return isEnded(is) && child.status === 'open' ? 'end' : 'nothing';
}

type Mapped = { readonly problems: readonly ChildProblem[] } | { readonly data: Readonly<Record<string, FieldValue>> };

/** What a child is opened with: the mapped fields, and the subjects that its parties are. */
export function openingOfChild(
  { caseType, state }: CaseSoFar,
  task: string,
  childType: CaseType,
):
  | { readonly data: CaseState['data']; readonly subjects: CaseState['parties'] }
  | { readonly problems: readonly ChildProblem[] } {
  const child = caseTaskOf(caseType, task)?.child;
  if (child === undefined) return { data: {}, subjects: {} };
  const unfit = checkChildTask(caseType, child, childType);
  if (unfit.length > 0) return { problems: unfit };
  const mapped = mapFields(child.opening, {
    at: 'opening',
    target: childType,
    valueOf: (name) => (name === 'repetition' ? repetitionOf(task) : valueIn({ caseType, state }, name)),
  });
  if ('problems' in mapped) return mapped;
  const subjects = child.parties.flatMap(({ party, is }): readonly (readonly [string, string])[] => {
    const who = standingIn(allEntries(caseType, state), is);
    return who === undefined ? [] : [[party, who[1].subject]];
  });
  return { ...mapped, subjects: Object.fromEntries(subjects) };
}

/** What comes back to the parent from a child that has ended. */
export function closingOfChild({ caseType }: CaseSoFar, task: string, child: CaseSoFar): Mapped {
  const definition = caseTaskOf(caseType, task)?.child;
  if (definition === undefined) return { data: {} };
  const unfit = checkChildTask(caseType, definition, child.caseType).filter(({ at }) => at.startsWith('closing'));
  if (unfit.length > 0) return { problems: unfit };
  return mapFields(definition.closing, {
    at: 'closing',
    target: caseType,
    valueOf: (name) => (name === 'outcome' ? (child.state.closed?.outcome ?? null) : valueIn(child, name)),
  });
}

const NONE: readonly string[] = Object.freeze([]);

interface Mapping {
  readonly at: 'opening' | 'closing';
  readonly target: CaseType;
  readonly valueOf: (name: string) => Value;
}

function mapFields(fields: readonly MappedField[], { at, target, valueOf }: Mapping): Mapped {
  const data: Record<string, FieldValue> = {};
  const problems: ChildProblem[] = [];
  for (const { field, from } of fields) {
    const { value, problems: failed } = evaluateNames(from, valueOf);
    const kind = target.fields.get(field)?.kind ?? 'text';
    const fitting = fieldValueOf(value, kind);
    for (const reason of failed) problems.push({ at: `${at}.${field}`, reason });
    if (fitting !== null) data[field] = fitting;
    else if (value !== null) problems.push({ at: `${at}.${field}`, reason: `${from.source} does not give a ${kind}.` });
  }
  return problems.length > 0 ? { problems } : { data };
}

function valueIn({ caseType, state }: CaseSoFar, name: string): Value {
  return expressionValueOf(state.data[name] ?? null, caseType.fields.get(name)?.kind);
}

const withCaseTasks = new WeakMap<CaseType, boolean>();

/** Asked for every event, so the answer for a case type is kept. */
function hasCaseTasks(caseType: CaseType): boolean {
  let has = withCaseTasks.get(caseType);
  if (has === undefined) {
    has = [...caseType.items.values()].some(({ task }) => task?.performs === 'case');
    withCaseTasks.set(caseType, has);
  }
  return has;
}
