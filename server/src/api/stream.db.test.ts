// Live hints over a real connection: ids only, only to whoever may see the case, and never after the session ended.
import { request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFine, signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';

let under: ApiUnderTest;
let port: number;

beforeAll(async () => {
  under = await startApi();
  await under.api.app.listen({ port: 0, host: '127.0.0.1' });
  // A listening server on a port has such an address.
  port = (under.api.app.server.address() as AddressInfo).port;
});

afterAll(() => under.close());

interface Stream {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly hints: { readonly caseId: string; readonly version: number }[];
  readonly text: () => string;
  readonly ended: () => boolean;
  readonly close: () => void;
}

function follow(cookie: string): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/api/v1/stream', headers: { cookie } }, (answer) => {
      let text = '';
      let ended = false;
      const hints: Stream['hints'] = [];
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
        for (const line of chunk.split('\n')) if (line.startsWith('data: ')) hints.push(JSON.parse(line.slice(6)));
      });
      answer.on('close', () => {
        ended = true;
      });
      answer.on('error', () => {});
      resolve({
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        hints,
        text: () => text,
        ended: () => ended,
        close: () => asked.destroy(),
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !condition(); tries += 1) await sleep(100);
  expect(condition()).toBe(true);
}

const announce = (caseId: string, version = 1) =>
  under.announce({ tenant: 1, caseId, version, tokens: ['in:1/traffic-fines'] });

async function noted(by: Client, caseId: string): Promise<void> {
  await by.send('POST', `/api/v1/cases/${caseId}/notes`, { body: { text: 'A private remark.' } });
}

test('tells of a change by id and version and nothing else, and that is on record', async () => {
  const anna = await signedIn(under, 'anna');
  const caseId = await openFine(anna);
  const stream = await follow(anna.cookie);
  expect(stream.status).toBe(200);
  expect(stream.headers['content-type']).toBe('text/event-stream');
  expect(stream.headers['content-security-policy']).toContain("default-src 'self'");
  await noted(anna, caseId);
  announce(caseId, 1);
  announce(caseId, 2);
  await until(() => stream.hints.length > 0);
  await sleep(1_200);
  expect(stream.hints).toEqual([{ caseId, version: 2 }]);
  expect(stream.text()).not.toMatch(/remark|INF-/);
  const lines = await under.test.query(
    "select case_ids::text[] as ids from access_log where action = 'follow-changes'",
  );
  expect(lines).toEqual([{ ids: [caseId] }]);
  stream.close();
});

test('tells another team nothing, whatever is announced', async () => {
  const anna = await signedIn(under, 'anna');
  const dario = await signedIn(under, 'dario');
  const caseId = await openFine(anna);
  const stream = await follow(dario.cookie);
  announce(caseId);
  // Announced with a token that he holds, the case is asked about, and still is not his to see.
  under.announce({ tenant: 1, caseId, version: 1, tokens: ['in:1/parking'] });
  under.announce({ tenant: 2, caseId, version: 1, tokens: ['in:2/parking'] });
  await sleep(2_500);
  expect(stream.hints).toEqual([]);
  expect(stream.ended()).toBe(false);
  stream.close();
});

test('ends when the session has ended, without telling of the change', async () => {
  const anna = await signedIn(under, 'anna');
  const caseId = await openFine(anna);
  const stream = await follow(anna.cookie);
  await under.test.query("delete from session where person = 'anna'");
  announce(caseId);
  await until(() => stream.ended());
  expect(stream.hints).toEqual([]);
});

test('is refused without a session', async () => {
  const stream = await follow('');
  expect(stream.status).toBe(401);
  expect(stream.headers['content-type']).toMatch(/problem\+json/);
});

test('ends when the server closes', async () => {
  const own = await startApi();
  await own.api.app.listen({ port: 0, host: '127.0.0.1' });
  const anna = await signedIn(own, 'anna');
  const before = port;
  // A listening server on a port has such an address.
  port = (own.api.app.server.address() as AddressInfo).port;
  const stream = await follow(anna.cookie);
  port = before;
  expect(stream.status).toBe(200);
  await own.close();
  await until(() => stream.ended());
});
