// A case in the language of whoever reads it: chosen by Accept-Language among those that its case type has.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { careSource, startCare, type CareUnderTest } from './care-under-test.ts';

const FRENCH = {
  ...{ Care: 'Soins', Testing: 'Essai', Officer: 'Agent', Manager: 'Responsable', Note: 'Remarque' },
  ...{ Claim: 'Prétention', Granted: 'Accordée' },
  ...{ Diagnosis: 'Diagnostic', Open: 'Ouvrir', Visit: 'Visite', Done: 'Terminé', Medical: 'Médical' },
};
const SECTION = '  sections:\n    - { name: medical, title: Medical, fields: [diagnosis] }\n';
const IN_FRENCH = { 'accept-language': 'de, fr-CA;q=0.9, en;q=0.5' };

let care: CareUnderTest;
let path: string;
beforeAll(async () => {
  const kept = 'issues: { claim: { title: Claim, decidedBy: officer, outcomes: { granted: Granted } } }\n';
  care = await startCare(`${careSource(SECTION)}${kept}languages: { fr: ${JSON.stringify(FRENCH)} }\n`);
  path = await care.opened();
});
afterAll(() => care.under.close());

test('a case is shown in the language that is wanted, and in its own where it has none of them', async () => {
  const french = await care.olga.get(path, IN_FRENCH);
  expect(french.body.facts).toContainEqual({ field: 'note', label: 'Remarque', kind: 'text', value: 'x' });
  expect(french.body.tasks).toMatchObject([{ task: 'visit', title: 'Visite', by: 'Agent' }]);
  for (const wanted of ['de', 'en-AU, fr', '*', 'constructor']) {
    const own = await care.olga.get(path, { 'accept-language': wanted });
    expect(own.body.tasks).toMatchObject([{ title: 'Visit' }]);
  }
});

test('an answer in one language is not taken for one in another', async () => {
  const tag = (await care.olga.get(path, IN_FRENCH)).headers['etag'] as string;
  expect((await care.olga.get(path, { ...IN_FRENCH, 'if-none-match': tag })).status).toBe(304);
  expect((await care.olga.get(path, { 'if-none-match': tag })).status).toBe(200);
  // It stands for the version all the same.
  const done = await care.olga.send('POST', `${path}/notes`, { body: { text: 'Seen' }, headers: { 'if-match': tag } });
  expect(done.status).toBe(200);
});

test('kinds of case and what happened are told in it as well', async () => {
  const kinds = (await care.olga.get('/api/v1/case-types', IN_FRENCH)).body.items;
  expect(kinds.find((kind: { name: string }) => kind.name === 'care')).toMatchObject({
    title: 'Soins',
    purpose: 'Essai',
  });
  const { body } = await care.olga.send('POST', `${path}/tasks/visit/complete`, { body: { data: {} } });
  expect(body).toMatchObject({ caseId: expect.any(String) });
  expect(JSON.stringify((await care.olga.get(`${path}/activity`, IN_FRENCH)).body)).toContain('Visite');
});

test('a refusal is told in it too, where it has words, and in English where it has none', async () => {
  const missing = '/api/v1/cases/00000000-0000-4000-8000-000000000000';
  const french = await care.olga.get(missing, IN_FRENCH);
  expect(french).toMatchObject({ status: 404, body: { code: 'not-found', title: 'Introuvable' } });
  expect(french.body.detail).toMatch(/^Il n’y a rien ici/);
  for (const wanted of ['en-AU, fr', 'de', 'ar-XB'])
    expect((await care.olga.get(missing, { 'accept-language': wanted })).body.title).toBe('Not found');
});

test('the activity says its own sentences in it, and leaves what people wrote', async () => {
  const own = 'Case opened, as they said';
  await care.olga.send('POST', `${path}/notes`, { body: { text: own } });
  const french = JSON.stringify((await care.olga.get(`${path}/activity`, IN_FRENCH)).body);
  expect(french).toContain('Dossier ouvert');
  expect(french).toContain(own);
  expect(french).not.toMatch(/"(Case opened"|Completed: |Reference C)/);
  const english = JSON.stringify((await care.olga.get(`${path}/activity`)).body);
  expect(english).toContain('"Case opened"');
});

test('the reason of a refusal is told in it, as a code with what stands in it', async () => {
  const raised = await care.olga.send('POST', `${path}/issues`, { body: { of: 'claim', words: 'Is it owed?' } });
  const entry = `issue.${String(raised.body.version)}`;
  const decided = { of: 'claim', outcome: 'maybe', reasons: 'It is' };
  const ask = (headers: Record<string, string>) =>
    care.olga.send('POST', `${path}/issues/${entry}/decide`, { body: decided, headers });
  const because = { code: 'ends-with-one-of', values: { title: 'Claim', outcomes: 'granted' } };
  expect((await ask({})).body).toMatchObject({
    ...{ code: 'entry-refused', because, detail: '“Claim” ends with one of: granted.' },
  });
  expect((await ask(IN_FRENCH)).body).toMatchObject({
    ...{ code: 'entry-refused', because, detail: '«\u00a0Claim\u00a0» finit par\u00a0: granted.' },
  });
});

test('why a step is as it is, is told in it', async () => {
  const why = `${path}/items/visit/why`;
  const [english, french] = [(await care.olga.get(why)).body, (await care.olga.get(why, IN_FRENCH)).body];
  expect([english.title, french.title]).toEqual(['Visit', 'Visite']);
  expect(english.hindered.length + english.begun.length).toBeGreaterThan(0);
  const said = [...french.hindered, ...french.begun];
  expect(said.length).toBe(english.hindered.length + english.begun.length);
  for (const text of said) expect([...english.hindered, ...english.begun]).not.toContain(text);
});

test('a field that cannot be taken says so in it', async () => {
  const body = { caseType: 'care', data: { nothing: 'x' } };
  const french = await care.olga.send('POST', '/api/v1/cases', { body, headers: IN_FRENCH });
  expect(french.body.fields).toMatchObject([
    {
      field: 'nothing',
      because: { code: 'this-kind-of-case-has-no' },
      reason: 'Ce type de dossier n’a pas de tel champ.',
    },
  ]);
});
