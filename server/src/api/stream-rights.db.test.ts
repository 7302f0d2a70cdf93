// How fast an open stream learns that its reader may see less, by every way in which that happens: over real connections, with
// a real database that tells of it. The time runs from before the change is asked for, so it holds the change itself too.
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { compile } from '../commands/agency-under-test.ts';
import { endHeldFact, holdFact, moveUnit } from '../commands/hold-access.ts';
import { programContext } from '../store/context.ts';
import { takeRoleFrom } from '../store/directory-groups.ts';
import { setActive } from '../store/directory-people.ts';
import { endSessionsOf } from '../store/find-session.ts';
import type { HeldFact } from '../store/held-facts.ts';
import { listenLive, type Listening } from '../store/listen-live.ts';
import type { UnsettledMessage } from '../store/live-messages.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import type { Statement } from '../store/statement.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';
import { careSource } from './care-under-test.ts';

const CITY = 1;
const SOURCE = careSource(`  manage: manager
  sections: [{ name: health, title: Health, fields: [diagnosis], readers: [officer] }]
`);
/** Each of these loses what they have in one way. */
const LOSERS = [
  ...['leo', 'lena', 'lara', 'lida', 'livia', 'luca', 'lino', 'lola', 'loris', 'ludo', 'luigi', 'lucia'],
  ...['many', 'busy'],
];
const MOST_MS = 1_000;

let under: ApiUnderTest;
let listening: Listening;
let port: number;
let olga: Client;
let mara: Client;
const heard: UnsettledMessage[] = [];
const measured: Record<string, number> = {};

beforeAll(async () => {
  under = await startApi();
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City' },
    teams: ['desk', 'region', 'night'].map((team) => ({ team, title: team })),
    people: [
      { person: 'olga', name: 'Olga', memberships: [{ team: 'desk', role: 'officer' }] },
      { person: 'mara', name: 'Mara', memberships: [{ team: 'desk', role: 'manager' }] },
      { person: 'gina', name: 'Gina', memberships: [{ team: 'night', role: 'officer' }] },
      { person: 'nico', name: 'Nico', memberships: [{ team: 'region', role: 'director' }] },
      ...LOSERS.map((person) => ({ person, name: person, memberships: [{ team: 'desk', role: 'officer' }] })),
    ],
  });
  const published = { tenant: CITY, person: 'set-up', source: SOURCE, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(under.database, { ...published, caseType: compile(SOURCE) });
  listening = await listenLive(under.test.appConnection, {
    onHere: () => {},
    onMessage: () => {},
    onUnsettled: (message) => {
      heard.push(message);
      under.unsettle({ kind: 'unsettled', ...message });
    },
    onLost: () => under.unsettle({ kind: 'unheard' }),
    onGap: () => {},
  });
  await under.api.app.listen({ port: 0, host: '127.0.0.1' });
  // A listening server on a port has such an address.
  port = (under.api.app.server.address() as AddressInfo).port;
  olga = await signedIn(under, 'olga');
  mara = await signedIn(under, 'mara');
});

afterAll(async () => {
  process.stdout.write(`From the change asked for to the end of the stream, ms: ${JSON.stringify(measured)}\n`);
  await listening.close();
  await under.close();
});

interface Stream {
  readonly text: () => string;
  readonly endedAt: () => number | null;
  readonly close: () => void;
}

function follow({ cookie }: Client): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/api/v1/stream', headers: { cookie } }, (answer) => {
      let text = '';
      let endedAt: number | null = null;
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('close', () => {
        endedAt = performance.now();
      });
      answer.on('error', () => {});
      if (answer.statusCode === 200)
        resolve({ text: () => text, endedAt: () => endedAt, close: () => asked.destroy() });
      else reject(new Error(`The stream answered ${answer.statusCode}.`));
    });
    asked.on('error', reject);
    asked.end();
  });
}

async function open(): Promise<string> {
  const answer = await olga.send('POST', '/api/v1/cases', { body: { caseType: 'care', data: { note: 'x' } } });
  expect(answer.status).toBe(201);
  return String(answer.body.caseId);
}

const announce = (caseId: string, more: readonly string[] = []): void =>
  under.announce({ tenant: CITY, caseId, version: 1, tokens: [`in:${CITY}/desk`, `over:${CITY}/desk`, ...more] });

async function done(by: Client, caseId: string, [path, body]: readonly [string, object]): Promise<void> {
  const { status, body: answer } = await by.send('POST', `/api/v1/cases/${caseId}/access/${path}`, { body });
  expect([status, answer.code]).toEqual([200, undefined]);
}

async function once(statement: Statement): Promise<void> {
  await under.database.once(programContext(CITY, 'system.test'), [statement]);
}

const keeper = { tenant: CITY, actor: 'system.command-line' };
const deps = () => ({ database: under.database, nowMs: under.deps.nowMs });
async function hold(fact: HeldFact): Promise<void> {
  expect(await holdFact(deps(), keeper, fact)).toBeNull();
}
const cleared = (person: string): HeldFact => ({
  ...{ kind: 'clearance', id: `clear.${person}`, from: null, until: null, person: `${CITY}/${person}` },
  ...{ scale: 'au-pspf', level: 'SECRET', markers: [] },
});

/** How long the stream of `by` stays open after `change`, in which time nothing of the case is told, whatever happens to it. */
async function lastsAfter(by: Client, caseId: string, change: () => Promise<unknown>): Promise<number> {
  const stream = await follow(by);
  announce(caseId, [`specific:${CITY}/${caseId}`]);
  await vi.waitFor(() => expect(stream.text()).toContain(caseId), { timeout: 5_000 });
  const before = stream.text();
  const started = performance.now();
  await change();
  for (let ms = 0; ms < 5_000 && stream.endedAt() === null; ms += 10) {
    if (ms % 100 === 0) announce(caseId, [`specific:${CITY}/${caseId}`]);
    await sleep(10);
  }
  expect(stream.text()).toBe(before);
  return (stream.endedAt() ?? Number.POSITIVE_INFINITY) - started;
}

interface Way {
  readonly person: string;
  readonly change: (by: Client, caseId: string) => Promise<unknown>;
  /** Whom the database names; null where nothing tells of it, and only asking in turn finds it. */
  readonly told: string | null;
}

const WAYS: Readonly<Record<string, Way>> = {
  'signing out': {
    person: 'leo',
    change: (by) => by.send('DELETE', '/api/v1/session', {}),
    told: 'session/',
  },
  'the end of all sessions of a person': {
    person: 'lena',
    change: () => once(endSessionsOf(CITY, 'lena')),
    told: 'person/lena',
  },
  'a role that a directory takes': {
    person: 'lara',
    change: () => once(takeRoleFrom(CITY, { team: 'desk', role: 'officer', people: ['lara'] })),
    told: 'person/lara',
  },
  'a person who leaves': {
    person: 'lida',
    change: () => once(setActive(CITY, 'lida', false)),
    told: 'person/lida',
  },
  'a clearance that ends': {
    person: 'livia',
    change: async () => expect(await endHeldFact(deps(), keeper, 'clear.livia')).toBeNull(),
    told: 'person/livia',
  },
  'a wall off a matter': {
    person: 'luca',
    change: () =>
      hold({
        ...{ kind: 'wall', id: 'wall.luca', from: null, until: null, case: null, matter: `${CITY}/m1` },
        ...{ person: `${CITY}/luca`, unit: null, standing: 'declared' },
      }),
    told: 'person/luca',
  },
  'a session that somebody removes in the database': {
    person: 'lino',
    change: () => under.test.query("delete from session where person = 'lino'"),
    told: null,
  },
  'a membership that somebody removes in the database': {
    person: 'lola',
    change: () => under.test.query("delete from membership where person = 'lola'"),
    told: null,
  },
};

describe('an open stream ends within a second, and tells nothing meanwhile, after', () => {
  test.each(Object.entries(WAYS))('%s', async (name, { person, change, told }) => {
    const caseId = await open();
    if (person === 'livia') await hold(cleared('livia'));
    const by = await signedIn(under, person);
    const before = heard.length;
    const lasted = await lastsAfter(by, caseId, () => change(by, caseId));
    measured[name] = Math.round(lasted);
    expect(lasted).toBeLessThanOrEqual(MOST_MS);
    const named = heard.slice(before).flatMap(({ whom }) => whom ?? []);
    expect(named.filter((each) => told !== null && each.startsWith(told))).toHaveLength(told === null ? 0 : 1);
  });

  test('a grant by name is taken back', async () => {
    const caseId = await open();
    const gina = await signedIn(under, 'gina');
    await done(gina, caseId, ['requests', { sections: ['general'], until: '2099-01-01T00:00:00Z', reason: 'Cover' }]);
    await done(mara, caseId, ['requests/request.2/decide', { granted: true, until: null, reason: 'Needed' }]);
    const lasted = await lastsAfter(gina, caseId, () =>
      done(mara, caseId, ['facts/specific.3/end', { reason: 'No longer needed' }]),
    );
    measured['a grant by name that is taken back'] = Math.round(lasted);
    expect(lasted).toBeLessThanOrEqual(MOST_MS);
    expect(heard.some(({ whom }) => whom?.includes(`case/${caseId}`) === true)).toBe(true);
  });

  test('a unit is moved from below that of the reader', async () => {
    expect(await moveUnit(deps(), keeper, { unit: 'desk', under: 'region' })).toBeNull();
    const by = await signedIn(under, 'ludo');
    const stream = await follow(by);
    const started = performance.now();
    expect(await moveUnit(deps(), keeper, { unit: 'desk', under: null })).toBeNull();
    await vi.waitFor(() => expect(stream.endedAt()).not.toBeNull(), { timeout: 5_000, interval: 10 });
    const lasted = (stream.endedAt() ?? 0) - started;
    measured['a unit that is moved'] = Math.round(lasted);
    expect(lasted).toBeLessThanOrEqual(MOST_MS);
  });

  test('nothing is heard any more', async () => {
    const stream = await follow(await signedIn(under, 'luigi'));
    const started = performance.now();
    await under.test.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'casewright live'",
    );
    await vi.waitFor(() => expect(stream.endedAt()).not.toBeNull(), { timeout: 5_000, interval: 10 });
    measured['a listening connection that breaks'] = Math.round((stream.endedAt() ?? 0) - started);
    expect(measured['a listening connection that breaks']).toBeLessThanOrEqual(MOST_MS);
    // It is mended before other tests rely on it.
    const count = heard.length;
    await vi.waitFor(
      async () => {
        await once(endSessionsOf(CITY, 'luigi'));
        expect(heard.length).toBeGreaterThan(count);
      },
      { timeout: 10_000, interval: 200 },
    );
  });
});

describe('a stream that stays open tells nothing any more of a case', () => {
  const CLOSINGS: Readonly<Record<string, readonly [string, object]>> = {
    'whose classification was raised': [
      'classification',
      {
        ...{ classification: { scale: 'au-pspf', level: 'PROTECTED', markers: [] }, compartments: [] },
        ...{ purposes: null, matters: [], reason: 'Seen' },
      },
    ],
    'from which a wall keeps the reader': [
      'facts',
      { fact: { kind: 'wall', person: 'loris', unit: null, standing: 'declared' } },
    ],
  };
  test.each(Object.entries(CLOSINGS))('%s', async (_name, command) => {
    const [caseId, other] = [await open(), await open()];
    const stream = await follow(await signedIn(under, 'loris'));
    announce(caseId);
    await vi.waitFor(() => expect(stream.text()).toContain(caseId), { timeout: 5_000 });
    const before = stream.text().split(caseId).length;
    await done(mara, caseId, command);
    for (let times = 0; times < 15; times += 1) {
      announce(caseId);
      announce(other);
      await sleep(100);
    }
    await vi.waitFor(() => expect(stream.text()).toContain(other), { timeout: 5_000 });
    expect(stream.text().split(caseId)).toHaveLength(before);
    expect(stream.endedAt()).toBeNull();
    stream.close();
  });
});

test('a stream is not opened for a session whose rights are only remembered', async () => {
  const by = await signedIn(under, 'lucia');
  expect((await by.get('/api/v1/session')).status).toBe(200);
  await once(endSessionsOf(CITY, 'lucia'));
  await expect(follow(by)).rejects.toThrow('401');
});

test('proofs and questions grow neither with the streams of a session nor with messages', async () => {
  const caseIds = [await open(), await open(), await open()];
  const { queries } = under.options.doors;
  const [asked, proved] = [vi.spyOn(queries, 'seeChanges'), vi.spyOn(queries, 'proveSessions')];
  const busy = await signedIn(under, 'busy');
  const streams = await Promise.all([
    ...Array.from({ length: 12 }, () => follow(busy)),
    follow(await signedIn(under, 'many')),
  ]);
  const started = performance.now();
  for (let times = 0; times < 100; times += 1) {
    for (const caseId of caseIds) announce(caseId);
    await sleep(20);
  }
  await vi.waitFor(() => {
    for (const stream of streams) for (const caseId of caseIds) expect(stream.text()).toContain(caseId);
  });
  const elapsedMs = performance.now() - started;
  // 13 streams, 300 messages, two sessions: a round of each in three quarters of a second, one question for both in half.
  expect(asked.mock.calls.length).toBeLessThanOrEqual(2 * (elapsedMs / 750 + 1));
  expect(asked.mock.calls.length).toBeGreaterThan(0);
  expect(proved.mock.calls.length).toBeLessThanOrEqual(elapsedMs / 500 + 2);
  for (const stream of streams) stream.close();
  asked.mockRestore();
  proved.mockRestore();
});
