// Parties in roles, valid in time: somebody stands in a role from one day until another, is followed by somebody else in it, or acts
// for another within a scope and until a day. Those with which a case was opened are parties from then on.
import type { PartyDefinition } from '../definition/case-type.ts';
import { type Contact, contactFault } from './contact.ts';
import {
  dayFault,
  dayOf,
  type Entries,
  firstFault,
  type Kept,
  type Moment,
  moveFrom,
  type Moves,
  type Ruled,
  wordsFault,
} from './entry.ts';

export type PartyStatus = 'current' | 'ended' | 'replaced';

export interface Party extends Kept<'party', PartyStatus> {
  /** Id of the person or organisation. */
  readonly subject: string;
  /** The party for whom they act, by id; null for who stands in the role themselves. */
  readonly represents: string | null;
  /** What they may do for them. */
  readonly scope: readonly string[];
  /** Whom they followed in the role, by id. */
  readonly replaces: string | null;
  /** How they are reached; absent while nobody said so. */
  readonly contact?: Contact;
  /** Ways by which something came back from where they were said to be; absent: none, or they are reached otherwise since. */
  readonly failing?: readonly FailingWay[];
}

export type FailingWay = 'mail' | 'post';

export const PARTY_MOVES: Moves<'add' | 'end' | 'replace', PartyStatus> = {
  add: { from: [], to: 'current' },
  end: { from: ['current'], to: 'ended' },
  replace: { from: ['current'], to: 'replaced' },
};

/** Parties with which a case was opened, as entries of the day on which it was: `party.applicant`. */
function partiesAtOpening(
  parties: Readonly<Record<string, string>>,
  kinds: ReadonlyMap<string, PartyDefinition>,
  opened: Moment,
): Entries {
  const from = dayOf(opened);
  const found = Object.entries(parties).filter(([name]) => kinds.has(name));
  return Object.fromEntries(
    found.map(([of, subject]): [string, Party] => [
      `party.${of}`,
      { kind: 'party', of, status: 'current', from, until: null, subject, represents: null, scope: [], replaces: null },
    ]),
  );
}

/** All that a case keeps: the parties of its opening first, each until something else was written of it. */
export function allEntries(
  { parties: kinds, zone }: { readonly parties: ReadonlyMap<string, PartyDefinition>; readonly zone: string },
  { parties, opened, entries }: OpenedWith & { readonly entries?: Entries | undefined },
): Entries {
  return { ...partiesAtOpening(parties, kinds, { occurred: opened, zone }), ...entries };
}

/** With whom a case was opened, and when, as it was stated. */
interface OpenedWith {
  readonly parties: Readonly<Record<string, string>>;
  readonly opened: string;
}

export interface PartyToAdd {
  readonly subject: string;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly represents?: string | undefined;
  readonly scope?: readonly string[] | undefined;
}

/** @param entries all that the case keeps, those of its opening among them */
export function addParty(
  definition: PartyDefinition,
  { subject, from, until, represents, scope = [] }: PartyToAdd,
  { at, entries }: { readonly at: Moment; readonly entries: Entries },
): Ruled<Party> {
  const today = dayOf(at);
  const first = from ?? today;
  const reason = firstFault(
    subjectFault(subject),
    dayFault(from, 'The first day'),
    dayFault(until, 'The last day'),
    first > today ? 'A party is added when they stand in the role, and not before.' : null,
    until !== undefined && until < first ? 'The last day comes before the first.' : null,
    mandateFault(definition, { represents, scope, until }, entries),
    fullFault(definition, entries),
  );
  if (reason !== null) return { reason };
  // Somebody may be recorded who stood in the role and does no longer.
  const status = until !== undefined && until < today ? PARTY_MOVES.end.to : PARTY_MOVES.add.to;
  const own = { subject, represents: represents ?? null, scope: [...scope].toSorted(), replaces: null };
  return { entry: { kind: 'party', of: definition.name, status, from: first, until: until ?? null, ...own } };
}

/** A last day that is to come leaves them in the role until then. */
export function endParty(
  party: Party,
  { until, reason, at }: { readonly until?: string | undefined; readonly reason: string; readonly at: Moment },
): Ruled<Party> {
  const moved = moveFrom(PARTY_MOVES.end, party.status);
  if ('reason' in moved) return moved;
  const today = dayOf(at);
  const last = until ?? today;
  const fault = firstFault(
    wordsFault(reason, 'The reason'),
    dayFault(until, 'The last day'),
    last < party.from ? 'The last day comes before the first.' : null,
    party.until !== null && last > party.until ? `It ends on ${party.until}. Add them anew for longer.` : null,
    party.until === last && last > today ? `It ends on ${last} already.` : null,
  );
  if (fault !== null) return { reason: fault };
  return { entry: { ...party, status: last > today ? party.status : moved.to, until: last } };
}

/** Its last day has passed, or the party for whom they act stands in the role no longer. */
export function partyIsOver(party: Party, at: Moment): Party {
  const today = dayOf(at);
  const until = party.until !== null && party.until < today ? party.until : today;
  return { ...party, status: PARTY_MOVES.end.to, until };
}

/** Somebody follows in a role, such as the heir of who has died: two entries. */
export function replaceParty(
  { title, replaceable }: PartyDefinition,
  { id, party }: { readonly id: string; readonly party: Party },
  { subject, reason, at }: { readonly subject: string; readonly reason: string; readonly at: Moment },
): Ruled<{ readonly before: Party; readonly after: Party }> {
  const moved = moveFrom(PARTY_MOVES.replace, party.status);
  if ('reason' in moved) return moved;
  const fault = firstFault(
    replaceable ? null : `Nobody follows in the role “${title}”: its case type does not say replaceable.`,
    subjectFault(subject),
    subject === party.subject ? 'They stand in the role already.' : null,
    wordsFault(reason, 'The reason'),
  );
  if (fault !== null) return { reason: fault };
  const today = dayOf(at);
  const before: Party = { ...party, status: moved.to, until: today };
  // Where somebody is reached is about them, and nothing of whoever follows.
  const { contact: _, failing: __, ...role } = party;
  return { entry: { before, after: { ...role, status: 'current', from: today, subject, replaces: id } } };
}

/** How they are reached, as a whole: what is not given is not known. */
export function setContact(party: Party, contact: Contact): Ruled<Party> {
  const reason = firstFault(party.status === 'current' ? null : 'They are no party any more.', contactFault(contact));
  if (reason !== null) return { reason };
  const { failing = [], contact: before, ...others } = party;
  const isSame: Readonly<Record<FailingWay, boolean>> = {
    mail: before?.email === contact.email,
    post: before?.address === contact.address,
  };
  return {
    entry: withFailing(
      { ...others, contact },
      failing.filter((way) => isSame[way]),
    ),
  };
}

function withFailing(party: Party, failing: readonly FailingWay[]): Party {
  return failing.length === 0 ? party : { ...party, failing: [...new Set(failing)].toSorted() };
}

/** Something that was sent to them that way came back for good: they are not there. */
export function failedAt(party: Party, way: FailingWay): Party {
  return withFailing(party, [...(party.failing ?? []), way]);
}

/** Current mandates to act for a party, by id. */
export function mandatesFor(entries: Entries, id: string): readonly (readonly [string, Party])[] {
  return Object.entries(entries).flatMap(([own, entry]) =>
    entry.kind === 'party' && entry.represents === id && entry.status === 'current' ? [[own, entry] as const] : [],
  );
}

const SUBJECT = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$/;

function subjectFault(subject: unknown): string | null {
  return typeof subject === 'string' && SUBJECT.test(subject)
    ? null
    : 'Who it is must be an id of letters, digits and the signs _ . : -, at most 100.';
}

/** A role of its own, or a mandate: for whom, for what and until when, all of which must be said. */
function mandateFault(
  { title, represents: roles, scope: known }: PartyDefinition,
  { represents, scope, until }: Pick<PartyToAdd, 'represents' | 'until'> & { readonly scope: readonly string[] },
  entries: Entries,
): string | null {
  if (roles.length === 0) {
    return represents === undefined && scope.length === 0 ? null : `“${title}” acts for nobody else in such a case.`;
  }
  const whom = represents !== undefined && Object.hasOwn(entries, represents) ? entries[represents] : undefined;
  const acts = whom?.kind === 'party' && whom.status === 'current' && roles.includes(whom.of);
  const names = known.map(({ value }) => value);
  return firstFault(
    acts ? null : `Say for which current party “${title}” acts: ${roles.join(', ')}.`,
    scope.length > 0 && scope.every((one) => names.includes(one)) && new Set(scope).size === scope.length
      ? null
      : `Say for what “${title}” acts, each once: ${names.join(', ')}.`,
    until === undefined ? `Say until when “${title}” acts.` : null,
  );
}

function fullFault({ name, title, max }: PartyDefinition, entries: Entries): string | null {
  const current = Object.values(entries).filter(({ of, kind, status }) => {
    return kind === 'party' && of === name && status === 'current';
  });
  if (current.length < max) return null;
  return `There is ${max === 1 ? 'one' : `${max}`} in the role “${title}” already, and no more may be.`;
}
