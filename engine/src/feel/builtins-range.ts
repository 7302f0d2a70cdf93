// Built-in functions on ranges and points (DMN 1.5, tables 77 and 78; Allen's relations), and `is`, `range`.
import { builtin, signature } from './builtin.ts';
import { equal, orderOf } from './compare.ts';
import { fail, type Run } from './run.ts';
import { temporalFrom } from './builtins-time.ts';
import { parseNumber } from './number.ts';
import { type FeelFunction, type FeelRange, type FeelValue, isDateTime, isRange, isTime, kindOf } from './value.ts';

type Relation = (a: FeelRange, b: FeelRange) => boolean | null;

export const RANGE_BUILTINS: readonly FeelFunction[] = [
  relation('before', ['point1', 'point2'], before),
  relation('after', ['point1', 'point2'], (a, b) => before(b, a)),
  relation('meets', ['range1', 'range2'], meets),
  relation('met by', ['range1', 'range2'], (a, b) => meets(b, a)),
  relation('overlaps', ['range1', 'range2'], (a, b) => both(startsBeforeEnd(a, b), startsBeforeEnd(b, a))),
  relation('overlaps before', ['range1', 'range2'], overlapsBefore),
  relation('overlaps after', ['range1', 'range2'], (a, b) => overlapsBefore(b, a)),
  relation('finishes', ['point', 'range'], finishes),
  relation('finished by', ['range', 'point'], (a, b) => finishes(b, a)),
  relation('includes', ['range', 'point'], (a, b) => during(b, a)),
  relation('during', ['point', 'range'], during),
  relation('starts', ['point', 'range'], starts),
  relation('started by', ['range', 'point'], (a, b) => starts(b, a)),
  relation('coincides', ['point1', 'point2'], (a, b) => both(sameStart(a, b), sameEnd(a, b))),
  builtin(
    'is',
    signature(
      [
        ['value1', 'any?'],
        ['value2', 'any?'],
      ],
      ([a, b], run) => isSame(a, b, run),
    ),
  ),
  builtin(
    'range',
    signature([['from', 'string']], ([from], run) => rangeFrom(from, run)),
  ),
];

/** Points are ranges of one value, so every relation is written once, for ranges. */
function relation(name: string, [first, second]: readonly [string, string], holds: Relation): FeelFunction {
  const body = ([a, b]: readonly [FeelValue, FeelValue], run: Run): FeelValue => {
    if (a === null || b === null) return null;
    return holds(asRange(a), asRange(b)) ?? fail(run, 'The two have no order between them.');
  };
  const named: readonly (readonly [string, string])[] = [
    [first, second],
    ['point', 'range'],
    ['range', 'point'],
    ['range1', 'range2'],
    ['point1', 'point2'],
    ['range', 'value'],
  ];
  return builtin(
    name,
    ...named.map(([one, other]) =>
      signature(
        [
          [one, 'any'],
          [other, 'any'],
        ],
        body,
      ),
    ),
  );
}

function asRange(value: FeelValue): FeelRange {
  return isRange(value) ? value : { kind: 'range', start: value, end: value, startIncluded: true, endIncluded: true };
}

/** −1, 0 or 1 for two starts: an open start begins later than a closed one, no start before all others. */
function startOrder(a: FeelRange, b: FeelRange): number | null {
  if (a.start === null || b.start === null) return Number(b.start === null) - Number(a.start === null);
  const order = orderOf(a.start, b.start);
  return order === 0 ? Number(b.startIncluded) - Number(a.startIncluded) : order;
}

function endOrder(a: FeelRange, b: FeelRange): number | null {
  if (a.end === null || b.end === null) return Number(a.end === null) - Number(b.end === null);
  const order = orderOf(a.end, b.end);
  return order === 0 ? Number(a.endIncluded) - Number(b.endIncluded) : order;
}

function sameStart(a: FeelRange, b: FeelRange): boolean | null {
  const order = startOrder(a, b);
  return order === null ? null : order === 0;
}

function sameEnd(a: FeelRange, b: FeelRange): boolean | null {
  const order = endOrder(a, b);
  return order === null ? null : order === 0;
}

/** The end of `a` against the start of `b`; null where they have no order. No bound on a side reaches everything. */
function endToStart(a: FeelRange, b: FeelRange): number | null {
  return a.end === null || b.start === null ? 1 : orderOf(a.end, b.start);
}

function before(a: FeelRange, b: FeelRange): boolean | null {
  const order = endToStart(a, b);
  if (order === null) return null;
  return order < 0 || (order === 0 && !(a.endIncluded && b.startIncluded));
}

function meets(a: FeelRange, b: FeelRange): boolean | null {
  const order = endToStart(a, b);
  return order === null ? null : order === 0 && a.endIncluded && b.startIncluded;
}

function startsBeforeEnd(a: FeelRange, b: FeelRange): boolean | null {
  const order = endToStart(b, a);
  if (order === null) return null;
  return order > 0 || (order === 0 && b.endIncluded && a.startIncluded);
}

/** `a` starts first, reaches into `b`, and ends within it (table 77). */
function overlapsBefore(a: FeelRange, b: FeelRange): boolean | null {
  const start = startOrder(a, b);
  const end = endOrder(a, b);
  const reaches = startsBeforeEnd(b, a);
  if (start === null || end === null || reaches === null) return null;
  return start < 0 && end <= 0 && reaches;
}

function during(a: FeelRange, b: FeelRange): boolean | null {
  const start = startOrder(a, b);
  const end = endOrder(a, b);
  return start === null || end === null ? null : start >= 0 && end <= 0;
}

function finishes(a: FeelRange, b: FeelRange): boolean | null {
  const start = startOrder(a, b);
  return start === null ? null : both(sameEnd(a, b), start >= 0);
}

function starts(a: FeelRange, b: FeelRange): boolean | null {
  const end = endOrder(a, b);
  return end === null ? null : both(sameStart(a, b), end <= 0);
}

function both(a: boolean | null, b: boolean | null): boolean | null {
  return a === null || b === null ? null : a && b;
}

/** Same kind and same value, without the conversions of equality: times also need the same offset or zone. */
function isSame(a: FeelValue, b: FeelValue, run: Run): boolean {
  if (kindOf(a) !== kindOf(b)) return false;
  if (isTime(a) && isTime(b)) return a.nanos === b.nanos && a.offset === b.offset && a.zone === b.zone;
  if (isDateTime(a) && isDateTime(b)) return isSame(a.date, b.date, run) && isSame(a.time, b.time, run);
  return equal(a, b, run) === true;
}

const RANGE = /^\s*([[(\]])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])[])\s*$/s;

/** A range from its text, with literals of numbers, texts, dates, times and durations as bounds (table 66). */
function rangeFrom(text: string, run: Run): FeelValue {
  const parts = text.length > 1000 ? null : RANGE.exec(text);
  const unreadable = 'The text is not written as a range such as “[1..5]”, with bounds of one kind in ascending order.';
  if (parts === null) return fail(run, unreadable);
  const [, open = '', low = '', high = '', close = ''] = parts;
  const start = low === '' ? null : boundOf(low);
  const end = high === '' ? null : boundOf(high);
  const startIncluded = open === '[';
  const endIncluded = close === ']';
  if (start === undefined || end === undefined) return fail(run, unreadable);
  if (start === null && end === null) return fail(run, unreadable);
  const openEnded = (start === null && startIncluded) || (end === null && endIncluded);
  const order = start === null || end === null ? -1 : orderOf(start, end);
  if (openEnded || order === null || order > 0) return fail(run, unreadable);
  return { kind: 'range', start, end, startIncluded, endIncluded };
}

/** Undefined where the text is no literal. */
function boundOf(text: string): FeelValue | undefined {
  const number = parseNumber(text);
  if (number !== null) return number;
  if (/^"[^"\\]*"$/.test(text)) return text.slice(1, -1);
  const literal = /^@"([^"]*)"$/.exec(text) ?? /^(?:date|time|date and time|duration)\(\s*"([^"]*)"\s*\)$/.exec(text);
  return literal?.[1] === undefined ? undefined : (temporalFrom(literal[1]) ?? undefined);
}
