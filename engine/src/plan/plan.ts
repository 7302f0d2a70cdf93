// The door of this room, for readers of a plan: names of instances, states, and what can be done. Deciding goes through `case`.
export { CASE_PLAN, definitionOf, instanceId, repetitionOf, stageOf } from './instance.ts';
export {
  isEnded,
  LIFECYCLES,
  nextState,
  type LifecycleState,
  type PlanItemKind,
  type Transition,
} from './lifecycle.ts';
export { factsOf } from './rules.ts';
export { type Act, type Standing, standingOf } from './work.ts';
export type { DecisionOutcome, EvaluateDecision } from './draft.ts';
