// The door of this room: the lives of made-up cases, from their opening to their outcome, as people might have lived them. For long
// proofs and for demonstrations; nothing that works on real cases uses it.
export { type Life, type LifeStep, liveCase, liveOn, type LivePlan, type Taken } from './live-case.ts';
