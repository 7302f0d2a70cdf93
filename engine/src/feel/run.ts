// One evaluation under way: what it may still spend, and what went wrong so far. Knows no values and no syntax.

/** What one evaluation may spend. The host bounds the time; these bound the work, the same on every machine. */
export interface Budget {
  /** Calls, iterations and comparisons of elements. */
  readonly steps: number;
  /** What may be made, in about as many bytes: a character counts one, an element of a list or context 16. */
  readonly space: number;
}

/** Enough for any table of thousands of rules; spent in well under a second on one core. */
export const DEFAULT_BUDGET: Budget = { steps: 1_000_000, space: 32_000_000 };

/** How deep calls and expressions may nest while running, counted in levels of syntax. Fits the stack of every engine. */
export const DEEPEST_RUN = 2_500;

/** Problems kept of one evaluation: a loop that fails a million times has said enough. */
const MOST_PROBLEMS = 20;

export interface FeelProblem {
  readonly code: 'wrong-value' | 'unknown-name' | 'budget' | 'syntax' | 'model';
  /** A sentence for the author of the expression. Never quotes a value, which may be personal. */
  readonly reason: string;
  /** Places in the source text, counted in UTF-16 units from 0. */
  readonly from: number;
  readonly to: number;
  /** Which part of a model, in words from the outside in; empty for a text that stands alone. */
  readonly path: string;
}

/** Which rules of a decision table held for the values it was asked about, counted from 1. */
export interface RulesHit {
  /** The table, in words from the outside in. */
  readonly table: string;
  readonly rules: readonly number[];
}

export interface Run {
  steps: number;
  space: number;
  depth: number;
  /** The part of the source that is being evaluated, for a problem found inside a function. */
  from: number;
  to: number;
  /** The part of a model that is being evaluated. */
  path: string;
  readonly problems: FeelProblem[];
  readonly hits: RulesHit[];
  /** Instant of evaluation for `now()` and `today()`, as text with its offset; null where they have no answer. */
  readonly now: string | null;
}

/** Thrown inside the evaluator and caught at its doors: the only way out of a loop that has spent its budget. */
export class BudgetSpent extends Error {}

export function startRun(budget: Budget, now: string | null = null): Run {
  return { steps: budget.steps, space: budget.space, depth: 0, from: 0, to: 0, path: '', problems: [], hits: [], now };
}

/** Counts steps, and ends the evaluation when none are left. */
export function spend(run: Run, steps: number): void {
  run.steps -= steps;
  if (run.steps < 0) throw new BudgetSpent('steps');
}

/** Counts elements of lists and contexts before they are made. */
export function allocateElements(run: Run, count: number): void {
  allocate(run, count * 16);
}

/** Counts characters before they are made. */
export function allocate(run: Run, units: number): void {
  run.space -= units;
  if (run.space < 0) throw new BudgetSpent('space');
}

/** Goes some levels deeper; the caller comes back up by `leave`. */
export function descend(run: Run, levels: number): void {
  run.depth += levels;
  if (run.depth > DEEPEST_RUN) throw new BudgetSpent('depth');
}

/** Records why there is no value, at the place that is being evaluated. Answers null, which is that value. */
export function fail(run: Run, reason: string, code: FeelProblem['code'] = 'wrong-value'): null {
  const { from, to, path } = run;
  if (run.problems.length < MOST_PROBLEMS) run.problems.push({ code, reason, from, to, path });
  return null;
}

/** What ended an evaluation from inside; a stack that ran out counts as depth, anything else as a fault of ours. */
export function spentBy(caught: unknown): BudgetSpent {
  if (caught instanceof BudgetSpent) return caught;
  return new BudgetSpent(caught instanceof RangeError ? 'depth' : 'fault');
}

/** The sentence for a budget that was spent. */
export function budgetReason(spent: BudgetSpent): string {
  switch (spent.message) {
    case 'space':
      return 'The evaluation was stopped: it would make more values than one evaluation may. Work on shorter lists or texts.';
    case 'depth':
      return 'The evaluation was stopped: functions call one another too deeply. Bound the recursion.';
    case 'fault':
      return 'The evaluation was stopped by a fault of the evaluator itself. Please report the expression.';
    default:
      return 'The evaluation was stopped: it takes more steps than one evaluation may. Run through fewer values.';
  }
}
