// What the faces of all primitives share: what they say of an entry, who looks at it, and what that reader may know and do.
import type { CaseState } from '../case/state.ts';
import type { EntryCommand } from '../case/commands.ts';
import type { CaseType } from '../definition/case-type.ts';
import type { Entries, Entry } from '../entries/entries.ts';
import { mayReadEntry } from './entry-words.ts';
import { missingForCommand, type ReadableParts } from './readable-parts.ts';

export type Of<K extends Entry['kind']> = Extract<Entry, { kind: K }>;

/** What may be done with an entry that is there. */
export type EntryMove =
  | ('decide' | 'reopen' | 'end' | 'replace' | 'review' | 'conclude' | 'meet' | 'waive' | 'set-contact')
  | ('revise' | 'discard' | 'make' | 'notify' | 'request-review' | 'withdraw-review' | 'revoke')
  | ('offer' | 'change-audience' | 'hand-over' | 'receive' | 'refuse' | 'report-gap')
  | ('admit' | 'exclude' | 'return' | 'dispose')
  | ('accept' | 'decline' | 'answer' | 'withdraw')
  | ('approve' | 'send' | 'deliver' | 'bounce')
  | ('add-version' | 'retitle' | 'reclassify' | 'disclose' | 'withhold');

export interface FaceOfEntry {
  /** Its id. */
  readonly entry: string;
  /** The name of its kind in the case type, and what people call that. */
  readonly of: string;
  readonly title: string;
  readonly from: string;
  readonly until: string | null;
  readonly may: readonly EntryMove[];
}

export interface FaceOfKind {
  readonly of: string;
  readonly title: string;
  readonly mayAdd: boolean;
}

export type Choices = readonly { readonly value: string; readonly label: string }[];

export interface KeptContext {
  readonly parts: ReadableParts;
  /** Whether the reader holds a role, or any where none is named, in the team that owns the case. */
  readonly mayDo: (role: string | undefined) => boolean;
}

export interface Looking extends KeptContext {
  readonly caseType: CaseType;
  readonly entries: Entries;
  readonly isClosed: boolean;
  /** Fields; what of them may be read is asked where one is shown. */
  readonly data: CaseState['data'];
}

export const AGENCY = 'agency';

export function baseOf(
  id: string,
  { of, from, until }: Entry,
  { title, may }: { readonly title: string; readonly may: readonly (EntryMove | null)[] },
): FaceOfEntry {
  return { entry: id, of, title, from, until, may: may.filter((move) => move !== null) };
}

/** The id of another entry, where that may be known. */
export function shown({ caseType, entries, parts }: Looking, id: string | null | undefined): string | null {
  if (id === null || id === undefined || !Object.hasOwn(entries, id)) return null;
  const entry = entries[id];
  return entry !== undefined && mayReadEntry(caseType, entry, parts) ? id : null;
}

/** Of several, those that may be known: that there are others is not told. */
export function onlyShown(looking: Looking, ids: readonly string[]): readonly string[] {
  return ids.filter((id) => shown(looking, id) !== null);
}

export function labelOf(choices: Choices, value: string | null): string | null {
  return choices.find((choice) => choice.value === value)?.label ?? value;
}

/** Whether something that is open may be settled: after closing only what may stay open then. */
export function maySettle({ isClosed, mayDo }: Looking, role: string | undefined, blocksClosing: boolean): boolean {
  return (!isClosed || !blocksClosing) && mayDo(role);
}

export function readable<K extends { readonly name: string }>(
  { caseType, parts }: Looking,
  kind: Exclude<Entry['kind'], 'evidence' | 'document'>,
  kinds: ReadonlyMap<string, K>,
): readonly K[] {
  return [...kinds.values()].filter(({ name }) => mayReadEntry(caseType, { kind, of: name }, parts));
}

/** Roles of which the reader may know who stands in them; the agency is none. */
export function rolesShown({ caseType, parts }: Looking, roles: readonly string[]): readonly string[] {
  return roles.filter((of) => of === AGENCY || mayReadEntry(caseType, { kind: 'party', of }, parts));
}

/** Kinds of issues that the reader may know. */
export function issuesShown({ caseType, parts }: Looking, kinds: readonly string[]): readonly string[] {
  return kinds.filter((of) => mayReadEntry(caseType, { kind: 'issue', of }, parts));
}

/** A command on it would be answered like absent, since it says something of what may not be known. */
export function tellsHidden({ caseType, parts }: Looking, command: EntryCommand): boolean {
  return missingForCommand(caseType, command, parts).length > 0;
}

export function faceOfKind(
  looking: Looking,
  { name, title, by }: { readonly name: string; readonly title: string; readonly by?: string },
  command: EntryCommand,
): FaceOfKind {
  return { of: name, title, mayAdd: !looking.isClosed && looking.mayDo(by) && !tellsHidden(looking, command) };
}
