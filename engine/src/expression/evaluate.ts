// Evaluates a checked expression to a value and plain problems. Never throws, knows nothing of cases, and gives the
// same answer for the same scope whenever and wherever it runs.
import { type Budget, evaluateFeel, type FeelProblem, type FeelValue } from '../feel/feel.ts';
import { compiledFormOf } from './compiled-form.ts';
import { fromFeel, toFeel } from './feel-value.ts';
import type { Expression } from './parse.ts';
import type { Scope, Value } from './value.ts';

export interface Evaluation {
  /** Null where the expression has no answer, which is not true. */
  readonly value: Value;
  /** Sentences about what went wrong, apart from values that are simply missing. Empty when all is well. */
  readonly problems: readonly string[];
}

/** The refusals of the parser bound the iterations; this bounds what texts may grow to, about a hundred megabytes. */
const BUDGET: Budget = { steps: 4_000_000, space: 100_000_000 };

const NONE: readonly string[] = Object.freeze([]);

/**
 * Evaluates an expression. Only the names it uses are read from the scope; a name the scope does not have is null.
 * By FEEL's own rules an operation on null is null, so a condition over a value not yet recorded is not true
 * and no problem; an operation on the wrong kind of value is a problem.
 */
export function evaluateExpression(expression: Expression, scope: Scope): Evaluation {
  return evaluateNames(expression, (name) => (Object.hasOwn(scope, name) ? (scope[name] ?? null) : null));
}

/** The same for whoever has no scope at hand and can say the value of each name. */
export function evaluateNames(expression: Expression, valueOf: (name: string) => Value): Evaluation {
  const form = compiledFormOf(expression);
  if ('problem' in form) return { value: null, problems: [sentence(form.problem, expression.source)] };
  const { names } = expression;
  const values: FeelValue[] = [];
  let problems: string[] | null = null;
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] ?? '';
    const given = valueOf(name);
    if (given === null || typeof given === 'boolean' || typeof given === 'string') values.push(given);
    else {
      const taken = toFeel(given);
      if ('problem' in taken) (problems ??= []).push(`${name}: ${taken.problem}`);
      values.push('problem' in taken ? null : taken.feel);
    }
  }
  const result = evaluateFeel(form.compiled, values, BUDGET);
  if (result.problems.length > 0) {
    problems = [...(problems ?? NONE), ...result.problems.map((problem) => sentence(problem, expression.source))];
  }
  const answer = result.value;
  if (answer === null || typeof answer === 'boolean') return { value: answer, problems: problems ?? NONE };
  const given = fromFeel(answer);
  if (!('problem' in given)) return { value: given.value, problems: problems ?? NONE };
  return { value: null, problems: [...(problems ?? NONE), given.problem] };
}

/** Says what failed by quoting the source and never the values, which may be personal. */
function sentence({ reason, from, to }: FeelProblem, source: string): string {
  const part = source.slice(from, to);
  return part === source ? `“${source}”: ${reason}` : `“${part}” in “${source}”: ${reason}`;
}
