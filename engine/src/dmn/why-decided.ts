// Why a decision came out as it did: the rules that held, and of the inputs the smallest set from which the answer follows.
// What an input does is found by evaluating without it, so it holds for every model, and not for tables alone.
import type { Scope, Value } from '../expression/expression.ts';
import { smallestCauses } from '../why/why.ts';
import { type DecisionAnswer, type DecisionQuestion, evaluateDecision } from './decide.ts';
import type { CompiledDmn } from './evaluate.ts';

export interface InputCause {
  readonly input: string;
  readonly value: Value;
  /** Without these inputs together, each being null, the answer is another one; mostly that is the input alone. */
  readonly removed: readonly string[];
  /** One sentence in plain words. It tells the value: showing it is for who may see it. */
  readonly says: string;
}

export interface WhyDecided {
  readonly answer: DecisionAnswer;
  /** Empty where the answer would be the same without any input. */
  readonly causes: readonly InputCause[];
}

/** Evaluates a decision and names the inputs that mattered. */
export function whyDecided(compiled: CompiledDmn, question: DecisionQuestion): WhyDecided {
  const names = Object.keys(question.inputs).filter((name) => question.inputs[name] !== null);
  const answerWith = (held: readonly string[]): string => {
    const inputs: Scope = Object.fromEntries(held.map((name) => [name, question.inputs[name] ?? null]));
    const { value, problems } = evaluateDecision(compiled, { ...question, inputs });
    return JSON.stringify([value, problems.map(({ code, path }) => [code, path])]);
  };
  const causes = smallestCauses(names, answerWith).map(({ cause, removed }): InputCause => {
    const value = question.inputs[cause] ?? null;
    return { input: cause, value, removed, says: `“${cause}” is ${wording(value)}.` };
  });
  return { answer: evaluateDecision(compiled, question), causes };
}

function wording(value: Value): string {
  if (typeof value === 'string') return `“${value}”`;
  if (value === null || typeof value !== 'object') return String(value);
  if ('decimal' in value) return value.decimal;
  if ('date' in value) return value.date;
  return JSON.stringify(value);
}
