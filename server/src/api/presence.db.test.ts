// Who else has a case open: shown to whoever may read it and has it open too, over processes, and forgotten when they leave.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listenLive, type Listening } from '../store/listen-live.ts';
import { openFine, signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';
import { FORGOTTEN_MS, openPresence } from './presence.ts';
import type { HereMessage } from '../commands/be-here.ts';

let under: ApiUnderTest;
let listening: Listening;
let anna: Client;
let clara: Client;
let dario: Client;
let caseId: string;

beforeAll(async () => {
  under = await startApi();
  listening = await listenLive(under.test.appConnection, {
    onMessage: () => {},
    onHere: under.hear,
    onUnsettled: (message) => under.unsettle({ kind: 'unsettled', ...message }),
    onLost: () => {},
    onGap: () => {},
  });
  [anna, clara, dario] = [
    await signedIn(under, 'anna'),
    await signedIn(under, 'clara'),
    await signedIn(under, 'dario'),
  ];
});
afterAll(async () => {
  await listening.close();
  await under.close();
});
beforeEach(async () => {
  caseId = await openFine(anna);
});

interface Said {
  readonly doing?: string | null;
  readonly window?: string;
}

async function here(by: Client, { doing = 'reading', window = randomUUID() }: Said = {}) {
  const { status, body } = await by.send('POST', `/api/v1/cases/${caseId}/presence`, { body: { window, doing } });
  // What was told comes back over the listening connection.
  await sleep(150);
  return status === 200 ? (body as { others: readonly { name: string; doing: string }[] }).others : status;
}

test('two who may read a case see each other, what they write, and when one leaves', async () => {
  const [mine, theirs] = [randomUUID(), randomUUID()];
  expect(await here(anna, { window: mine })).toEqual([]);
  expect(await here(clara, { window: theirs, doing: 'note' })).toMatchObject([{ doing: 'reading' }]);
  const [seen] = (await here(anna, { window: mine })) as readonly { name: string; doing: string }[];
  expect(seen).toMatchObject({ name: expect.stringMatching(/Clara/), doing: 'note' });
  // In two windows they are one, and what they write counts.
  await here(clara);
  expect(await here(anna, { window: mine })).toMatchObject([{ doing: 'note' }]);
  expect(await here(clara, { window: theirs, doing: null })).toEqual([]);
  expect(await here(anna, { window: mine })).toMatchObject([{ doing: 'reading' }]);
});

test('whoever may not read the case is neither told nor seen, and it is on record once', async () => {
  await here(anna);
  expect(await here(dario)).toBe(404);
  expect(await here(clara)).toHaveLength(1);
  const window = randomUUID();
  for (const doing of ['reading', 'note', 'reading']) await here(clara, { window, doing });
  const lines = await under.test.query<{ person: string; denied: boolean }>(
    "select person, denied from access_log where action = 'be-here' and $1 = any (case_ids)",
    [caseId],
  );
  expect(lines.map(({ person, denied }) => `${person} ${denied}`).join()).toBe(
    'anna false,dario true,clara false,clara false',
  );
});

test('who loses the right is not shown any more', async () => {
  await here(anna);
  expect(await here(clara)).toHaveLength(1);
  under.unsettle({ kind: 'unsettled', tenant: 1, whom: ['person/anna'] });
  expect(await here(clara)).toEqual([]);
});

test('is kept in bounds, forgotten after half a minute, and heard of in every process', () => {
  const listeners = new Set<(message: HereMessage) => void>();
  const doors = {
    followHere: (listener: (message: HereMessage) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    followRights: () => () => {},
  };
  const presences = [openPresence(doors), openPresence(doors)];
  const stops = presences.map((presence) => presence.start());
  const say = (person: string, doing: HereMessage['doing'] = 'reading') => {
    for (const listener of listeners) listener({ tenant: 1, caseId: 'c', person, window: person, doing });
  };
  for (let each = 0; each < 80; each += 1) say(`p${each}`);
  const of = { tenant: 1, caseId: 'c' };
  for (const presence of presences) {
    expect(presence.others(of, 'p79')).toHaveLength(49);
    expect(presence.isHere(of, 'p0')).toBe(false);
    expect(presence.isHere(of, 'p79')).toBe(true);
    expect(presence.others({ tenant: 2, caseId: 'c' }, 'x')).toEqual([]);
  }
  // No window speaks for that of another person.
  for (const listener of listeners) listener({ tenant: 1, caseId: 'c', person: 'p1', window: 'p79', doing: null });
  expect(presences[0]?.isHere(of, 'p79')).toBe(true);
  expect(FORGOTTEN_MS).toBe(30_000);
  for (const stop of stops) stop();
  expect(listeners.size).toBe(0);
});
