// Which fields of a form are there now: what stands under a condition is asked only while it holds, over what is on record
// and what has just been answered. The API, the decider and the browser ask the same question here.
import type { CaseType, FormField } from '../definition/case-type.ts';
import { expressionValueOf } from '../definition/value-of-field.ts';
import { evaluateNames, type Expression, type Value } from '../expression/expression.ts';

type FieldValue = string | number | boolean | null;

/** Data of the case by field, with what has just been answered over it. */
export type Known = Readonly<Record<string, unknown>>;

/**
 * Whether a field of a form is there. A condition that cannot be evaluated does not hold.
 *
 * @param known what is on record, with the answers over it; values of other kinds than fields have count as absent
 */
export function isShown(
  { fields }: Pick<CaseType, 'fields'>,
  { when }: Pick<FormField, 'when'>,
  known: Known,
): boolean {
  if (when === undefined) return true;
  return when.every((condition) => valueOver({ fields }, condition, known) === true);
}

/** What a condition says over data of a case; null where it has no answer. */
export function valueOver({ fields }: Pick<CaseType, 'fields'>, condition: Expression, known: Known): Value {
  return evaluateNames(condition, (name) => expressionValueOf(plain(known, name), fields.get(name)?.kind)).value;
}

function plain(known: Known, name: string): FieldValue {
  const value = Object.hasOwn(known, name) ? known[name] : null;
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
