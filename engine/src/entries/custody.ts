// Who holds a thing, from when on, and who handed it to whom: each hand-over is offered by the one and confirmed by the other. What
// nobody answers for is a gap.
import { say, type Said } from '../sentences/say.ts';
import { dateOf, instantOf, isDate, isOccurred } from '../calendar/calendar.ts';
import { hashFault } from './considered.ts';
import { type Doer, type Entries, firstFault, type Moment, wordsFault } from './entry.ts';

/** Who works here, by id; a party, by id; or somebody else, in words. Only the first can confirm by themselves. */
export type Holder = { readonly person: string } | { readonly party: string } | { readonly outside: string };

export interface Custody {
  /** From whom it came; null where it was made or found here. */
  readonly from: Holder | null;
  /** Who has had it first, and since when. */
  readonly first: Holder;
  readonly since: string;
  /** A document that the first giver signed, by the SHA-256 of its content. */
  readonly receipt: string | null;
  readonly transfers: readonly Transfer[];
  /** Times in which nobody answers for it, as somebody found. */
  readonly reported: readonly ReportedGap[];
}

export interface Transfer {
  readonly from: Holder;
  readonly to: Holder;
  /** A date, or an instant with its offset. */
  readonly at: string;
  readonly offeredBy: string;
  /** Null while it is not confirmed. */
  readonly receivedAt: string | null;
  readonly confirmedBy: string | null;
  /** What whoever does not work here has signed. */
  readonly receipt: string | null;
  /** Why it did not come about. */
  readonly declined: string | null;
}

interface ReportedGap {
  readonly from: string;
  readonly until: string | null;
  readonly words: string;
}

const MOST_TRANSFERS = 200;
const PERSON = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$/;

export interface Handing {
  readonly at: Moment;
  readonly doer: Doer;
  readonly entries: Entries;
}

export interface FirstHolding {
  readonly receivedFrom?: Holder | undefined;
  readonly since?: string | undefined;
  readonly receipt?: string | undefined;
}

/** Whoever registers it has it. */
export function beginCustody(
  { receivedFrom, since, receipt }: FirstHolding,
  { at, doer, entries }: Handing,
): { readonly custody: Custody } | { readonly reason: Said } {
  const reason = firstFault(
    receivedFrom === undefined ? null : holderFault(receivedFrom, entries),
    timeFault(since, at, null),
    receipt === undefined ? null : hashFault(receipt),
  );
  if (reason !== null) return { reason };
  const first = { person: doer.actor };
  const from = receivedFrom === undefined ? null : holderAs(receivedFrom);
  const signed = receipt ?? null;
  return { custody: { from, first, since: since ?? at.occurred, receipt: signed, transfers: [], reported: [] } };
}

export interface HandOver {
  readonly to: Holder;
  /** When it was handed over; absent: when it is recorded. */
  readonly at?: string | undefined;
  readonly receipt?: string | undefined;
}

/** Whoever holds it hands it over themselves: things are not held for a colleague. */
export function offerCustody(
  custody: Custody,
  { to, at: stated, receipt }: HandOver,
  { at, doer, entries }: Handing,
): { readonly custody: Custody } | { readonly reason: Said } {
  const from = holderOf(custody);
  const reason = firstFault(
    pendingOf(custody) === null ? null : say('it-is-being-handed-over-already'),
    'person' in from && from.person !== doer.actor ? say('it-is-handed-over-by-who') : null,
    'person' in from || receipt !== undefined ? null : say('who-holds-it-does-not-work'),
    receipt === undefined ? null : hashFault(receipt),
    holderFault(to, entries),
    isSame(from, to) ? say('they-hold-it-already') : null,
    timeFault(stated, at, sinceOf(custody)),
    custody.transfers.length >= MOST_TRANSFERS ? say('a-thing-is-handed-over-at', { most: MOST_TRANSFERS }) : null,
  );
  if (reason !== null) return { reason };
  const transfer: Transfer = {
    ...{ from, to: holderAs(to), at: stated ?? at.occurred, offeredBy: doer.actor },
    ...{ receivedAt: null, confirmedBy: null, receipt: receipt ?? null, declined: null },
  };
  return { custody: { ...custody, transfers: [...custody.transfers, transfer] } };
}

export interface Receiving {
  readonly at?: string | undefined;
  readonly receipt?: string | undefined;
}

/** Whoever receives it says so themselves, or has signed for it. */
export function confirmCustody(
  custody: Custody,
  { at: stated, receipt }: Receiving,
  { at, doer }: Pick<Handing, 'at' | 'doer'>,
): { readonly custody: Custody } | { readonly reason: Said } {
  const pending = pendingOf(custody);
  if (pending === null) return { reason: say('it-is-not-being-handed-over') };
  const { to } = pending;
  const reason = firstFault(
    'person' in to && to.person !== doer.actor ? say('it-is-confirmed-by-who-receives') : null,
    'person' in to || receipt !== undefined ? null : say('who-receives-it-does-not-work'),
    receipt === undefined ? null : hashFault(receipt),
    timeFault(stated, at, pending.at),
  );
  if (reason !== null) return { reason };
  const receivedAt = stated ?? at.occurred;
  const signed = receipt ?? pending.receipt;
  return { custody: withLast(custody, { ...pending, receivedAt, confirmedBy: doer.actor, receipt: signed }) };
}

/** It stays where it was: said by who should have received it, or by who offered it. */
export function declineCustody(
  custody: Custody,
  why: string,
  { actor }: Doer,
): { readonly custody: Custody } | { readonly reason: Said } {
  const pending = pendingOf(custody);
  if (pending === null) return { reason: say('it-is-not-being-handed-over') };
  const { to, offeredBy } = pending;
  const isTheirs = offeredBy === actor || ('person' in to && to.person === actor);
  const reason = firstFault(isTheirs ? null : say('that-is-for-who-offered-it'), wordsFault(why, say('the-reason')));
  return reason === null ? { custody: withLast(custody, { ...pending, declined: why }) } : { reason };
}

export interface GapToReport {
  readonly from: string;
  readonly until?: string | undefined;
  readonly words: string;
}

export function reportGap(
  custody: Custody,
  { from, until, words }: GapToReport,
  at: Moment,
): { readonly custody: Custody } | { readonly reason: Said } {
  const reason = firstFault(
    timeFault(from, at, custody.since),
    timeFault(until, at, from),
    wordsFault(words, say('what-was-found')),
    custody.reported.length >= MOST_TRANSFERS ? say('at-most-gaps-are-recorded', { most: MOST_TRANSFERS }) : null,
  );
  if (reason !== null) return { reason };
  return { custody: { ...custody, reported: [...custody.reported, { from, until: until ?? null, words }] } };
}

export interface Gap {
  readonly from: string;
  /** Null while it lasts. */
  readonly until: string | null;
}

/** Times in which nobody answers for it: what was reported, what came on a later day than it was given, and what was not confirmed. */
export function custodyGaps({ transfers, reported }: Custody, zone: string): readonly Gap[] {
  const between = transfers.flatMap(({ at, receivedAt, declined }): readonly Gap[] => {
    if (declined !== null) return [];
    if (receivedAt === null) return [{ from: at, until: null }];
    return dateOf(receivedAt, zone) > dateOf(at, zone) ? [{ from: at, until: receivedAt }] : [];
  });
  return [...reported.map(({ from, until }) => ({ from, until })), ...between];
}

/** Who answers for it now; of one that is being handed over, who offers it. */
export function holderOf({ first, transfers }: Custody): Holder {
  return transfers.findLast(({ receivedAt }) => receivedAt !== null)?.to ?? first;
}

export function pendingOf({ transfers }: Custody): Transfer | null {
  const last = transfers.at(-1);
  return last !== undefined && last.receivedAt === null && last.declined === null ? last : null;
}

export function holderFault(holder: Holder, entries: Entries): Said | null {
  if ('outside' in holder) return wordsFault(holder.outside, say('who-has-it'), 200);
  if ('person' in holder) return PERSON.test(holder.person) ? null : say('who-has-it-is-named-by');
  const party = Object.hasOwn(entries, holder.party) ? entries[holder.party] : undefined;
  return party?.kind === 'party' ? null : say('who-has-it-is-no-party');
}

/** With the member that it has, and no others. */
export function holderAs(holder: Holder): Holder {
  if ('person' in holder) return { person: holder.person };
  return 'party' in holder ? { party: holder.party } : { outside: holder.outside };
}

/** Nothing is recorded before it happens, and nothing happens before what came first. */
function timeFault(stated: string | undefined, at: Moment, after: string | null): Said | null {
  if (stated === undefined) return null;
  if (!isOccurred(stated)) return say('the-time-must-be-a-date');
  if (isLater(stated, at.occurred, at.zone)) return say('it-is-recorded-when-it-has');
  return after !== null && isLater(after, stated, at.zone) ? say('that-would-be-before-2', { after }) : null;
}

/** A date is the whole day: what happened on it was not later than anything else on it. */
function isLater(one: string, other: string, zone: string): boolean {
  if (isDate(one) || isDate(other)) return dateOf(one, zone) > dateOf(other, zone);
  return instantOf(one, zone) > instantOf(other, zone);
}

function sinceOf({ since, transfers }: Custody): string {
  return transfers.findLast(({ receivedAt }) => receivedAt !== null)?.receivedAt ?? since;
}

function withLast(custody: Custody, last: Transfer): Custody {
  return { ...custody, transfers: [...custody.transfers.slice(0, -1), last] };
}

function isSame(one: Holder, other: Holder): boolean {
  return JSON.stringify(holderAs(one)) === JSON.stringify(holderAs(other));
}
