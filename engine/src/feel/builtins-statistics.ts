// Built-in functions that make one number of many (DMN 1.5, table 69).
import { builtin } from './builtin.ts';
import { mergeSort, ofList } from './builtins-list.ts';
import { plus } from './arithmetic.ts';
import * as exact from './number.ts';
import { fail, type Run, spend } from './run.ts';
import {
  type FeelFunction,
  type FeelList,
  type FeelNumber,
  type FeelValue,
  isMonthsDuration,
  isNumber,
  isTimeDuration,
} from './value.ts';

export const STATISTICS_BUILTINS: readonly FeelFunction[] = [
  builtin('sum', ...ofList((list, run) => (list.length === 0 ? null : sum(list, run)))),
  builtin('mean', ...ofList((list, run) => mean(list, run))),
  builtin('product', ...ofList(product)),
  builtin('median', ...ofList(median)),
  builtin('stddev', ...ofList(deviation)),
  builtin('mode', ...ofList(mode)),
];

/** Null and a problem where an element is no number. */
function numbersOf(list: FeelList, run: Run): readonly FeelNumber[] | null {
  spend(run, list.length);
  const numbers = list.filter(isNumber);
  if (numbers.length === list.length) return numbers;
  return list.includes(null) ? null : fail(run, 'Every element must be a number.');
}

/** Durations can be added up as well as numbers (DMN 1.5, table 69). */
function sum(list: FeelList, run: Run): FeelValue {
  const [first = null, ...rest] = list;
  const summable = isNumber(first) || isMonthsDuration(first) || isTimeDuration(first);
  if (!summable) return first === null ? null : fail(run, 'Only numbers and durations can be added up.');
  let total: FeelValue = first;
  for (const value of rest) total = plus(total, value, run);
  return total;
}

function mean(list: FeelList, run: Run): FeelValue {
  const total = list.length === 0 ? null : sum(list, run);
  return isNumber(total) ? exact.divide(total, list.length) : null;
}

function product(list: FeelList, run: Run): FeelValue {
  const numbers = numbersOf(list, run);
  if (numbers === null || numbers.length === 0) return null;
  let result: FeelNumber | null = 1;
  for (const number of numbers) result = result === null ? null : exact.multiply(result, number);
  return result ?? fail(run, 'The product is beyond the numbers that there are.');
}

function median(list: FeelList, run: Run): FeelValue {
  const numbers = numbersOf(list, run);
  if (numbers === null || numbers.length === 0) return null;
  const inOrder = inNumericOrder(numbers, run);
  const middle = inOrder.length >> 1;
  const upper = inOrder[middle] ?? 0;
  if (inOrder.length % 2 === 1) return upper;
  const both = exact.add(inOrder[middle - 1] ?? 0, upper);
  return both === null ? null : exact.divide(both, 2);
}

/** The deviation of a sample, so it needs two numbers at least. */
function deviation(list: FeelList, run: Run): FeelValue {
  const numbers = numbersOf(list, run);
  if (numbers === null || numbers.length < 2) return null;
  const average = mean(numbers, run);
  if (!isNumber(average)) return null;
  const squares = numbers.map((number) => {
    const distance = exact.subtract(number, average) ?? 0;
    return exact.multiply(distance, distance) ?? 0;
  });
  const total = sum(squares, run);
  const variance = isNumber(total) ? exact.divide(total, numbers.length - 1) : null;
  return variance === null ? null : exact.squareRoot(variance);
}

/** Every number that occurs most often, in ascending order. */
function mode(list: FeelList, run: Run): FeelValue {
  const numbers = numbersOf(list, run);
  if (numbers === null) return null;
  const runs: { value: FeelNumber; count: number }[] = [];
  for (const value of inNumericOrder(numbers, run)) {
    const last = runs.at(-1);
    if (last !== undefined && exact.numbersEqual(last.value, value)) last.count += 1;
    else runs.push({ value, count: 1 });
  }
  const most = runs.reduce((greatest, one) => Math.max(greatest, one.count), 0);
  return runs.filter((one) => one.count === most).map((one) => one.value);
}

function inNumericOrder(numbers: readonly FeelNumber[], run: Run): readonly FeelNumber[] {
  const inOrder = mergeSort(numbers, (a, b) => isNumber(a) && isNumber(b) && exact.compareNumbers(a, b) < 0, run);
  return inOrder.filter(isNumber);
}
