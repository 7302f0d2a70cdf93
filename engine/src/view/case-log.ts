// The events of a case as one list of moments, for those who explain how something came about: each change with what was
// before it. Positions are places in that list; nothing here decides anything.
import type { CaseEvent, CaseState, Change, FieldValue } from '../case/case.ts';
import type { Entry } from '../entries/entries.ts';
import type { CaseType, FieldChange, PlanItemDefinition } from '../definition/definition.ts';
import { CASE_PLAN, definitionOf, isEnded, type LifecycleState, stageOf } from '../plan/plan.ts';
import { openDraft } from '../plan/draft.ts';
import { evaluate } from '../plan/rules.ts';
import type { Expression } from '../expression/expression.ts';
import type { Fired } from './fired-criterion.ts';

/** A change of a plan item. */
export type ItemChange = Extract<Change, { item: string }>;

interface Moment {
  /** Number of the event, from 1. */
  readonly event: number;
  readonly change: Change;
  /** For an item: where it stood before; null where it was created. */
  readonly from: LifecycleState | null;
  /** For a field: what was recorded before. */
  readonly was: FieldValue;
}

export interface CaseLog {
  readonly caseType: CaseType;
  readonly events: readonly CaseEvent[];
  readonly moments: readonly Moment[];
  /** What was found out already, by position; a long chain of repetitions would be followed again and again. */
  readonly entries: Map<number, Fired | null>;
  readonly exits: Map<number, Fired | null>;
}

/** Everything that happened in a case, in order. */
export function readLog(caseType: CaseType, events: readonly CaseEvent[]): CaseLog {
  const moments: Moment[] = [];
  const states = new Map<string, LifecycleState>();
  const data = new Map<string, FieldValue>();
  events.forEach(({ changes }, at) => {
    for (const change of changes) {
      const from = 'item' in change ? (states.get(change.item) ?? null) : null;
      const was = 'field' in change ? (data.get(change.field) ?? null) : null;
      moments.push({ event: at + 1, change, from, was });
      if ('item' in change) states.set(change.item, change.to);
      if ('field' in change) data.set(change.field, change.value);
    }
  });
  return { caseType, events, moments, entries: new Map(), exits: new Map() };
}

/** The change of a plan item at that position; null for any other change. */
export function itemAt({ moments }: CaseLog, at: number): ItemChange | null {
  const change = moments[at]?.change;
  return change !== undefined && 'item' in change ? change : null;
}

/** Where an item changed last before a position; -1 where it never did. */
export function lastOf(log: CaseLog, item: string, before: number): number {
  return lastThat(log, before, (change) => change.item === item);
}

/** Where the last change of an item before a position is that fits; -1 where there is none. */
export function lastThat(log: CaseLog, before: number, fits: (change: ItemChange) => boolean): number {
  for (let at = before - 1; at >= 0; at -= 1) {
    const change = itemAt(log, at);
    if (change !== null && fits(change)) return at;
  }
  return -1;
}

/** The event that a position belongs to. */
export function eventOf({ events, moments }: CaseLog, at: number): CaseEvent | undefined {
  return events[(moments[at]?.event ?? 0) - 1];
}

/** The position at which the event of that position begins. */
export function eventStart({ moments }: CaseLog, at: number): number {
  const event = moments[Math.min(at, moments.length - 1)]?.event;
  let start = Math.min(at, moments.length - 1);
  while (start > 0 && moments[start - 1]?.event === event) start -= 1;
  return start;
}

/** The data of the case just before a position. */
export function dataAt({ moments }: CaseLog, before: number): CaseState['data'] {
  const data: Record<string, FieldValue> = {};
  for (const { change } of moments.slice(0, before)) if ('field' in change) data[change.field] = change.value;
  return data;
}

function entriesAt({ moments }: CaseLog, before: number): CaseState['entries'] {
  const entries: Record<string, Entry> = {};
  for (const { change } of moments.slice(0, before)) if ('entry' in change) entries[change.entry] = change.is;
  return entries;
}

/** Whether a condition held just before a position. */
export function heldAt(
  log: CaseLog,
  { condition, before, repetition }: { condition: Expression; before: number; repetition: number | null },
): boolean {
  const draft = openDraft(log.caseType, null, { occurred: log.events[0]?.occurred ?? '' });
  draft.data = dataAt(log, before);
  draft.entries = entriesAt(log, before);
  const [opened] = log.events;
  if (opened?.type === 'CaseOpened') draft.opening = { parties: opened.parties, opened: opened.occurred };
  return evaluate(draft, condition, repetition) === true;
}

/** What kind of change of the case file it was; null where it was none. */
export function fieldChangeAt({ moments }: CaseLog, at: number): { field: string; change: FieldChange } | null {
  const moment = moments[at];
  if (moment === undefined || !('field' in moment.change)) return null;
  const { field, value } = moment.change;
  return { field, change: moment.was === null ? 'create' : value === null ? 'delete' : 'update' };
}

export function definitionIn({ caseType }: CaseLog, instance: string): PlanItemDefinition {
  const found = caseType.items.get(instance) ?? caseType.items.get(definitionOf(instance));
  if (found === undefined) throw new Error(`The case type has no ${instance}.`);
  return found;
}

/** The stage instance that holds an instance; null for the case plan itself. */
export function stageAround(log: CaseLog, instance: string): string | null {
  if (instance === CASE_PLAN) return null;
  return stageOf(instance, definitionIn(log, instance).parent) ?? CASE_PLAN;
}

/** The stage instances around an instance, innermost first. */
export function stagesAround(log: CaseLog, instance: string): readonly string[] {
  const stage = stageAround(log, instance);
  return stage === null ? [] : [stage, ...stagesAround(log, stage)];
}

/** True for instances of the same item in the same stage instance. */
export function isFamily(log: CaseLog, one: string, other: string): boolean {
  return definitionIn(log, one).id === definitionIn(log, other).id && stageAround(log, one) === stageAround(log, other);
}

/** True where the change ended its item. */
export function isEnding({ to }: ItemChange): boolean {
  return isEnded(to);
}
