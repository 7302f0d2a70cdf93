// Attacks on every route that the router has: requests from pages of other sites, members that nobody may send, SQL in every
// text, lines in headers; guessing ids by time; and an access log that breaks between the read and the answer.
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as oracle from '../../../oracles/access/route-oracle.ts';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { openDatabase } from '../store/database.ts';
import { putHeldFact } from '../store/held-facts.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { MATRIX_ORIGIN, openMatrixApi, type MatrixApi } from './matrix-api.ts';
import { ask, type Answered, type Played } from './matrix-play.ts';
import { requestsFor, type MatrixRequest } from './matrix-requests.ts';
import { setUpMatrix } from './matrix-set-up.ts';
import { MATRIX_WORLD, type MatrixCase, type MatrixPerson } from './matrix-world.ts';
import { programContext } from '../store/context.ts';

let test: TestDatabase;
let api: MatrixApi;
let played: Played;
let requests: readonly MatrixRequest[];

beforeAll(async () => {
  test = await startTestDatabase();
  const master = Buffer.alloc(32, 7);
  const { appConnection: connection, contextKey } = test;
  const database = openDatabase({ connection, contextKey, poolSize: 4 });
  const places = await setUpMatrix({ database, keys: fileKeyProvider(master), query: asSuperuser }, MATRIX_WORLD);
  await database.close();
  const keys = { contextKey: contextKey.toString('base64'), masterKey: master.toString('base64') };
  api = await openMatrixApi({ connection, ...keys });
  played = { ...api, world: MATRIX_WORLD, places, oracle };
  requests = requestsFor(api.api.routes).requests;
});
afterAll(async () => {
  await api.close();
  await test.close();
});

function asSuperuser(text: string, values: readonly unknown[] = []): Promise<unknown> {
  return test.query(text, values);
}

function who(id: string): MatrixPerson {
  const found = MATRIX_WORLD.people.find(({ person }) => person === id);
  if (found === undefined) throw new Error(`There is no ${id}.`);
  return found;
}

function which(name: string): MatrixCase {
  const found = MATRIX_WORLD.cases.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no case ${name}.`);
  return found;
}

function send(by: string, request: Omit<MatrixRequest, 'route' | 'variant'>, target = 'plain'): Promise<Answered> {
  const of = request.path.includes('CASE') ? which(target) : null;
  return ask(played, who(by), { request, target: of });
}

const get = (path: string): Omit<MatrixRequest, 'route' | 'variant'> => ({ method: 'GET', path, headers: {} });
const changing = (): readonly MatrixRequest[] =>
  requests.filter(({ method, body, path }) => method !== 'GET' && body !== undefined && !path.startsWith('/scim/'));

async function everything(): Promise<{ readonly events: number }> {
  const [row] = await test.query<{
    events: number;
  }>(`select (select count(*)::int from event) as events, (select count(*) from session) as sessions,
    (select count(*) from person) as people, (select count(*) from membership) as memberships,
    (select string_agg(relname, ' ' order by relname) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace) as tables`);
  if (row === undefined) throw new Error('Nothing was counted.');
  return row;
}

describe('a page of another site', () => {
  it('changes nothing by any route, and the routes that ask for no origin are those that browsers or systems need', async () => {
    const before = await everything();
    const cookie = `casewright_session=${played.places.credentials['mara']}`;
    const free: string[] = [];
    let refused = 0;
    for (const { method, path, audit, action } of api.api.routes.filter(
      (route) => !/GET|HEAD|OPTIONS/.test(route.method),
    )) {
      // For tokens alone, whatever cookie comes with the request.
      const isDirectory = audit === 'directory';
      const url = path.replace(':caseId', played.places.cases['plain'] ?? '').replaceAll(/:[a-z]+/gi, 'visit');
      for (const from of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        {},
      ]) {
        const answer = await api.api.app.inject({
          ...{ method: method as 'POST', url, payload: '{}' },
          headers: { cookie, 'content-type': 'application/json', 'idempotency-key': `csrf-${refused}`, ...from },
        });
        const isRefused = isDirectory ? answer.statusCode >= 400 : answer.statusCode === 403;
        if (isRefused) refused += 1;
        else if (!free.includes(action)) free.push(action);
      }
    }
    expect(free.toSorted()).toEqual(['policy-report', 'token', 'witness-checkpoint']);
    expect(refused).toBeGreaterThan(100);
    expect(await everything()).toEqual(before);
  });
});

describe('a body', () => {
  const OVER = [
    'role',
    'roles',
    'tenant',
    'actor',
    'authority',
    'holding',
    'person',
    'occurred',
    'version',
    'approvedBy',
  ];
  const OBJECTS = ['__proto__', 'constructor', 'prototype'];

  it('with a member that is not its own is refused by every route, whole, and pollutes nothing', async () => {
    const before = await everything();
    let sent = 0;
    for (const { body, ...request } of changing()) {
      for (const name of [...OVER, ...OBJECTS].filter((each) => !Object.hasOwn(body ?? {}, each))) {
        const text = JSON.stringify(body).replace(/^\{/, `{"${name}":{"admin":true},`).replace(/,\}$/, '}');
        const answer = await raw('mara', request, text);
        expect([request.route, name, answer.statusCode]).toEqual([request.route, name, 400]);
        sent += 1;
      }
    }
    expect(sent).toBeGreaterThan(300);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
    expect(await everything()).toEqual(before);
  });

  it('with SQL in any text, or an address with it, does nothing that the text does not say', async () => {
    const before = await everything();
    const SQL = [
      "'; drop table event; --",
      "' or '1'='1",
      '$1',
      "\\'; select pg_sleep(5); --",
      "x') on conflict do nothing --",
    ];
    let sent = 0;
    // An emergency whose reason is such a text is one all the same.
    let applied = 0;
    for (const { request, place, text } of changing().flatMap((each) => textsIn(each, SQL))) {
      const { body, ...where } = request;
      const answer = await raw('mara', where, JSON.stringify(withText(body, place, text)));
      expect([request.route, place, answer.statusCode < 500]).toEqual([request.route, place, true]);
      if (answer.statusCode < 300 && !isAskedByPost(request.path)) applied += 1;
      sent += 1;
    }
    for (const { path, method, headers } of requests.filter((each) => each.method === 'GET')) {
      for (const text of SQL) {
        const at = path.replace('CASE', `CASE${encodeURIComponent(text)}`).replace('visit', encodeURIComponent(text));
        const url = `${at}${at.includes('?') ? '&' : '?'}after=${encodeURIComponent(text)}`;
        const answer = await send('mara', { method, path: url, headers });
        expect([url, answer.status < 500]).toEqual([url, true]);
        sent += 1;
      }
    }
    expect(sent).toBeGreaterThan(150);
    expect(await everything()).toEqual({ ...before, events: before.events + applied });
  });
});

it('no line that comes in an address or a key becomes a header of an answer', async () => {
  const LINES = ['%0d%0aset-cookie:%20stolen=1', '%0aset-cookie:stolen=1', '\u560d\u560aset-cookie:stolen=1'];
  for (const { path, method, headers } of requests.filter((each) => each.method === 'GET')) {
    for (const line of LINES) {
      const at = `${path.replace('visit', `visit${line}`)}${path.includes('?') ? '&' : '?'}x=${line}`;
      const answer = await send('olga', { method, path: encodeURI(decodeURI(at)), headers });
      expect(answer.text).not.toMatch(/"(set-cookie|location)"/);
    }
  }
});

describe('guessing ids by time', () => {
  const SAMPLES = 180;
  /** How often the one took longer than the other: 0.5 where they cannot be told apart. */
  const FAR_FROM_HALF = 0.1;
  /** Of three: what a busy machine does to one of them says nothing; what can be told apart can be each time. */
  const middle = (three: readonly number[]): number => three.toSorted((a, b) => a - b)[1] ?? 0;
  /** Every order: each comes as often after the one as after the other, whose work may still be going on beneath. */
  const ORDERS = [
    ['hidden', 'absent', 'shown'],
    ['absent', 'shown', 'hidden'],
    ['shown', 'hidden', 'absent'],
    ['absent', 'hidden', 'shown'],
    ['hidden', 'shown', 'absent'],
    ['shown', 'absent', 'hidden'],
  ] as const;

  it('does not tell a hidden case from one that does not exist, and the same measure tells one that is shown', async () => {
    const measured = [await measure(), await measure(), await measure()];
    process.stdout.write(`How far from chance, hidden and shown, three times: ${JSON.stringify(measured)}\n`);
    expect(middle(measured.map(({ hidden }) => hidden))).toBeLessThan(FAR_FROM_HALF);
    expect(middle(measured.map(({ shown }) => shown))).toBeGreaterThan(FAR_FROM_HALF);
  });

  /** How far the times of each are from those of a case that does not exist. */
  async function measure(): Promise<{ readonly hidden: number; readonly shown: number }> {
    const targets = { hidden: which('walled'), absent: 'absent', shown: which('own') } as const;
    const times: Record<keyof typeof targets, number[]> = { hidden: [], absent: [], shown: [] };
    for (let at = 0; at < SAMPLES; at += 1) {
      for (const kind of ORDERS[at % ORDERS.length] ?? []) {
        const started = performance.now();
        await ask(played, who('otto'), { request: get('/api/v1/cases/CASE'), target: targets[kind] });
        times[kind].push(performance.now() - started);
      }
    }
    const farFromHalf = (one: readonly number[]) => Math.abs(slower(one, times.absent) - 0.5);
    return { hidden: farFromHalf(times.hidden), shown: farFromHalf(times.shown) };
  }
});

describe('an open stream of somebody who lost the right', () => {
  it('tells nothing more, and ends within a second of the next change where the session has ended with it', async () => {
    await api.api.app.listen({ port: 0, host: '127.0.0.1' });
    // A listening server on a port has such an address.
    const { port } = api.api.app.server.address() as AddressInfo;
    const [nina, will] = [await follow(port, 'nina'), await follow(port, 'will')];
    const caseId = played.places.cases['plain'] ?? '';
    const announce = (version: number): void => api.announce({ tenant: 1, caseId, version, tokens: ['in:1/desk'] });
    announce(1);
    await sleep(1_500);
    expect([nina.text(), will.text()].map((text) => text.includes(caseId))).toEqual([true, true]);
    await test.query("delete from membership where tenant = 1 and person = 'nina'");
    const wall = {
      kind: 'wall' as const,
      id: 'late.will',
      from: null,
      until: null,
      unit: null,
      standing: 'declared' as const,
    };
    const fact = { ...wall, person: '1/will', case: `1/${caseId}`, matter: null };
    await api.database.once(programContext(1, 'set-up'), [putHeldFact(1, fact)]);
    const before = [nina.text(), will.text()];
    announce(2);
    const started = performance.now();
    while (!nina.ended() && performance.now() - started < 5_000) await sleep(10);
    expect(nina.ended()).toBe(true);
    // A second on a machine that does nothing else; tests share theirs.
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(hintsIn(nina.text())).toEqual(hintsIn(before[0] ?? ''));
    will.close();
  });
});

describe('an access log that breaks', () => {
  it('between the read and the answer: the connection is cut, nothing is shown and nothing was recorded', async () => {
    const count = () => test.query('select count(*)::int as count from access_log');
    const before = await count();
    const blocker = await lockLog();
    const answering = send('olga', get('/api/v1/cases/CASE'));
    let cut = 0;
    for (let tries = 0; tries < 50 && cut === 0; tries += 1) {
      await sleep(50);
      const rows = await test.query<{ cut: boolean }>(
        "select pg_terminate_backend(pid) as cut from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      cut = rows.length;
    }
    const answer = await answering;
    await blocker();
    expect(cut).toBeGreaterThan(0);
    expect(answer.status).toBe(503);
    expect(answer.text).not.toMatch(/canary|MA-2026/);
    expect(await count()).toEqual(before);
  });

  it('because its disk is full: no read is shown, no refusal is told, and a hidden case is like an absent one', async () => {
    await test.query('alter table access_log add constraint disk_full check (tenant < 0) not valid');
    try {
      for (const request of requests.filter(({ path, method }) => path.includes('CASE') && method !== 'HEAD')) {
        const hidden = await send('otto', request, 'walled');
        const absent = await ask(played, who('otto'), { request, target: 'absent' });
        expect([request.route, hidden.status >= 500, hidden.text]).toEqual([request.route, true, absent.text]);
      }
      for (const path of ['/api/v1/cases/CASE', '/api/v1/cases', '/api/v1/work', '/api/v1/notices']) {
        const answer = await send('olga', get(path));
        expect([path, answer.status]).toEqual([path, 503]);
        expect(answer.text).not.toMatch(/canary|MA-2026/);
      }
    } finally {
      await test.query('alter table access_log drop constraint disk_full');
    }
  });
});

it('there is no trigger that could be disabled', async () => {
  expect(await test.query('select tgname from pg_trigger where not tgisinternal')).toEqual([]);
});

/** Holds the access log until it is let go. */
async function lockLog(): Promise<() => Promise<void>> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ ...test.ownerConnection, ssl: false });
  await client.connect();
  await client.query('begin');
  await client.query('lock table access_log in share row exclusive mode');
  return async () => {
    await client.query('rollback');
    await client.end();
  };
}

async function raw(
  by: string,
  { method, path, headers }: Omit<MatrixRequest, 'body'>,
  payload: string,
): Promise<{ readonly statusCode: number }> {
  const url = path.replace('CASE', played.places.cases['plain'] ?? '');
  const cookie = `casewright_session=${played.places.credentials[by]}`;
  const key = { 'idempotency-key': `raw-${(keys += 1)}` };
  const sent = { ...headers, 'content-type': 'application/json', origin: MATRIX_ORIGIN, cookie, ...key };
  return api.api.app.inject({ method: method as 'POST', url, payload, headers: sent });
}
let keys = 0;

interface WithText {
  readonly request: MatrixRequest;
  readonly place: readonly string[];
  readonly text: string;
}

/** Every text of its body replaced by each of these. */
function textsIn(request: MatrixRequest, texts: readonly string[]): readonly WithText[] {
  return strings(request.body).flatMap(([place]) => texts.map((text) => ({ request, place, text })));
}

/** Every text in a body, by its place. */
function strings(value: unknown, place: readonly string[] = []): readonly (readonly [readonly string[], string])[] {
  if (typeof value === 'string') return [[place, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => strings(each, [...place, name]));
}

function withText(value: unknown, [first, ...rest]: readonly string[], text: string): unknown {
  if (first === undefined) return text;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...(value as object) };
  const members = copy as Record<string, unknown>;
  members[first] = withText(members[first], rest, text);
  return copy;
}

function slower(one: readonly number[], other: readonly number[]): number {
  const wins = one.flatMap((a) => other.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0)));
  return wins.reduce((sum, win) => sum + win, 0) / wins.length;
}

interface Followed {
  readonly text: () => string;
  readonly ended: () => boolean;
  readonly close: () => void;
}

function follow(port: number, by: string): Promise<Followed> {
  const cookie = `casewright_session=${played.places.credentials[by]}`;
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ host: '127.0.0.1', port, path: '/api/v1/stream', headers: { cookie } }, (answer) => {
      let text = '';
      let ended = false;
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('close', () => {
        ended = true;
      });
      answer.on('error', () => {});
      resolve({ text: () => text, ended: () => ended, close: () => asked.destroy() });
    });
    asked.on('error', reject);
    asked.end();
  });
}

function hintsIn(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.startsWith('data: '));
}

/** What is asked with a text that belongs in no address, or is too long for one; and that somebody is there. No case has it on record. */
function isAskedByPost(path: string): boolean {
  return /\/(package|find|reassignment|share-preview|presence)$/.test(path);
}
