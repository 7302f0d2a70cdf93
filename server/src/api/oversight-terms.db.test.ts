// Nobody reads past a wall, a clearance, a compartment, a seal or a purpose, whatever their seat or role: of a case from which a
// privacy officer or the holder of a seat is barred they learn that it is one of so many, by whatever way they ask.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noticeReads } from '../commands/notice-reads.ts';
import { giveSeat } from '../commands/auditor-seats.ts';
import { compile } from '../commands/agency-under-test.ts';
import { holdFact } from '../commands/hold-access.ts';
import type { HeldFact } from '../store/held-facts.ts';
import { programContext } from '../store/context.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { addTie } from '../store/watch-settings.ts';
import { signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';
import { careSource } from './care-under-test.ts';

const CITY = 1;
const EVER = 'from=2020-01-01&to=2039-12-31';
const UNKNOWN = '00000000-0000-7000-8000-000000000000';
const ALWAYS = { from: null, until: null };
const SOURCE = careSource(`  manage: manager
  sections:
    - { name: health, title: Health, fields: [diagnosis], classification: { scale: au-pspf, level: PROTECTED } }
`);

let under: ApiUnderTest;
let mara: Client;
/** Watch over reads, and are barred from every case below. */
let petra: Client;
let olga: Client;
/** The same with all that the cases ask for. */
let paola: Client;
let ornella: Client;

const CASES = ['high', 'walled', 'sealed', 'for-inspection', 'plain'] as const;
const BARRED = CASES.filter((name) => name !== 'plain');
const ids: Record<string, string> = {};

const cleared = (person: string, level: string): HeldFact => ({
  ...{ kind: 'clearance', id: `clearance.${person}`, ...ALWAYS, person: `${CITY}/${person}`, scale: 'au-pspf' },
  ...{ level, markers: [] },
});
const readIn = (person: string): HeldFact => ({
  ...{ kind: 'read-in', id: `read-in.${person}`, ...ALWAYS, person: `${CITY}/${person}`, compartment: `${CITY}/c9` },
});

beforeAll(async () => {
  under = await startApi();
  const member = (person: string, team: string, role: string) => ({
    ...{ person, name: person },
    memberships: [{ team, role }],
  });
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City' },
    teams: ['desk', 'privacy'].map((team) => ({ team, title: team })),
    people: [
      { person: 'mara', name: 'mara', memberships: ['officer', 'manager'].map((role) => ({ team: 'desk', role })) },
      ...['petra', 'paola'].map((person) => member(person, 'privacy', 'privacy-officer')),
    ],
  });
  const published = { tenant: CITY, person: 'set-up', source: SOURCE, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(under.database, { ...published, caseType: compile(SOURCE) });
  for (const [person, purpose] of [
    ['olga', 'audit-2026'],
    ['ornella', 'inspection'],
  ] as const)
    await giveSeat(
      { database: under.database, nowMs: under.deps.nowMs },
      {
        ...{ tenant: CITY, person, name: person, givenBy: 'bruno', purpose },
        ...{ from: '2026-01-01T00:00:00.000Z', until: new Date(Date.now() + 86_400_000).toISOString() },
        scope: { caseTypes: null, teams: null, caseId: null, periodFrom: null, periodUntil: null },
      },
    );
  const keeper = { tenant: CITY, actor: 'system.rights' };
  for (const person of ['mara', 'paola', 'ornella'])
    for (const fact of [cleared(person, 'TOP SECRET'), readIn(person)]) await holdFact(under.deps, keeper, fact);
  mara = await signedIn(under, 'mara');
  for (const name of CASES) ids[name] = await open();
  const asks = { classification: null, compartments: [], purposes: null, matters: [], reason: 'x' };
  const high = { scale: 'au-pspf', level: 'TOP SECRET', markers: [] };
  await say('high', 'classification', { ...asks, classification: high, compartments: ['c9'] });
  for (const person of ['petra', 'olga'])
    await say('walled', 'facts', { fact: { kind: 'wall', person, unit: null, standing: 'declared' } });
  const openTo = ['mara', 'paola', 'ornella'];
  await say('sealed', 'facts', { fact: { kind: 'seal', section: null, openTo } });
  await say('for-inspection', 'classification', { ...asks, purposes: ['inspection'] });
  await Promise.all(
    CASES.map((name) => mara.get(`/api/v1/cases/${ids[name]}`, { 'casewright-purpose': 'inspection' })),
  );
  [petra, olga, paola, ornella] = [
    ...[await signedIn(under, 'petra'), await signedIn(under, 'olga')],
    ...[await signedIn(under, 'paola'), await signedIn(under, 'ornella')],
  ] as const;
});
afterAll(() => under.close());

async function open(): Promise<string> {
  const data = { note: 'Rang', diagnosis: 'Measles' };
  const answer = await mara.send('POST', '/api/v1/cases', { body: { caseType: 'care', data } });
  expect(answer.status).toBe(201);
  return String(answer.body.caseId);
}

async function say(name: string, path: string, body: object): Promise<void> {
  const answer = await mara.send('POST', `/api/v1/cases/${ids[name]}/access/${path}`, { body });
  expect([name, answer.status]).toEqual([name, 200]);
}

const OF_A_CASE = {
  petra: ['/api/v1/cases/CASE/readers', '/api/v1/cases/CASE/readers/for-subject'],
  olga: [
    '/api/v1/audit/cases/CASE?asOf=2039-01-01',
    `/api/v1/audit/cases/CASE/difference?${EVER}`,
    '/api/v1/audit/cases/CASE/verification',
    '/api/v1/audit/cases/CASE/proof',
  ],
};
/** Everybody else's answers name no barred case, by its id or its reference. */
const named = (text: string): readonly string[] => BARRED.filter((name) => text.includes(ids[name] ?? ''));

describe.each(BARRED)('a case that is %s', (name) => {
  test('is absent to a privacy officer and to the holder of a seat, each of whom it bars', async () => {
    for (const [who, paths] of [
      [petra, OF_A_CASE.petra],
      [olga, OF_A_CASE.olga],
    ] as const)
      for (const path of paths) {
        const hidden = await who.get(path.replace('CASE', ids[name] ?? ''));
        const absent = await who.get(path.replace('CASE', UNKNOWN));
        expect([path, hidden.status, hidden.body]).toEqual([path, 404, absent.body]);
      }
  });

  test('is there for those whom nothing bars', async () => {
    const said = { 'casewright-purpose': 'inspection' };
    for (const path of OF_A_CASE.petra)
      expect((await paola.get(path.replace('CASE', ids[name] ?? ''), said)).status).toBe(200);
    for (const path of OF_A_CASE.olga)
      expect((await ornella.get(path.replace('CASE', ids[name] ?? ''))).status).toBe(200);
  });

  test('is found by no filter of the explorer', async () => {
    for (const kind of ['reads', 'events'])
      for (const by of ['', '&denied=yes', '&person=olga']) {
        const path = `/api/v1/audit/entries?kind=${kind}&${EVER}${by}&caseId=`;
        expect((await olga.get(path + String(ids[name]))).body).toEqual((await olga.get(path + UNKNOWN)).body);
      }
    const { body } = await ornella.get(`/api/v1/audit/entries?kind=reads&${EVER}&caseId=${ids[name]}`);
    expect(body.items.length).toBeGreaterThan(0);
  });
});

describe('lists', () => {
  test('of what somebody looked at name what may be told, and count the rest', async () => {
    const path = `/api/v1/people/mara/reads?${EVER}`;
    const { body } = await petra.get(path);
    expect([body.items.map((item: { caseId: string }) => item.caseId), body.withheld]).toEqual([[ids['plain']], 4]);
    const all = await paola.get(path, { 'casewright-purpose': 'inspection' });
    expect([all.body.items.length, all.body.withheld]).toEqual([5, 0]);
  });

  test('of what somebody reaches are full without the others, and their cursors name none', async () => {
    const path = '/api/v1/people/mara/access/reach';
    const { body } = await petra.get(path);
    // Mara says no purpose there, so what is for inspection she does not reach.
    expect([body.items.map((item: { caseId: string }) => item.caseId), body.withheld]).toEqual([[ids['plain']], 3]);
    expect((await paola.get(path)).body.items).toHaveLength(4);
  });

  test('of the explorer name no barred case', async () => {
    for (const kind of ['reads', 'events']) {
      const { body } = await olga.get(`/api/v1/audit/entries?kind=${kind}&${EVER}&person=mara`);
      expect(body.items.length).toBeGreaterThan(0);
      expect(named(JSON.stringify(body))).toEqual([]);
      const counted = body.items.reduce(
        (sum: number, item: { withheld: number }) => sum + item.withheld,
        body.withheld,
      );
      expect(counted).toBeGreaterThanOrEqual(4);
      const seen = (await ornella.get(`/api/v1/audit/entries?kind=${kind}&${EVER}&person=mara`)).body;
      expect(named(JSON.stringify(seen))).toEqual(BARRED);
    }
  });

  test('of a review name no barred case', async () => {
    await under.database.once(
      programContext(CITY, 'set-up'),
      CASES.map((name) =>
        addTie(1, { caseId: ids[name] ?? '', person: 'mara', tie: 'self', by: 'x', at: new Date().toISOString() }),
      ),
    );
    await mara.get('/api/v1/cases', { 'casewright-purpose': 'inspection' });
    for (const name of CASES) await mara.get(`/api/v1/cases/${ids[name]}`, { 'casewright-purpose': 'inspection' });
    while ((await noticeReads({ database: under.database, nowMs: () => Date.now() + 3_600_000 }, 1)).lines > 0);
    const { items } = (await petra.get('/api/v1/reviews?state=open')).body;
    const own = items.find((item: { kind: string }) => item.kind === 'own-record');
    const { body } = await petra.get(`/api/v1/reviews/${own.reviewId}`);
    expect(named(JSON.stringify(body))).toEqual([]);
    expect(body.looks.filter((look: { withheld: number }) => look.withheld > 0).length).toBeGreaterThanOrEqual(4);
    const all = await paola.get(`/api/v1/reviews/${own.reviewId}`, { 'casewright-purpose': 'inspection' });
    expect(named(JSON.stringify(all.body))).toEqual(BARRED);
  });

  test('leave no line that says more than was shown', async () => {
    const lines = await under.test.query<{ ids: readonly string[]; [column: string]: unknown }>(
      "select case_ids::text[] as ids from access_log where person in ('petra', 'olga') and not denied",
    );
    expect(named(JSON.stringify(lines))).toEqual([]);
  });
});

describe('a section that is barred', () => {
  const replay = (who: Client) => who.get(`/api/v1/audit/cases/${ids['plain']}?asOf=2039-01-01`);

  test('is cut from the replay and from the difference', async () => {
    expect(JSON.stringify((await replay(olga)).body)).not.toMatch(/measles|diagnosis/i);
    expect(JSON.stringify((await replay(olga)).body)).toContain('Rang');
    expect(JSON.stringify((await replay(ornella)).body)).toContain('Measles');
    const path = `/api/v1/audit/cases/${ids['plain']}/difference?${EVER}`;
    expect(JSON.stringify((await olga.get(path)).body)).not.toMatch(/measles|diagnosis/i);
    expect(JSON.stringify((await ornella.get(path)).body)).toContain('Measles');
  });

  test('keeps the proof file, which has every envelope, from whom it is closed to', async () => {
    expect((await olga.get(`/api/v1/audit/cases/${ids['plain']}/proof`)).status).toBe(404);
    expect((await olga.get(`/api/v1/audit/cases/${ids['plain']}/verification`)).status).toBe(200);
  });
});

describe('who may read a case', () => {
  const holders = async (name: string, part = ''): Promise<readonly string[]> => {
    const { body } = await mara.get(`/api/v1/cases/${ids[name]}/access/who${part}`, {
      'casewright-purpose': 'inspection',
    });
    const rule = body.by.find((each: { rule: string }) => each.rule === 'auditor-seat');
    const found = body.items.filter((item: { by: readonly { rule: string }[] }) =>
      item.by.some((by) => by.rule === 'auditor-seat'),
    );
    expect(rule?.people ?? 0).toBe(found.length);
    return found.map((item: { person: string }) => item.person);
  };

  test('lists the holders of seats whom nothing bars, with the seat as the rule', async () => {
    expect(await holders('plain')).toEqual(['olga', 'ornella']);
    expect(await holders('plain', '?part=health')).toEqual(['ornella']);
    for (const name of BARRED) expect([name, await holders(name)]).toEqual([name, ['ornella']]);
  });

  test('says the same of one holder', async () => {
    const why = async (name: string) =>
      (await mara.get(`/api/v1/cases/${ids[name]}/access/why?person=olga`, { 'casewright-purpose': 'inspection' }))
        .body;
    expect(await why('plain')).toMatchObject({ allowed: false, seat: { rule: 'auditor-seat', kind: 'seat' } });
    expect(await why('walled')).toMatchObject({ allowed: false, seat: null });
  });
});
