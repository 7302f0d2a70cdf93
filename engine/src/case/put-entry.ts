// What commands on issues and the like share: finding the entry that is meant, writing down what its rules say of it, and the
// rejections. It knows none of the primitives.
import { reasonOf } from '../sentences/in-words.ts';
import { say, type Said } from '../sentences/say.ts';
import type { EntryKind } from '../definition/definition.ts';
import type { Entry, Moment, Ruled } from '../entries/entries.ts';
import { type Draft, setEntry } from '../plan/draft.ts';
import { entriesIn } from '../plan/kept-entries.ts';
import { known } from '../plan/known.ts';
import type { EntryEvent } from './events.ts';
import type { Rejection } from './rejections.ts';
import type { CaseState } from './state.ts';

export type EntryFact = EntryEvent extends infer E
  ? E extends EntryEvent
    ? Omit<E, 'changes' | 'occurred'>
    : never
  : never;
export type EntryDecided = { readonly fact: EntryFact } | { readonly rejection: Rejection };

/** What commands on one kind of entry are given. */
export interface EntryAsked {
  readonly draft: Draft;
  readonly state: CaseState;
  readonly at: Moment;
}

/** More of one primitive than any case has; conditions run through them. */
const MOST_ENTRIES = 500;

export function momentOf({ occurred, caseType }: Draft): Moment {
  return { occurred, zone: caseType.zone };
}

/** Puts down a new entry under the number of the event that this command becomes. */
export function putNew(
  { draft, state }: EntryAsked,
  { of, ruled }: { readonly of: string; readonly ruled: Ruled<Entry> },
  type: EntryFact['type'],
): EntryDecided {
  if ('reason' in ruled) return refusedFor(of, ruled.reason);
  const { kind } = ruled.entry;
  if (Object.values(draft.entries ?? {}).filter((one) => one.kind === kind).length >= MOST_ENTRIES) {
    return refusedFor(of, say('a-case-keeps-at-most-of', { most: MOST_ENTRIES }));
  }
  const entry = `${kind}.${state.version + 1}`;
  setEntry(draft, entry, ruled.entry);
  return { fact: { type, entry } };
}

/** Puts down an entry as it is from now on. */
export function putChanged(
  { draft }: EntryAsked,
  { entry, ruled }: { readonly entry: string; readonly ruled: Ruled<Entry> },
  fact: Omit<EntryFact, 'entry'>,
): EntryDecided {
  if ('reason' in ruled) return refusedFor(known(draft.entries, entry)?.of ?? '', ruled.reason);
  setEntry(draft, entry, ruled.entry);
  return { fact: { ...fact, entry } };
}

/** The entry that a command names, if it is of the kind that it names. */
export function entryNamed<K extends EntryKind>(
  { draft }: EntryAsked,
  { entry, of }: { readonly entry: string; readonly of: string },
  kind: K,
): Extract<Entry, { kind: K }> | null {
  const found = known(entriesIn(draft), entry);
  // Its primitive was compared, which is what tells the members of the union apart.
  return found?.kind === kind && found.of === of ? (found as Extract<Entry, { kind: K }>) : null;
}

export function refusedFor(of: string, said: Said): { readonly rejection: Rejection } {
  return { rejection: { code: 'entry-refused', of, ...reasonOf(said) } };
}

export function unknownKind(of: string): { readonly rejection: Rejection } {
  return refusedFor(of, say('cases-of-this-kind-have-nothing', { of }));
}

export function unknownEntry(entry: string): { readonly rejection: Rejection } {
  return { rejection: { code: 'unknown-entry', entry } };
}

/** What is not settled may be only where its kind lets it be done after closing. */
export function closedFor({ state }: EntryAsked, blocksClosing: boolean): { readonly rejection: Rejection } | null {
  if (state.closed === undefined || !blocksClosing) return null;
  return { rejection: { code: 'case-closed', closedAt: state.closed.at } };
}
