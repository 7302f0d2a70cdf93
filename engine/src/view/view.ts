// The door of this room: pure folds for reading. A view says what a person sees of a case; it decides nothing, and
// who may see it is not its business.
export { actorName } from './actor-name.ts';
export { type AboutItem, isAbout, type ItemFile, itemsAbout } from './about-person.ts';
export { accessFactsOf, type CaseInAgency, caseFactOf } from './access-facts-of.ts';
export { sectionTitle } from './access-words.ts';
export { type BundleFault, bundleFault, type BundleKept, isReadByAll } from './bundle-fault.ts';
export { describeEvent, type ActivityWords } from './activity.ts';
export { viewCase, type CaseFace, type RelatedFace, type ViewContext } from './case-view.ts';
export { type CaseWord, wordsFound, wordsOfCase } from './case-words.ts';
export { knownPeople, type KnownParty, type Trace, tracesOfCase } from './known-people.ts';
export { compareFaces, type FaceChange } from './compare-faces.ts';
export {
  type CaseToRead,
  type FactFound,
  factsOffered,
  factsSought,
  type FactSought,
  type FactUse,
} from './offered-facts.ts';
export { type CorrectionFace, correctionFaces, correctionLine } from './corrections.ts';
export { type ConsentFace, consentFaces } from './consents.ts';
export { notesOnLetter } from './letter-notes.ts';
export { isEventHidden } from './hidden-event.ts';
export { standingOf, type ClockFace, type ClockStanding } from './clock-standing.ts';
export type { EntryMove } from './entry-face.ts';
export type { GoalFace, IssueFace, KeptFace, ObligationFace, PartyFace } from './entry-faces.ts';
export { type Excerpt, excerptOf, placeOfDocument } from './document-words.ts';
export { mayReadEntry } from './entry-words.ts';
export { previewRoles, type RolePreview } from './preview-roles.ts';
export { faceOfForm, type FieldFace, type FormFace } from './form-face.ts';
export { askWhyAvailable, askWhyBegun, askWhyNot } from './ask-why.ts';
export { type PartyWords, wordsOfParties } from './party-words.ts';
export { plainDate, plainValue } from './plain-value.ts';
export { mayReadLetter } from './readable-letters.ts';
export {
  type CutToParts,
  cutToParts,
  mayReadAll,
  mayReadClock,
  mayReadField,
  mayReadItem,
  missingForCommand,
  mayReadAssignee,
  mayReadWords,
  missingForRouting,
  missingParts,
  partsOfItem,
  type ReadableParts,
} from './readable-parts.ts';
export type { ItemCause, SaidCause, WhyItem } from './why-item.ts';
export type { BegunCause, WhyBegun } from './why-begun.ts';
export { type Sought, soughtIn, wordsIn } from './words.ts';
