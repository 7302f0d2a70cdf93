// The door to DMN: reading models, evaluating their decisions, and the kit that proves it.
export { evaluateDecision, type DecisionAnswer, type DecisionQuestion } from './decide.ts';
export { declareInputs } from './declare-inputs.ts';
export { decideFields, type FieldOutcome } from './decide-fields.ts';
export { compileDmn, evaluateDmn, type CompiledDmn, type DmnEvaluation, type DmnQuestion } from './evaluate.ts';
export { readDmn, type DmnReading, type DmnResolver } from './read-dmn.ts';
export { readKitFile, runKitCase, type KitCase, type KitFile, type KitOutcome } from './kit.ts';
export type { DmnModel, DmnProblem } from './model.ts';
export { writeDmn } from './write-dmn.ts';
export { type InputCause, whyDecided, type WhyDecided } from './why-decided.ts';
