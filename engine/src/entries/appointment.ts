// Meetings that are to come: hearings, visits, appointments. One is arranged, moved, cancelled, and concluded: it was held, or somebody
// who should have come did not. Each change counts, so that whoever has it in a calendar knows which of two is the later.
import { say, type Said } from '../sentences/say.ts';
import { isInstant } from '../calendar/calendar.ts';
import type { CommunicationDefinition } from '../definition/entry-definition.ts';
import type { Communication, CommunicationParts, Saying } from './communication.ts';
import { COMMUNICATION_MOVES, partsAs, partsFault } from './communication.ts';
import { dayOf, firstFault, type Moment, moveFrom, peopleOf, type Ruled, wordsFault } from './entry.ts';

export interface Appointment {
  /** Instants with their offset. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** The room or address; null where it is held at a distance. */
  readonly place: string | null;
  /** Where it is held at a distance. */
  readonly link: string | null;
  /** The language for which somebody interprets, a tag of RFC 5646. */
  readonly interpreter: string | null;
}

/** As it is kept: with how often it was changed, and who did not come. */
export interface KeptAppointment extends Appointment {
  readonly changes: number;
  /** Parties, by id. */
  readonly missedBy: readonly string[];
}

export type MeetingParts = Pick<CommunicationParts, 'channel' | 'with' | 'subject'>;

export function arrangeMeeting(
  definition: CommunicationDefinition,
  { parts, appointment }: { readonly parts: MeetingParts; readonly appointment: Appointment },
  { at, doer, entries }: Saying,
): Ruled<Communication> {
  const { name, title, form } = definition;
  const reason = firstFault(
    form === 'meeting' ? null : say('is-no-meeting', { title }),
    partsFault(definition, { ...parts, isOut: true }, entries),
    appointmentFault(appointment),
  );
  if (reason !== null) return { reason };
  const day = dayOf({ ...at, occurred: appointment.startsAt });
  return {
    entry: {
      ...{
        kind: 'communication',
        of: name,
        status: COMMUNICATION_MOVES.arrange.to,
        from: day,
        until: null,
        direction: 'out',
      },
      ...partsAs(parts),
      ...{ writtenBy: [...peopleOf(doer)], approved: null, reasons: null },
      appointment: { ...appointment, changes: 0, missedBy: [] },
    },
  };
}

export function moveMeeting(
  meeting: Communication,
  { appointment, why }: { readonly appointment: Appointment; readonly why: string },
  at: Moment,
): Ruled<Communication> {
  const moved = moveFrom(COMMUNICATION_MOVES.move, meeting.status);
  if ('reason' in moved) return moved;
  const reason = firstFault(wordsFault(why, say('the-reason')), appointmentFault(appointment));
  if (reason !== null) return { reason };
  const changes = (meeting.appointment?.changes ?? 0) + 1;
  const from = dayOf({ ...at, occurred: appointment.startsAt });
  return {
    entry: { ...meeting, from, status: moved.to, reasons: why, appointment: { ...appointment, changes, missedBy: [] } },
  };
}

export function cancelMeeting(meeting: Communication, why: string, at: Moment): Ruled<Communication> {
  const moved = moveFrom(COMMUNICATION_MOVES.cancel, meeting.status);
  if ('reason' in moved) return moved;
  const reason = wordsFault(why, say('the-reason'));
  if (reason !== null || meeting.appointment === undefined) return { reason: reason ?? say('it-was-not-arranged') };
  const { appointment } = meeting;
  const changed = { ...appointment, changes: appointment.changes + 1 };
  return { entry: { ...meeting, status: moved.to, until: dayOf(at), reasons: why, appointment: changed } };
}

/** @param missedBy parties who should have come and did not, by id; none where it was held */
export function concludeMeeting(
  meeting: Communication,
  { missedBy, reasons }: { readonly missedBy: readonly string[]; readonly reasons: string },
  at: Moment,
): Ruled<Communication> {
  const move = missedBy.length === 0 ? COMMUNICATION_MOVES.hold : COMMUNICATION_MOVES.miss;
  const moved = moveFrom(move, meeting.status);
  if ('reason' in moved) return moved;
  const { appointment } = meeting;
  if (appointment === undefined) return { reason: say('it-was-not-arranged') };
  const day = dayOf({ ...at, occurred: appointment.startsAt });
  const reason = firstFault(
    wordsFault(reasons, say('what-came-of-it')),
    dayOf(at) < day ? say('it-is-on-and-is-concluded', { day }) : null,
    missedBy.every((party) => meeting.with.includes(party)) && new Set(missedBy).size === missedBy.length
      ? null
      : say('only-who-was-asked-to-come'),
  );
  if (reason !== null) return { reason };
  return {
    entry: {
      ...meeting,
      status: moved.to,
      until: day,
      reasons,
      appointment: { ...appointment, missedBy: [...missedBy] },
    },
  };
}

const LANGUAGE = /^[a-z]{2,3}(-[A-Z]{2})?$/;
const MOST_HOURS = 24 * 14;

function appointmentFault({ startsAt, endsAt, place, link, interpreter }: Appointment): Said | null {
  const isTimed = isInstant(startsAt) && isInstant(endsAt);
  const lasts = isTimed ? Date.parse(endsAt) - Date.parse(startsAt) : 0;
  return firstFault(
    isTimed ? null : say('it-begins-and-ends-at-times'),
    !isTimed || (lasts > 0 && lasts <= MOST_HOURS * 3_600_000) ? null : say('it-ends-after-it-begins-within'),
    place === null && link === null ? say('say-where-it-is-a-place') : null,
    place === null ? null : wordsFault(place, say('the-place'), 300),
    link === null || /^https:\/\/[^\s"<>]{1,480}$/.test(link) ? null : say('the-link-begins-with-https-and'),
    interpreter === null || LANGUAGE.test(interpreter) ? null : say('the-language-of-the-interpreter-is'),
  );
}
