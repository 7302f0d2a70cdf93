// One box over cases, people and documents, over the wire: each group within the rights of whoever types, one line with all that was shown, and
// of what is hidden no byte.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { upsertPeople } from '../store/upsert-people.ts';
import { signedIn, type ApiUnderTest, type Client } from './api-under-test.ts';
import { careSource, CITY, startCare } from './care-under-test.ts';

const PERSONAL = 'personal: true, subject: person, purpose: To know them';
const SOURCE = `${careSource(`  manage: manager
  sections:
    - { name: health, title: Health, fields: [diagnosis, alias], readers: [manager] }
`)}
parties:
  person: { title: Person, subject: true, replaceable: true }
`
  .replace(
    'data:\n',
    `data:
  given: { type: text, label: Given name, identifies: given-name, ${PERSONAL} }
  family: { type: text, label: Family name, identifies: family-name, ${PERSONAL} }
  alias: { type: text, label: Alias, identifies: name, ${PERSONAL} }
  born: { type: date, label: Born, identifies: born, ${PERSONAL} }
  licence: { type: text, label: Licence, identifies: number, ${PERSONAL} }
`,
  )
  .replace(
    'fields: { note: optional, diagnosis: optional }',
    'fields: { given: optional, family: optional, alias: optional, born: optional, licence: optional, note: optional, diagnosis: optional }',
  );

interface Person {
  readonly caseId: string;
  readonly entry: string;
  readonly names: readonly string[];
  readonly born: string | null;
  readonly match: string;
  readonly cases: number;
}
interface Found {
  readonly words: readonly string[];
  readonly people: { readonly items: readonly Person[]; readonly isCut: boolean };
  readonly cases: { readonly items: readonly { readonly caseId: string; readonly matched: readonly string[] }[] };
  readonly documents: { readonly items: readonly unknown[] };
}

let under: ApiUnderTest;
let olga: Client;
let mara: Client;
/** Officer of another team. */
let pia: Client;

beforeAll(async () => {
  ({ under, olga, mara } = await startCare(SOURCE));
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City', teams: [{ team: 'port', title: 'Port' }] },
    people: [{ person: 'pia', name: 'Pia', memberships: [{ team: 'port', role: 'officer' }] }],
  });
  pia = await signedIn(under, 'pia');
});
afterAll(() => under.close());

async function opened(data: Readonly<Record<string, string>>): Promise<string> {
  const answer = await olga.send('POST', '/api/v1/cases', { body: { caseType: 'care', data } });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return String(answer.body.caseId);
}

async function find(by: Client, q: string): Promise<Found> {
  const { status, body } = await by.send('POST', '/api/v1/find', { body: { q } });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

const people = async (by: Client, q: string) =>
  (await find(by, q)).people.items.map(({ caseId, match }) => [caseId, match]);

describe('finding whatever has the words', () => {
  let ruth: string;
  let other: string;

  beforeAll(async () => {
    ruth = await opened({
      given: 'Ruth',
      family: 'Sandberg',
      born: '1958-02-11',
      licence: 'AB-123456',
      note: 'Rang twice',
    });
    other = await opened({ given: 'Otto', family: 'Sandmann', born: '1970-01-01' });
  });

  test('finds a person by name, its beginning, a slip, a number, and a day of birth with a word', async () => {
    expect(await people(olga, 'ruth sandberg')).toEqual([[ruth, 'same']]);
    expect(await people(olga, 'Sand')).toEqual([
      [other, 'beginning'],
      [ruth, 'beginning'],
    ]);
    expect(await people(olga, 'rut sandberg')).toEqual([[ruth, 'alike']]);
    expect(await people(olga, 'ab 123456')).toEqual([]);
    expect(await people(olga, 'AB123456')).toEqual([[ruth, 'same']]);
    expect(await people(olga, 'ab-12')).toEqual([[ruth, 'beginning']]);
    expect(await people(olga, '11.2.1958 sandberg')).toEqual([[ruth, 'same']]);
    expect(await people(olga, '12.2.1958 sandberg')).toEqual([]);
    const [first] = (await find(olga, 'ruth sandberg')).people.items;
    expect(first).toMatchObject({ entry: 'party.person', names: ['Ruth Sandberg'], born: '1958-02-11', cases: 1 });
  });

  test('shows somebody who is held to be one person once, with how many cases they were found in', async () => {
    const again = await opened({ given: 'Ruth', family: 'Sandberg', born: '1958-02-11' });
    expect(await people(olga, 'ruth sandberg')).toEqual([
      [again, 'same'],
      [ruth, 'same'],
    ]);
    const merged = { body: { with: { caseId: ruth, entry: 'party.person' }, reason: 'Same face' } };
    expect((await olga.send('POST', `/api/v1/cases/${again}/parties/party.person/merge`, merged)).status).toBe(200);
    const { items } = (await find(olga, 'ruth sandberg')).people;
    expect(items.map(({ caseId, cases }) => [caseId, cases])).toEqual([[again, 2]]);
  });

  test('finds cases by the beginning of the last word, with the words that matched', async () => {
    const { cases, words } = await find(olga, 'Rang tw');
    expect(words).toEqual(['rang', 'tw']);
    expect(cases.items.map(({ caseId, matched }) => [caseId, matched])).toEqual([[ruth, ['rang', 'twice']]]);
    expect(await find(olga, ' ?! ')).toMatchObject({ words: [], cases: { items: [] }, people: { items: [] } });
  });

  test('is of no use to whoever may not read it, and tells them nothing: not a byte, not a count', async () => {
    const hidden = await opened({ given: 'Petra', family: 'Xylander', note: 'Waits' });
    const alias = { body: { data: { alias: 'Foxglove' } } };
    expect((await mara.send('PATCH', `/api/v1/cases/${hidden}/data`, alias)).status).toBe(200);
    expect(await people(mara, 'foxglove')).toEqual([[hidden, 'same']]);
    expect(await people(mara, 'foxgl')).toEqual([[hidden, 'beginning']]);
    // The alias is not hers to read; the case is.
    expect(await people(olga, 'xylander')).toEqual([[hidden, 'same']]);
    expect((await find(olga, 'xylander')).people.items[0]?.names).toEqual(['Petra Xylander']);
    for (const [by, q] of [
      [olga, 'foxglove'],
      [olga, 'foxgl'],
      [olga, 'xylander foxglove'],
      [pia, 'petra xylander'],
      [pia, 'foxglove'],
    ] as const) {
      const found = JSON.stringify(await find(by, q));
      const absent = JSON.stringify(await find(by, q.replaceAll('fox', 'bax').replaceAll('xyl', 'zyl')));
      expect(found.replaceAll('fox', 'bax').replaceAll('xyl', 'zyl'), q).toBe(absent);
    }
    // Of a wall the same.
    const wall = { body: { fact: { kind: 'wall', person: 'olga', unit: null, standing: 'declared' } } };
    expect((await mara.send('POST', `/api/v1/cases/${hidden}/access/facts`, wall)).status).toBe(200);
    const walled = JSON.stringify(await find(olga, 'petra xylander'));
    expect(walled).not.toContain(hidden);
    expect(walled.replaceAll('xyl', 'zyl')).toBe(JSON.stringify(await find(olga, 'petra zylander')));
  });

  test('leaves one line with every case that it showed, and a keyed hash of what was typed', async () => {
    const { people: met, cases } = await find(olga, 'sandberg');
    const shown = new Set([...met.items, ...cases.items].map(({ caseId }) => caseId));
    expect(shown.size).toBe(2);
    const [line] = await under.test.query<{ case_ids: readonly string[]; denied: boolean }>(
      "select case_ids, denied from access_log where action = 'find' and person = 'olga' order by recorded_at desc, entry_id desc limit 1",
    );
    expect(new Set(line?.case_ids)).toEqual(shown);
    const kept = await under.test.query('select 1 from access_log l where l::text ilike $1', ['%sandberg%']);
    expect(kept).toEqual([]);
  });

  test('answers at whole steps of time', async () => {
    for (const q of ['sandberg', 'nobodyhasthis', 'petra xylander']) {
      const from = performance.now();
      await olga.send('POST', '/api/v1/find', { body: { q } });
      expect(performance.now() - from).toBeGreaterThanOrEqual(19);
    }
  });

  test('refuses what is too long', async () => {
    const { status } = await olga.send('POST', '/api/v1/find', { body: { q: 'x'.repeat(201) } });
    expect(status).toBe(400);
  });
});
