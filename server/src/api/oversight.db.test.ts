// Who looked at a case and what somebody looked at, as the routes tell it: all of it, to those who watch over it and to nobody
// else, and on record like any other read.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { upsertPeople } from '../store/upsert-people.ts';
import { noticeReads } from '../commands/notice-reads.ts';
import { appendAccessLog } from '../store/append-access-log.ts';
import { addTie } from '../store/watch-settings.ts';
import { openFine, signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';
import { keptAfter } from './kept-under-test.ts';
import { programContext } from '../store/context.ts';

let under: ApiUnderTest;
let anna: Client;
let dario: Client;
let petra: Client;
let viola: Client;

const UNKNOWN = '00000000-0000-7000-8000-000000000000';
const EVER = 'from=2020-01-01&to=2039-12-31';

beforeAll(async () => {
  under = await startApi();
  await upsertPeople(under.database, {
    ...{ tenant: 1, slug: 'city', name: 'City' },
    teams: [{ team: 'privacy', title: 'Privacy' }],
    people: ['petra', 'viola'].map((person) => ({
      ...{ person, name: `=${person}` },
      memberships: [{ team: 'privacy', role: 'privacy-officer' }],
    })),
  });
  [anna, dario, petra, viola] = await Promise.all([
    signedIn(under, 'anna'),
    signedIn(under, 'dario'),
    signedIn(under, 'petra'),
    signedIn(under, 'viola'),
  ]);
});

afterAll(() => under.close());

interface Line {
  readonly person: string;
  readonly purpose: string | null;
  readonly rule: string | null;
  readonly results: number | null;
  readonly question: string | null;
  readonly case_ids: readonly string[];
  readonly denied: boolean;
  readonly [column: string]: unknown;
}

const lines = (action: string) =>
  under.test.query<Line>(
    `select person, purpose, rule, results, encode(question, 'hex') as question, case_ids::text[], denied
     from access_log where action = $1 order by recorded_at desc, entry_id desc`,
    [action],
  );

/** Judges everything that was read, as the worker does a quarter of an hour later. */
async function judge(): Promise<number> {
  let findings = 0;
  for (;;) {
    const round = await noticeReads({ database: under.database, nowMs: () => Date.now() + 3_600_000 }, 1);
    if (round.lines === 0) return findings;
    findings += round.findings;
  }
}

describe('a line of the access log', () => {
  test('says by which rule, for what, how much, and a hash of what was asked', async () => {
    const caseId = await openFine(anna);
    await anna.get(`/api/v1/cases/${caseId}`, { 'casewright-purpose': 'appeal' });
    const [line] = await lines('read-case');
    expect(line).toMatchObject({ person: 'anna', purpose: 'appeal', rule: 'team', results: 1, denied: false });
    expect(line?.question).toMatch(/^[0-9a-f]{32}$/);
    await anna.get(`/api/v1/cases/${caseId}`);
    const [second] = await lines('read-case');
    expect(second?.question).toBe(line?.question);
    expect(second?.purpose).toBeNull();
    await anna.get(`/api/v1/cases/${await openFine(anna)}`);
    expect((await lines('read-case'))[0]?.question).not.toBe(line?.question);
  });

  test('has no rule where it was refused, and a purpose of another form is refused', async () => {
    const caseId = await openFine(anna);
    await dario.get(`/api/v1/cases/${caseId}`, { 'casewright-purpose': 'curiosity' });
    expect((await lines('read-case'))[0]).toMatchObject({
      person: 'dario',
      rule: null,
      purpose: 'curiosity',
      denied: true,
    });
    expect((await anna.get('/api/v1/work', { 'casewright-purpose': 'Not a name' })).status).toBe(400);
  });
});

describe('who looked at a case', () => {
  test('lists everybody and every look, refused ones too, to its team and to the privacy role', async () => {
    const caseId = await openFine(anna);
    await anna.get(`/api/v1/cases/${caseId}`, { 'casewright-purpose': 'appeal' });
    await anna.get('/api/v1/cases');
    await dario.get(`/api/v1/cases/${caseId}`);
    const bruno = await signedIn(under, 'bruno');
    for (const asker of [bruno, petra]) {
      const answer = await asker.get(`/api/v1/cases/${caseId}/readers`);
      expect(answer.status).toBe(200);
      const { people, items, next } = answer.body;
      const count = (person: string) => people.find((of: { person: string }) => of.person === person);
      expect(count('anna')).toMatchObject({ name: 'Anna Ricci', looks: 2, refused: 0 });
      expect(count('dario')).toMatchObject({ looks: 0, refused: 1 });
      expect(items.at(-1)).toMatchObject({ person: 'anna', action: 'read-case', purpose: 'appeal', rule: 'team' });
      expect(next).toBeNull();
    }
    // The first who asked is seen by the second.
    const { body } = await petra.get(`/api/v1/cases/${caseId}/readers`);
    expect(body.items.map((item: { action: string }) => item.action)).toContain('read-readers');
  });

  test('comes in pages that together are all looks', async () => {
    const caseId = await openFine(anna);
    for (let look = 0; look < 52; look += 1) await anna.get(`/api/v1/cases/${caseId}`);
    const first = await anna.get(`/api/v1/cases/${caseId}/readers`);
    expect(first.body.items).toHaveLength(50);
    const second = await anna.get(`/api/v1/cases/${caseId}/readers?after=${first.body.next}`);
    // The look that asked for the first page came meanwhile, and is before it.
    expect(second.body.items).toHaveLength(2);
    expect(second.body.people).toEqual([]);
    expect((await anna.get(`/api/v1/cases/${caseId}/readers?after=x`)).status).toBe(400);
  });

  test('knows of every case of a list, the fiftieth too', async () => {
    for (let opened = 0; opened < 50; opened += 1) await openFine(anna);
    const { body } = await anna.get('/api/v1/cases');
    expect(body.items).toHaveLength(50);
    const shown: readonly string[] = body.items.map((item: { caseId: string }) => item.caseId);
    const seen = await under.test.query<{ case_id: string; [column: string]: unknown }>(
      `select s.case_id from access_seen s join access_log l using (tenant, recorded_at, entry_id)
        where l.entry_id = (select entry_id from access_log where action = 'list-cases' order by recorded_at desc, entry_id desc limit 1)`,
    );
    expect(seen.map((row) => row.case_id).toSorted()).toEqual([...shown].toSorted());
  });

  test('is for no other team, and that is on record', async () => {
    const caseId = await openFine(anna);
    expect((await dario.get(`/api/v1/cases/${caseId}/readers`)).status).toBe(404);
    expect((await petra.get(`/api/v1/cases/${UNKNOWN}/readers`)).status).toBe(404);
    const [unknown, hidden] = await lines('read-readers');
    expect(unknown).toMatchObject({ person: 'petra', case_ids: [UNKNOWN], denied: true });
    expect(hidden).toMatchObject({ person: 'dario', case_ids: [caseId], denied: true });
  });

  test('tells the person concerned of offices, days and purposes, and of nobody by name', async () => {
    const caseId = await openFine(anna);
    await anna.get(`/api/v1/cases/${caseId}`, { 'casewright-purpose': 'appeal' });
    await dario.get(`/api/v1/cases/${caseId}`);
    const { body } = await anna.get(`/api/v1/cases/${caseId}/readers/for-subject`);
    expect(body.items).toEqual([
      { day: new Date().toISOString().slice(0, 10), teams: ['Traffic fines'], purposes: ['appeal'], looks: 1 },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/anna|Ricci|dario/i);
  });
});

describe('what somebody looked at', () => {
  test('is every case that they saw or asked for, and the look at it is on record with all of them', async () => {
    const [one, two] = [await openFine(anna), await openFine(anna)];
    const bruno = await signedIn(under, 'bruno');
    await bruno.get(`/api/v1/cases/${one}`);
    await bruno.get(`/api/v1/cases/${one}/activity`);
    await bruno.get(`/api/v1/cases/${UNKNOWN}`);
    const { status, body } = await petra.get(`/api/v1/people/bruno/reads?${EVER}`);
    expect(status).toBe(200);
    const of = (caseId: string) => body.items.find((item: { caseId: string }) => item.caseId === caseId);
    expect(of(one)).toMatchObject({ reads: 2, refused: 0, actions: ['read-activity', 'read-case'] });
    // Whether there is a case of this id is for nobody to learn from somebody else's try.
    expect([of(UNKNOWN), body.withheld]).toEqual([undefined, 1]);
    expect(of(two)).toBeUndefined();
    const recorded = await under.test.query<{ count: number }>(
      "select count(*)::int as count from access_log where tenant = 1 and person = 'bruno'",
    );
    expect(body.lines).toBe(recorded[0]?.count);
    const [line] = await lines('read-reads');
    expect(line).toMatchObject({ person: 'petra', rule: 'privacy' });
    expect([...(line?.case_ids ?? [])].toSorted()).toEqual(body.items.map((item: { caseId: string }) => item.caseId));
  });

  test('ends before the end of the time, and is for the privacy role alone', async () => {
    expect((await petra.get('/api/v1/people/bruno/reads?from=2020-01-01&to=2020-12-31')).body).toMatchObject({
      ...{ lines: 0, items: [], until: '2021-01-01T00:00:00.000Z' },
    });
    for (const asker of [anna, dario]) expect((await asker.get(`/api/v1/people/bruno/reads?${EVER}`)).status).toBe(404);
    expect((await lines('read-reads'))[0]).toMatchObject({ person: 'dario', denied: true });
    expect((await petra.get('/api/v1/people/bruno/reads?from=x&to=2020-12-31')).status).toBe(400);
  });

  test('is a table for whoever accepts one', async () => {
    const answer = await petra.get(`/api/v1/people/bruno/reads?${EVER}`, { accept: 'text/csv' });
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(String(answer.body).split('\r\n')[0]).toBe('case,reference,first,last,reads,refused,actions,parts');
    expect(String(answer.body)).not.toContain(UNKNOWN);
  });
});

test('a reach of very many cases comes in pages that together are all of them, as a table too', async () => {
  const entry = { person: 'clara', authority: 'session:1', action: 'list-cases', denied: false };
  const ids = Array.from({ length: 1_001 }, (_, index) => `01a00000-0000-7000-8000-${String(index).padStart(12, '0')}`);
  const [like] = [await openFine(anna)];
  await under.test.query(`create temporary table copied as select * from case_head where case_id = '${like}'`);
  for (const [index, id] of ids.entries())
    await under.test.query(
      `insert into case_head select (jsonb_populate_record(c, jsonb_build_object('case_id', $1::text, 'reference', $2::text))).* from copied c`,
      [id, `MADE-${index}`],
    );
  await under.database.once(
    { tenant: 1, person: 'clara' },
    appendAccessLog(1, '2021-05-05T12:00:00.000Z', [{ ...entry, entryId: UNKNOWN, caseIds: ids }]),
  );
  const path = '/api/v1/people/clara/reads?from=2021-05-05&to=2021-05-05';
  const first = await petra.get(path);
  const second = await petra.get(`${path}&after=${first.body.next}`);
  const shown = [...first.body.items, ...second.body.items].map((item: { caseId: string }) => item.caseId);
  expect(shown).toEqual(ids);
  expect(second.body.next).toBeNull();
  const table = await petra.get(path, { accept: 'text/csv' });
  const next = /^<(.*)>; rel="next"$/.exec(String(table.headers['link']))?.[1] ?? '';
  const rest = await petra.get(next, { accept: 'text/csv' });
  const rows = [table, rest].flatMap(({ body }) => String(body).trimEnd().split('\r\n').slice(1));
  expect(rows.map((row) => row.split(',')[0])).toEqual(ids);
  expect(rest.headers['link']).toBeUndefined();
});

describe('what the rules noticed', () => {
  let reviewId = '';
  let caseId = '';

  test('is put before the privacy role, once, with a day by which to decide', async () => {
    await judge();
    caseId = await openFine(anna);
    await under.database.once(programContext(1, 'set-up'), [
      addTie(1, { caseId, person: 'bruno', tie: 'self', by: 'petra', at: new Date().toISOString() }),
    ]);
    const bruno = await signedIn(under, 'bruno');
    await bruno.get(`/api/v1/cases/${caseId}`);
    expect(await judge()).toBeGreaterThan(0);
    expect(await judge()).toBe(0);
    const { body } = await petra.get('/api/v1/reviews?state=open');
    const own = body.items.filter((item: { kind: string }) => item.kind === 'own-record');
    expect(own).toMatchObject([{ person: 'bruno', name: 'Bruno Sala', state: 'open', lines: 1, overdue: false }]);
    reviewId = own[0].reviewId;
    expect(own[0].dueOn > own[0].day).toBe(true);
    const told = await under.test.query<{ person: string; [column: string]: unknown }>(
      "select person from review_notice where review_id = $1 and reason = 'opened' order by person",
      [reviewId],
    );
    expect(told.map(({ person }) => person)).toEqual(['petra', 'viola']);
  });

  test('is shown with its looks, and that is a look at those cases', async () => {
    const { body } = await petra.get(`/api/v1/reviews/${reviewId}`);
    expect(body.looks).toMatchObject([{ action: 'read-case', caseIds: [caseId], why: 'cases=1', denied: false }]);
    expect((await lines('read-review'))[0]).toMatchObject({ person: 'petra', case_ids: [caseId], rule: 'privacy' });
    for (const asker of [anna, dario]) {
      expect((await asker.get(`/api/v1/reviews/${reviewId}`)).status).toBe(404);
      expect((await asker.get('/api/v1/reviews?state=open')).status).toBe(404);
    }
  });

  const decide = (by: Client, body: object, id = reviewId) =>
    by.send('POST', `/api/v1/reviews/${id}/decision`, { body });
  const FOUND = { finding: 'unjustified', reason: 'He says that he was curious.', lines: 1 };

  test('is not decided by anybody else, nor about more than was seen, nor twice', async () => {
    for (const asker of [anna, dario]) expect((await decide(asker, FOUND)).status).toBe(404);
    expect((await lines('decide-review'))[0]).toMatchObject({ person: 'dario', denied: true });
    expect(await decide(petra, { ...FOUND, lines: 2 })).toMatchObject({
      status: 409,
      body: { code: 'review-changed' },
    });
    expect((await decide(petra, { ...FOUND, finding: 'fine' })).status).toBe(400);
    const path = `/api/v1/reviews/${reviewId}/decision`;
    const named = (body: object) => keptAfter(petra, (headers) => petra.send('POST', path, { body, headers }));
    expect(await named({ ...FOUND, lines: 2 })).toEqual({ status: 409, isKept: true });
    expect(await named(FOUND)).toEqual({ status: 200, isKept: false });
    expect((await decide(viola, FOUND)).status).toBe(409);
    const { body } = await petra.get(`/api/v1/reviews/${reviewId}`);
    expect(body).toMatchObject({ state: 'decided', decisions: [{ number: 1, finding: 'unjustified', lines: 1 }] });
    const evidence = await under.test.query<{ entry: string; [column: string]: unknown }>(
      'select entry from right_change where tenant = 1 order by seq desc limit 1',
    );
    expect(JSON.parse(evidence[0]?.entry ?? '').at(-1)).toEqual(['review-decided', reviewId, 1, 'unjustified', 1]);
  });

  test('opens again when more is noticed, and waits for another decision', async () => {
    const bruno = await signedIn(under, 'bruno');
    await bruno.get(`/api/v1/cases/${caseId}`);
    await judge();
    const { body } = await viola.get(`/api/v1/reviews/${reviewId}`);
    expect(body).toMatchObject({ state: 'open', lines: 2 });
    expect((await decide(viola, { ...FOUND, lines: 2 })).body).toEqual({ reviewId, number: 2 });
  });

  test('about a privacy officer is for another one, and does not exist for themselves', async () => {
    await under.database.once(programContext(1, 'set-up'), [
      addTie(1, { caseId, person: 'petra', tie: 'self', by: 'viola', at: new Date().toISOString() }),
    ]);
    await petra.get(`/api/v1/cases/${caseId}/readers`);
    await judge();
    const open = (await viola.get('/api/v1/reviews?state=open')).body.items;
    const about = open.find(
      (item: { person: string; kind: string }) => item.person === 'petra' && item.kind === 'own-record',
    );
    expect(about).toMatchObject({ lines: 1 });
    const own = (await petra.get('/api/v1/reviews?state=open')).body.items;
    expect(own.filter((item: { person: string }) => item.person === 'petra')).toEqual([]);
    expect((await petra.get(`/api/v1/reviews/${about.reviewId}`)).status).toBe(404);
    expect((await decide(petra, FOUND, about.reviewId)).status).toBe(404);
    const told = await under.test.query('select 1 from review_notice where review_id = $1 and person = $2', [
      about.reviewId,
      'petra',
    ]);
    expect(told).toEqual([]);
    expect((await decide(viola, FOUND, about.reviewId)).status).toBe(200);
  });
});

describe('while the log cannot be written', () => {
  const revoked = ['access_log', 'access_seen', 'access_pending'] as const;
  test.each(revoked)('none of it is answered (%s)', async (table) => {
    const caseId = await openFine(anna);
    await under.test.query(`revoke insert on ${table} from casewright_app`);
    try {
      for (const path of [
        `/api/v1/cases/${caseId}`,
        `/api/v1/cases/${caseId}/readers`,
        `/api/v1/cases/${UNKNOWN}/readers`,
      ])
        expect((await petra.get(path)).status).toBe(503);
      expect((await anna.get(`/api/v1/cases/${caseId}`)).status).toBe(503);
      if (table === 'access_log') {
        expect((await petra.get(`/api/v1/people/anna/reads?${EVER}`)).status).toBe(503);
        expect((await petra.get('/api/v1/reviews?state=open')).status).toBe(503);
      }
    } finally {
      await under.test.query(`grant insert on ${table} to casewright_app`);
    }
  });
});

test.each([
  ...['access_log', 'access_seen', 'review_line', 'review_decision', 'review_notice', 'watch_setting'].flatMap(
    (table) => [`update ${table} set tenant = 1`, `delete from ${table}`],
  ),
  ...[
    'delete from review',
    "update review set person = 'x'",
    'delete from auditor_seat',
    "update auditor_seat set until_at = 'infinity'",
  ],
])('the application cannot %s', async (text) => {
  await expect(
    under.database.once({ tenant: 1, person: 'anna' }, [{ name: text, text, values: [] }]),
  ).rejects.toMatchObject({ code: 'forbidden' });
});
