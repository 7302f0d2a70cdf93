// Built-in functions on lists (DMN 1.5, table 69). Every comparison of elements is counted, and so is every element made.
import { builtin, signature, type Signature } from './builtin.ts';
import { callFunction } from './call.ts';
import { equal, orderOf } from './compare.ts';
import { toInteger } from './number.ts';
import { allocateElements, descend, fail, type Run, spend } from './run.ts';
import type { FeelFunction, FeelList, FeelNumber, FeelValue } from './value.ts';
import { isFunction, isList, isNumber } from './value.ts';

export const LIST_BUILTINS: readonly FeelFunction[] = [
  builtin(
    'list contains',
    signature(
      [
        ['list', 'list'],
        ['element', 'any'],
      ],
      ([list, element], run) => has(list, element, run),
    ),
  ),
  builtin(
    'count',
    signature([['list', 'list']], ([list]) => list.length),
  ),
  builtin('min', ...ofList((list, run) => extreme(list, -1, run))),
  builtin('max', ...ofList((list, run) => extreme(list, 1, run))),
  builtin('all', ...ofList((list, run) => quantified(list, false, run))),
  builtin('any', ...ofList((list, run) => quantified(list, true, run))),
  builtin(
    'sublist',
    signature(
      [
        ['list', 'list'],
        ['start position', 'number'],
        ['length', 'number?'],
      ],
      ([list, start, length], run) => sublist(list, { start, length }, run),
    ),
  ),
  builtin(
    'append',
    signature(
      [
        ['list', 'list'],
        ['item', 'any...'],
      ],
      ([list, ...items]) => [...list, ...items],
    ),
  ),
  builtin(
    'concatenate',
    signature([['list', 'list...']], (lists, run) => joined(lists, run)),
  ),
  builtin(
    'insert before',
    signature(
      [
        ['list', 'list'],
        ['position', 'number'],
        ['newItem', 'any'],
      ],
      ([list, position, item], run) => {
        const at = placeIn(list, position, run);
        return at === null ? null : [...list.slice(0, at), item, ...list.slice(at)];
      },
    ),
  ),
  builtin(
    'remove',
    signature(
      [
        ['list', 'list'],
        ['position', 'number'],
      ],
      ([list, position], run) => {
        const at = placeIn(list, position, run);
        return at === null ? null : [...list.slice(0, at), ...list.slice(at + 1)];
      },
    ),
  ),
  builtin(
    'list replace',
    signature(
      [
        ['list', 'list'],
        ['position', 'number'],
        ['newItem', 'any'],
      ],
      ([list, position, item], run) => {
        const at = placeIn(list, position, run);
        return at === null ? null : list.map((element, index) => (index === at ? item : element));
      },
    ),
    signature(
      [
        ['list', 'list'],
        ['match', 'function'],
        ['newItem', 'any'],
      ],
      ([list, match, item], run) => replacedWhere(list, { match, item }, run),
    ),
  ),
  builtin(
    'reverse',
    signature([['list', 'list']], ([list]) => list.toReversed()),
  ),
  builtin(
    'index of',
    signature(
      [
        ['list', 'list'],
        ['match', 'any'],
      ],
      ([list, match], run) =>
        list.flatMap((element, index) => (equal(element, match, run) === true ? [index + 1] : [])),
    ),
  ),
  builtin(
    'union',
    signature([['list', 'list...']], (lists, run) => distinct(joined(lists, run), run)),
  ),
  builtin(
    'distinct values',
    signature([['list', 'list']], ([list], run) => distinct(list, run)),
  ),
  builtin(
    'duplicate values',
    signature([['list', 'list']], ([list], run) => duplicates(list, run)),
  ),
  builtin(
    'flatten',
    signature([['list', 'list']], ([list], run) => flattened(list, run)),
  ),
  builtin(
    'sort',
    signature(
      [
        ['list', 'list'],
        ['precedes', 'function?'],
      ],
      ([list, precedes], run) => sorted(list, precedes, run),
    ),
  ),
];

/** The two ways of calling a function on one list: the list, or its elements one by one. */
export function ofList(body: (list: FeelList, run: Run) => FeelValue): readonly Signature[] {
  return [
    signature([['list', 'list']], ([list], run) => body(list, run)),
    signature([['list', 'any...']], (list, run) => body(list, run)),
  ];
}

/** Whether one element comes strictly before another, by a function of FEEL. */
export function precedesBy(precedes: FeelFunction, run: Run): (a: FeelValue, b: FeelValue) => boolean {
  return (a, b) => callFunction(precedes, { values: [a, b], names: null }, run) === true;
}

/** Sorts and keeps the order of equal elements, in n log n calls (merge sort, since the order may be any function). */
export function mergeSort(list: FeelList, precedes: (a: FeelValue, b: FeelValue) => boolean, run: Run): FeelList {
  if (list.length < 2) return list;
  spend(run, list.length);
  const middle = list.length >> 1;
  const left = mergeSort(list.slice(0, middle), precedes, run);
  const right = mergeSort(list.slice(middle), precedes, run);
  const merged: FeelValue[] = [];
  let from = 0;
  for (const element of right) {
    while (from < left.length && !precedes(element, left[from] ?? null)) {
      merged.push(left[from] ?? null);
      from += 1;
    }
    merged.push(element);
  }
  return [...merged, ...left.slice(from)];
}

function has(list: FeelList, element: FeelValue, run: Run): boolean {
  return list.some((one) => equal(one, element, run) === true);
}

function extreme(list: FeelList, sign: 1 | -1, run: Run): FeelValue {
  let best: FeelValue = list[0] ?? null;
  for (const value of list) {
    const order = orderOf(value, best);
    if (order === null)
      return value === null ? null : fail(run, 'Only values of one kind with an order have a least and a greatest.');
    if (order * sign > 0) best = value;
  }
  return best;
}

/** True for `any` as soon as one is true, false for `all` as soon as one is false; otherwise null where one is unknown. */
function quantified(list: FeelList, deciding: boolean, run: Run): FeelValue {
  if (list.includes(deciding)) return deciding;
  const foreign = list.some((value) => value !== null && typeof value !== 'boolean');
  if (foreign) return fail(run, 'Only truth values can be judged together.');
  return list.includes(null) ? null : !deciding;
}

interface Part {
  readonly start: FeelNumber;
  readonly length: FeelNumber | null;
}

function sublist(list: FeelList, part: Part, run: Run): FeelValue {
  const start = toInteger(part.start) ?? 0;
  const from = start > 0 ? start - 1 : list.length + start;
  const length = part.length === null ? list.length - from : toInteger(part.length);
  const outside = start === 0 || from < 0 || length === null || length < 0 || from + length > list.length;
  return outside ? fail(run, 'The part of the list lies outside of it.') : list.slice(from, from + length);
}

function joined(lists: readonly FeelList[], run: Run): FeelList {
  allocateElements(
    run,
    lists.reduce((total, list) => total + list.length, 0),
  );
  return lists.flat();
}

/** Index from 0 of a place counted from 1, or from the end by −1; null and a problem outside the list. */
function placeIn(list: FeelList, position: FeelNumber, run: Run): number | null {
  const place = toInteger(position) ?? 0;
  const at = place > 0 ? place - 1 : list.length + place;
  if (place !== 0 && at >= 0 && at < list.length) return at;
  return fail(run, 'The list has no such position. Positions are counted from 1, or from the end by −1.');
}

interface Replacing {
  readonly match: FeelFunction;
  readonly item: FeelValue;
}

function replacedWhere(list: FeelList, { match, item }: Replacing, run: Run): FeelValue {
  const replaced: FeelValue[] = [];
  for (const element of list) {
    const answer = callFunction(match, { values: [element, item], names: null }, run);
    if (typeof answer !== 'boolean') return fail(run, 'The function that chooses elements must answer true or false.');
    replaced.push(answer ? item : element);
  }
  return replaced;
}

function distinct(list: FeelList, run: Run): FeelList {
  const seen = new Set<FeelValue>();
  const kept: FeelValue[] = [];
  for (const value of list) {
    const plain = typeof value === 'string' || typeof value === 'number';
    if (plain ? seen.has(value) : hasCounted(kept, value, run)) continue;
    seen.add(value);
    kept.push(value);
  }
  return kept;
}

function hasCounted(list: FeelList, value: FeelValue, run: Run): boolean {
  spend(run, list.length);
  return has(list, value, run);
}

function duplicates(list: FeelList, run: Run): FeelList {
  const found = list.filter((value, index) => hasCounted(list.slice(0, index), value, run));
  return distinct(found, run);
}

function flattened(list: FeelList, run: Run): FeelList {
  spend(run, list.length);
  descend(run, 1);
  const flat: FeelValue[] = [];
  for (const value of list) {
    if (isList(value)) for (const inner of flattened(value, run)) flat.push(inner);
    else flat.push(value);
  }
  run.depth -= 1;
  allocateElements(run, flat.length);
  return flat;
}

function sorted(list: FeelList, precedes: FeelFunction | null, run: Run): FeelValue {
  if (isFunction(precedes)) {
    if (!precedes.signatures.some((parameters) => parameters.length === 2)) {
      return fail(run, 'The function that orders two elements must take two.');
    }
    return mergeSort(list, precedesBy(precedes, run), run);
  }
  const kind = list.every(isNumber) || list.every((value) => typeof value === 'string');
  if (!kind && list.some((value) => orderOf(value, list[0] ?? null) === null)) {
    return fail(run, 'Elements without an order need a function that orders them.');
  }
  return mergeSort(list, (a, b) => (orderOf(a, b) ?? 0) < 0, run);
}
