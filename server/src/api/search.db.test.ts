// Search, count and export over the wire: what somebody may not read finds nothing, is not counted and is not taken out, and
// from the answer nobody can tell whether there is anything.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../commands/agency-under-test.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';
import { careSource } from './care-under-test.ts';

const CITY = 1;
const SOURCE = careSource(`  manage: manager
  sections: [{ name: health, title: Health, fields: [diagnosis], readers: [manager] }]
`);

let under: ApiUnderTest;
let people: Record<'olga' | 'mara' | 'otto' | 'dario' | 'rita', Client>;

beforeAll(async () => {
  under = await startApi();
  const { database } = under;
  const member = (person: string, ...memberships: readonly (readonly [string, string])[]) => ({
    person,
    name: person,
    memberships: memberships.map(([team, role]) => ({ team, role })),
  });
  await upsertPeople(database, {
    ...{ tenant: CITY, slug: 'city', name: 'City' },
    teams: ['desk', 'office', 'region'].map((team) => ({ team, title: team })),
    people: [
      member('olga', ['desk', 'officer'], ['desk', 'exporter']),
      member('mara', ['desk', 'manager']),
      member('otto', ['office', 'officer'], ['office', 'exporter']),
      member('rita', ['region', 'director']),
    ],
  });
  await under.test.query("update team set above = '{region}' where tenant = 1 and team = 'desk'");
  const published = { tenant: CITY, person: 'set-up', source: SOURCE, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(database, { ...published, caseType: compile(SOURCE) });
  people = {
    olga: await signedIn(under, 'olga'),
    mara: await signedIn(under, 'mara'),
    otto: await signedIn(under, 'otto'),
    dario: await signedIn(under, 'dario'),
    rita: await signedIn(under, 'rita'),
  };
});
afterAll(() => under.close());

async function open(note: string, diagnosis?: string): Promise<string> {
  const data = { note, ...(diagnosis === undefined ? {} : { diagnosis }) };
  const answer = await people.mara.send('POST', '/api/v1/cases', { body: { caseType: 'care', data } });
  if (answer.status === 201) return String(answer.body.caseId);
  const { body } = await people.olga.send('POST', '/api/v1/cases', { body: { caseType: 'care', data: { note } } });
  const caseId = String(body.caseId);
  if (diagnosis !== undefined)
    expect(
      (await people.mara.send('PATCH', `/api/v1/cases/${caseId}/data`, { body: { data: { diagnosis } } })).status,
    ).toBe(200);
  return caseId;
}

async function search(by: Client, words: string, more = ''): Promise<{ caseId: string; matched: string[] }[]> {
  const answer = await by.get(`/api/v1/search?q=${encodeURIComponent(words)}${more}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.items;
}

const idsOf = async (by: Client, words: string, more = ''): Promise<readonly string[]> =>
  (await search(by, words, more)).map(({ caseId }) => caseId);

async function countOf(by: Client, status = 'open'): Promise<number> {
  const { body } = await by.get(`/api/v1/cases/count?status=${status}`);
  expect(body.isExact).toBe(true);
  return body.count;
}

describe('searching', () => {
  test('finds by all words, whatever their case and accents, newest first, and says which matched', async () => {
    const first = await open('Señora Fernández rang twice');
    const second = await open('Senora Lopez rang');
    expect(await idsOf(people.olga, 'SENORA rang')).toEqual([second, first]);
    expect(await idsOf(people.olga, 'senora fernandez')).toEqual([first]);
    expect(await search(people.olga, 'señora fern*')).toMatchObject([
      { caseId: first, matched: ['senora', 'fernandez'] },
    ]);
    expect(await idsOf(people.olga, 'senora fern')).toEqual([]);
    expect(await idsOf(people.olga, '?!')).toEqual([]);
    const { body } = await people.olga.get(`/api/v1/cases/${first}`);
    expect(await idsOf(people.olga, body.reference)).toEqual([first]);
    expect(await idsOf(people.olga, `${body.reference.slice(0, 8)}*`)).toContain(first);
  });

  test('follows what changes: a new word finds, an old one does not, a closed case is found as closed', async () => {
    const caseId = await open('turquoise');
    await people.olga.send('PATCH', `/api/v1/cases/${caseId}/data`, { body: { data: { note: 'vermilion' } } });
    expect(await idsOf(people.olga, 'turquoise')).toEqual([]);
    expect(await idsOf(people.olga, 'vermilion', '&status=open&caseType=care')).toEqual([caseId]);
    expect(await idsOf(people.olga, 'vermilion', '&status=closed')).toEqual([]);
    expect(await idsOf(people.olga, 'vermilion', '&caseType=infringement-notice')).toEqual([]);
    await people.olga.send('POST', `/api/v1/cases/${caseId}/close`, { body: { outcome: 'done' } });
    expect(await idsOf(people.olga, 'vermilion', '&status=closed')).toEqual([caseId]);
  });

  test('shows page after page, each case once', async () => {
    const all: string[] = [];
    for (let at = 0; at < 53; at += 1) all.unshift(await open(`paging ${at}`));
    const first = await people.olga.get('/api/v1/search?q=paging');
    expect(first.body.items).toHaveLength(50);
    const second = await people.olga.get(`/api/v1/search?q=paging&after=${first.body.next}`);
    const ids = [...first.body.items, ...second.body.items].map(({ caseId }: { caseId: string }) => caseId);
    expect(ids).toEqual(all);
    expect([second.body.next, second.body.isCut]).toEqual([null, false]);
    expect((await people.olga.get('/api/v1/search?q=paging&after=bm9uc2Vuc2U')).status).toBe(400);
  });

  test('finds nothing for somebody by a word of a part that they may not read', async () => {
    const caseId = await open('Rang about the roof', 'Hemochromatosis confirmed');
    expect(await idsOf(people.mara, 'hemochromatosis roof')).toEqual([caseId]);
    expect(await idsOf(people.rita, 'hemochromatosis')).toEqual([]);
    expect(await idsOf(people.rita, 'roof')).toEqual([caseId]);
    expect(await idsOf(people.otto, 'roof')).toEqual([]);
    for (const words of ['hemochromatosis', 'hemo*', 'roof hemochromatosis', 'hemochromatosis confirmed']) {
      const hidden = await people.olga.get(`/api/v1/search?q=${encodeURIComponent(words)}`);
      const absent = await people.olga.get(`/api/v1/search?q=${encodeURIComponent(words.replaceAll('hemo', 'xemo'))}`);
      // Alike but for the words that were asked.
      expect(JSON.stringify(hidden.body).replaceAll('hemo', 'xemo')).toBe(JSON.stringify(absent.body));
      expect(hidden.body).toMatchObject({ items: [], next: null, isCut: false });
    }
  });

  test('stops at once where a right ends, and finds at once where one is given', async () => {
    const caseId = await open('aardvark in the attic');
    expect(await idsOf(people.olga, 'aardvark')).toEqual([caseId]);
    const wall = { fact: { kind: 'wall', person: 'olga', unit: null, standing: 'declared' } };
    const given = await people.mara.send('POST', `/api/v1/cases/${caseId}/access/facts`, { body: wall });
    expect(given.status).toBe(200);
    expect(await idsOf(people.olga, 'aardvark')).toEqual([]);
    const end = { body: { reason: 'A mistake' } };
    await people.mara.send('POST', `/api/v1/cases/${caseId}/access/facts/wall.${given.body.version}/end`, end);
    expect(await idsOf(people.olga, 'aardvark')).toEqual([caseId]);
    expect(await idsOf(people.dario, 'aardvark')).toEqual([]);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const asking = { body: { sections: null, until, reason: 'Cover for a colleague' } };
    const asked = await people.dario.send('POST', `/api/v1/cases/${caseId}/access/requests`, asking);
    const request = `/api/v1/cases/${caseId}/access/requests/request.${asked.body.version}/decide`;
    await people.mara.send('POST', request, { body: { granted: true, until: null, reason: 'Agreed' } });
    expect(await idsOf(people.dario, 'aardvark')).toEqual([caseId]);
  });

  test('is on record with every case that it showed, and of its words with a keyed hash alone', async () => {
    const caseId = await open('quetzalcoatlus');
    await search(people.olga, 'quetzalcoatlus');
    const lines = await under.test.query<{ line: string; case_ids: string[]; denied: boolean }>(
      "select to_jsonb(l)::text as line, case_ids, denied from access_log l where action = 'search-cases' order by recorded_at desc, entry_id desc limit 1",
    );
    expect(lines[0]).toMatchObject({ case_ids: [caseId], denied: false });
    expect(lines[0]?.line).not.toContain('quetzal');
  });

  test('is refused without words, or with too many letters, in the same way whoever asks', async () => {
    expect((await people.olga.get('/api/v1/search')).status).toBe(400);
    expect((await people.olga.get(`/api/v1/search?q=${'x'.repeat(201)}`)).status).toBe(400);
  });
});

describe('counting', () => {
  test('does not move by a case that is hidden', async () => {
    const before = [await countOf(people.olga), await countOf(people.otto)];
    const caseId = await open('counted');
    expect([await countOf(people.olga), await countOf(people.otto)]).toEqual([(before[0] ?? 0) + 1, before[1]]);
    const wall = { fact: { kind: 'wall', person: 'olga', unit: null, standing: 'declared' } };
    await people.mara.send('POST', `/api/v1/cases/${caseId}/access/facts`, { body: wall });
    expect(await countOf(people.olga)).toBe(before[0]);
  });
});

describe('taking cases out', () => {
  test('is for exporters, gives each what they may read, and puts every case on record', async () => {
    const caseId = await open('=HYPERLINK("x")', 'Secret');
    expect((await people.mara.get('/api/v1/cases/export?caseType=care')).status).toBe(404);
    const { body } = await people.olga.get('/api/v1/cases/export?caseType=care');
    expect(body.fields).toEqual(['note', 'diagnosis']);
    expect(body.items[0]).toMatchObject({ caseId, data: { note: '=HYPERLINK("x")' } });
    expect(JSON.stringify(body)).not.toContain('Secret');
    const [line] = await under.test.query<{ case_ids: string[] }>(
      "select case_ids from access_log where action = 'export-cases' and not denied order by recorded_at desc, entry_id desc limit 1",
    );
    expect([...(line?.case_ids ?? [])].toSorted()).toEqual(
      body.items.map((each: { caseId: string }) => each.caseId).toSorted(),
    );
    expect((await people.otto.get('/api/v1/cases/export?caseType=care')).body.items).toEqual([]);
  });

  test('is a table for a link or for whoever accepts one, in which nothing is a formula', async () => {
    const table = await people.olga.get('/api/v1/cases/export?caseType=care&format=csv');
    expect(table.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(String(table.body).split('\r\n')[0]).toBe(
      'case,reference,caseType,team,status,openedAt,version,note,diagnosis,corrections',
    );
    expect(table.body).toContain(`"'=HYPERLINK(""x"")"`);
    const accepted = await people.olga.get('/api/v1/cases/export?caseType=care', { accept: 'text/csv' });
    expect(accepted.body).toBe(table.body);
  });
});
