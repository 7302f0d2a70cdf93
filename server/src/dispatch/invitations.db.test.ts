// A letter that asks to a hearing brings its entry for calendars, and whoever was asked is told of each change: read back by a reader
// that is written from RFC 5545, 5546 and 6047 and knows nothing of ours.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TOWN } from '../commands/agency-under-test.ts';
import { HEARING, startLetters, type LettersUnderTest } from './letters-under-test.ts';
import { startMailSink, type MailSink } from './mail-sink-under-test.ts';
import { openMailServer } from './mail-server.ts';
import { readFiledFrom } from './read-filed.ts';
import { sendDue, type SendingRound } from './send-due.ts';

let letters: LettersUnderTest;
let sink: MailSink;

beforeAll(async () => {
  letters = await startLetters();
});
afterAll(() => letters.close());
beforeEach(async () => {
  sink = await startMailSink();
  return () => sink.close();
});

function sendAll(): Promise<SendingRound> {
  const { agency, files } = letters;
  const settings = { host: '127.0.0.1', port: sink.port, tls: 'never', login: null, from: new Map() } as const;
  return sendDue(
    {
      ...{ deps: agency.deps, mail: openMailServer(settings), from: new Map([['town', 'desk@town.example']]) },
      readFiled: readFiledFrom({ ...agency.deps, store: files.store }),
    },
    { tenant: TOWN, slug: 'town', name: 'Town' },
  );
}

interface Part {
  readonly type: string;
  readonly method: string | undefined;
  readonly disposition: string;
  readonly body: string;
}

/** Every part of a message that has no parts in it (RFC 2046), decoded. */
function partsOf(message: string): readonly Part[] {
  const [head = '', ...rest] = message.split(/\r?\n\r?\n/);
  const body = rest.join('\n\n');
  const headers = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const header = (name: string): string =>
    headers
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? '';
  const type = header('content-type');
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  if (boundary !== undefined) {
    const inner = message.split(new RegExp(`\\r?\\n?--${boundary.replaceAll(/[^\w]/g, '\\$&')}(?:--)?\\r?\\n`));
    return inner.slice(1, -1).flatMap(partsOf);
  }
  const isBase64 = header('content-transfer-encoding') === 'base64';
  return [
    {
      type: type.split(';')[0]?.trim() ?? '',
      method: /method=([A-Z]+)/.exec(type)?.[1],
      disposition: header('content-disposition').split(';')[0] ?? '',
      body: isBase64 ? Buffer.from(body, 'base64').toString('utf8') : body,
    },
  ];
}

/** The properties of the one event in a calendar, and its offset at a local time, from its own zone (RFC 5545, 3.6.5). */
function eventIn(calendar: string): { readonly of: ReadonlyMap<string, string>; readonly startsAt: number } {
  expect(calendar.endsWith('END:VCALENDAR\r\n')).toBe(true);
  const lines = calendar.replaceAll('\r\n ', '').split('\r\n');
  const block = (name: string): readonly string[] =>
    lines.slice(lines.indexOf(`BEGIN:${name}`) + 1, lines.indexOf(`END:${name}`));
  const read = (line: string): readonly [string, string] => {
    const at = /^[^:"]*(?:"[^"]*"[^:"]*)*:/.exec(line)?.[0].length ?? 0;
    return [line.slice(0, at - 1), line.slice(at)];
  };
  const raw = block('VEVENT').map(read);
  const of = new Map(raw.map(([name, value]) => [name.split(';')[0] ?? '', value]));
  const [head = '', wall = ''] = raw.find(([name]) => name.startsWith('DTSTART')) ?? [];
  expect(head).toBe(
    `DTSTART;TZID=${
      block('VTIMEZONE')
        .find((line) => line.startsWith('TZID:'))
        ?.slice(5) ?? ''
    }`,
  );
  const observances: { readonly at: string; readonly to: string }[] = [];
  let at = '';
  for (const line of block('VTIMEZONE')) {
    if (line.startsWith('DTSTART:')) at = line.slice(8);
    if (line.startsWith('TZOFFSETTO:')) observances.push({ at, to: line.slice(11) });
  }
  const holds = observances.filter((one) => one.at <= wall).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]?.to ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d\d)(\d\d)$/.exec(holds) ?? [];
  const utc = wall.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z');
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return { of, startsAt: Date.parse(utc) - offset };
}

const calendarOf = (message: string | undefined): readonly Part[] =>
  partsOf(message ?? '').filter(({ type }) => type === 'text/calendar');

async function asked(): Promise<{ readonly caseId: string; readonly meeting: string; readonly notice: string }> {
  const caseId = await letters.open();
  const parties = { with: ['party.one', 'party.other'], channel: 'room', subject: 'About the debts of Ahmed Ali' };
  await letters.act(caseId, { type: 'ArrangeMeeting', of: 'hearing', ...parties, appointment: HEARING });
  const { entries } = await letters.stateOf(caseId);
  const [meeting = ''] = Object.entries(entries).find(([, { of }]) => of === 'hearing') ?? [];
  const notice = await letters.send(caseId, { party: 'party.one', channel: 'email', letter: 'hearing' });
  return { caseId, meeting, notice };
}

const MOVED = {
  ...HEARING,
  startsAt: '2026-11-02T09:00:00+01:00',
  endsAt: '2026-11-02T10:00:00+01:00',
  place: 'Room 9',
};

describe('a letter that asks to a hearing', () => {
  it('brings an invitation, which says when and where, under the reference, and of nobody else', async () => {
    await asked();
    expect(await sendAll()).toMatchObject({ sent: 1 });
    const message = sink.taken[0]?.text;
    const parts = partsOf(message ?? '');
    expect(parts.filter(({ type }) => type === 'application/pdf')).toHaveLength(1);
    const [alternative] = calendarOf(message);
    expect(alternative).toMatchObject({ method: 'REQUEST', disposition: '' });
    expect(message).toMatch(/Content-Type: multipart\/alternative/);
    const { of, startsAt } = eventIn(alternative?.body ?? '');
    expect(startsAt).toBe(Date.parse(HEARING.startsAt));
    expect(of.get('SEQUENCE')).toBe('0');
    expect(of.get('LOCATION')).toBe('Room 4');
    expect(of.get('SUMMARY')).toMatch(/^Hearing \(M-\d{4}-\d+\)$/);
    expect(of.get('ATTENDEE')).toMatch(/^mailto:one\d+@people\.example$/);
    expect(of.get('ORGANIZER')).toBe('mailto:desk@town.example');
    expect(alternative?.body).not.toMatch(/debts|other\d+@/);
  });

  it('is followed by each change under the same id with a higher number, and by its cancellation', async () => {
    const { caseId, meeting } = await asked();
    await sendAll();
    const first = eventIn(calendarOf(sink.taken[0]?.text)[0]?.body ?? '');
    const on = { of: 'hearing', entry: meeting };
    await letters.act(caseId, { type: 'MoveMeeting', ...on, appointment: MOVED, reason: 'The room is taken.' });
    expect(await sendAll()).toMatchObject({ sent: 1 });
    const [change] = calendarOf(sink.taken[1]?.text);
    expect(change?.method).toBe('REQUEST');
    const second = eventIn(change?.body ?? '');
    expect(second.startsAt).toBe(Date.parse(MOVED.startsAt));
    expect([second.of.get('UID'), second.of.get('SEQUENCE')]).toEqual([first.of.get('UID'), '1']);
    expect(sink.taken[1]?.text).not.toContain('application/pdf');
    await letters.act(caseId, { type: 'CancelMeeting', ...on, reason: 'They agreed.' });
    expect(await sendAll()).toMatchObject({ sent: 1 });
    const [cancelled] = calendarOf(sink.taken[2]?.text);
    const third = eventIn(cancelled?.body ?? '');
    expect([cancelled?.method, third.of.get('STATUS'), third.of.get('SEQUENCE')]).toEqual(['CANCEL', 'CANCELLED', '2']);
    expect(third.of.get('UID')).toBe(first.of.get('UID'));
    expect(await sendAll()).toMatchObject({ sent: 0 });
    // Whoever was not asked by mail is told nothing by mail.
    expect(sink.taken.flatMap(({ to }) => to).every((to) => to.startsWith('one'))).toBe(true);
  });

  it('is not made while no hearing is to come, and not sent when that was moved since', async () => {
    const caseId = await letters.open();
    const make = { party: 'party.one', channel: 'email', letter: 'hearing' } as const;
    await expect(letters.send(caseId, make)).rejects.toThrow(/No “Hearing” with them is to come/);
    const { meeting, caseId: another, notice } = await asked();
    await letters.act(another, { type: 'BounceCommunication', of: 'notice', entry: notice, reason: 'Came back.' });
    const moved = { type: 'MoveMeeting', of: 'hearing', entry: meeting, appointment: MOVED, reason: 'Later.' } as const;
    await letters.act(another, moved);
    await expect(letters.act(another, { type: 'SendCommunication', of: 'notice', entry: notice })).rejects.toThrow(
      /is another now/,
    );
  });
});
