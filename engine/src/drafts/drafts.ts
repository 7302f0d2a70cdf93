// The door of this room: the life of a draft of a case type until it is published, and which version is in force when.
export {
  type Draft,
  type DraftAct,
  type DraftActor,
  type DraftFacts,
  draftOf,
  type DraftState,
  type DraftStep,
  type Place,
  placeOf,
  whyNotDone,
} from './draft-life.ts';
export { DRAFT_REFUSALS, type DraftRefusal } from './draft-refusals.ts';
export { beginningOf, byBeginning, type PublishedVersion, versionInForce } from './in-force.ts';
export {
  checkDraft,
  type DraftScenario,
  type DraftText,
  judgeDraft,
  type JudgedDraft,
  playDraftScenario,
  wholeTextOf,
} from './judge-draft.ts';
export { type DraftDifference, differencesOf } from './to-acknowledge.ts';
