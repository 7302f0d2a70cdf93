// Appointments for calendars (RFC 5545, RFC 5546): one component for one attendee, so that nobody learns from it who else comes. It says
// when, where and under which reference, and nothing of the matter. Pure: the time and every id come in as arguments.
import { DAY_MS, offsetAt } from '../calendar/zone-offset.ts';

export interface CalendarEntry {
  /** `PUBLISH`: for whoever keeps it in a calendar and answers nobody. */
  readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
  /** The same for one appointment of one attendee for ever. */
  readonly uid: string;
  /** Counts its changes from 0. */
  readonly sequence: number;
  /** The instant at which this was written. */
  readonly writtenAt: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** IANA zone in which it is held. */
  readonly zone: string;
  /** In a line. */
  readonly summary: string;
  readonly place: string | null;
  readonly link: string | null;
  /** Lines of further words, such as that there is an interpreter. */
  readonly words: string | null;
  /** Addresses of mail. */
  readonly organizer: { readonly name: string; readonly email: string | null };
  /** Who is asked to come; null where nobody is told. */
  readonly attendee: { readonly name: string | null; readonly email: string } | null;
}

const PRODUCT = '-//Casewright//Appointments//EN';

/** The whole file, with the line ends and folds of RFC 5545 (3.1); media type `text/calendar; method=…; charset=utf-8`. */
export function writeCalendarEntry(entry: CalendarEntry): string {
  const { method, uid, sequence, writtenAt, startsAt, endsAt, zone, summary, place, link, words } = entry;
  const { organizer, attendee } = entry;
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:${PRODUCT}`, 'CALSCALE:GREGORIAN', `METHOD:${method}`],
    ...zoneLines(zone, [Date.parse(startsAt), Date.parse(endsAt)]),
    ...['BEGIN:VEVENT', `UID:${escaped(uid)}`, `SEQUENCE:${sequence}`, `DTSTAMP:${inUtc(Date.parse(writtenAt))}`],
    `DTSTART;TZID=${zone}:${local(Date.parse(startsAt), zone)}`,
    `DTEND;TZID=${zone}:${local(Date.parse(endsAt), zone)}`,
    `SUMMARY:${escaped(summary)}`,
    ...(place === null ? [] : [`LOCATION:${escaped(place)}`]),
    ...(link === null ? [] : [`URL:${link}`]),
    ...(words === null ? [] : [`DESCRIPTION:${escaped(words)}`]),
    `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    `CLASS:PRIVATE`,
    // A place for an address that is none (RFC 2606): the agency answers no mail here.
    `ORGANIZER;CN=${parameter(organizer.name)}:mailto:${address(organizer.email ?? 'noreply@casewright.invalid')}`,
    ...(attendee === null ? [] : [attendeeLine(attendee, method)]),
    ...['END:VEVENT', 'END:VCALENDAR'],
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function attendeeLine(
  { name, email }: NonNullable<CalendarEntry['attendee']>,
  method: CalendarEntry['method'],
): string {
  const called = name === null ? '' : `CN=${parameter(name)};`;
  const asks = method === 'CANCEL' ? 'FALSE' : 'TRUE';
  return `ATTENDEE;${called}ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=${asks}:mailto:${address(email)}`;
}

/** Text (3.3.11): backslash, comma, semicolon and line ends; other signs that control a device are left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n');
}

/** A quoted parameter (3.2), with the escapes of RFC 6868 for what may not stand in quotes. */
function parameter(text: string): string {
  const safe = text
    .replaceAll('^', '^^')
    .replaceAll('"', "^'")
    .replaceAll(/\r\n?|\n/g, '^n')
    .replaceAll(/\p{Cc}/gu, '');
  return `"${safe}"`;
}

/** What is no sign of an address would end the line or the value. */
function address(email: string): string {
  return email.replaceAll(/[^A-Za-z0-9.!#$&'*+/=?^_`{|}~@-]/g, (sign) => encodeURIComponent(sign));
}

/** At most 75 octets in a line, the others on lines that begin with a space (3.1); no character is cut. */
function folded(line: string): string {
  const out: string[] = [];
  let part = '';
  let octets = 0;
  for (const sign of line) {
    const size = octetsOf(sign);
    if (octets + size > 75) {
      out.push(part);
      part = ' ';
      octets = 1;
    }
    part += sign;
    octets += size;
  }
  return [...out, part].join('\r\n');
}

function octetsOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x8_00) return 2;
  return code < 0x1_00_00 ? 3 : 4;
}

function digits(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
}

function inUtc(ms: number): string {
  return `${digits(ms)}Z`;
}

function local(ms: number, zone: string): string {
  return digits(ms + offsetAt(ms, zone));
}

/** The zone as far as it matters (3.6.5): what holds at its beginning, and each change up to its end, by date and not by rule. */
function zoneLines(zone: string, [from = 0, until = 0]: readonly number[]): readonly string[] {
  // What holds on the day is what began last, so one change before is enough; a year back has it, and no rule is claimed.
  const first = from - 366 * DAY_MS;
  const changes = changesBetween(zone, first, until + DAY_MS);
  const observances = [{ at: first, before: offsetAt(first, zone), after: offsetAt(first, zone) }, ...changes];
  return [
    ...['BEGIN:VTIMEZONE', `TZID:${zone}`],
    ...observances.flatMap(({ at, before, after }) => {
      const part = after > before ? 'DAYLIGHT' : 'STANDARD';
      return [
        ...[`BEGIN:${part}`, `DTSTART:${digits(at + before)}`],
        ...[`TZOFFSETFROM:${offset(before)}`, `TZOFFSETTO:${offset(after)}`, `END:${part}`],
      ];
    }),
    'END:VTIMEZONE',
  ];
}

interface ZoneChange {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

function changesBetween(zone: string, from: number, until: number): readonly ZoneChange[] {
  const found: ZoneChange[] = [];
  for (let day = from; day < until; day += DAY_MS) {
    const [before, after] = [offsetAt(day, zone), offsetAt(Math.min(day + DAY_MS, until), zone)];
    if (before === after) continue;
    let [low, high] = [day, Math.min(day + DAY_MS, until)];
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (middle === low) break;
      if (offsetAt(middle, zone) === before) low = middle;
      else high = middle;
    }
    found.push({ at: Math.ceil(high / 1000) * 1000, before, after });
  }
  return found;
}

/** +0130, and seconds where a zone has them. */
function offset(ms: number): string {
  const seconds = Math.abs(ms) / 1000;
  const parts = [
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    ...(seconds % 60 === 0 ? [] : [seconds % 60]),
  ];
  return `${ms < 0 ? '-' : '+'}${parts.map((part) => String(part).padStart(2, '0')).join('')}`;
}
