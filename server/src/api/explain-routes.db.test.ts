// Questions about access, over the wire: who may ask which, that the answers are those of the rules now and as of an instant,
// that nothing is named which the asker may not know of, and that asking changes nothing.
import { accessRules } from '@casewright/engine/policy';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../commands/agency-under-test.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { putHeldFact } from '../store/held-facts.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { type Answered, signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';
import { careSource } from './care-under-test.ts';
import { programContext } from '../store/context.ts';

const CITY = 1;

const SOURCE = careSource(`  compartments: [c1]
  manage: manager
  sections: [{ name: health, title: Health, fields: [diagnosis], readers: [officer] }]
`);

type Name = 'olga' | 'mara' | 'dario' | 'pia' | 'port';
let under: ApiUnderTest;
let people: Record<Name, Client>;

beforeAll(async () => {
  under = await startApi();
  const { database } = under;
  await upsertPeople(database, {
    ...{ tenant: CITY, slug: 'city', name: 'City' },
    teams: [
      { team: 'desk', title: 'Desk' },
      { team: 'watch', title: 'Watch' },
    ],
    people: [
      { person: 'olga', name: 'Olga', memberships: [{ team: 'desk', role: 'officer' }] },
      { person: 'mara', name: 'Mara', memberships: [{ team: 'desk', role: 'manager' }] },
      { person: 'pia', name: 'Pia', memberships: [{ team: 'watch', role: 'privacy-officer' }] },
    ],
  });
  const published = { tenant: CITY, person: 'set-up', source: SOURCE, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(database, { ...published, caseType: compile(SOURCE) });
  await database.once(
    programContext(CITY, 'set-up'),
    ['olga', 'mara', 'dario', 'pia'].map((person) =>
      putHeldFact(CITY, {
        ...{ kind: 'read-in', id: `read-in.${person}.c1`, from: null, until: null },
        ...{ person: `${CITY}/${person}`, compartment: `${CITY}/c1` },
      }),
    ),
  );
  people = {
    olga: await signedIn(under, 'olga'),
    mara: await signedIn(under, 'mara'),
    dario: await signedIn(under, 'dario'),
    pia: await signedIn(under, 'pia'),
    port: await signedIn(under, 'anna', 'port'),
  };
});
afterAll(() => under.close());

let passedMs = 0;

/** The server's clock. */
const instant = (moreMs = 0): string => new Date(Date.now() + passedMs + moreMs).toISOString();

function pass(ms: number): void {
  under.advance(ms);
  passedMs += ms;
}

async function open(): Promise<string> {
  const answer = await people.olga.send('POST', '/api/v1/cases', { body: { caseType: 'care', data: { note: 'x' } } });
  expect(answer.status).toBe(201);
  return String(answer.body.caseId);
}

const ask = (by: Name, caseId: string, path: string): Promise<Answered> =>
  people[by].get(`/api/v1/cases/${caseId}/access${path}`);

async function post(by: Name, caseId: string, [path, body]: readonly [string, object]): Promise<Answered> {
  return people[by].send('POST', `/api/v1/cases/${caseId}/access/${path}`, { body });
}

async function done(by: Name, caseId: string, asked: readonly [string, object]): Promise<void> {
  expect((await post(by, caseId, asked)).body).toMatchObject({ caseId });
}

const wall = (person: string): object => ({ kind: 'wall', person, unit: null, standing: 'declared' });
const BREAK = ['break-glass', { category: 'life', reason: 'A child is missing and cannot wait.' }] as const;

/** Lines of the access log about a case, the newest first. */
const lines = (caseId: string): Promise<readonly object[]> =>
  under.test.query(
    'select action, person, denied from access_log where $1 = any (case_ids) order by entry_id desc limit 1',
    [caseId],
  );

async function admitted(caseId: string, query = ''): Promise<Readonly<Record<string, readonly string[]>>> {
  const { status, body } = await ask('mara', caseId, `/who${query}`);
  expect(status).toBe(200);
  const items: readonly { person: string; by: readonly { rule: string }[] }[] = body.items;
  return Object.fromEntries(items.map(({ person, by }) => [person, by.map(({ rule }) => rule)]));
}

describe('why', () => {
  test('is told to whoever may read the case about themselves, with what made it so', async () => {
    const caseId = await open();
    const { status, body } = await ask('olga', caseId, '/why');
    expect(status).toBe(200);
    expect(body).toMatchObject({ person: 'olga', allowed: true, unknown: null, part: null });
    expect(body.grants).toMatchObject([{ rule: 'team', holds: true, missing: [], fact: { says: 'officer in Desk' } }]);
    expect(body.terms.map(({ term, holds }: { term: string; holds: boolean }) => [term, holds])).toEqual([
      ['clearance', true],
      ['compartments', true],
      ['seal', true],
      ['wall', true],
      ['purpose', true],
    ]);
    expect(await lines(caseId)).toEqual([{ action: 'explain-why', person: 'olga', denied: false }]);
    expect((await ask('olga', caseId, '/why?part=health')).body).toMatchObject({ part: 'Health', allowed: true });
  });

  test('is told of others to whoever manages access, and to nobody else, who is recorded', async () => {
    const caseId = await open();
    for (const by of ['olga', 'dario', 'pia'] as const) {
      expect((await ask(by, caseId, '/why?person=mara')).status).toBe(404);
      expect(await lines(caseId)).toEqual([{ action: 'explain-why', person: by, denied: true }]);
    }
    expect((await ask('port', caseId, '/why')).status).toBe(404);
    const { body } = await ask('mara', caseId, '/why?person=dario');
    expect(body).toMatchObject({ name: 'Dario Villa', allowed: false });
    expect(body.grants).toMatchObject([{ rule: 'team', holds: false, fact: { says: 'officer in Parking' } }]);
    expect(body.grants[0].missing).toHaveLength(1);
    await done('mara', caseId, ['facts', { fact: wall('olga') }]);
    const kept = (await ask('mara', caseId, '/why?person=olga')).body;
    expect(kept.allowed).toBe(false);
    expect(kept.terms.find(({ term }: { term: string }) => term === 'wall')).toMatchObject({
      ...{ holds: false, against: ['In the way: Olga is kept off the case.'] },
      facts: [{ kind: 'wall', event: 2, says: 'Olga is kept off the case' }],
    });
    expect((await ask('mara', caseId, '/why?person=nobody')).body).toMatchObject({ allowed: false, grants: [] });
  });

  test('names no part that the asker may not read, nor answers about one', async () => {
    const caseId = await open();
    for (const part of ['health', 'nothing']) {
      expect((await ask('mara', caseId, `/why?part=${part}`)).status).toBe(404);
      expect((await ask('mara', caseId, `/who?part=${part}`)).status).toBe(404);
      expect(await lines(caseId)).toEqual([{ action: 'explain-who', person: 'mara', denied: true }]);
    }
    await done('mara', caseId, ['facts', { fact: { kind: 'seal', section: 'health', openTo: ['olga'] } }]);
    const request = { sections: ['health'], until: '2099-01-01T00:00:00Z', reason: 'Cover' };
    await done('dario', caseId, ['requests', request]);
    await done('mara', caseId, ['requests/request.3/decide', { granted: true, until: null, reason: 'Needed' }]);
    const said = [
      await ask('mara', caseId, ''),
      await ask('mara', caseId, '/why?person=dario'),
      await ask('mara', caseId, '/who'),
      await post('mara', caseId, ['what-if', { add: [], end: ['seal.2', 'specific.4'] }]),
    ];
    for (const { status, body } of said) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(/health/i);
    }
    expect(said[1]?.body.grants[1].fact.says).toBe('Dario Villa asked, and Mara approved: other parts');
    expect((await ask('olga', caseId, '/why?part=health')).body.terms[2].facts[0].says).toBe(
      'Health is open only to Olga',
    );
  });
});

describe('who', () => {
  test('is everybody who may read it and by what, now and as of an instant', async () => {
    const before = instant();
    pass(60_000);
    const caseId = await open();
    const opened = instant();
    pass(60_000);
    await done('dario', caseId, BREAK);
    expect(await admitted(caseId)).toEqual({ dario: ['break-glass'], mara: ['team'], olga: ['team'] });
    expect((await ask('mara', caseId, '/who')).body).toMatchObject({
      total: 3,
      by: [
        { rule: 'team', people: 2 },
        { rule: 'break-glass', people: 1 },
      ],
    });
    expect(await admitted(caseId, `?at=${opened}`)).toEqual({ mara: ['team'], olga: ['team'] });
    expect((await ask('mara', caseId, `/who?at=${before}`)).status).toBe(404);
    expect((await ask('mara', caseId, `/why?person=dario&at=${opened}`)).body.allowed).toBe(false);
    expect((await ask('mara', caseId, '/why?person=dario')).body.allowed).toBe(true);
    const late = instant(6 * 3_600_000);
    expect(await admitted(caseId, `?at=${late}`)).toEqual({ mara: ['team'], olga: ['team'] });
    for (const by of ['olga', 'dario', 'pia', 'port'] as const)
      expect((await ask(by, caseId, '/who')).status).toBe(404);
  });

  test('goes by the memberships that were recorded until then', async () => {
    const caseId = await open();
    const before = instant();
    pass(60_000);
    await under.test.query(`insert into person (tenant, person, name, active) values (1, 'late', 'Late', true);`);
    const at = instant();
    await under.test.query("insert into membership (tenant, person, team, role) values (1, 'late', 'desk', 'officer')");
    const [last] = await under.test.query<{ seq: number }>('select max(seq) as seq from right_change where tenant = 1');
    for (const [more, change] of [
      ['person', 'late', true],
      ['member', 'late', 'desk', 'officer'],
    ].entries())
      await under.test.query(
        `insert into right_change (tenant, seq, algorithm, entry, hash) values (1, $1, 1, $2, sha256('x'))`,
        [Number(last?.seq) + more + 1, JSON.stringify([1, 1, 0, 'set-up', at, change])],
      );
    await under.database.once(programContext(CITY, 'set-up'), [
      putHeldFact(CITY, {
        ...{ kind: 'read-in', id: 'read-in.late.c1', from: null, until: null },
        ...{ person: `${CITY}/late`, compartment: `${CITY}/c1` },
      }),
    ]);
    expect(Object.keys(await admitted(caseId))).toEqual(['late', 'mara', 'olga']);
    expect(Object.keys(await admitted(caseId, `?at=${before}`))).toEqual(['mara', 'olga']);
    await under.test.query("delete from membership where person = 'late'");
  });

  test('pages, and refuses a cursor that it did not make', async () => {
    const caseId = await open();
    expect((await ask('mara', caseId, '/who?after=zz')).body.code).toBe('invalid-cursor');
    const after = Buffer.from('1').toString('base64url');
    expect(Object.keys(await admitted(caseId, `?after=${after}`))).toEqual(['olga']);
  });
});

describe('what if', () => {
  test('says who would gain and lose, and changes nothing', async () => {
    const caseId = await open();
    const asked = ['what-if', { add: [wall('olga')], end: [] }] as const;
    const { body } = await post('mara', caseId, asked);
    const lost = [{ person: 'olga', name: 'Olga' }];
    expect(body).toEqual({
      ...{ refused: null, gained: [] },
      lost: [
        { part: null, total: 1, people: lost },
        { part: 'General', total: 1, people: lost },
      ],
    });
    expect(await under.test.query('select seq from event where case_id = $1', [caseId])).toHaveLength(1);
    expect((await post('mara', caseId, ['what-if', { add: [], end: ['wall.9'] }])).body.refused).toMatch(/no wall\.9/);
    await done('mara', caseId, ['facts', { fact: wall('olga') }]);
    const back = (await post('mara', caseId, ['what-if', { add: [], end: ['wall.2'] }])).body;
    expect(back).toMatchObject({ refused: null, gained: [{ part: null, people: lost }, {}], lost: [] });
    for (const by of ['olga', 'dario', 'pia'] as const) expect((await post(by, caseId, asked)).status).toBe(404);
    expect(await lines(caseId)).toEqual([{ action: 'explain-what-if', person: 'pia', denied: true }]);
  });
});

describe('what was said of access in a case', () => {
  test('is told whole to whoever manages it, and to others what is about themselves', async () => {
    const caseId = await open();
    await done('dario', caseId, BREAK);
    await done('mara', caseId, ['facts', { fact: wall('bruno') }]);
    const whole = (await ask('mara', caseId, '')).body;
    expect(whole).toMatchObject({ manages: true, compartments: ['c1'], parts: [{ part: 'general' }] });
    expect(whole.given).toMatchObject([
      { id: 'break-glass.2', inForce: true, review: 'due', own: false, reason: 'A child is missing and cannot wait.' },
      { id: 'wall.3', says: 'Bruno Sala is kept off the case', inForce: true },
    ]);
    people.dario = await signedIn(under, 'dario');
    const own = (await ask('dario', caseId, '')).body;
    expect(own).toMatchObject({ manages: false, people: [], units: [], given: [{ id: 'break-glass.2', own: true }] });
    expect((await ask('olga', caseId, '')).body).toMatchObject({ manages: false, given: [], requests: [] });
    expect((await ask('pia', caseId, '')).status).toBe(404);
  });
});

describe('the id of a case by its reference', () => {
  test('is told to those who might ask for access, and looks to others as if there were no such case', async () => {
    const caseId = await open();
    const [row] = await under.test.query<{ reference: string }>('select reference from case_head where case_id = $1', [
      caseId,
    ]);
    const find = (by: Name, name = row?.reference ?? ''): Promise<Answered> =>
      people[by].get(`/api/v1/case-ids?name=${name}`);
    expect((await find('dario')).body).toEqual({ caseId, reference: row?.reference });
    expect((await find('dario', caseId)).body).toEqual({ caseId, reference: row?.reference });
    await done('mara', caseId, ['facts', { fact: wall('dario') }]);
    const barred = await find('dario');
    expect(await lines(caseId)).toEqual([{ action: 'find-case', person: 'dario', denied: true }]);
    const absent = await find('dario', 'CA-1999-1');
    expect([barred.status, barred.body]).toEqual([404, absent.body]);
    expect((await find('port')).status).toBe(404);
  });
});

describe('reach', () => {
  test('is for whoever watches over privacy, and leaves out what they are kept off themselves', async () => {
    const caseId = await open();
    const reach = (by: Name, person = 'olga'): Promise<Answered> =>
      people[by].get(`/api/v1/people/${person}/access/reach`);
    const found = async (): Promise<readonly object[]> =>
      (await reach('pia')).body.items.filter((item: { caseId: string }) => item.caseId === caseId);
    expect(await found()).toMatchObject([{ by: ['team'], parts: { read: 2, all: 2 }, title: 'Care' }]);
    expect(await lines(caseId)).toEqual([{ action: 'explain-reach', person: 'pia', denied: false }]);
    expect((await reach('pia', 'nobody')).status).toBe(404);
    for (const by of ['olga', 'mara', 'port'] as const) expect((await reach(by)).status).toBe(404);
    await done('mara', caseId, ['facts', { fact: wall('pia') }]);
    expect(await found()).toEqual([]);
    await done('mara', caseId, ['facts/wall.2/end', { reason: 'No relation' }]);
    expect(await found()).toHaveLength(1);
    await done('mara', caseId, ['facts', { fact: wall('olga') }]);
    expect(await found()).toEqual([]);
  });
});

describe('another version of the rules', () => {
  test('is compared with the one in force, some cases at a time, for whoever watches over privacy', async () => {
    const mine = await open();
    const hidden = await open();
    await done('mara', hidden, ['facts', { fact: wall('pia') }]);
    const rules = {
      ...accessRules,
      version: 'access/next',
      grants: accessRules.grants.filter(({ rule }) => rule !== 'team'),
    };
    const compare = (by: Name, body: object): Promise<Answered> =>
      people[by].send('POST', '/api/v1/access-rules/compare', { body });
    const lost: { caseId: string; part: string | null; people: readonly { person: string }[] }[] = [];
    let [withheld, after] = [0, null as string | null];
    do {
      const { status, body } = await compare('pia', after === null ? { rules } : { rules, after });
      expect(status).toBe(200);
      expect(body).toMatchObject({ from: accessRules.version, to: 'access/next', gained: [] });
      lost.push(...body.lost);
      withheld += body.withheld;
      after = body.next;
    } while (after !== null);
    const ofMine = lost.filter(({ caseId, part }) => caseId === mine && part === null);
    expect(ofMine.flatMap((each) => each.people.map(({ person }) => person))).toContain('olga');
    expect(withheld).toBeGreaterThan(0);
    expect(JSON.stringify(lost)).not.toContain(hidden);
    expect(await lines(mine)).toEqual([{ action: 'compare-rules', person: 'pia', denied: false }]);
    for (const by of ['olga', 'mara', 'port'] as const) expect((await compare(by, { rules })).status).toBe(404);
    expect((await people.pia.get('/api/v1/access-rules')).body).toEqual({ rules: accessRules });
    expect((await people.mara.get('/api/v1/access-rules')).status).toBe(404);
    const wrong = await compare('pia', { rules: { ...rules, grants: 'none' } });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'invalid-request']);
    expect((await compare('pia', { rules, after: 'made-up' })).body.code).toBe('invalid-cursor');
  });
});

test('who may read a case is answered in time for 20,000 people', async () => {
  await under.test.query(
    `insert into person (tenant, person, name, active) select 1, 'p' || n, 'Person ' || n, true from generate_series(1, 20000) n`,
  );
  await under.test.query(
    `insert into membership (tenant, person, team, role)
     select 1, 'p' || n, case when n % 4 = 0 then 'desk' else 'watch' end, 'officer' from generate_series(1, 20000) n`,
  );
  await under.test.query(
    `insert into access_fact (tenant, fact_id, holder, fact)
     select 1, 'c1.p' || n, 'person/p' || n, jsonb_build_object('kind', 'read-in', 'id', 'c1.p' || n, 'from', null, 'until', null,
       'person', '1/p' || n, 'compartment', '1/c1')::text from generate_series(1, 20000) n`,
  );
  const caseId = await open();
  const times: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const started = performance.now();
    const { body } = await ask('mara', caseId, '/who');
    times.push(performance.now() - started);
    expect(body.total).toBe(5_002);
  }
  const whyTimes: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const started = performance.now();
    await ask('mara', caseId, '/why?person=p3');
    whyTimes.push(performance.now() - started);
  }
  if (process.env['CASEWRIGHT_SHOW_TIMES'] !== undefined)
    process.stdout.write(`${JSON.stringify({ who: times.map(Math.round), why: whyTimes.map(Math.round) })}\n`);
  // The targets are 500 and 50 ms on a machine that has nothing else to do; this notices a wrong shape.
  expect(Math.min(...times)).toBeLessThan(2_500);
  expect(Math.min(...whyTimes)).toBeLessThan(500);
}, 120_000);
