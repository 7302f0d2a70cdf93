// The door of this room: two versions of one kind of case, what differs between them, and how a case moves from one to the other.
export {
  compareVersions,
  type ComparedVersions,
  type Concern,
  toAcknowledge,
  type VersionDifference,
  type VersionToCompare,
} from './compare-versions.ts';
export type { PrivacyGround } from './privacy-rules.ts';
export { type CaseToMove, type KeptCase, moveCase, type MoveCommand, type MovedCase, undoMove } from './move-case.ts';
export type { MoveNote } from './move-notes.ts';
export type { MoveNames } from './names-moved.ts';
export { canonical } from './state-changes.ts';
