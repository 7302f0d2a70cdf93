// The door of this room: what a case keeps besides its fields and its work. Each primitive has a file of rules; this room
// knows neither plans nor commands.
export { COLLECTION_OF, collectionValues } from './collection-values.ts';
export type { Entries, Entry, Moment, Ruled } from './entry.ts';
export { type Attainment, concludeGoal, reviewGoal, setGoal } from './goal.ts';
export { decideIssue, raiseIssue, reopenIssue } from './issue.ts';
export { breachObligation, imposeObligation, meetObligation, type Obligation, waiveObligation } from './obligation.ts';
export { type ChangeWord, changeWords, isOfOpening, partyAbout, standingIn } from './personal-words.ts';
export { addParty, endParty, mandatesFor, partiesAtOpening, type Party, partyIsOver, replaceParty } from './party.ts';
