// The file of what is held about a person over the wire: who may do what with it, what a refusal says, and that a file is there in the case of
// its request and in no other.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { upsertPeople } from '../store/upsert-people.ts';
import { signedIn, type ApiUnderTest, type Client } from './api-under-test.ts';
import { careSource, CITY, codeOf, startCare } from './care-under-test.ts';

const SOURCE = `${careSource('  manage: manager\n')}
parties:
  person: { title: Person, subject: true }
`
  .replace('data:\n', 'data:\n  name: { type: text, label: Name, personal: true, subject: person, purpose: Test }\n')
  .replace('fields: { note: optional, diagnosis: optional }', 'fields: { name: optional, note: optional }');

let under: ApiUnderTest;
let olga: Client;
let petra: Client;
let pia: Client;

beforeAll(async () => {
  ({ under, olga } = await startCare(SOURCE));
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City' },
    teams: ['desk', 'port'].map((team) => ({ team, title: team })),
    people: [
      { person: 'petra', name: 'Petra', memberships: [{ team: 'desk', role: 'privacy-officer' }] },
      { person: 'pia', name: 'Pia', memberships: [{ team: 'port', role: 'officer' }] },
    ],
  });
  petra = await signedIn(under, 'petra');
  pia = await signedIn(under, 'pia');
});
afterAll(() => under.close());

async function opened(): Promise<string> {
  const answer = await olga.send('POST', '/api/v1/cases', {
    body: { caseType: 'care', data: { name: 'Ida', note: 'x' } },
  });
  return String(answer.body.caseId);
}

interface Shown {
  readonly items: readonly { readonly item: string; readonly title: string; readonly decision: object | null }[];
  readonly whole: { readonly list: string; readonly refusal: { readonly code: string } | null } | null;
}

test('a file is opened, decided and approved by those who may, and is nowhere else and for nobody else', async () => {
  const [one, other] = [await opened(), await opened()];
  const files = `/api/v1/cases/${one}/subject-files`;
  const about = { caseId: one, entry: 'party.person' };
  expect(await codeOf(pia, files, { about })).toBe('404 not-found');
  const { status, body } = await olga.send('POST', files, { body: { about } });
  expect(status).toBe(200);
  const file = `${files}/${String(body.fileId)}`;
  expect((await olga.get(files)).body.items).toMatchObject([{ fileId: body.fileId, openedBy: 'olga' }]);
  const elsewhere = `/api/v1/cases/${other}/subject-files/${String(body.fileId)}`;
  expect((await olga.get(elsewhere)).status).toBe(404);
  expect(await codeOf(olga, `${elsewhere}/complete`, {})).toBe('404 not-found');
  expect((await pia.get(file)).status).toBe(404);
  const seen = (await olga.get(file)).body as unknown as Shown;
  expect([seen.items.map(({ title }) => title).toSorted(), seen.whole]).toEqual([['Name', 'Note', 'Person'], null]);
  const items = seen.items.map(({ item }) => item);
  const whole = async () => ((await petra.get(file)).body as unknown as Shown).whole;
  const hash = async (): Promise<string> => (await whole())?.list ?? '';
  expect(await codeOf(petra, `${file}/approve`, { hash: await hash() })).toBe('409 file-undecided');
  expect(await codeOf(olga, `${file}/decisions`, { items, decision: 'withhold' })).toBe('409 item-needs-reason');
  expect(await codeOf(olga, `${file}/decisions`, { items, decision: 'release' })).toBe('done');
  expect(await codeOf(olga, `${file}/approve`, { hash: await hash() })).toBe('404 not-found');
  expect(await codeOf(petra, `${file}/approve`, { hash: 'a'.repeat(64) })).toBe('409 file-changed');
  expect((await whole())?.refusal?.code).toBe('file-not-approved');
  expect(await codeOf(petra, `${file}/approve`, { hash: await hash() })).toBe('done');
  expect((await whole())?.refusal).toBe(null);
  const lines = await under.test.query<{ denied: boolean }>(
    "select denied from access_log where action in ('open-subject-file', 'show-subject-file') and $1 = any (case_ids)",
    [one],
  );
  expect(lines.filter(({ denied }) => denied)).toHaveLength(2);
});
