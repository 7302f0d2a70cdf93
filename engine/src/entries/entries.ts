// The door of this room: what a case keeps besides its fields and its work. Each primitive has a file of rules; this room
// knows neither plans nor commands.
export { compareAmounts, middleOf } from './amount.ts';
export { COLLECTION_OF, collectionValues, DISCLOSURES, disclosureValues, listsWith } from './collection-values.ts';
export {
  type Appointment,
  arrangeMeeting,
  cancelMeeting,
  concludeMeeting,
  type KeptAppointment,
  type MeetingParts,
  moveMeeting,
} from './appointment.ts';
export {
  approveCommunication,
  bounceCommunication,
  type Communication,
  type MadeLetter,
  type CommunicationParts,
  deliverCommunication,
  discardCommunication,
  draftCommunication,
  recordCommunication,
  reviseCommunication,
  type Saying,
  sendCommunication,
} from './communication.ts';
export type { Considered } from './considered.ts';
export { type Contact, contactShown, isEmail } from './contact.ts';
export {
  confirmCustody,
  custodyGaps,
  declineCustody,
  type GapToReport,
  type Handing,
  type HandOver,
  type Holder,
  holderOf as custodyHolder,
  offerCustody,
  pendingOf as pendingTransfer,
  type Receiving,
  reportGap,
} from './custody.ts';
export { type Delegation, everyDelegation } from './delegation.ts';
export {
  type Determination,
  type Determining,
  discardDetermination,
  draftDetermination,
  makeDetermination,
  notifyDetermination,
  revokeDetermination,
  reviseDetermination,
  type ToPropose,
} from './determination.ts';
export {
  answerFault,
  askReview,
  closeReview,
  reviewClosesOn,
  reviewedBy,
  type ReviewToAsk,
  undoneWith,
  withdrawReview,
} from './determination-review.ts';
export {
  accepts,
  addDocumentVersion,
  changeDocumentAudience,
  DESTROYED,
  type Document,
  type DocumentChannel,
  type DocumentToFile,
  type DocumentVersion,
  fileDocument,
  type FileFacts,
  type Files,
  type Filing,
  keyOfDocument,
  missingDocuments,
  reclassifyDocument,
  retitleDocument,
  withdrawDocument,
} from './document.ts';
export { type Doer, type Entries, type Entry, type Moment, peopleOf, type Ruled, wordsFault } from './entry.ts';
export {
  admitEvidence,
  changeAudience,
  disposeEvidence,
  type Evidence,
  type EvidenceToRegister,
  type EvidenceToReturn,
  excludeEvidence,
  handOver,
  isAdmissible,
  offerEvidence,
  registerEvidence,
  returnEvidence,
} from './evidence.ts';
export {
  changeCommunicationWords,
  changeDeterminationWords,
  changeDocumentWords,
  changeEvidenceWords,
  changeReferralWords,
  partiesOfWords,
} from './further-words.ts';
export { type EvidenceGap, gapsOf } from './gaps.ts';
export { happenedTo } from './happened-to.ts';
export { contentOf, endingFor, everythingOpened, filesKept, filesMadeFor, madeFile } from './made-files.ts';
export {
  type Disclosure,
  discloseDocument,
  type DisclosureItem,
  disclosuresIn,
  notYetDisclosed,
  type ToDisclose,
  type ToWithhold,
  undisclosedFault,
  withholdDocument,
} from './disclosure.ts';
export { type EntryKnown, nodesOfEntry } from './entry-nodes.ts';
export { type Opened, unreadFault } from './opened.ts';
export { isUnsettled } from './is-unsettled.ts';
export { type Attainment, concludeGoal, reviewGoal, setGoal } from './goal.ts';
export { decideIssue, decideIssueIn, raiseIssue, reopenIssue, undecideIssue } from './issue.ts';
export { breachObligation, imposeObligation, meetObligation, type Obligation, waiveObligation } from './obligation.ts';
export { type ChangeWord, changeWords, isOfOpening, partyAbout, standingIn } from './personal-words.ts';
export {
  addParty,
  failedAt,
  type FailingWay,
  allEntries,
  endParty,
  mandatesFor,
  type Party,
  partyIsOver,
  replaceParty,
  setContact,
} from './party.ts';
export {
  acceptReferral,
  answerReferral,
  declineReferral,
  lapseReferral,
  lapsesOn,
  offerReferral,
  type Referral,
  type ReferralToOffer,
  withdrawReferral,
} from './referral.ts';
