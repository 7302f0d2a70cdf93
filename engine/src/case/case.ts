// The door of this room: the decider. `decide` says what follows from a command, `evolve` folds what followed.
export {
  type CaseSoFar,
  caseTaskOf,
  type ChildStep,
  closingOfChild,
  MOST_DEPTH,
  openingOfChild,
  stepOf,
  tasksToFollow,
} from './child-cases.ts';
export { classifiedOf, isRequest, reviewDueAt, reviewOfTimer, reviewTimer } from './access-commands.ts';
export { isAccessEvent } from './access-state.ts';
export { changeCorrectionWords, isCorrectionEvent } from './correction-state.ts';
export type {
  Annotated,
  Correction,
  CorrectionRecipient,
  Corrections,
  LeftAs,
  SettledRecipient,
} from './correction-state.ts';
export { consentFault, type ConsentFound, consentFor, type ConsentUse, recipientOf } from './consents.ts';
export { disclosedTo, knownRecipients } from './disclosed-to.ts';
export type { AccessRequest, AccessState, BreakGlass, Classified, HeldAccess } from './access-state.ts';
export { isWork, mayAct } from './acting.ts';
export { rolesOfCommand } from './command-roles.ts';
export { whatWasConsidered, type ConsideredThen } from './what-was-considered.ts';
export { isEntryCommand, mayNeedDelegation, roleOfEntryCommand } from './entry-roles.ts';
export type {
  AccessToGive,
  CaseCommand,
  CommandContext,
  FactPlace,
  Fields,
  Movement,
  OfferedFact,
} from './commands.ts';
export { decide, type Decision } from './decide.ts';
export type {
  AccessEvent,
  CaseEvent,
  CaseEventType,
  CaseMoved,
  Change,
  CorrectionEvent,
  MovedClock,
  ParentLink,
  RecountedClock,
  VersionRef,
} from './events.ts';
export { decisionsOf } from './decisions.ts';
export { barredFrom } from './guards.ts';
export { evolve, replay } from './evolve.ts';
export { type CaseClock, type ClockExplanation, explainClock, movedCaseClocks } from './explain-clock.ts';
export { assigneeOfQueue, queueOfAssignee } from './queues.ts';
export { firstTimer, type DueTimer } from './first-timer.ts';
export { concludeMove, type MoveFact } from './moved-case.ts';
export { sharesLeftOpen } from './referral-commands.ts';
export { readScenario, type Scenario } from './read-scenario.ts';
export { coverageOf, type CoveragePart, usedBy } from './coverage.ts';
export { routedRule } from './routed-team.ts';
export { runScenario, type ScenarioOutcome } from './run-scenario.ts';
export type { FieldProblem, Rejection, RejectionCode } from './rejections.ts';
export type { CaseState, ClockState, FieldValue, Occurred, TaskState, TimerState } from './state.ts';
export {
  type Peopled,
  type SealedUnder,
  type Whose,
  whoseCorrection,
  whoseEntry,
  whoseField,
  whoseParty,
} from './whose.ts';
export { EVENT_SHAPE, upcast } from './upcast.ts';
