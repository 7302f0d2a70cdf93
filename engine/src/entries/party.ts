// Parties in roles, valid in time: somebody stands in a role from one day until another, is followed by somebody else in it, or acts
// for another within a scope and until a day. Those with which a case was opened are parties from then on.
import { say, type Said } from '../sentences/say.ts';
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
    dayFault(from, say('the-first-day')),
    dayFault(until, say('the-last-day')),
    first > today ? say('a-party-is-added-when-they') : null,
    until !== undefined && until < first ? say('the-last-day-comes-before-the') : null,
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
    wordsFault(reason, say('the-reason')),
    dayFault(until, say('the-last-day')),
    last < party.from ? say('the-last-day-comes-before-the') : null,
    party.until !== null && last > party.until ? say('it-ends-on-add-them-anew', { until: party.until }) : null,
    party.until === last && last > today ? say('it-ends-on-already', { last }) : null,
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
    replaceable ? null : say('nobody-follows-in-the-role-its', { title }),
    subjectFault(subject),
    subject === party.subject ? say('they-stand-in-the-role-already') : null,
    wordsFault(reason, say('the-reason')),
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
  const reason = firstFault(
    party.status === 'current' ? null : say('they-are-no-party-any-more'),
    contactFault(contact),
  );
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

function subjectFault(subject: unknown): Said | null {
  return typeof subject === 'string' && SUBJECT.test(subject) ? null : say('who-it-is-must-be-an');
}

/** A role of its own, or a mandate: for whom, for what and until when, all of which must be said. */
function mandateFault(
  { title, represents: roles, scope: known }: PartyDefinition,
  { represents, scope, until }: Pick<PartyToAdd, 'represents' | 'until'> & { readonly scope: readonly string[] },
  entries: Entries,
): Said | null {
  if (roles.length === 0) {
    return represents === undefined && scope.length === 0 ? null : say('acts-for-nobody-else-in-such', { title });
  }
  const whom = represents !== undefined && Object.hasOwn(entries, represents) ? entries[represents] : undefined;
  const acts = whom?.kind === 'party' && whom.status === 'current' && roles.includes(whom.of);
  const names = known.map(({ value }) => value);
  return firstFault(
    acts ? null : say('say-for-which-current-party-acts', { title, roles: roles.join(', ') }),
    scope.length > 0 && scope.every((one) => names.includes(one)) && new Set(scope).size === scope.length
      ? null
      : say('say-for-what-acts-each-once', { title, names: names.join(', ') }),
    until === undefined ? say('say-until-when-acts', { title }) : null,
  );
}

function fullFault({ name, title, max }: PartyDefinition, entries: Entries): Said | null {
  const current = Object.values(entries).filter(({ of, kind, status }) => {
    return kind === 'party' && of === name && status === 'current';
  });
  if (current.length < max) return null;
  return max === 1 ? say('one-is-in-the-role', { title }) : say('so-many-are-in-the-role', { max, title });
}
