// The door to FEEL (DMN 1.3 to 1.5, clause 10.3). Nothing outside this room knows which library evaluates.
// Limits: source length, nesting depth and list sizes, so that no definition can make the server loop.
export { evaluateExpression, type Evaluation } from './evaluate.ts';
export { parseExpression, type Expression, type ExpressionProblem } from './parse.ts';
export type { DateValue, DurationValue, InstantValue, Scope, Value } from './value.ts';
export { isReservedName } from './refusals.ts';
