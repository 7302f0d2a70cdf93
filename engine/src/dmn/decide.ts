// A decision over plain values of a case, as decision tasks ask for it: values in, a value and the rules that held out.
import { fromFeel, type Scope, toFeel, type Value } from '../expression/expression.ts';
import type { Budget, RulesHit } from '../feel/run.ts';
import type { FeelValue } from '../feel/value.ts';
import { type CompiledDmn, evaluateDmn } from './evaluate.ts';
import type { DmnProblem } from './model.ts';

export interface DecisionAnswer {
  /** A single output is its value, several are a context by their names. Null where there is no answer. */
  readonly value: Value;
  /** For each table that was asked, in order, which of its rules held, counted from 1. */
  readonly hits: readonly RulesHit[];
  readonly problems: readonly DmnProblem[];
}

export interface DecisionQuestion {
  /** Name of the decision, or of a decision service. */
  readonly decision: string;
  /** Values of the inputs by name; an input that is not among them is null. */
  readonly inputs: Scope;
  readonly budget?: Budget;
}

/**
 * Evaluates a decision. The same model and inputs give the same answer at any time, so an answer that was stored can be
 * checked years later. Never throws.
 *
 * @example evaluateDecision(compiled, { decision: 'Fee', inputs: { kind: 'business', amount: { decimal: '36.00' } } })
 */
export function evaluateDecision(
  compiled: CompiledDmn,
  { decision, inputs, budget }: DecisionQuestion,
): DecisionAnswer {
  const problems: DmnProblem[] = [];
  const given = new Map<string, FeelValue>();
  for (const [name, value] of Object.entries(inputs)) {
    const taken = toFeel(value);
    if ('feel' in taken) given.set(name, taken.feel);
    else problems.push({ code: 'value', path: `input “${name}”`, reason: taken.problem });
  }
  const answer = evaluateDmn(compiled, { name: decision, inputs: given, ...(budget === undefined ? {} : { budget }) });
  const value = fromFeel(answer.value);
  problems.push(...answer.problems);
  if ('value' in value) return { value: value.value, hits: answer.hits, problems };
  problems.push({ code: 'value', path: `decision “${decision}”`, reason: value.problem });
  return { value: null, hits: answer.hits, problems };
}
