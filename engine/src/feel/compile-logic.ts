// Compiles and, or, comparisons, ranges and the tests of decision tables (DMN 1.5, 10.3.2.13.1, 10.3.2.13.2 and 7.3.3).
import { equal, orderOf, rangeIncludes } from './compare.ts';
import {
  at,
  type Compiling,
  constant,
  constantOf,
  failAt,
  failing,
  operands,
  type Tester,
  textOf,
} from './compiling.ts';
import { fail, type Run, spend } from './run.ts';
import { type Evaluator, type Frame, resolve } from './scope.ts';
import type { SyntaxNode } from './syntax-tree.ts';
import { type FeelRange, type FeelValue, isList, isRange, kindOf } from './value.ts';

/** `and` is false as soon as one part is, `or` true as soon as one is; any other part that is no truth value gives null. */
export function compileJunction(node: SyntaxNode, compiling: Compiling): Evaluator {
  const deciding = node.name === 'Disjunction';
  const parts = chain(node, node.name).map((part) => compiling.compile(part));
  return (frame) => {
    let unknown = false;
    for (const part of parts) {
      const value = part(frame);
      if (value === deciding) return deciding;
      if (value !== !deciding) unknown = true;
    }
    return unknown ? null : !deciding;
  };
}

/** `a and b and c` as one row of parts, although the grammar nests it. */
function chain(node: SyntaxNode, name: string): readonly SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  const pending: SyntaxNode[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.name !== name) parts.push(next);
    else pending.push(...next.children.filter((child) => child.name !== 'and' && child.name !== 'or').toReversed());
  }
  return parts;
}

export function compileComparison(node: SyntaxNode, compiling: Compiling): Evaluator {
  const [first, operator, ...rest] = node.children;
  if (first === undefined || operator === undefined) return failing(node, 'A side of the comparison is missing.');
  if (operator.name === 'in') return compileIn(node, compiling);
  const left = compiling.compile(first);
  const [second, , third] = rest;
  if (second === undefined) return failing(node, 'A side of the comparison is missing.');
  const right = compiling.compile(second);
  if (operator.name === 'between') {
    if (third === undefined) return failing(node, 'The upper bound is missing.');
    return compileBetween({ node, value: left, low: right, high: compiling.compile(third) });
  }
  const sign = textOf(operator, compiling);
  return sign === '=' || sign === '!='
    ? compileEquality({ left, right, sign })
    : compileOrder({ node, left, right, sign });
}

interface Sides {
  readonly left: Evaluator;
  readonly right: Evaluator;
  readonly sign: string;
}

function compileEquality({ left, right, sign }: Sides): Evaluator {
  const same = sign === '=';
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (typeof a === typeof b && typeof a !== 'object') return (a === b) === same;
    const answer = equal(a, b, frame.run);
    return answer === null ? null : answer === same;
  };
}

type Holds = (order: number) => boolean;

const ORDERS: Readonly<Record<string, Holds>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function compileOrder({ node, left, right, sign }: Sides & { readonly node: SyntaxNode }): Evaluator {
  const holds = ORDERS[sign] ?? ORDERS['<'];
  if (holds === undefined) return failing(node, 'There is no such comparison.');
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (typeof a === 'number' && typeof b === 'number') return holds(a - b);
    const order = orderOf(a, b);
    return order === null ? incomparable(a, b, at(frame.run, node)) : holds(order);
  };
}

function incomparable(a: FeelValue, b: FeelValue, run: Run): null {
  return a === null || b === null ? null : fail(run, 'The two sides have no order between them.');
}

interface Between {
  readonly node: SyntaxNode;
  readonly value: Evaluator;
  readonly low: Evaluator;
  readonly high: Evaluator;
}

function compileBetween({ node, value, low, high }: Between): Evaluator {
  return (frame) => {
    const found = value(frame);
    const from = low(frame);
    const to = high(frame);
    const above = orderOf(found, from);
    const below = orderOf(found, to);
    if (above === null || below === null) {
      return incomparable(found, above === null ? from : to, at(frame.run, node));
    }
    return above >= 0 && below <= 0;
  };
}

/** The grammar takes `x in 5 and y` as `x in (5 and y)`; FEEL means `(x in 5) and y` (10.3.1.2, rule 49). */
function compileIn(node: SyntaxNode, compiling: Compiling): Evaluator {
  const [left, operator, ...rest] = node.children;
  const tests = rest.filter((child) => child.name.startsWith('PositiveUnaryTest'));
  const [only] = tests;
  const [logic] = only?.children ?? [];
  if (left === undefined || operator === undefined || only === undefined) return failing(node, 'The test is missing.');
  if (logic?.name === 'Conjunction' || logic?.name === 'Disjunction') {
    const [first, word, second] = logic.children;
    if (first === undefined || word === undefined || second === undefined) return failing(node, 'A side is missing.');
    const test: SyntaxNode = { ...only, to: first.to, children: [first] };
    const inner: SyntaxNode = { ...node, to: first.to, children: [left, operator, test] };
    return compiling.compile({ ...logic, from: node.from, children: [inner, word, second] });
  }
  const value = compiling.compile(left);
  const testers = tests.flatMap((child) => testsOf(child)).map((test) => compiling.compileTest(test));
  return (frame) => anyHolds(testers, frame, value(frame));
}

function testsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.name === 'PositiveUnaryTests' ? node.children : [node];
}

function anyHolds(testers: readonly Tester[], frame: Frame, value: FeelValue): boolean | null {
  let unknown = false;
  for (const tester of testers) {
    const answer = tester(frame, value);
    if (answer === true) return true;
    if (answer === null) unknown = true;
  }
  return unknown ? null : false;
}

/** The whole of an input entry: `-`, tests with commas, or `not( … )`. The tested value is named `?`. */
export function compileTests(node: SyntaxNode, compiling: Compiling): Evaluator {
  if (node.children.some((child) => child.name === 'Wildcard')) return constant(true);
  const value = resolve(compiling.scope, '?');
  const tests = node.children.find((child) => child.name === 'PositiveUnaryTests');
  if (tests === undefined || value === null) return failing(node, 'The test is missing.');
  const testers = tests.children.map((test) => compiling.compileTest(test));
  const refused = node.children.some((child) => child.name === 'not');
  const [only] = testers;
  if (only !== undefined && testers.length === 1 && !refused) return (frame) => only(frame, value(frame));
  return (frame) => {
    const answer = anyHolds(testers, frame, value(frame));
    return refused && answer !== null ? !answer : answer;
  };
}

/** One test of a value. */
export function compileTest(node: SyntaxNode, compiling: Compiling): Tester {
  const [inner] = node.name === 'PositiveUnaryTest' ? operands(node) : [node];
  const [bracketed] = inner?.name === 'ParenthesizedExpression' ? operands(inner) : [];
  if (bracketed?.name === 'SimplePositiveUnaryTest') return compileTest(bracketed, compiling);
  if (inner === undefined) return () => null;
  if (inner.name === 'SimplePositiveUnaryTest' && inner.children[0]?.name === 'CompareOp') {
    return compileSignTest(inner, compiling);
  }
  const evaluator = compiling.compile(inner);
  if (mentionsInput(inner)) return (frame, value) => truthOrMembership(evaluator(frame), value, frame.run);
  const known = constantOf(evaluator)?.value;
  if (typeof known === 'string' || typeof known === 'number' || typeof known === 'boolean') {
    return (frame, value) => (typeof value === typeof known ? value === known : membership(known, value, frame.run));
  }
  return (frame, value) => {
    const found = evaluator(frame);
    return membership(found, value, frame.run);
  };
}

function compileSignTest(node: SyntaxNode, compiling: Compiling): Tester {
  const [operator, endpoint] = node.children;
  if (operator === undefined || endpoint === undefined) return () => null;
  const sign = textOf(operator, compiling);
  const bound = compiling.compile(endpoint);
  if (sign === '=' || sign === '!=') {
    return (frame, value) => {
      const answer = equal(value, bound(frame), frame.run);
      return answer === null ? null : answer === (sign === '=');
    };
  }
  const holds = ORDERS[sign];
  const known = constantOf(bound)?.value;
  return (frame, value) => {
    if (typeof value === 'number' && typeof known === 'number' && holds !== undefined) return holds(value - known);
    const limit = bound(frame);
    const order = orderOf(value, limit);
    if (order === null || holds === undefined) return incomparable(value, limit, at(frame.run, node));
    return holds(order);
  };
}

/** An expression over `?` says itself whether the value passes; anything else it gives is a value to be found in. */
function truthOrMembership(found: FeelValue, value: FeelValue, run: Run): boolean | null {
  if (typeof found === 'boolean' || found === null) return found;
  return membership(found, value, run);
}

/** Whether a value is, or is in, what a test gives: an equal value, a list that has it, a range that includes it. */
function membership(found: FeelValue, value: FeelValue, run: Run): boolean | null {
  if (isRange(found)) {
    if (isRange(value)) return equal(found, value, run);
    return value === null ? null : rangeIncludes(found, value);
  }
  if (!isList(found)) return equal(value, found, run);
  spend(run, found.length);
  if (isList(value) && equal(value, found, run) === true) return true;
  return found.some((element) =>
    isRange(element) && !isRange(value) ? rangeIncludes(element, value) === true : equal(value, element, run) === true,
  );
}

function mentionsInput(node: SyntaxNode): boolean {
  return node.name === '?' || node.children.some(mentionsInput);
}

/** A range as a value: `[1..5]`, `(< 5)`, or a comparison that has only one side. */
export function compileRange(node: SyntaxNode, compiling: Compiling): Evaluator {
  const [first] = node.children;
  if (first?.name === 'CompareOp') return compileHalfRange(node, compiling);
  const interval = first?.name === 'Interval' ? first : node;
  const [open, low, , high, close] = interval.children;
  if (open === undefined || low === undefined || high === undefined || close === undefined) {
    return failing(node, 'The range is incomplete.');
  }
  const start = compiling.compile(low);
  const end = compiling.compile(high);
  const startIncluded = open.name === '[';
  const endIncluded = close.name === ']';
  return (frame) =>
    checkedRange({ kind: 'range', start: start(frame), end: end(frame), startIncluded, endIncluded }, frame, node);
}

function compileHalfRange(node: SyntaxNode, compiling: Compiling): Evaluator {
  const [operator, endpoint] = node.children;
  if (operator === undefined || endpoint === undefined) return failing(node, 'The range is incomplete.');
  const bound = compiling.compile(endpoint);
  const sign = textOf(operator, compiling);
  if (sign === '!=') return failing(node, 'Everything but one value is no range.');
  return (frame) => {
    const value = bound(frame);
    if (value === null) return null;
    const range = { kind: 'range' as const, start: value, end: value, startIncluded: true, endIncluded: true };
    if (sign === '=') return { ...range, single: true as const };
    return sign.startsWith('<')
      ? { ...range, start: null, startIncluded: false, endIncluded: sign === '<=' }
      : { ...range, end: null, endIncluded: false, startIncluded: sign === '>=' };
  };
}

function checkedRange(range: FeelRange, frame: Frame, node: SyntaxNode): FeelValue {
  if (range.start === null || range.end === null) return null;
  const order = orderOf(range.start, range.end);
  if (order === null)
    return failAt(
      frame.run,
      node,
      `The bounds of the range, ${kindOf(range.start)} and ${kindOf(range.end)}, have no order.`,
    );
  return order > 0 ? failAt(frame.run, node, 'The range ends before it starts.') : range;
}
