// The door of this room, for readers of a plan: names of instances and states. Deciding goes through `case`.
export { CASE_PLAN, definitionOf, instanceId, repetitionOf, stageOf } from './instance.ts';
export { isEnded, type LifecycleState, type PlanItemKind, type Transition } from './lifecycle.ts';
