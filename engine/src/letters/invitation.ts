// A meeting of a case as an entry for the calendar of one of those who are asked to it. The title is what the case type calls the meeting,
// with the reference: neither who else comes nor what it is about stands in it. Pure.
import { type CaseType, inLanguage } from '../definition/definition.ts';
import { allEntries, type Communication, type Entries, type Party } from '../entries/entries.ts';
import type { CaseState } from '../case/state.ts';
import type { CalendarEntry } from './calendar-entry.ts';
import { localeOf, writeDay } from './write-value.ts';
import { dateOf } from '../calendar/calendar.ts';

export interface InvitationAsked {
  readonly caseId: string;
  /** The meeting, by id. */
  readonly meeting: string;
  /** Who is asked to it, by id; null for somebody of the agency, who keeps it in a calendar of their own. */
  readonly party: string | null;
  /** The agency as it signs, and its address for mail; null where it has none here. */
  readonly agency: { readonly name: string; readonly email: string | null };
  /** The instant at which this is written. */
  readonly now: string;
}

/** @returns null where there is no such meeting to tell of, they are not asked to it, or have no address for mail */
export function invitationOf(
  given: CaseType,
  state: Pick<CaseState, 'entries' | 'parties' | 'opened' | 'reference'>,
  { caseId, meeting: id, party: partyId, agency, now }: InvitationAsked,
): CalendarEntry | null {
  const entries = allEntries(given, state);
  const meeting = meetingIn(entries, id);
  const party = partyId === null ? null : attendeeIn(entries, { meeting, partyId });
  if (meeting?.appointment === undefined || party === undefined) return null;
  const isTold = meeting.status === 'arranged' || meeting.status === 'cancelled';
  if (!isTold && party !== null) return null;
  const { startsAt, endsAt, place, link, interpreter, changes } = meeting.appointment;
  const language = party?.contact?.language ?? null;
  const caseType = inLanguage(given, language === null ? [] : [language]);
  const title = caseType.communications.get(meeting.of)?.title ?? meeting.of;
  const host = agency.email?.split('@')[1] ?? 'casewright.invalid';
  return {
    method: meeting.status === 'cancelled' ? 'CANCEL' : party === null ? 'PUBLISH' : 'REQUEST',
    uid: `${caseId}.${id}${partyId === null ? '' : `.${partyId}`}@${host}`,
    ...{ sequence: changes, writtenAt: now, startsAt, endsAt, zone: caseType.zone },
    ...{ summary: `${title} (${state.reference})`, place, link },
    words:
      interpreter === null
        ? null
        : (new Intl.DisplayNames([localeOf(language ?? given.language)], { type: 'language' }).of(interpreter) ??
          interpreter),
    organizer: agency,
    attendee: party === null ? null : { name: party.contact?.name ?? null, email: party.contact?.email ?? '' },
  };
}

function meetingIn(entries: Entries, id: string): Communication | undefined {
  const found = Object.hasOwn(entries, id) ? entries[id] : undefined;
  return found?.kind === 'communication' ? found : undefined;
}

/** Undefined where they are not asked to it, or cannot be reached by mail. */
function attendeeIn(
  entries: Entries,
  { meeting, partyId }: { readonly meeting: Communication | undefined; readonly partyId: string },
): Party | undefined {
  const party = Object.hasOwn(entries, partyId) ? entries[partyId] : undefined;
  if (party?.kind !== 'party' || meeting?.with.includes(partyId) !== true) return undefined;
  return (party.contact?.email ?? null) === null ? undefined : party;
}

/** The meeting of a kind that is to come, to which a party is asked: the one that was arranged last. */
export function meetingToCome(entries: Entries, kind: string, party: string): readonly [string, Communication] | null {
  for (const [id, entry] of Object.entries(entries).toReversed()) {
    if (entry.kind !== 'communication' || entry.of !== kind || entry.status !== 'arranged') continue;
    if (entry.appointment !== undefined && entry.with.includes(party)) return [id, entry];
  }
  return null;
}

/** What `{meeting.…}` stands for in a letter. @returns null for another word */
export function wordOfMeeting(
  { appointment }: Communication,
  word: string,
  writing: { readonly locale: string; readonly zone: string },
): string | null {
  if (appointment === undefined) return null;
  const { startsAt, endsAt, place, link } = appointment;
  const time = (instant: string): string =>
    new Intl.DateTimeFormat(writing.locale, { timeStyle: 'short', timeZone: writing.zone }).format(Date.parse(instant));
  switch (word) {
    case 'day':
      return writeDay(dateOf(startsAt, writing.zone), writing);
    case 'starts':
      return time(startsAt);
    case 'ends':
      return time(endsAt);
    case 'place':
      return [place, link].filter((one) => one !== null).join(', ');
    default:
      return null;
  }
}
