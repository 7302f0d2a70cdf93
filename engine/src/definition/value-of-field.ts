// What is recorded in a field as a value of expressions: only a text needs its field to be understood.
import type { Value } from '../expression/expression.ts';
import type { FieldKind } from './case-type.ts';

/** What is recorded in a field of that kind as a value of expressions. */
export function expressionValueOf(value: string | number | boolean | null, kind: FieldKind | undefined): Value {
  if (typeof value !== 'string') return value;
  if (kind === 'date') return { date: value };
  if (kind === 'instant') return { instant: value };
  if (kind === 'money') return { decimal: value };
  return value;
}
