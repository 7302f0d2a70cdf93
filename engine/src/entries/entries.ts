// The door of this room: what a case keeps besides its fields and its work. Each primitive has a file of rules; this room
// knows neither plans nor commands.
export { COLLECTION_OF, collectionValues } from './collection-values.ts';
export type { Entries, Entry, Moment, Ruled } from './entry.ts';
export { decideIssue, type Issue, ISSUE_MOVES, raiseIssue, reopenIssue } from './issue.ts';
