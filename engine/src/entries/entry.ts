// What the primitives of a case share: an entry, the table of its moves, and how a text in it is judged. What each of them is stands
// in a file of its own. The members of entries are a storage format.
import { say, type Said } from '../sentences/say.ts';
import { dateOf, isDate } from '../calendar/calendar.ts';
import type { EntryKind } from '../definition/entry-definition.ts';
import { faultOf, isAbsent } from '../form/field-value.ts';
import type { Communication } from './communication.ts';
import type { Determination } from './determination.ts';
import type { Document } from './document.ts';
import type { Evidence } from './evidence.ts';
import type { Goal } from './goal.ts';
import type { Issue } from './issue.ts';
import type { Obligation } from './obligation.ts';
import type { Party } from './party.ts';
import type { Referral } from './referral.ts';

export type Entry = Issue | Party | Goal | Obligation | Determination | Evidence | Referral | Communication | Document;

/** Entries of a case by id: the primitive and the number of the event that made it, `issue.7`. */
export type Entries = Readonly<Record<string, Entry>>;

/** What every entry says. The days are days in the matter; when it became known is for its event to say. */
export interface Kept<Kind extends EntryKind, Status extends string> {
  readonly kind: Kind;
  /** The name under which the case type describes it. */
  readonly of: string;
  readonly status: Status;
  /** The first day on which it holds. */
  readonly from: string;
  /** The last; null while that is open. */
  readonly until: string | null;
}

/** Who does something: where two people are asked for, whoever stands in for a colleague counts as both. */
export interface Doer {
  readonly actor: string;
  readonly onBehalfOf?: string;
}

export function peopleOf({ actor, onBehalfOf }: Doer): readonly string[] {
  return onBehalfOf === undefined ? [actor] : [actor, onBehalfOf];
}

/** An entry as it is from now on, or a sentence that says why it cannot be. */
export type Ruled<T> = { readonly entry: T } | { readonly reason: Said };

/** From which statuses a move leads to which. A move that makes an entry comes from none. */
export type Moves<Move extends string, Status extends string> = Readonly<
  Record<Move, { readonly from: readonly Status[]; readonly to: Status }>
>;

/** When it happens, as it is stated, and the zone in which that is a day. */
export interface Moment {
  readonly occurred: string;
  readonly zone: string;
}

export function dayOf({ occurred, zone }: Moment): string {
  return dateOf(occurred, zone);
}

/** Why a day that was given cannot be taken; null where it can, or none was given. */
export function dayFault(day: string | null | undefined, what: Said): Said | null {
  return day === null || day === undefined || isDate(day) ? null : say('must-be-a-date-that-exists', { what });
}

const MOST_CHARACTERS = 2000;

/** Why a text cannot be taken; null where it can. */
export function wordsFault(words: unknown, what: Said, maxLength = MOST_CHARACTERS): Said | null {
  if (isAbsent(words)) return say('must-be-said-in-words', { what });
  const field = { name: '', label: '', kind: 'long-text', personal: false, maxLength } as const;
  const fault = faultOf(field, words);
  return fault === null ? null : say('fault-of', { what, fault: fault.sentence });
}

/** The first sentence that speaks against something; null where none does. */
export function firstFault(...faults: readonly (Said | null)[]): Said | null {
  return faults.find((fault) => fault !== null) ?? null;
}

/** Every status has its words. */
type EntryStatus = Entry['status'];

/** Where a move leads, or why it cannot be made from where an entry stands. */
export function moveFrom<Status extends EntryStatus>(
  { from, to }: { readonly from: readonly Status[]; readonly to: Status },
  status: Status,
): { readonly to: Status } | { readonly reason: Said } {
  const is: EntryStatus = status;
  return from.includes(status) ? { to } : { reason: say('it-is-already', { status: say(`status-${is}`) }) };
}
