// A draft over the wire, from its first text to the version under which new cases open, by three people; what each is shown of it
// and may do, and what they are told where they may not.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SOURCE } from '../commands/agency-under-test.ts';
import { digestOf } from '../store/drafts.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { keptAfter } from './kept-under-test.ts';
import { client, signedIn, startApi, type Answered, type ApiUnderTest, type Client } from './api-under-test.ts';

const DRAFTS = '/api/v1/case-type-drafts';
const SCENARIO = {
  name: 'opens',
  source: `scenario: 'A case that is opened is checked'
given:
  - { at: 2026-03-01, roles: [officer], do: { type: OpenCase, data: { note: x } } }
then: { items: { check: active } }
`,
};

let under: ApiUnderTest;
let people: Record<'dora' | 'paul' | 'petra' | 'olga', Client>;

beforeAll(async () => {
  under = await startApi();
  const roles = { dora: 'case-type-designer', paul: 'case-type-publisher', petra: 'privacy-officer', olga: 'officer' };
  await upsertPeople(under.database, {
    ...{ tenant: 1, slug: 'city', name: 'City', teams: [{ team: 'desk', title: 'Desk' }] },
    people: Object.entries(roles).map(([person, role]) => ({
      ...{ person, name: `Name of ${person}`, memberships: [{ team: 'desk', role }] },
    })),
  });
  people = {
    dora: await signedIn(under, 'dora'),
    paul: await signedIn(under, 'paul'),
    petra: await signedIn(under, 'petra'),
    olga: await signedIn(under, 'olga'),
  };
});
afterAll(() => under.close());

function post(by: Client, path: string, body: object): Promise<Answered> {
  return by.send('POST', `${DRAFTS}${path}`, { body });
}

/** Begins a draft and takes it as far as it goes by the three of them. */
async function published(source: string, effectiveOn: string | null = null): Promise<string> {
  const [draftId, hash] = [randomUUID(), digestOf(source)];
  const begun = await post(people.dora, '', { draftId, name: 'example', source, scenarios: [SCENARIO] });
  expect([begun.status, begun.body]).toEqual([200, { draftId, number: 1, hash, state: 'draft' }]);
  const sent = await post(people.dora, `/${draftId}/review`, { seen: 1, hash, effectiveOn, words: '' });
  expect([sent.status, sent.body.state]).toEqual([200, 'in-review']);
  const approved = await post(people.paul, `/${draftId}/approval`, { seen: 2, hash, words: 'As agreed.' });
  expect([approved.status, approved.body.state]).toEqual([200, 'approved']);
  const { body } = await people.petra.get(`${DRAFTS}/${draftId}`);
  let seen = 3;
  for (const { id } of body.differences) {
    if (id === null) continue;
    const words = 'The assessment says that it may be.';
    const said = await post(people.petra, `/${draftId}/acknowledgements`, { seen, hash, difference: id, words });
    expect([said.status, said.body.number]).toEqual([200, seen + 1]);
    seen += 1;
  }
  const done = await post(people.paul, `/${draftId}/publication`, { seen, hash, words: '' });
  expect([done.status, done.body.state]).toEqual([200, 'published']);
  return draftId;
}

async function opened(): Promise<number> {
  const answer = await people.olga.send('POST', '/api/v1/cases', { body: { caseType: 'example', data: {} } });
  return answer.status;
}

test('a step with a draft takes along what is kept of its form', async () => {
  const draftId = randomUUID();
  const begin = (name: string) =>
    keptAfter(people.dora, (headers) =>
      people.dora.send('POST', DRAFTS, { body: { draftId, name, source: SOURCE, scenarios: [] }, headers }),
    );
  expect((await begin('No name')).isKept).toBe(true);
  expect(await begin('unlike')).toEqual({ status: 200, isKept: false });
});

test('a kind of case comes to be, all of it acknowledged, and its next version begins on a day', async () => {
  expect(await opened()).toBe(404);
  await published(SOURCE);
  expect(await opened()).toBe(201);
  const year = new Date().getUTCFullYear() + 1;
  const later = SOURCE.replace('version: 1.0.0', 'version: 2.0.0').replace('title: Sign,', 'title: Sign it,');
  const draftId = await published(later, `${year}-03-01`);
  const versions = await people.petra.get('/api/v1/case-types/example/versions');
  expect(versions.body.items).toMatchObject([
    {
      version: '2.0.0',
      state: 'later',
      running: 0,
      draftId,
      publishedBy: 'Name of paul',
      inForceAt: `${year}-02-${year % 4 === 0 ? 29 : 28}T23:00:00.000Z`,
    },
    { version: '1.0.0', state: 'in-force', running: 1 },
  ]);
  const compared = await people.dora.get('/api/v1/case-types/example/comparison?from=1.0.0&to=2.0.0');
  expect(compared.body).toMatchObject({
    ...{ from: { version: '1.0.0' }, to: { version: '2.0.0' }, running: 1 },
    differences: [
      { path: 'plan.tasks.sign.title', before: 'Sign', after: 'Sign it', concern: 'words', privacy: null, id: null },
    ],
  });
  const text = await people.dora.get('/api/v1/case-types/example/versions/2.0.0');
  expect(text.body.source).toBe(later);
  expect((await people.dora.get('/api/v1/case-types/example/versions/3.0.0')).status).toBe(404);
  expect((await people.dora.get('/api/v1/case-types/none/versions')).status).toBe(404);
});

test('whoever looks is told what it says, what is wrong with it, and what they may do', async () => {
  const [draftId, source] = [randomUUID(), SOURCE.replace('by: head', 'by: nobody')];
  await post(people.dora, '', { draftId, name: 'example', source, scenarios: [SCENARIO] });
  const first = await people.dora.get(`${DRAFTS}/${draftId}`);
  expect(first.body).toMatchObject({
    ...{ state: 'draft', steps: 1, version: null, source, whole: null, differences: [], follows: null },
    may: { save: null, send: 'draft-problems', approve: 'draft-not-your-office', publish: 'draft-not-your-office' },
    history: [{ number: 1, kind: 'saved', person: 'dora', name: 'Name of dora', onBehalfOf: null }],
  });
  expect(first.body.problems).toMatchObject([{ line: 25, reason: expect.stringContaining('nobody') }]);
  const refused = await post(people.dora, `/${draftId}/review`, {
    seen: 1,
    hash: first.body.hash,
    effectiveOn: null,
    words: '',
  });
  expect([refused.status, refused.body.code]).toEqual([409, 'draft-problems']);
  expect(refused.body.detail).toBe('The text has problems. Mend them: the check names each with its line.');

  const mended = SOURCE.replace('version: 1.0.0', 'version: 1.1.0').replace(
    'opening:',
    '  born: { type: date, label: Born, purpose: Test, personal: true, subject: applicant }\nopening:',
  );
  const failing = { name: 'closes', source: SCENARIO.source.replace('active', 'completed') };
  await post(people.dora, `/${draftId}/text`, { seen: 1, source: mended, scenarios: [SCENARIO, failing] });
  const second = (await people.petra.get(`${DRAFTS}/${draftId}`)).body;
  expect(second.scenarios).toMatchObject([
    { name: 'opens', failures: [] },
    { name: 'closes', failures: [expect.stringContaining('check')] },
  ]);
  expect(second).toMatchObject({
    version: '1.1.0',
    follows: { version: '1.0.0' },
    may: { save: 'draft-not-your-office' },
  });
  expect(second.differences.map((one: { path: string; privacy: string }) => [one.path, one.privacy])).toEqual([
    ['data.born', 'new-element'],
  ]);
  expect((await people.paul.get(DRAFTS)).body.items[0]).toMatchObject({
    draftId,
    name: 'example',
    state: 'draft',
    begunBy: 'Name of dora',
  });
});

test('what is not theirs, of another agency, too large or not what was seen is refused and named', async () => {
  const draftId = randomUUID();
  const begun = await post(people.dora, '', { draftId, name: 'example', source: 'x', scenarios: [] });
  const { hash } = begun.body;
  const notTheirs = await post(people.dora, `/${draftId}/approval`, { seen: 1, hash, words: '' });
  expect([notTheirs.status, notTheirs.body.code]).toEqual([403, 'draft-not-your-office']);
  const stale = await post(people.dora, `/${draftId}/text`, { seen: 7, source: 'y', scenarios: [] });
  expect([stale.status, stale.body.code]).toEqual([409, 'draft-changed']);
  const blank = await post(people.dora, `/${draftId}/withdrawal`, { seen: 1, words: 'no' });
  expect(blank.status).toBe(400);
  const large = await post(people.dora, `/${draftId}/text`, { seen: 1, source: 'x'.repeat(500_001), scenarios: [] });
  expect(large.status).toBe(400);
  const wide = 'x'.repeat(400_000);
  expect((await post(people.dora, `/${draftId}/text`, { seen: 1, source: wide, scenarios: [] })).status).toBe(200);

  const port = await signedIn(under, 'anna', 'port');
  await upsertPeople(under.database, {
    ...{ tenant: 2, slug: 'port', name: 'Port', teams: [{ team: 'desk', title: 'Desk' }] },
    people: [{ person: 'dan', name: 'Dan', memberships: [{ team: 'desk', role: 'case-type-designer' }] }],
  });
  const dan = await signedIn(under, 'dan', 'port');
  for (const other of [port, dan, people.olga]) expect((await other.get(`${DRAFTS}/${draftId}`)).status).toBe(404);
  expect((await dan.get(DRAFTS)).body.items).toEqual([]);
  expect((await people.olga.get(DRAFTS)).status).toBe(404);
  expect((await client(under).get(DRAFTS)).status).toBe(401);
  const lines = await under.test.query<{ person: string }>(
    "select distinct person from access_log where action = 'read-draft' and denied order by 1",
  );
  expect(lines.map(({ person }) => person)).toEqual(['anna', 'dan', 'olga']);
});
