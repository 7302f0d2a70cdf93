// The door of this room: statutory clocks. A clock is a rule and a stream of entries; its due date is reckoned from them
// and explained step by step. Knows no case, no person and not what day it is.
export { addEntry, type Added } from './add-entry.ts';
export type { ClockEntry, ClockHistory, ClockProblem } from './clock-history.ts';
export type { ClockRule, ExtensionRule, Law, PauseRule, Period, PeriodUnit } from './clock-rule.ts';
export { type DueExplanation, explainDue } from './explain-due.ts';
export { type MovedClock, movedClocks } from './moved-clocks.ts';
export { saidOf } from './clock-history.ts';
export { type PassedOver, reckonClock, type Reckoned, type Reckoning, type Step } from './reckon.ts';
export { type DueCause, dueWithout, whyDue, type WhyDue } from './why-due.ts';
