// Communications: letters and messages that are drafted, approved by a second person, sent, delivered or sent back; and what was received,
// called or met about, recorded after it happened. What is approved is the content of that hash and no other. Nothing is sent from here.
import { say, type Said } from '../sentences/say.ts';
import type { KeptAppointment } from './appointment.ts';
import type { CommunicationDefinition } from '../definition/entry-definition.ts';
import { hashFault } from './considered.ts';
import {
  dayFault,
  dayOf,
  type Doer,
  type Entries,
  firstFault,
  type Kept,
  type Moment,
  moveFrom,
  type Moves,
  peopleOf,
  type Ruled,
  wordsFault,
} from './entry.ts';

export type CommunicationStatus =
  | 'drafted'
  | 'approved'
  | 'discarded'
  | 'sent'
  | 'delivered'
  | 'bounced'
  | 'recorded'
  | MeetingStatus;

/** Of a meeting that is to come, and what became of it. */
export type MeetingStatus = 'arranged' | 'cancelled' | 'held' | 'missed';

export interface Communication extends Kept<'communication', CommunicationStatus> {
  readonly direction: 'out' | 'in';
  readonly channel: string;
  /** Parties, by id. */
  readonly with: readonly string[];
  /** What it is about, in a line. */
  readonly subject: string;
  /** What it says, by the SHA-256 of its content in hex. */
  readonly content: string | null;
  /** The communication that it answers, by id. */
  readonly answers: string | null;
  /** Who drafted and changed it, and those for whom they stood in. */
  readonly writtenBy: readonly string[];
  readonly approved: { readonly by: string; readonly onBehalfOf: string | null; readonly content: string } | null;
  /** Why it was given up or came back. */
  readonly reasons: string | null;
  /** The letter of the case type that it was made of; absent where somebody wrote it. */
  readonly made?: MadeLetter;
  /** Of a meeting that was arranged: when and where. */
  readonly appointment?: KeptAppointment;
}

/** What a letter was made of, and for whom. */
export interface MadeLetter {
  readonly letter: string;
  /** The party, by id. */
  readonly party: string;
  /** The file in which it stands, by id; its content is the communication's. */
  readonly file: string;
  /** A tag of RFC 5646. */
  readonly language: string;
  /** The meeting to which it asks, by id, and how often that was changed when the letter was made. */
  readonly meeting?: { readonly entry: string; readonly changes: number };
}

type Move =
  | ('draft' | 'revise' | 'discard' | 'approve' | 'send' | 'send-approved' | 'deliver' | 'bounce' | 'record')
  | ('arrange' | 'move' | 'cancel' | 'hold' | 'miss');

export const COMMUNICATION_MOVES: Moves<Move, CommunicationStatus> = {
  draft: { from: [], to: 'drafted' },
  // What is changed is approved anew.
  revise: { from: ['drafted', 'approved', 'bounced'], to: 'drafted' },
  discard: { from: ['drafted', 'approved', 'bounced'], to: 'discarded' },
  approve: { from: ['drafted'], to: 'approved' },
  send: { from: ['drafted', 'bounced'], to: 'sent' },
  'send-approved': { from: ['approved', 'bounced'], to: 'sent' },
  deliver: { from: ['sent'], to: 'delivered' },
  bounce: { from: ['sent'], to: 'bounced' },
  record: { from: [], to: 'recorded' },
  arrange: { from: [], to: 'arranged' },
  move: { from: ['arranged'], to: 'arranged' },
  cancel: { from: ['arranged'], to: 'cancelled' },
  hold: { from: ['arranged'], to: 'held' },
  miss: { from: ['arranged'], to: 'missed' },
};

const MOST_PARTIES = 50;
const MOST_SUBJECT = 200;

/** What it is; in a change, what is not given stays as it was. */
export interface CommunicationParts {
  readonly channel: string;
  readonly with: readonly string[];
  readonly subject: string;
  readonly content?: string | undefined;
  readonly answers?: string | undefined;
  readonly made?: MadeLetter | undefined;
}

export interface Saying {
  readonly at: Moment;
  readonly doer: Doer;
  readonly entries: Entries;
}

export function draftCommunication(
  definition: CommunicationDefinition,
  parts: CommunicationParts,
  saying: Saying,
): Ruled<Communication> {
  const { form, direction, title } = definition;
  if ((form !== 'letter' && form !== 'message') || direction === 'in') {
    return { reason: say('is-recorded-after-it-happened-and', { title }) };
  }
  const reason = firstFault(
    partsFault(definition, { ...parts, isOut: true }, saying.entries),
    contentFault(parts.content),
  );
  if (reason !== null) return { reason };
  const day = dayOf(saying.at);
  const writtenBy = [...peopleOf(saying.doer)];
  const status = COMMUNICATION_MOVES.draft.to;
  return { entry: made(definition, { parts, status, direction: 'out', from: day, until: null, writtenBy }) };
}

/** What came in, and what was said on the telephone or in a meeting. */
export function recordCommunication(
  definition: CommunicationDefinition,
  parts: CommunicationParts & { readonly direction: 'out' | 'in'; readonly on?: string | undefined },
  { at, doer, entries }: Saying,
): Ruled<Communication> {
  const { form, direction: may, title } = definition;
  const { direction, on, content } = parts;
  const today = dayOf(at);
  const day = on ?? today;
  const isWritten = form === 'letter' || form === 'message';
  const reason = firstFault(
    (direction === 'out' || direction === 'in') && (may === 'both' || may === direction)
      ? null
      : may === 'both'
        ? say('comes-in-or-goes-out', { title })
        : say('goes-only-one-way', { title, way: say(`${may}-direction`) }),
    isWritten && direction === 'out' ? say('is-drafted-and-sent-before-it', { title }) : null,
    partsFault(definition, { ...parts, isOut: false }, entries),
    content === undefined ? null : hashFault(content),
    dayFault(on, say('the-day')),
    day > today ? say('it-is-recorded-when-it-has') : null,
  );
  if (reason !== null) return { reason };
  const status = COMMUNICATION_MOVES.record.to;
  return { entry: made(definition, { parts, status, direction, from: day, until: day, writtenBy: peopleOf(doer) }) };
}

export function reviseCommunication(
  definition: CommunicationDefinition,
  { communication, given }: { readonly communication: Communication; readonly given: Partial<CommunicationParts> },
  { doer, entries }: Saying,
): Ruled<Communication> {
  const moved = moveFrom(COMMUNICATION_MOVES.revise, communication.status);
  if ('reason' in moved) return moved;
  const { channel, subject, content, answers } = communication;
  const parts = {
    channel: given.channel ?? channel,
    with: given.with ?? communication.with,
    subject: given.subject ?? subject,
    content: given.content ?? content ?? undefined,
    answers: given.answers ?? answers ?? undefined,
    made: given.made ?? communication.made,
  };
  // What was made for one party of what is on record is made anew, and not bent to another.
  const isBent = communication.made !== undefined && given.made === undefined;
  const reason = firstFault(
    isBent ? say('this-was-made-of-a-letter') : null,
    partsFault(definition, { ...parts, isOut: true }, entries),
    contentFault(parts.content),
  );
  if (reason !== null) return { reason };
  const writtenBy = [...new Set([...communication.writtenBy, ...peopleOf(doer)])];
  return { entry: { ...communication, ...partsAs(parts), status: moved.to, writtenBy, approved: null, reasons: null } };
}

export function discardCommunication(communication: Communication, why: string, at: Moment): Ruled<Communication> {
  const moved = moveFrom(COMMUNICATION_MOVES.discard, communication.status);
  if ('reason' in moved) return moved;
  const reason = wordsFault(why, say('the-reason'));
  return reason === null
    ? { entry: { ...communication, status: moved.to, until: dayOf(at), reasons: why } }
    : { reason };
}

/** @param content what the approver has read, by its hash */
export function approveCommunication(
  { approvedBy, title }: CommunicationDefinition,
  { communication, content }: { readonly communication: Communication; readonly content: string },
  doer: Doer,
): Ruled<Communication> {
  const moved = moveFrom(COMMUNICATION_MOVES.approve, communication.status);
  if ('reason' in moved) return moved;
  const reason = firstFault(
    approvedBy === undefined ? say('needs-no-approval', { title }) : null,
    content === communication.content ? null : say('what-you-have-read-is-not'),
    peopleOf(doer).some((person) => communication.writtenBy.includes(person))
      ? say('whoever-wrote-it-does-not-approve')
      : null,
  );
  if (reason !== null) return { reason };
  const approved = { by: doer.actor, onBehalfOf: doer.onBehalfOf ?? null, content };
  return { entry: { ...communication, status: moved.to, approved } };
}

/** It has gone out, on a day. */
export function sendCommunication(
  { approvedBy }: CommunicationDefinition,
  { communication, on }: { readonly communication: Communication; readonly on?: string | undefined },
  at: Moment,
): Ruled<Communication> {
  const needed = approvedBy !== undefined;
  const { status, from } = communication;
  if (needed && status === 'drafted') return { reason: say('it-is-not-approved-yet') };
  const moved = moveFrom(COMMUNICATION_MOVES[needed ? 'send-approved' : 'send'], status);
  if ('reason' in moved) return moved;
  const reason = pastFault(on, { from, at });
  if (reason !== null) return { reason };
  const day = on ?? dayOf(at);
  return { entry: { ...communication, status: moved.to, from: day, until: day, reasons: null } };
}

export function deliverCommunication(
  communication: Communication,
  on: string | undefined,
  at: Moment,
): Ruled<Communication> {
  const moved = moveFrom(COMMUNICATION_MOVES.deliver, communication.status);
  if ('reason' in moved) return moved;
  const reason = pastFault(on, { from: communication.from, at });
  return reason === null ? { entry: { ...communication, status: moved.to, until: on ?? dayOf(at) } } : { reason };
}

/** It came back, and is open again. */
export function bounceCommunication(communication: Communication, why: string): Ruled<Communication> {
  const moved = moveFrom(COMMUNICATION_MOVES.bounce, communication.status);
  if ('reason' in moved) return moved;
  const reason = wordsFault(why, say('why-it-came-back'));
  return reason === null ? { entry: { ...communication, status: moved.to, until: null, reasons: why } } : { reason };
}

interface Making {
  readonly parts: CommunicationParts;
  readonly status: CommunicationStatus;
  readonly direction: 'out' | 'in';
  readonly from: string;
  readonly until: string | null;
  readonly writtenBy: readonly string[];
}

function made({ name }: CommunicationDefinition, { parts, direction, writtenBy, ...kept }: Making): Communication {
  const { status, from, until } = kept;
  return {
    ...{ kind: 'communication', of: name, status, from, until, direction },
    ...partsAs(parts),
    ...{ writtenBy, approved: null, reasons: null },
  };
}

type Parts = Pick<Communication, 'channel' | 'with' | 'subject' | 'content' | 'answers' | 'made'>;

export function partsAs({ channel, with: parties, subject, content, answers, made: of }: CommunicationParts): Parts {
  return {
    ...{ channel, with: [...parties], subject, content: content ?? null, answers: answers ?? null },
    ...(of === undefined ? {} : { made: of }),
  };
}

function contentFault(content: string | undefined): Said | null {
  return content === undefined ? say('name-what-it-says-by-the') : hashFault(content);
}

export function partsFault(
  { title, channels, with: roles }: CommunicationDefinition,
  { channel, with: parties, subject, answers, isOut }: CommunicationParts & { readonly isOut: boolean },
  entries: Entries,
): Said | null {
  // Somebody who is no longer a party may have written; nothing goes out to them.
  const mayBeWith = (id: string): boolean => {
    const party = Object.hasOwn(entries, id) ? entries[id] : undefined;
    return party?.kind === 'party' && roles.includes(party.of) && (!isOut || party.status === 'current');
  };
  const isListed = parties.length > 0 && parties.length <= MOST_PARTIES && new Set(parties).size === parties.length;
  const answered = answers !== undefined && Object.hasOwn(entries, answers) ? entries[answers] : undefined;
  return firstFault(
    channels.some(({ value }) => value === channel)
      ? null
      : say('goes-by', { title, channels: channels.map(({ value }) => value).join(', ') }),
    isListed && parties.every(mayBeWith) ? null : say('is-with-parties-each-once', { title, roles: roles.join(', ') }),
    wordsFault(subject, say('the-subject'), MOST_SUBJECT),
    answers === undefined || answered?.kind === 'communication' ? null : say('what-it-answers-is-not-in'),
  );
}

/** A day that is stated is not to come, and not before what came first. */
function pastFault(on: string | undefined, { from, at }: { readonly from: string; readonly at: Moment }): Said | null {
  return firstFault(
    dayFault(on, say('the-day')),
    on !== undefined && on > dayOf(at) ? say('it-is-recorded-when-it-has') : null,
    on !== undefined && on < from ? say('that-would-be-before', { from }) : null,
  );
}
