// Rules and conditions of plan items over the case file (CMMN 1.1, 5.4.11). A rule holds only when its expression
// gives exactly true: null, a wrong type or an evaluation problem does not hold.
import type { Criterion, FieldDefinition, FieldKind, Rule } from '../definition/case-type.ts';
import { expressionValueOf } from '../definition/value-of-field.ts';
import type { FieldValue } from '../case/state.ts';
import { evaluateNames, type Expression, isCollection, type Value } from '../expression/expression.ts';
import type { Draft } from './draft.ts';
import type { Instance } from './handle.ts';
import { listIn } from './kept-entries.ts';

export function isRequired(draft: Draft, { id, node }: Instance): boolean {
  const rule = node.item.required;
  return typeof rule === 'boolean' ? rule : Object.hasOwn(draft.required, id) && draft.required[id] === true;
}

/** What a conditional required rule says now; undefined where the rule is a constant. Asked once, on creation. */
export function requiredOnCreation(draft: Draft, { node, repetition }: Instance): boolean | undefined {
  const rule = node.item.required;
  return typeof rule === 'boolean' ? undefined : ruleHolds(draft, rule, repetition);
}

export function isManual(draft: Draft, { node, repetition }: Instance): boolean {
  return ruleHolds(draft, node.item.manual, repetition);
}

export function mayRepeat(draft: Draft, { node, repetition }: Instance): boolean {
  return ruleHolds(draft, node.item.repeat, repetition);
}

/** The if-part of a criterion; a criterion without one is satisfied by its on-parts alone. */
export function conditionHolds(draft: Draft, criterion: Criterion): boolean {
  return criterion.when === undefined || evaluate(draft, criterion.when, null) === true;
}

/** Evaluates an expression over the case file as it is in the draft. Null where it has no value. */
export function evaluate(draft: Draft, expression: Expression, repetition: number | null): Value {
  return evaluateNames(expression, (name) => valueOf(draft, name, repetition)).value;
}

/** A FEEL value as a field of that kind records it; null where it does not fit. */
export function fieldValueOf(value: Value, kind: FieldKind): FieldValue {
  if (kind === 'money') return amountOf(value);
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  if (kind === 'date' && 'date' in value) return value.date;
  if (kind === 'instant' && 'instant' in value) return value.instant;
  if (kind === 'number' && 'decimal' in value) return Number(value.decimal);
  return null;
}

/** A FEEL value as a variable of an exchanged model, which declares none; null for what is no plain value. */
export function undeclaredValueOf(value: Value): FieldValue {
  if (typeof value !== 'object' || value === null) return value;
  if ('date' in value) return value.date;
  if ('instant' in value) return value.instant;
  return 'decimal' in value ? value.decimal : null;
}

/**
 * An amount as it is recorded, with two digits after the point. One with more is none: how to round is for the
 * expression to say, by `decimal(amount, 2)` or one of its relatives.
 */
function amountOf(value: Value): FieldValue {
  if (typeof value !== 'number' && (value === null || typeof value !== 'object' || !('decimal' in value))) return null;
  const text = typeof value === 'number' ? String(value) : value.decimal;
  const [, whole, fraction = ''] = /^(-?\d+)(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  return whole === undefined ? null : `${whole}.${fraction.padEnd(2, '0')}`;
}

function ruleHolds(draft: Draft, rule: Rule, repetition: number): boolean {
  return typeof rule === 'boolean' ? rule : evaluate(draft, rule, repetition) === true;
}

/** The case file as values of expressions, whole: what a decision is given. */
export function caseFileValues(draft: Draft): Record<string, Value> {
  return factsOf(draft.caseType.fields, draft.data);
}

/** Recorded data as values of expressions. */
export function factsOf(
  fields: ReadonlyMap<string, FieldDefinition>,
  data: Readonly<Record<string, FieldValue>>,
): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const [name, value] of Object.entries(data)) values[name] = expressionValueOf(value, fields.get(name)?.kind);
  return values;
}

function valueOf(draft: Draft, name: string, repetition: number | null): Value {
  if (name === 'repetition' && repetition !== null) return repetition;
  const value = draft.data[name] ?? null;
  if (value === null && isCollection(name) && !draft.caseType.fields.has(name)) return listIn(draft, name);
  // Only a text needs its field to be understood.
  return typeof value === 'string' ? expressionValueOf(value, draft.caseType.fields.get(name)?.kind) : value;
}
