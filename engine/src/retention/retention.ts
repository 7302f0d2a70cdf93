// The door of this room: when the records of a case may be disposed of, and why. A schedule, a state and what is recorded beside it in; a
// date with its reasons out. Knows neither holds nor who may dispose of anything, nor what day it is.
export {
  addLength,
  type CountsFrom,
  type DisposalAction,
  dueAfter,
  LAST_DATE,
  type Length,
  type RetentionPeriod,
  type SaidPeriod,
} from './period.ts';
export { parseLength, parsePeriod } from './parse-period.ts';
export { type Retention, retentionOf, type RetentionStatus, type RetentionStep } from './retention-of.ts';
export { type Because, type LinkedCase, NO_FACTS, type RetentionFacts } from './triggers.ts';
