// The door of this room: who may do and see what. Deny by default; plan and case never look in here.
export type { AccessFact, CaseFact, CasePart, Classification, FactKind, Instant } from './access-facts.ts';
export { accessRules, type AccessRules, type AccessSettings, type GrantRule, type TermRule } from './access-rules.ts';
export { accessScales, accessSettings } from './access-settings.ts';
export {
  type AccessChange,
  type AccessDifference,
  type Admitted,
  admittedBy,
  compareAccess,
  type ComparedScope,
  reachOf,
  readableParts,
  type ReachedCase,
  whatIf,
  whoMayRead,
  whyAccess,
} from './ask-access.ts';
export { type Alike, type GatheredWorld, gatherAlike, whoMayReadAlike } from './ask-alike.ts';
export {
  ADMINISTRATOR_ROLE,
  authorize,
  authorizeAudit,
  comesBeforeAccess,
  needsNoReading,
  policyVersion,
  DESIGNER_ROLE,
  OFFICES,
  PRIVACY_ROLE,
  RECORDS_ROLE,
  PUBLISHER_ROLE,
  SEAT_RULE,
} from './authorize.ts';
export {
  type AccessRow,
  accessRow,
  admits,
  ANY_PURPOSE,
  isUnbarredBy,
  programToken,
  type ReaderTokens,
  readerTokens,
} from './compile-access.ts';
export {
  type AccessNames,
  explainAccess,
  type ExplainedAccess,
  explainFact,
  type ExplainedFact,
  type ExplainedGrant,
  type ExplainedTerm,
  factsById,
} from './explain-access.ts';
export { type AccessDecision, type AccessQuestion, type AccessReader, decideAccess } from './decide-access.ts';
export type { TermResult } from './decide-terms.ts';
export type {
  AccessAsked,
  Action,
  Decision,
  DenialReason,
  Grant,
  Membership,
  Principal,
  Resource,
  Scope,
  Seat,
} from './principal.ts';
export {
  aboutNoCase,
  type Compared,
  mayKnowOf,
  oversee,
  overseen,
  type Overseen,
  type OverseenView,
  type Watcher,
  watcherForNobody,
  watcherOf,
  watcherUnder,
} from './oversee.ts';
export { type AccessWorld, nameIn, readAccessFacts } from './read-access-facts.ts';
export { readAccessRules } from './read-access-rules.ts';
export { authorityStandingIn, type HandedOver, handedOverTo, membershipsStandingIn, stoodInFor } from './stand-in.ts';
export { redact, type Redacted, type Showable, withoutCaseFile, type WithoutCaseFile } from './redact.ts';
export { writeAccessPage } from './write-access-page.ts';
