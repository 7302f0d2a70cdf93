// A destroyed case through the interface: it answers like one that never was, and the refusals are on record like any other.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { destroy } from '../commands/destroy.ts';
import { openFine, signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';

let under: ApiUnderTest;
let anna: Client;

beforeAll(async () => {
  under = await startApi();
  anna = await signedIn(under, 'anna');
});
afterAll(() => under.close());

const NEVER = '01a00000-0000-7000-8000-00000000beef';
const reads = ['', '/activity', '/tasks/send-fine/assignment', '/chain'];

test('is nowhere any more, for whoever opened it, and nobody can tell it from one that never was', async () => {
  const caseId = await openFine(anna);
  const closed = await anna.send('POST', `/api/v1/cases/${caseId}/close`, { body: { outcome: 'withdrawn' } });
  expect(closed.status).toBe(200);
  const found = await Promise.all(reads.map(async (path) => (await anna.get(`/api/v1/cases/${caseId}${path}`)).status));
  expect(found).toEqual(reads.map(() => 200));
  const keeper = { note: async () => '', cancel: async () => {} };
  const outcome = await destroy(
    { ...under.deps, keeper },
    { tenant: 1, caseId, subject: '', authority: 'GDA', class: '1', approvers: ['anna', 'bruno'] },
  );
  expect(outcome.kind).toBe('destroyed');
  for (const path of reads) {
    const gone = await anna.get(`/api/v1/cases/${caseId}${path}`);
    const never = await anna.get(`/api/v1/cases/${NEVER}${path}`);
    expect([path, gone.status, JSON.stringify(gone.body).replaceAll(caseId, NEVER)]).toEqual([
      ...[path, 404, JSON.stringify(never.body)],
    ]);
  }
  const note = await anna.send('POST', `/api/v1/cases/${caseId}/notes`, { body: { text: 'x' } });
  expect(note.status).toBe(404);
  for (const list of ['/api/v1/cases', '/api/v1/cases?status=closed', '/api/v1/work'])
    expect(JSON.stringify((await anna.get(list)).body)).not.toContain(caseId);
  const denied = await under.test.query('select from access_log where denied and $1 = any (case_ids)', [caseId]);
  expect(denied).toHaveLength(reads.length + 1);
});
