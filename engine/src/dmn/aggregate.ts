// The aggregations of the hit policy COLLECT (DMN 1.5, 8.2.11).
import { plus } from '../feel/arithmetic.ts';
import { orderOf } from '../feel/compare.ts';
import { fail, type Run } from '../feel/run.ts';
import type { FeelValue } from '../feel/value.ts';
import type { Aggregation } from './model.ts';

/** One value of the outputs of all rules that held. Nothing to add up, or to compare, is null; nothing to count is 0. */
export function aggregate(values: readonly FeelValue[], aggregation: Aggregation, run: Run): FeelValue {
  if (aggregation === 'COUNT') return values.length;
  const [first = null, ...rest] = values;
  let result: FeelValue = first;
  for (const value of rest) {
    result = aggregation === 'SUM' ? plus(result, value, run) : better(result, value, aggregation, run);
  }
  return result;
}

function better(a: FeelValue, b: FeelValue, ...[aggregation, run]: readonly [Aggregation, Run]): FeelValue {
  const order = orderOf(a, b);
  if (order === null) return fail(run, 'Outputs without an order have no least and no greatest.');
  return (aggregation === 'MIN') === order <= 0 ? a : b;
}
