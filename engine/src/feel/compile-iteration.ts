// Compiles for, some, every, filters and paths: whatever runs through the elements of a list (DMN 1.5, 10.3.2.14 to
// 10.3.2.18, 10.3.2.5). Each element costs a step, each result its space.
import { dayOfCivil } from '../calendar/civil-day.ts';
import { at, type Compiling, constantOf, failing, textOf } from './compiling.ts';
import { orderOf } from './compare.ts';
import { isWhole, toInteger } from './number.ts';
import { propertyOf } from './properties.ts';
import { allocateElements, fail, spend, type Run } from './run.ts';
import { elementScope, entryOf, type Evaluator, type Frame, innerScope, type Scope } from './scope.ts';
import { normalName, type SyntaxNode } from './syntax-tree.ts';
import { dateOfEpochDay } from './temporal.ts';
import { type FeelRange, type FeelValue, isContext, isDate, isList, isNumber, isRange } from './value.ts';

/** Goes through the values of a domain, calling back with each; stops when told so. */
export type Visit = (value: FeelValue) => boolean;

interface Iteration {
  readonly domain: Evaluator;
  /** The end of `from .. to`; null for a list. */
  readonly end: Evaluator | null;
  readonly node: SyntaxNode;
}

interface Iterations {
  readonly list: readonly Iteration[];
  readonly scope: Scope;
}

export function compileFor(node: SyntaxNode, compiling: Compiling): Evaluator {
  const { list, scope } = iterationsOf(node, compiling);
  const body = node.children.at(-1);
  if (body === undefined || list.length === 0) return failing(node, 'The loop is incomplete.');
  const result = compiling.compile(body, innerScope(['partial'], scope));
  const usesPartial = /\bpartial\b/.test(textOf(body, compiling));
  return (frame) => {
    const results: FeelValue[] = [];
    const whole = iterate({ list, index: 0, frame }, (inner) => {
      // `partial` is copied only where it is used, and then every copy is counted.
      const partial = usesPartial ? results.slice() : null;
      allocateElements(frame.run, 1 + (partial?.length ?? 0));
      results.push(result({ slots: [partial], parent: inner, run: frame.run }));
      return true;
    });
    return whole === null ? null : results;
  };
}

export function compileQuantified(node: SyntaxNode, compiling: Compiling): Evaluator {
  const { list, scope } = iterationsOf(node, compiling);
  const body = node.children.at(-1);
  if (body === undefined || list.length === 0) return failing(node, 'The condition is incomplete.');
  const condition = compiling.compile(body, scope);
  const deciding = node.children[0]?.name === 'some';
  return (frame) => {
    let answer: boolean | null = !deciding;
    const whole = iterate({ list, index: 0, frame }, (inner) => {
      const value = condition(inner);
      if (value === deciding) answer = deciding;
      else if (value !== !deciding) answer = null;
      return value !== deciding;
    });
    return whole === null ? null : answer;
  };
}

/** Each variable has a scope of its own, in which the domains after it are compiled. */
function iterationsOf(node: SyntaxNode, compiling: Compiling): Iterations {
  let scope = compiling.scope;
  const list: Iteration[] = [];
  for (const part of node.children.find((child) => child.name === 'InExpressions')?.children ?? []) {
    const [name, , context] = part.children;
    const [from, , to] = context?.children ?? [];
    if (name === undefined || context === undefined || from === undefined) continue;
    const domain = compiling.compile(from, scope);
    const end = to === undefined ? null : compiling.compile(to, scope);
    list.push({ domain, end, node: context });
    scope = innerScope([normalName(textOf(name, compiling))], scope);
  }
  return { list, scope };
}

interface Iterating {
  readonly list: readonly Iteration[];
  readonly index: number;
  readonly frame: Frame;
}

/** True when all was visited, false when the visitor stopped, null where something cannot be run through. */
function iterate(iterating: Iterating, visit: (frame: Frame) => boolean): boolean | null {
  const { list, index, frame } = iterating;
  const iteration = list[index];
  if (iteration === undefined) return visit(frame);
  let inner: boolean | null = true;
  const whole = visitDomain(iteration, frame, (value) => {
    spend(frame.run, 1);
    const next: Frame = { slots: [value], parent: frame, run: frame.run };
    inner = iterate({ list, index: index + 1, frame: next }, visit);
    return inner === true;
  });
  return whole === null ? null : inner;
}

function visitDomain(iteration: Iteration, frame: Frame, visit: Visit): true | null {
  const first = iteration.domain(frame);
  const run = at(frame.run, iteration.node);
  if (iteration.end === null) return visitValues(first, run, visit);
  return visitRange(
    { kind: 'range', start: first, end: iteration.end(frame), startIncluded: true, endIncluded: true },
    run,
    visit,
  );
}

/** Visits the elements of a list or range, or the one value that is neither. Null where it cannot be run through. */
export function visitValues(domain: FeelValue, run: Run, visit: Visit): true | null {
  if (isRange(domain)) return visitRange(domain, run, visit);
  if (domain === null) return null;
  if (!isList(domain)) {
    visit(domain);
    return true;
  }
  for (const value of domain) if (!visit(value)) break;
  return true;
}

/** Whole numbers and days between two bounds, up or down. */
function visitRange(range: FeelRange, run: Run, visit: Visit): true | null {
  const { start, end } = range;
  if (start === null || end === null) return null;
  const from = ordinal(start);
  const to = ordinal(end);
  if (from === null || to === null || orderOf(start, end) === null) {
    return fail(run, 'Only whole numbers and dates can be run through from one to the other.');
  }
  const step = from <= to ? 1 : -1;
  let current = range.startIncluded ? from : from + step;
  const last = range.endIncluded ? to : to - step;
  while (step > 0 ? current <= last : current >= last) {
    const value = valueAt(start, current);
    if (value === null || !visit(value)) break;
    current += step;
  }
  return true;
}

function ordinal(value: FeelValue): number | null {
  if (isNumber(value)) return isWhole(value) ? toInteger(value) : null;
  return isDate(value) ? dayOfCivil(value) : null;
}

function valueAt(start: FeelValue, position: number): FeelValue {
  return isDate(start) ? dateOfEpochDay(position) : position;
}

/** `list[3]`, `list[-1]` or `list[condition]`; a single value is a list of one. */
export function compileFilter(node: SyntaxNode, compiling: Compiling): Evaluator {
  const [source, , inner] = node.children;
  if (source === undefined || inner === undefined) return failing(node, 'The filter is empty.');
  const list = compiling.compile(source);
  const condition = compiling.compile(inner, elementScope(compiling.scope));
  const index = constantOf(condition)?.value;
  if (typeof index === 'number') return (frame) => elementAt(list(frame), index);
  return (frame) => {
    const found = list(frame);
    if (found === null) return null;
    at(frame.run, inner);
    return filterList(isList(found) ? found : [found], condition, frame);
  };
}

/** The elements for which a condition is true, or the one at the place that it gives as a number. */
export function filterList(list: readonly FeelValue[], condition: Evaluator, frame: Frame): FeelValue {
  const { run } = frame;
  const kept: FeelValue[] = [];
  for (const element of list.length === 0 ? [null] : list) {
    spend(run, 1);
    const answer = condition({ slots: [element], parent: frame, run });
    if (isNumber(answer)) return elementAt(list, toInteger(answer) ?? 0);
    if (answer === true) kept.push(element);
    else if (answer !== false && answer !== null)
      return fail(run, 'A filter needs a condition that is true or false, or the number of an element.');
  }
  if (list.length === 0) return [];
  allocateElements(run, kept.length);
  return kept;
}

/** Counted from 1, or from the end by −1; null outside the list. */
function elementAt(found: FeelValue, index: number): FeelValue {
  if (found === null) return null;
  const list = isList(found) ? found : [found];
  if (index === 0) return null;
  return list[index > 0 ? index - 1 : list.length + index] ?? null;
}

export function compilePath(node: SyntaxNode, compiling: Compiling): Evaluator {
  const source = node.children[0];
  const pathName = node.children.at(-1);
  if (source === undefined || pathName?.name !== 'PathName')
    return failing(node, 'The name after the point is missing.');
  const value = compiling.compile(source);
  const name = normalName(textOf(pathName, compiling));
  return (frame) => property(value(frame), name, at(frame.run, node));
}

function property(value: FeelValue, name: string, run: Run): FeelValue {
  if (value === null) return null;
  if (isContext(value)) {
    const entry = entryOf(value, name);
    return entry === undefined ? fail(run, 'This asks for an entry that the context does not have.') : entry;
  }
  if (isList(value)) {
    allocateElements(run, value.length);
    return value.map((element) => property(element, name, run));
  }
  const part = propertyOf(value, name);
  return part === undefined ? fail(run, 'This asks for something that its value does not have.') : part;
}
