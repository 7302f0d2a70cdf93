import { describe, expect, it } from 'vitest';
import { type CalendarEntry, writeCalendarEntry } from './letters.ts';

const HEARING: CalendarEntry = {
  ...{ method: 'REQUEST', uid: 'c1.communication.7.party.applicant@agency.example', sequence: 0 },
  ...{ writtenAt: '2024-03-01T08:00:00Z', startsAt: '2024-04-02T10:00:00+02:00', endsAt: '2024-04-02T11:30:00+02:00' },
  ...{ zone: 'Europe/Rome', summary: 'Hearing, INF-2024-7', place: 'Room 4, 2nd floor; Via Roma 1', link: null },
  words: 'An interpreter comes.\nBring this letter.',
  organizer: { name: 'The “Agency”: desk', email: 'desk@agency.example' },
  attendee: { name: 'Zoë, "Zo" Ñandú', email: "zoe.o'neil+x@example.org" },
};

const unfolded = (text: string): readonly string[] => text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);

describe('an appointment for a calendar', () => {
  it('says when, where and for whom, with stable id and number', () => {
    const lines = unfolded(writeCalendarEntry(HEARING));
    expect(lines).toEqual(
      expect.arrayContaining([
        ...[
          'METHOD:REQUEST',
          'UID:c1.communication.7.party.applicant@agency.example',
          'SEQUENCE:0',
          'DTSTAMP:20240301T080000Z',
        ],
        ...['DTSTART;TZID=Europe/Rome:20240402T100000', 'DTEND;TZID=Europe/Rome:20240402T113000', 'STATUS:CONFIRMED'],
        String.raw`LOCATION:Room 4\, 2nd floor\; Via Roma 1`,
        String.raw`DESCRIPTION:An interpreter comes.\nBring this letter.`,
        `ATTENDEE;CN="Zoë, ^'Zo^' Ñandú";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:zoe.o'neil+x@example.org`,
      ]),
    );
    expect(lines.at(0)).toBe('BEGIN:VCALENDAR');
    expect(lines.at(-1)).toBe('END:VCALENDAR');
  });

  it('is cancelled under the same id with a higher number', () => {
    const lines = unfolded(writeCalendarEntry({ ...HEARING, method: 'CANCEL', sequence: 3 }));
    expect(lines).toEqual(
      expect.arrayContaining(['METHOD:CANCEL', 'SEQUENCE:3', 'STATUS:CANCELLED', `UID:${HEARING.uid}`]),
    );
  });

  it('has lines of at most 75 octets, ends them with CR LF and cuts no character', () => {
    const text = writeCalendarEntry({ ...HEARING, summary: 'ü€𝄞'.repeat(60) });
    const lines = text.split('\r\n');
    expect(lines.every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(unfolded(text)).toContain(`SUMMARY:${'ü€𝄞'.repeat(60)}`);
  });

  it('holds what somebody writes in its place: no line of theirs becomes a line of the file', () => {
    const nasty = 'x\r\nATTENDEE:mailto:spy@example.org\u0000';
    const entry = {
      ...HEARING,
      summary: nasty,
      place: nasty,
      words: nasty,
      organizer: { ...HEARING.organizer, name: nasty },
      attendee: { name: nasty, email: 'a@b.example\r\nX:y' },
    };
    const lines = unfolded(writeCalendarEntry(entry));
    expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toHaveLength(1);
    expect(lines.some((line) => line.startsWith('X:'))).toBe(false);
  });

  it('brings the rules of its zone with it: summer time begins on 31 March 2024 in Rome', () => {
    const lines = unfolded(writeCalendarEntry(HEARING));
    const at = lines.indexOf('DTSTART:20240331T020000');
    expect(lines.slice(at - 1, at + 4)).toEqual([
      ...['BEGIN:DAYLIGHT', 'DTSTART:20240331T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'END:DAYLIGHT'],
    ]);
  });

  it.each([
    // The hour that there is twice: the offset in the instant says which it is.
    ['Europe/Rome', '2024-10-27T02:30:00+02:00', '20241027T023000'],
    ['Australia/Sydney', '2024-10-06T03:30:00+11:00', '20241006T033000'],
    ['Asia/Kathmandu', '2024-06-01T09:15:00+05:45', '20240601T091500'],
    ['UTC', '2024-06-01T09:15:00Z', '20240601T091500'],
  ])('is at the time of the wall in %s', (zone, startsAt, wall) => {
    const endsAt = new Date(Date.parse(startsAt) + 1_800_000).toISOString();
    expect(unfolded(writeCalendarEntry({ ...HEARING, zone, startsAt, endsAt }))).toContain(
      `DTSTART;TZID=${zone}:${wall}`,
    );
  });
});
