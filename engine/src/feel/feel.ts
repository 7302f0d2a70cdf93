// The door to FEEL (DMN 1.5, chapter 10): compiles a text once to closures, and evaluates those within a budget.
// Never throws, knows no case and no model, and gives the same answer wherever and whenever it runs.
import { CONTEXT_BUILTINS } from './builtins-context.ts';
import { LIST_BUILTINS } from './builtins-list.ts';
import { NUMBER_BUILTINS } from './builtins-number.ts';
import { RANGE_BUILTINS } from './builtins-range.ts';
import { STATISTICS_BUILTINS } from './builtins-statistics.ts';
import { STRING_BUILTINS } from './builtins-string.ts';
import { TIME_BUILTINS } from './builtins-time.ts';
import { compileTree } from './compile.ts';
import { type Budget, budgetReason, DEFAULT_BUDGET, type FeelProblem, type Run, spentBy, startRun } from './run.ts';
import { type Evaluator, outerScope, type Scope, shapeOf } from './scope.ts';
import { shortTree } from './short-tree.ts';
import {
  bracketDepth,
  depthOf,
  type Dialect,
  firstBroken,
  type NameShape,
  normalName,
  strictTree,
  type SyntaxNode,
} from './syntax-tree.ts';
import type { FeelFunction, FeelType, FeelValue } from './value.ts';

export { DEFAULT_BUDGET, type Budget, type FeelProblem } from './run.ts';
export type { FeelValue } from './value.ts';

/** What a text may name, and what may be known of it. */
export interface FeelNames {
  /** Names of the values given at evaluation, in that order. */
  readonly names: readonly string[];
  /** For names that hold spaces or signs below the first level; those of `names` are known anyway. */
  readonly shape?: NameShape;
  /** Types that a model defines. */
  readonly typeNamed?: (name: string) => FeelType | null;
  readonly dialect?: Dialect;
}

export interface CompiledFeel {
  readonly source: string;
  readonly evaluator: Evaluator;
}

/** For a text that stands within others, such as an entry of a table: the scope and what is known of its names. */
export interface FeelPlace {
  readonly scope: Scope;
  readonly shape: NameShape;
  readonly typeNamed: (name: string) => FeelType | null;
}

export type FeelCompilation = { readonly compiled: CompiledFeel } | { readonly problem: FeelProblem };

/** Longer texts, and deeper ones, are refused before they are walked. */
export const LONGEST_FEEL = 10_000;
const DEEPEST_BRACKETS = 60;
const DEEPEST_FEEL = 300;

const BUILTINS: ReadonlyMap<string, FeelFunction> = new Map(
  [
    ...[NUMBER_BUILTINS, STRING_BUILTINS, LIST_BUILTINS, STATISTICS_BUILTINS],
    ...[TIME_BUILTINS, RANGE_BUILTINS, CONTEXT_BUILTINS],
  ]
    .flat()
    .map((builtin) => [builtin.name, builtin]),
);

/**
 * Compiles an expression, or with dialect `UnaryTests` the tests of an input entry, whose tested value is named `?`.
 * A text that cannot be read is one problem with its place.
 */
export function compileFeel(source: string, known: FeelNames): FeelCompilation {
  const { names, shape = {}, dialect = 'Expression', typeNamed = noType } = known;
  if (source.length > LONGEST_FEEL) {
    return { problem: tooLong(source) };
  }
  const shaped = Object.fromEntries(names.map((name): [string, NameShape | 1] => [name, shape[name] ?? 1]));
  const tree = readTree(source, { ...shape, ...shaped }, dialect);
  if ('problem' in tree) return tree;
  return compileChecked(source, tree.tree, { names, typeNamed });
}

/** Compiles a text that stands in a scope; the evaluator runs in a frame of that scope and may throw `BudgetSpent`. */
export function compileWithin(
  source: string,
  { scope, shape, typeNamed }: FeelPlace,
  dialect: Dialect = 'Expression',
): { readonly evaluator: Evaluator } | { readonly problem: FeelProblem } {
  if (source.length > LONGEST_FEEL) return { problem: tooLong(source) };
  const short = shortTree(source, dialect);
  const reading = short === null ? readTree(source, { ...shapeOf(scope), ...shape }, dialect) : { tree: short };
  if ('problem' in reading) return reading;
  if (depthOf(reading.tree) > DEEPEST_FEEL) return { problem: tooDeep(source) };
  return { evaluator: compileTree(reading.tree, { source, scope, typeNamed, builtins: BUILTINS }) };
}

/** Compiles a tree that was read and checked elsewhere. */
export function compileChecked(
  source: string,
  tree: SyntaxNode,
  { names, typeNamed = noType }: Pick<FeelNames, 'names' | 'typeNamed'>,
): FeelCompilation {
  if (depthOf(tree) > DEEPEST_FEEL) {
    return { problem: tooDeep(source) };
  }
  const scope = outerScope(names.map((name) => (name === '?' ? name : normalName(name))));
  return { compiled: { source, evaluator: compileTree(tree, { source, scope, typeNamed, builtins: BUILTINS }) } };
}

export interface FeelEvaluation {
  readonly value: FeelValue;
  readonly problems: readonly FeelProblem[];
}

const NONE: readonly FeelProblem[] = Object.freeze([]);

/** A run that no evaluation uses now and that holds no problem. */
let idle: Run | null = null;

/** Evaluates with values in the order of the names. What cannot be answered is null and a problem with its place. */
export function evaluateFeel(
  compiled: CompiledFeel,
  values: FeelValue[],
  budget: Budget = DEFAULT_BUDGET,
): FeelEvaluation {
  // Most evaluations are short and leave nothing behind, so they share one run, which is taken while it is in use.
  const run = idle ?? startRun(budget);
  idle = null;
  run.steps = budget.steps;
  run.space = budget.space;
  run.depth = 0;
  const value = evaluateIn(compiled, values, run);
  if (run.problems.length > 0) return { value, problems: run.problems };
  idle = run;
  return { value, problems: NONE };
}

/** Evaluates as a part of a longer run, from whose budget it takes. A budget that is spent ends only this part. */
export function evaluateIn(compiled: CompiledFeel, values: FeelValue[], run: Run): FeelValue {
  try {
    return compiled.evaluator({ slots: values, parent: null, run });
  } catch (caught) {
    const spent = spentBy(caught);
    run.problems.push({
      code: 'budget',
      reason: budgetReason(spent),
      from: 0,
      to: compiled.source.length,
      path: run.path,
    });
    return null;
  }
}

function noType(): null {
  return null;
}

type Reading = { readonly tree: SyntaxNode } | { readonly problem: FeelProblem };

function readTree(source: string, shape: NameShape, dialect: Dialect): Reading {
  const short = shortTree(source, dialect);
  if (short !== null) return { tree: short };
  if (bracketDepth(source) > DEEPEST_BRACKETS) return { problem: tooDeep(source) };
  const reading = strictTree(source, shape, dialect);
  if ('tree' in reading && reading.tree.children.length > 0 && firstBroken(reading.tree) === null) return reading;
  if (source.trim() === '') return { problem: syntaxProblem('The expression is empty.', 0, source.length) };
  const from = 'brokenAt' in reading ? reading.brokenAt : (firstBroken(reading.tree)?.from ?? 0);
  const rest = source.slice(from).trim();
  const near = rest.length > 20 ? `${rest.slice(0, 20)}…` : rest;
  const reason =
    near === ''
      ? 'The expression ends too early: something is missing at its end.'
      : `The expression cannot be read from “${near}” on.`;
  return { problem: syntaxProblem(reason, from, source.length) };
}

function tooLong(source: string): FeelProblem {
  return syntaxProblem(`The expression has more than ${LONGEST_FEEL} characters.`, LONGEST_FEEL, source.length);
}

function tooDeep(source: string): FeelProblem {
  return syntaxProblem(`The expression nests too deeply.`, 0, source.length);
}

function syntaxProblem(reason: string, from: number, to: number): FeelProblem {
  return { code: 'syntax', reason, from, to, path: '' };
}
