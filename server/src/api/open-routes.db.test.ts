// What everybody may have, the headers of every answer, and what the log may hold.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { brotliCompressSync } from 'node:zlib';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CASE_TYPE,
  client,
  FINE,
  openFine,
  signedIn,
  startApi,
  type ApiUnderTest,
  type Client,
} from './api-under-test.ts';

let under: ApiUnderTest;
let folder: string;
let anyone: Client;
const log: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casewright-staff-app-'));
  for (const [language, dir] of Object.entries({ en: 'ltr', fr: 'ltr', 'ar-XB': 'rtl' })) {
    mkdirSync(join(folder, language, 'assets'), { recursive: true });
    const page = `<!doctype html><html lang="${language}" dir="${dir}"><title>Staff app</title>`;
    writeFileSync(join(folder, language, 'index.html'), page);
    writeFileSync(join(folder, language, 'assets', `text-${language}.js`), 'export {};');
    writeFileSync(join(folder, language, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  }
  writeFileSync(join(folder, 'en', 'assets', 'index-1a2b3c.js'), 'export {};');
  writeFileSync(join(folder, 'en', 'assets', 'index-1a2b3c.js.br'), brotliCompressSync('export {};'));
  writeFileSync(join(folder, '..', 'casewright-outside.txt'), 'outside');
  const logger = pino({ level: 'debug' }, { write: (line: string) => void log.push(line) });
  under = await startApi({ staffApp: { folder, language: 'en-AU' }, logger });
  anyone = client(under);
});

afterAll(async () => {
  await under.close();
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(folder, '..', 'casewright-outside.txt'), { force: true });
});

describe('every answer', () => {
  test.each([
    '/',
    '/cases/123',
    '/assets/index-1a2b3c.js',
    '/assets/none.js',
    '/healthz',
    '/api/v1/work',
    '/api/v1/nothing',
    '/api/reference',
    '/%E0%A4%A',
  ])('of %s carries the security headers', async (path) => {
    const { headers } = await anyone.get(path);
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringMatching(/^default-src 'self'; script-src 'self'; style-src 'self';/),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|http:/);
    expect(headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
  });

  test('of the interface is not kept by any cache', async () => {
    expect((await anyone.get('/api/v1/work')).headers['cache-control']).toBe('no-store');
    expect((await anyone.get('/api/v1/personas')).headers['cache-control']).toBe('no-store');
  });
});

describe('the staff app', () => {
  test.each(['/', '/work', '/cases/01a20172-8b5a-71c9-8bbb-fdc2981412b0/tasks/send-fine', '/no/such/page'])(
    '%s is its page',
    async (path) => {
      const answer = await anyone.get(path);
      expect(answer).toMatchObject({
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
      });
      expect(answer.body).toContain('Staff app');
    },
  );

  test('is sent compressed to whoever takes that, and as it is to everybody else', async () => {
    const path = '/assets/index-1a2b3c.js';
    expect(await anyone.get(path, { 'accept-encoding': 'gzip, br' })).toMatchObject({
      status: 200,
      headers: {
        ...{ 'content-encoding': 'br', vary: 'accept-encoding' },
        'content-type': 'application/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      },
    });
    const plain = await anyone.get(path);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body).toBe('export {};');
  });

  test('has its built files kept for good, and its other files asked for again', async () => {
    expect(await anyone.get('/assets/index-1a2b3c.js')).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
    expect(await anyone.get('/icon.svg')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'image/svg+xml', 'cache-control': 'no-cache' },
    });
  });

  test.each([
    '/../casewright-outside.txt',
    '/../../casewright-outside.txt',
    '/assets/../../../casewright-outside.txt',
    '/assets/../../casewright-outside.txt',
    '/assets/%2e%2e/%2e%2e/casewright-outside.txt',
    '/assets/..%2f..%2fcasewright-outside.txt',
    '/..%5ccasewright-outside.txt',
  ])('%s does not reach outside its folder', async (path) => {
    expect(String((await anyone.get(path)).body)).not.toContain('outside');
  });

  test.each([
    [
      'what was chosen',
      { cookie: 'a=b; casewright-language=fr', 'accept-language': 'en' },
      '<html lang="fr" dir="ltr"',
    ],
    ['from right to left', { cookie: 'casewright-language=ar-XB' }, '<html lang="ar-XB" dir="rtl"'],
    ['else what the browser asks for', { 'accept-language': 'de, fr-CA;q=0.8, en;q=0.5' }, '<html lang="fr"'],
    ['else that of the installation, with its region', { 'accept-language': 'de' }, '<html lang="en-AU" dir="ltr"'],
    ['and the same with nothing said', {}, '<html lang="en-AU"'],
    ['and for a choice that is none', { cookie: 'casewright-language=../fr' }, '<html lang="en-AU"'],
    ['and for one that is not built', { cookie: 'casewright-language=it' }, '<html lang="en-AU"'],
  ])('is in a language: %s', async (_what, headers, page) => {
    const answer = await anyone.get('/work', headers);
    expect(answer.body).toContain(page);
    expect(answer.headers['vary']).toBe('Cookie, Accept-Language');
    const etag = String(answer.headers['etag']);
    expect((await anyone.get('/cases', { ...headers, 'if-none-match': etag })).status).toBe(304);
    const other = page.includes('fr') ? 'en' : 'fr';
    expect((await anyone.get('/work', { cookie: `casewright-language=${other}`, 'if-none-match': etag })).status).toBe(
      200,
    );
  });

  test('has the built files of all languages in one place', async () => {
    for (const language of ['en', 'fr', 'ar-XB'])
      expect((await anyone.get(`/assets/text-${language}.js`)).status, language).toBe(200);
  });

  test('does not answer for the interface', async () => {
    expect(await anyone.get('/api/v1/nothing')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await anyone.get('/open-data/town/catalog.ttl')).status).toBe(404);
    expect((await anyone.get('/assets/none.js')).status).toBe(404);
  });
});

test('health says that the process runs, readiness that the database answers', async () => {
  expect(await anyone.get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
  expect(await anyone.get('/readyz')).toMatchObject({ status: 200, body: { status: 'ok' } });
});

test('the description of the interface is served, for programs and for people', async () => {
  const document = await anyone.get('/api/v1/openapi.json');
  expect(document.body.openapi).toBe('3.1.0');
  const page = await anyone.get('/api/reference');
  expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
  expect((await anyone.get('/api/reference.css')).headers['content-type']).toBe('text/css; charset=utf-8');
});

test('reports of the content security policy are counted, from browsers of any kind', async () => {
  const report = {
    headers: { 'content-type': 'application/csp-report', origin: 'null' },
    raw: '{"csp-report":{"document-uri":"http://x/?name=Maria"}}',
  };
  const before = under.api.policyReports();
  expect((await anyone.send('POST', '/api/csp-report', report)).status).toBe(204);
  expect(
    (
      await anyone.send('POST', '/api/csp-report', {
        ...report,
        headers: { 'content-type': 'application/reports+json' },
      })
    ).status,
  ).toBe(204);
  expect(under.api.policyReports()).toBe(before + 2);
  expect(
    (await anyone.send('POST', '/api/csp-report', { ...report, raw: `{"x":"${'x'.repeat(20_000)}"}` })).status,
  ).toBe(413);
});

describe('the log', () => {
  test('names routes, statuses and ids, and never what people typed, who they are, or how they sign in', async () => {
    log.length = 0;
    const anna = await signedIn(under, 'anna');
    const caseId = await openFine(anna);
    await anna.get('/api/v1/cases?search=Maria-Bianchi');
    await anna.get('/api/v1/work?after=TWFyaWE');
    await anna.send('POST', `/api/v1/cases/${caseId}/notes`, { body: { text: 'Maria Bianchi called.' } });
    await anna.send('POST', '/api/v1/cases', {
      body: { caseType: CASE_TYPE, data: { ...FINE, offenderName: { first: 'Maria' } } },
    });
    await anyone.send('POST', '/api/csp-report', {
      headers: { 'content-type': 'application/csp-report' },
      raw: '{"x":"Maria"}',
    });
    await under.test.query('revoke select on case_head from casewright_app');
    expect((await anna.get(`/api/v1/cases/${caseId}`)).body.code).toBe('internal');
    await under.test.query('grant select on case_head to casewright_app');
    const text = log.join('');
    expect(text).toContain('"route":"/api/v1/cases/:caseId/notes"');
    expect(text).toContain('"status":500');
    expect(text).not.toMatch(/Maria|TWFyaWE|Ricci|casewright_session|search=/);
    expect(text).not.toContain(anna.cookie.split('.')[1]);
  });
});
