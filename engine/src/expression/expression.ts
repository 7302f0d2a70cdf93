// The door to FEEL for conditions of case types (DMN 1.5, clause 10.3): plain values in, plain values out.
// Our own evaluator answers behind it, in the room `feel`.
// Limits: source length, nesting depth and list sizes, so that no definition can make the server loop.
export { evaluateExpression, evaluateNames, type Evaluation } from './evaluate.ts';
export { parseExpression, type Expression, type ExpressionProblem } from './parse.ts';
export type { DateValue, DecimalValue, DurationValue, InstantValue, Scope, Value } from './value.ts';
export { fromFeel, toFeel, type Unconvertible } from './feel-value.ts';
export { isCollection } from './collections.ts';
export { isReservedName } from './refusals.ts';
