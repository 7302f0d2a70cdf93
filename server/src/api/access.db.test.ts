// Who sees a case, by sessions over the wire: what people hold counts from the next request on and not a moment longer, an
// emergency opens what is not barred, and a unit that is moved opens nothing until its rows are made anew.
import { accessSettings } from '@casewright/engine/policy';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../commands/agency-under-test.ts';
import { endHeldFact, holdFact, listHeld, moveUnit } from '../commands/hold-access.ts';
import { programContext } from '../store/context.ts';
import type { HeldFact } from '../store/held-facts.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { rebuild } from '../store/rebuild.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { verifyRights } from '../store/verify-rights.ts';
import { remakeOutdated } from '../worker/access.ts';
import { signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';
import { careSource } from './care-under-test.ts';

const CITY = 1;
const HOUR = 3_600_000;
const KEEPER = { tenant: CITY, actor: 'system.rights' };

const SOURCE = careSource(`  manage: manager
  sections: [{ name: health, title: Health, fields: [diagnosis], readers: [manager] }]
`);

let under: ApiUnderTest;
let people: Record<'olga' | 'mara' | 'otto' | 'dario', Client>;

beforeAll(async () => {
  under = await startApi();
  const { database } = under;
  const teams = ['desk', 'office'].map((team) => ({ team, title: team }));
  const member = (person: string, team: string, role: string) => ({
    person,
    name: person,
    memberships: [{ team, role }],
  });
  await upsertPeople(database, {
    ...{ tenant: CITY, slug: 'city', name: 'City', teams },
    people: [member('olga', 'desk', 'officer'), member('mara', 'desk', 'manager'), member('otto', 'office', 'manager')],
  });
  const published = { tenant: CITY, person: 'set-up', source: SOURCE, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(database, { ...published, caseType: compile(SOURCE) });
  people = {
    olga: await signedIn(under, 'olga'),
    mara: await signedIn(under, 'mara'),
    otto: await signedIn(under, 'otto'),
    dario: await signedIn(under, 'dario'),
  };
});
afterAll(() => under.close());

async function open(): Promise<string> {
  const data = { note: 'Rang', diagnosis: 'Measles' };
  const answer = await people.olga.send('POST', '/api/v1/cases', { body: { caseType: 'care', data } });
  expect(answer.status).toBe(201);
  return String(answer.body.caseId);
}

const statusOf = async (by: Client, caseId: string): Promise<number> =>
  (await by.get(`/api/v1/cases/${caseId}`)).status;

async function listed(by: Client, caseId: string): Promise<boolean> {
  const { body } = await by.get('/api/v1/cases?status=open');
  return body.items.some((item: { caseId: string }) => item.caseId === caseId);
}

async function say(by: Client, caseId: string, [path, body]: readonly [string, object]): Promise<number> {
  return (await by.send('POST', `/api/v1/cases/${caseId}/access/${path}`, { body })).status;
}

function cleared(person: string, level: string): Extract<HeldFact, { kind: 'clearance' }> {
  const always = { from: null, until: null };
  return {
    ...{ kind: 'clearance', id: `clearance.${person}`, ...always, person: `${CITY}/${person}` },
    ...{ scale: 'au-pspf', level, markers: [] },
  };
}

const hold = (fact: HeldFact): Promise<string | null> => holdFact(under.deps, KEEPER, fact);

describe('what people hold', () => {
  test('counts from the next request on: a clearance given, taken, and too low', async () => {
    const caseId = await open();
    await hold(cleared('mara', 'SECRET'));
    const secret = { classification: { scale: 'au-pspf', level: 'PROTECTED', markers: [] }, compartments: [] };
    expect(
      await say(people.mara, caseId, ['classification', { ...secret, purposes: null, matters: [], reason: 'x' }]),
    ).toBe(200);
    expect([await statusOf(people.olga, caseId), await listed(people.olga, caseId)]).toEqual([404, false]);
    expect([await statusOf(people.mara, caseId), await listed(people.mara, caseId)]).toEqual([200, true]);
    expect(await hold(cleared('olga', 'OFFICIAL'))).toBeNull();
    expect(await statusOf(people.olga, caseId)).toBe(404);
    expect(await hold(cleared('olga', 'PROTECTED'))).toBeNull();
    expect([await statusOf(people.olga, caseId), await listed(people.olga, caseId)]).toEqual([200, true]);
    expect(await endHeldFact(under.deps, KEEPER, 'clearance.olga')).toBeNull();
    expect([await statusOf(people.olga, caseId), await listed(people.olga, caseId)]).toEqual([404, false]);
  });

  test('ends by itself when its time is over', async () => {
    const caseId = await open();
    const matter = { classification: null, compartments: [], purposes: null, matters: ['fraud-7'], reason: 'x' };
    expect(await say(people.mara, caseId, ['classification', matter])).toBe(200);
    const until = Date.now() + HOUR;
    const wall = { kind: 'wall' as const, id: 'wall.desk', from: null, until, case: null, matter: `${CITY}/fraud-7` };
    expect(await hold({ ...wall, person: `${CITY}/olga`, unit: null, standing: 'declared' })).toBeNull();
    expect([await statusOf(people.olga, caseId), await statusOf(people.mara, caseId)]).toEqual([404, 200]);
    under.advance(HOUR - 60_000);
    people.olga = await signedIn(under, 'olga');
    expect(await statusOf(people.olga, caseId)).toBe(404);
    under.advance(120_000);
    expect(await statusOf(people.olga, caseId)).toBe(200);
    people = {
      ...people,
      mara: await signedIn(under, 'mara'),
      otto: await signedIn(under, 'otto'),
      dario: await signedIn(under, 'dario'),
    };
  });

  test('is refused with a sentence where it makes no sense, and given to nobody by themselves', async () => {
    expect(await hold(cleared('olga', 'MOST SECRET'))).toContain('UNOFFICIAL, OFFICIAL');
    expect(await hold({ ...cleared('olga', 'SECRET'), person: '2/olga' })).toContain('another agency');
    expect(await holdFact(under.deps, { tenant: CITY, actor: 'olga' }, cleared('olga', 'SECRET'))).toContain(
      'themselves',
    );
    expect(await endHeldFact(under.deps, KEEPER, 'clearance.nobody')).toContain('clearance.nobody');
    expect(Object.keys(accessSettings.scales)).toContain('au-pspf');
  });
});

describe('an emergency', () => {
  const BREAK = ['break-glass', { hours: 2, category: 'life', reason: 'A child is missing and cannot wait.' }] as const;

  test('opens for its hours what was only not granted, with every part, and puts it into lists', async () => {
    const caseId = await open();
    expect([await statusOf(people.dario, caseId), await listed(people.dario, caseId)]).toEqual([404, false]);
    expect(await say(people.dario, caseId, BREAK)).toBe(200);
    const { status, body } = await people.dario.get(`/api/v1/cases/${caseId}`);
    expect([status, JSON.stringify(body).includes('Measles'), await listed(people.dario, caseId)]).toEqual([
      200,
      true,
      true,
    ]);
    // Reading is all that it opens.
    expect((await people.dario.send('POST', `/api/v1/cases/${caseId}/notes`, { body: { text: 'x' } })).status).toBe(
      404,
    );
    under.advance(2 * HOUR + 1_000);
    people.dario = await signedIn(under, 'dario');
    expect([await statusOf(people.dario, caseId), await listed(people.dario, caseId)]).toEqual([404, false]);
  });

  test('opens nothing from which a wall keeps somebody, and does not tell that it is there', async () => {
    people = {
      ...people,
      olga: await signedIn(under, 'olga'),
      mara: await signedIn(under, 'mara'),
      dario: await signedIn(under, 'dario'),
    };
    const caseId = await open();
    const wall = { kind: 'wall', person: 'dario', unit: null, standing: 'declared' };
    expect(await say(people.mara, caseId, ['facts', { fact: wall }])).toBe(200);
    expect(await say(people.dario, caseId, BREAK)).toBe(404);
    expect(await say(people.dario, '01a00000-0000-7000-8000-000000000000', BREAK)).toBe(404);
    expect(await statusOf(people.dario, caseId)).toBe(404);
  });
});

describe('a part of a case', () => {
  test('is read by the roles that it names, and is nowhere in what others get', async () => {
    const caseId = await open();
    const seen = async (by: Client, path = ''): Promise<boolean> =>
      JSON.stringify((await by.get(`/api/v1/cases/${caseId}${path}`)).body).includes('Measles');
    expect([await seen(people.olga), await seen(people.mara)]).toEqual([false, true]);
    expect([await seen(people.olga, '/activity'), await seen(people.mara, '/activity')]).toEqual([false, true]);
  });
});

describe('a unit that is moved', () => {
  test('opens nothing until its rows are made anew, and then to whoever is above it', async () => {
    const caseId = await open();
    people.otto = await signedIn(under, 'otto');
    expect(await statusOf(people.otto, caseId)).toBe(404);
    expect(await moveUnit(under.deps, KEEPER, { unit: 'desk', under: 'office' })).toBeNull();
    expect([await statusOf(people.olga, caseId), await statusOf(people.otto, caseId)]).toEqual([404, 404]);
    const sweep = await remakeOutdated(under.deps, CITY);
    expect(sweep.problems).toEqual([]);
    expect(sweep.remade).toBeGreaterThan(0);
    expect([await statusOf(people.olga, caseId), await statusOf(people.otto, caseId)]).toEqual([200, 200]);
    expect(await listed(people.otto, caseId)).toBe(true);
    expect(await moveUnit(under.deps, KEEPER, { unit: 'office', under: 'desk' })).toContain('below it');
    expect(await moveUnit(under.deps, KEEPER, { unit: 'desk', under: null })).toBeNull();
    await remakeOutdated(under.deps, CITY);
    expect([await statusOf(people.olga, caseId), await statusOf(people.otto, caseId)]).toEqual([200, 404]);
  });
});

test('every right is evidence, rows are those that the events give, and what was put in by hand is named', async () => {
  const problems = async (): Promise<readonly string[]> => {
    const found: string[] = [];
    await under.database.snapshot(programContext(CITY, 'test'), (tx) =>
      verifyRights(tx, CITY, ({ reason }) => void found.push(reason)),
    );
    return found;
  };
  expect(await problems()).toEqual([]);
  expect((await listHeld(under.deps, CITY)).map(({ id }) => id)).toContain('clearance.mara');
  const { differences } = await rebuild(under.deps, { tenant: CITY, mode: 'compare', nowMs: under.deps.nowMs() });
  expect(differences).toEqual([]);
  await under.test.query(
    `update access_fact set fact = replace(fact, 'SECRET', 'TOP SECRET') where fact_id = 'clearance.mara'`,
  );
  await under.test.query(`update team set above = '{office}' where tenant = ${CITY} and team = 'desk'`);
  expect((await problems()).join('\n')).toMatch(/unit","desk","office.*stands[\s\S]*held","clearance\.mara.*stands/);
});
