// Why a plan item does not go on: everything that stands in the way, and of that the smallest set from which the answer
// follows. Values of fields are among the words: showing them is for who may see them.
import { say, type Said, type SaidValue } from '../sentences/say.ts';
import type { CaseState, FieldProblem, Rejection } from '../case/case.ts';
import type { CaseType, Criterion, OnPart, PlanItemDefinition } from '../definition/definition.ts';
import { type Expression, isCollection } from '../expression/expression.ts';
import { CASE_PLAN, definitionOf, type LifecycleState, stageOf } from '../plan/plan.ts';
import { activeStages, liveIn, openInstances, stateIn, watchfulStages } from '../plan/by-name.ts';
import { type Draft, openDraft } from '../plan/draft.ts';
import { evaluate } from '../plan/rules.ts';
import { refusalWords } from './refusal-words.ts';
import { stateWords, stepTitle, withValues } from './step-words.ts';
import { smallestCauses } from '../why/why.ts';

/** Something that stands in the way. */
export type ItemCause =
  | { readonly kind: 'case-closed' }
  | { readonly kind: 'stage-not-active'; readonly stage: string; readonly state: LifecycleState | 'not-created' }
  | { readonly kind: 'ended'; readonly item: string; readonly state: LifecycleState }
  | { readonly kind: 'at-rest'; readonly item: string; readonly state: 'disabled' | 'suspended' | 'failed' }
  | { readonly kind: 'waits'; readonly criterion: string; readonly on: OnPart }
  | {
      readonly kind: 'condition';
      readonly criterion: string | null;
      readonly source: string;
      readonly fields: readonly string[];
    }
  | { readonly kind: 'open-instances'; readonly instances: readonly string[] }
  | { readonly kind: 'timer'; readonly dueAt: string }
  | { readonly kind: 'not-planned' }
  | { readonly kind: 'task-not-active'; readonly task: string }
  | { readonly kind: 'role'; readonly roles: readonly string[] }
  | { readonly kind: 'blocked-by'; readonly item: string }
  /** An answer that is missing or cannot be taken. */
  | {
      readonly kind: 'field';
      readonly field: string;
      readonly code: FieldProblem['code'];
      readonly reason: string;
      readonly sentence: Said;
    }
  /** The command is done from other states than this one. */
  | { readonly kind: 'wrong-state'; readonly item: string; readonly state: string; readonly from: readonly string[] }
  /** Something that the reader of the answer may not read. */
  | { readonly kind: 'not-readable' }
  /** The command itself is wrong; nothing in the case stands in its way. */
  | { readonly kind: 'refused'; readonly rejection: Rejection };

/** A cause, and what is said of it. */
export interface SaidCause {
  readonly cause: ItemCause;
  readonly sentence: Said;
  /** What must go together for the answer to change: mostly the cause alone. */
  readonly removed: readonly ItemCause[];
}

export interface WhyItem {
  readonly instance: string | null;
  /** `not-readable`: how it stands would tell its reader of what they may not read. */
  readonly state: LifecycleState | 'not-created' | 'not-readable';
  /** Empty where nothing stands in the way: it is enabled, active or done, or a person may let it occur. */
  readonly causes: readonly SaidCause[];
}

/**
 * Why a plan item stands where it does. Goes in: an instance, or the id of a definition, which means its first instance
 * that is not done. An id that the case type does not have gives null.
 */
export function whyAvailable(caseType: CaseType, state: CaseState, item: string): WhyItem | null {
  const draft = openDraft(caseType, state, { occurred: state.opened });
  const found = hindrancesOf(draft, state, item);
  if (found === null) return null;
  const { instance, ways } = found;
  const is = instance === null ? 'not-created' : (stateIn(draft, instance) ?? 'not-created');
  return { instance, state: is, causes: said(ways, { draft, state }) };
}

/** Everything that keeps an item from going on; null for what the case type does not have. */
export function hindrancesOf(
  draft: Draft,
  state: CaseState,
  item: string,
): { readonly instance: string | null; readonly ways: Ways } | null {
  const definition = draft.caseType.items.get(definitionOf(item));
  if (definition === undefined) return null;
  const instance = instanceMeant(draft, definition, item);
  return { instance, ways: hindrances({ draft, state, definition, instance }) };
}

/** Each of `always` alone stands in the way; of `any`, the criteria, every one must be hindered. */
export interface Ways {
  readonly always: readonly ItemCause[];
  readonly any: readonly (readonly ItemCause[])[];
}

interface Told {
  readonly draft: Draft;
  readonly state: CaseState | null;
}

/** The smallest set of what stands in the way, in words. */
export function said({ always, any }: Ways, told: Told): readonly SaidCause[] {
  const all = [...always, ...any.flat()];
  const answer = (held: readonly ItemCause[]): string => {
    const holds = (cause: ItemCause): boolean => held.includes(cause);
    return always.some(holds) || (any.length > 0 && any.every((way) => way.some(holds))) ? 'no' : 'yes';
  };
  return smallestCauses(all, answer).map(({ cause, removed }) => ({
    cause,
    removed,
    sentence: sentenceOf(cause, told),
  }));
}

interface Asked {
  readonly draft: Draft;
  readonly state: CaseState;
  readonly definition: PlanItemDefinition;
  readonly instance: string | null;
}

function hindrances(asked: Asked): Ways {
  const { draft, state, definition, instance } = asked;
  const is = instance === null ? undefined : stateIn(draft, instance);
  if (state.closed !== undefined && !draft.caseType.closing.afterwards.includes(definition.id)) {
    return { always: [{ kind: 'case-closed' }], any: [] };
  }
  const outer = stageHindrances(draft, definition, instance);
  if (definition.discretionary !== undefined && (is === undefined || is === 'completed' || is === 'terminated')) {
    return { always: [...outer, ...planningHindrances(draft, definition)], any: [] };
  }
  if (instance === null || is === undefined) return { always: outer, any: [] };
  switch (is) {
    case 'completed':
    case 'terminated':
    case 'closed':
      return { always: [{ kind: 'ended', item: instance, state: is }], any: [] };
    case 'disabled':
    case 'suspended':
    case 'failed':
      return { always: [...outer, { kind: 'at-rest', item: instance, state: is }], any: [] };
    case 'enabled':
    case 'active':
      return { always: outer, any: [] };
    case 'available':
      return waitingHindrances(asked, instance, outer);
  }
}

function waitingHindrances({ draft, definition }: Asked, instance: string, outer: readonly ItemCause[]): Ways {
  const due = draft.timers[instance];
  if (due !== undefined) return { always: [...outer, { kind: 'timer', dueAt: due.dueAt }], any: [] };
  const stage = stageOf(instance, definition.parent) ?? CASE_PLAN;
  const any = definition.entry.map((criterion) => criterionHindrances(draft, criterion, stage));
  const open = openInstances(draft, stage, definition) >= definition.concurrent;
  const instances = liveIn(draft, stage, definition.id).filter((other) => other !== instance);
  const always: readonly ItemCause[] = open ? [...outer, { kind: 'open-instances', instances }] : outer;
  return { always, any };
}

function criterionHindrances(draft: Draft, { id, on, when }: Criterion, stage: string): readonly ItemCause[] {
  const seen = draft.waiting[`${stage}|${id}`] ?? [];
  const waits = on.flatMap((part, at): ItemCause[] =>
    seen.includes(at) ? [] : [{ kind: 'waits', criterion: id, on: part }],
  );
  return when === undefined || evaluate(draft, when, null) === true ? waits : [...waits, conditionCause(when, id)];
}

/** What keeps one more of a discretionary item from being planned, whether or not there is one already. */
export function hindrancesOfPlanning(draft: Draft, item: PlanItemDefinition): readonly ItemCause[] {
  const all = [...stageHindrances(draft, item, null), ...planningHindrances(draft, item)];
  return all.filter(({ kind }) => kind !== 'not-planned');
}

function planningHindrances(draft: Draft, item: PlanItemDefinition): readonly ItemCause[] {
  const { when = [], during } = item.discretionary ?? {};
  const rules = when.filter((rule) => evaluate(draft, rule, null) !== true).map((rule) => conditionCause(rule, null));
  const stages = activeStages(draft, item.parent);
  const works = (stage: string): boolean =>
    during === undefined || liveIn(draft, stage, during).some((task) => stateIn(draft, task) === 'active');
  const tasks: ItemCause[] =
    during === undefined || stages.some(works) ? [] : [{ kind: 'task-not-active', task: during }];
  const causes = [...rules, ...tasks];
  return causes.length > 0 || stages.length === 0 ? causes : [{ kind: 'not-planned' }];
}

/** The outermost stage around it that is not active: what lies deeper cannot be before that is. */
function stageHindrances(draft: Draft, item: PlanItemDefinition, instance: string | null): readonly ItemCause[] {
  for (const stage of stagesAround(draft, item)) {
    const ofInstance = instance === null ? null : stageOf(instance, item.parent);
    const own = ofInstance !== null && definitionOf(ofInstance) === stage ? ofInstance : null;
    const found = own === null ? activeStages(draft, stage).length > 0 : stateIn(draft, own) === 'active';
    if (found) continue;
    const name = own ?? watchfulStages(draft, stage)[0] ?? stage;
    return [{ kind: 'stage-not-active', stage: name, state: stateIn(draft, name) ?? 'not-created' }];
  }
  return [];
}

/** Ids of the stages that hold an item, outermost first. */
function stagesAround(draft: Draft, { parent }: PlanItemDefinition): readonly string[] {
  const above = parent === null ? undefined : draft.caseType.items.get(parent);
  return above === undefined ? [] : [...stagesAround(draft, above), above.id];
}

function conditionCause({ source, names }: Expression, criterion: string | null): ItemCause {
  return { kind: 'condition', criterion, source, fields: names };
}

function instanceMeant(draft: Draft, { id, parent }: PlanItemDefinition, item: string): string | null {
  if (item !== id) return stateIn(draft, item) === undefined ? null : item;
  for (const stage of watchfulStages(draft, parent)) {
    const [live] = liveIn(draft, stage, id);
    if (live !== undefined) return live;
  }
  return stateIn(draft, id) === undefined ? null : id;
}

function sentenceOf(cause: ItemCause, { draft, state }: Told): Said {
  const title = (id: string): Said => stepTitle(draft.caseType, id);
  switch (cause.kind) {
    case 'case-closed':
      return say('the-case-is-closed');
    case 'stage-not-active':
      return say('the-stage-that-holds-it-is', { stage: title(cause.stage), state: plain(cause.state) });
    case 'ended':
      return say('it-is-already-2', { state: stateWords(cause.state) });
    case 'at-rest':
      return cause.state === 'disabled'
        ? say('it-was-disabled-by-hand')
        : say('it-is', { state: stateWords(cause.state) });
    case 'waits':
      return waitsFor(cause.on, title);
    case 'condition':
      return say('the-condition-does-not-hold', { source: cause.source, values: values(cause.fields, draft) });
    case 'open-instances':
      return say('an-earlier-instance-is-still-open', { instances: cause.instances.join(', ') });
    case 'timer':
      return say('it-is-set-for', { dueAt: cause.dueAt });
    case 'not-planned':
      return say('nobody-has-planned-it');
    case 'task-not-active':
      return say('the-task-in-whose-table-it', { task: title(cause.task) });
    case 'role':
      return say('it-needs-one-of-the-roles', { roles: cause.roles.map((role) => roleTitle(draft, role)).join(', ') });
    case 'blocked-by':
      return say('in-it-is-not-done', { item: title(cause.item) });
    case 'refused':
      return refusalWords(cause.rejection, draft.caseType, state);
    case 'not-readable':
      return say('it-rests-on-something-that-may');
    case 'field':
      return say('the-answer-to', {
        ...{ label: draft.caseType.fields.get(cause.field)?.label ?? cause.field, reason: cause.sentence },
      });
    case 'wrong-state': {
      const [item, is] = [title(cause.item), stateWords(cause.state)];
      if (cause.from.length === 0) return say('it-stands-at', { item, state: is });
      const from: SaidValue = { each: cause.from.map(stateWords), by: 'or' };
      return say('is-done-from-other-states', { item, state: is, from });
    }
  }
}

function roleTitle({ caseType }: Draft, role: string): string {
  return caseType.roles.get(role)?.title ?? role;
}

function waitsFor(on: OnPart, title: (id: string) => Said): Said {
  if (on.source === 'item')
    return say('it-waits-for', { item: title(on.item), transition: say(`moves-${on.transition}`) });
  if (on.source === 'field')
    return say('it-waits-for-the-field', { field: on.field, change: say(`change-${on.change}`) });
  return say('it-waits-until-a-of-the', { a: say(`a-${on.primitive}`), of: on.of, move: say(`is-${on.move}`) });
}

function values(fields: readonly string[], { data }: Draft): SaidValue {
  // A list of the case is no single value.
  const single = fields.filter((field) => !isCollection(field) || Object.hasOwn(data, field));
  const each = single.map((field) => {
    const value = data[field] ?? null;
    return value === null ? say('field-has-no-value', { field }) : say('field-is', { field, value: String(value) });
  });
  return withValues(each);
}

function plain(state: LifecycleState | 'not-created'): SaidValue {
  return state === 'available' ? say('still-waiting') : stateWords(state);
}
