// Declares the inputs that a model uses and does not declare. Tables made for other engines ask for case variables by
// name alone; DMN (6.3.7) wants input data and a requirement for each, so both are added where they are missing.
import type { Decision, DmnModel, InputData } from './model.ts';

const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** @returns the same model where no table asks for a name that nothing declares */
export function declareInputs(model: DmnModel): DmnModel {
  const known = new Set(
    [...model.inputs, ...model.decisions, ...model.knowledge, ...model.services].map(({ name }) => name),
  );
  const added = new Map<string, InputData>();
  const decisions = model.decisions.map((decision) => {
    const undeclared = undeclaredIn(decision).filter(({ name }) => !known.has(name));
    for (const input of undeclared) added.set(input.name, input);
    const requires = undeclared.map(({ id }) => ({ kind: 'input' as const, href: `#${id}` }));
    return undeclared.length === 0 ? decision : { ...decision, requires: [...decision.requires, ...requires] };
  });
  return added.size === 0 ? model : { ...model, inputs: [...model.inputs, ...added.values()], decisions };
}

function undeclaredIn({ logic }: Decision): readonly InputData[] {
  if (logic?.kind !== 'table') return [];
  const names = new Set(
    logic.inputs.map(({ expression }) => expression.trim()).filter((text) => PLAIN_NAME.test(text)),
  );
  // Without a type: what the variable holds is checked where it is compared.
  return [...names].map((name) => ({ id: `input:${name}`, name, type: null }));
}
