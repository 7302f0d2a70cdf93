// A case in the language of whoever reads it: chosen by Accept-Language among those that its case type has.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { careSource, startCare, type CareUnderTest } from './care-under-test.ts';

const FRENCH = {
  ...{ Care: 'Soins', Testing: 'Essai', Officer: 'Agent', Manager: 'Responsable', Note: 'Remarque' },
  ...{ Diagnosis: 'Diagnostic', Open: 'Ouvrir', Visit: 'Visite', Done: 'Terminé', Medical: 'Médical' },
};
const SECTION = '  sections:\n    - { name: medical, title: Medical, fields: [diagnosis] }\n';
const IN_FRENCH = { 'accept-language': 'de, fr-CA;q=0.9, en;q=0.5' };

let care: CareUnderTest;
let path: string;
beforeAll(async () => {
  care = await startCare(`${careSource(SECTION)}languages: { fr: ${JSON.stringify(FRENCH)} }\n`);
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
