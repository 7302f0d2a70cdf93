// What a decision task of a case asks: a decision by its id or name over plain values, and the values that it gives by
// name, as they become fields of the case. Knows neither plans nor cases.
import type { Scope, Value } from '../expression/expression.ts';
import { evaluateDecision } from './decide.ts';
import type { CompiledDmn } from './evaluate.ts';
import type { Decision } from './model.ts';

export type FieldOutcome =
  | {
      readonly outputs: Readonly<Record<string, Value>>;
      /** Which rules of its table held, counted from 1; absent where it is no table. */
      readonly rules?: readonly number[];
    }
  | { readonly problem: string };

/**
 * Evaluates the decision of that id or name in the first of the models that has it.
 *
 * @returns each output of a single hit by its name, or why there is none
 */
export function decideFields(models: readonly CompiledDmn[], decision: string, inputs: Scope): FieldOutcome {
  for (const compiled of models) {
    const found = compiled.model.decisions.find(({ id, name }) => id === decision || name === decision);
    if (found === undefined) continue;
    const { value, problems, hits } = evaluateDecision(compiled, { decision: found.name, inputs });
    const [problem] = problems;
    if (value === null && problem !== undefined) return { problem: `${problem.path}: ${problem.reason}` };
    const outputs = isContext(value) ? value.context : { [outputOf(found)]: value };
    const rules = found.logic?.kind === 'table' ? hits.at(-1)?.rules : undefined;
    return rules === undefined ? { outputs } : { outputs, rules };
  }
  return { problem: `No model at hand has a decision “${decision}”.` };
}

function isContext(value: Value): value is Extract<Value, { readonly context: unknown }> {
  return typeof value === 'object' && value !== null && 'context' in value;
}

/** A table with one output gives its value alone; the field is called as the output is, or else as the decision. */
function outputOf({ logic, name }: Decision): string {
  return (logic?.kind === 'table' ? logic.outputs[0]?.name : null) ?? name;
}
