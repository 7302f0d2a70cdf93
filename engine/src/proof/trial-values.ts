// Which values of the case file tell the conditions of a case type apart: for each field that matters, one from every
// range that its conditions distinguish. Where a condition does more than compare fields with constants, it says so.
import type { CaseType, FieldDefinition, PlanItemDefinition } from '../definition/definition.ts';
import type { FieldValue } from '../case/case.ts';

export interface TrialValues {
  /** Values to try by field; fields on which nothing depends are not among them. */
  readonly byField: ReadonlyMap<string, readonly FieldValue[]>;
  /** Why trying these values is not trying all; empty where it is. */
  readonly gaps: readonly string[];
}

/** The values to try for a case type. */
export function trialValues(caseType: CaseType): TrialValues {
  const sources = [...new Set(conditionsOf(caseType))];
  const named = new Set(sources.flatMap((source) => [...source.matchAll(/[A-Za-z_]\w*/g)].map(([word]) => word)));
  const watched = new Set([...caseType.items.values()].flatMap(watchedFields));
  for (const clock of caseType.clocks.values()) {
    for (const one of [clock.from, ...clock.stops]) if (one !== 'closing' && 'field' in one) watched.add(one.field);
  }
  const derived = new Set(caseType.derived.map(({ field }) => field));
  const cells = [...caseType.decisions.values()].flatMap(({ rules }) => rules.flatMap(({ when }) => when));
  const byField = new Map<string, readonly FieldValue[]>();
  for (const field of caseType.fields.values()) {
    if (derived.has(field.name) || !(named.has(field.name) || watched.has(field.name))) continue;
    byField.set(field.name, valuesOf(field, sourcesAbout(field.name, sources, cells)));
  }
  return { byField, gaps: gapsOf(caseType, sources) };
}

/** Conditions that name the field; a cell of a table names none, and may be about any. */
function sourcesAbout(field: string, sources: readonly string[], cells: readonly string[]): readonly string[] {
  return [...sources.filter((source) => new RegExp(String.raw`\b${field}\b`).test(source)), ...cells];
}

/** A value that a form accepts, for fields that must be there and on which nothing depends. */
export function someValue(field: FieldDefinition): FieldValue {
  return valuesOf(field, []).find((value) => value !== null) ?? null;
}

function conditionsOf(caseType: CaseType): readonly string[] {
  const found: string[] = caseType.derived.map(({ from }) => from.source);
  for (const item of caseType.items.values()) {
    const rules = [item.required, item.manual, item.repeat].flatMap((rule) => (typeof rule === 'object' ? [rule] : []));
    const whens = [...item.entry, ...item.exit].flatMap(({ when }) => (when === undefined ? [] : [when]));
    const applicable = item.discretionary?.when ?? [];
    const due = item.timer === undefined ? [] : [item.timer.due];
    const sets = item.sets.map(({ to }) => to);
    const guard = item.task?.complete === undefined ? [] : [item.task.complete.when];
    found.push(...[...rules, ...whens, ...applicable, ...due, ...sets, ...guard].map(({ source }) => source));
  }
  for (const decision of caseType.decisions.values()) {
    found.push(...decision.inputs, ...decision.rules.flatMap((rule) => [...rule.when, ...rule.then]));
  }
  return found;
}

function watchedFields(item: PlanItemDefinition): readonly string[] {
  const parts = [...item.entry, ...item.exit].flatMap(({ on }) => on);
  return parts.flatMap((part) => (part.source === 'field' ? [part.field] : []));
}

/** One value from every range that these sources distinguish; null stands for none. */
export function valuesAround(field: FieldDefinition, sources: readonly string[]): readonly FieldValue[] {
  return valuesOf(field, sources);
}

function valuesOf(field: FieldDefinition, sources: readonly string[]): readonly FieldValue[] {
  switch (field.kind) {
    case 'boolean':
      return [null, false, true];
    case 'choice':
      return [null, ...(field.options ?? []).map(({ value }) => value)];
    case 'number':
      return [null, ...numbersFrom(sources)];
    case 'money':
      return [null, ...numbersFrom(sources).map((value) => value.toFixed(2))];
    case 'date':
      return [null, '2024-03-01', '2024-03-02'];
    case 'instant':
      return [null, '2024-03-01T12:00:00Z', '2024-03-02T12:00:00Z'];
    case 'text':
    case 'long-text':
      return [null, ...new Set(['x', 'y', ...sources.flatMap((source) => textsIn(source))])];
  }
}

/** Every number that is written somewhere, and one on either side of each. */
function numbersFrom(sources: readonly string[]): readonly number[] {
  const written = sources.flatMap((source) =>
    [...source.matchAll(/-?\d+(?:\.\d+)?/g)].map(([digits]) => Number(digits)),
  );
  const sorted = [...new Set(written)].toSorted((a, b) => a - b);
  if (sorted.length === 0) return [0, 1];
  const between = sorted.map((value, at) => (value + (sorted[at + 1] ?? value + 2)) / 2);
  return [...new Set([(sorted[0] ?? 0) - 1, ...sorted, ...between])].toSorted((a, b) => a - b);
}

function textsIn(source: string): readonly string[] {
  return [...source.matchAll(/"([^"\\]*)"/g)].map(([, text = '']) => text);
}

const CONSTANT = String.raw`(?:null|true|false|"[^"\\\\]*"|-?\d+(?:\.\d+)?)`;
const SIGN = '(?:!=|<=|>=|=|<|>)';
const CONSTANTS = String.raw`${CONSTANT}(?:\s*,\s*${CONSTANT})*`;
/** A field, constants, a field beside a constant or among several, or the test of a cell in a table. */
const COMPARISON = new RegExp(
  String.raw`^(?:-|${CONSTANTS}|[A-Za-z_]\w*|${SIGN}?\s*${CONSTANT}|[A-Za-z_]\w*\s*(?:${SIGN}\s*${CONSTANT}|in\s+${CONSTANTS}))$`,
);

/** Whether a condition does nothing but compare fields with constants. */
export function isCompared(source: string): boolean {
  const parts = source.replaceAll(/[()]/g, ' ').split(/\b(?:and|or|not)\b/);
  return parts.map((part) => part.trim()).every((part) => part === '' || COMPARISON.test(part));
}

function gapsOf(caseType: CaseType, sources: readonly string[]): readonly string[] {
  // When a timer is due matters to nothing but its order, and every order is tried.
  const dues = new Set([...caseType.items.values()].map(({ timer }) => timer?.due.source));
  const gaps = sources.filter((source) => !dues.has(source) && !isCompared(source));
  const paused = [...caseType.clocks.values()].filter(({ triggers }) => Object.keys(triggers ?? {}).length > 0);
  return [
    ...gaps.map((source) => `“${source}” does more than compare a field with a constant.`),
    ...(caseType.openData && sources.length > 0 ? ['Any data may be recorded.'] : []),
    ...paused.map(({ name }) => `The clock “${name}” pauses by dates of the case file.`),
  ];
}
