// The list of cases by filters, and how many there are, over the wire: the list itself, cut; nothing hidden is listed or counted, and every page
// together is the whole.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filterCases, type FilteredRecord } from '../store/filter-cases.ts';
import type { CasePlace } from '../store/list-cases.ts';
import type { Answer } from '../store/statement.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { signedIn, type ApiUnderTest, type Client } from './api-under-test.ts';
import { careSource, CITY, startCare } from './care-under-test.ts';

let under: ApiUnderTest;
let olga: Client;
let mara: Client;
let pia: Client;
/** The oldest first. */
const ids: string[] = [];

beforeAll(async () => {
  ({ under, olga, mara } = await startCare(careSource('  manage: manager\n')));
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City', teams: [{ team: 'port', title: 'Port' }] },
    people: [
      { person: 'pia', name: 'Pia', memberships: [{ team: 'port', role: 'officer' }] },
      { person: 'rita', name: 'Rita', memberships: [{ team: 'desk', role: 'officer' }] },
    ],
  });
  pia = await signedIn(under, 'pia');
  for (let at = 0; at < 8; at += 1) {
    const { body } = await olga.send('POST', '/api/v1/cases', { body: { caseType: 'care', data: { note: 'word' } } });
    ids.push(String(body.caseId));
  }
  const at = (n: number): string => `2026-01-0${n + 1}T12:00:00Z`;
  // Days apart, as if they had been opened so; a word of a case has the same place in time.
  for (const [n, id] of ids.entries())
    for (const table of ['case_head', 'case_access', 'case_word'])
      await under.test.query(`update ${table} set opened_at = $2 where case_id = $1`, [id, at(n)]);
  await under.test.query("update task set due_on = '2026-02-01' where case_id = any ($1)", [ids.slice(0, 2)]);
});
afterAll(() => under.close());

async function places(by: Client, query: string): Promise<readonly number[]> {
  const { status, body } = await by.get(`/api/v1/cases?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.items.map(({ caseId }: { caseId: string }) => ids.indexOf(caseId));
}

async function count(by: Client, query: string): Promise<number> {
  const { body } = await by.get(`/api/v1/cases/count?${query}`);
  expect(body.isExact).toBe(true);
  return body.count;
}

describe('filters of the list of cases', () => {
  test.each([
    ['order=oldest', [0, 1, 2, 3, 4, 5, 6, 7]],
    ['order=newest', [7, 6, 5, 4, 3, 2, 1, 0]],
    ['openedFrom=2026-01-03', [7, 6, 5, 4, 3, 2]],
    ['openedTo=2026-01-03', [2, 1, 0]],
    ['openedFrom=2026-01-02&openedTo=2026-01-03&order=oldest', [1, 2]],
    ['dueBy=2026-02-01', [1, 0]],
    ['dueBy=2026-01-31', []],
    ['caseType=care&team=desk&openedTo=2026-01-01', [0]],
    ['caseType=nothing', []],
    ['team=port', []],
    ['mine=yes', []],
    ['status=closed&order=oldest', []],
  ] as const)('%s', async (query, right) => {
    expect(await places(olga, query)).toEqual(right);
    const counted = query.replace(/&?order=[a-z]+/, '');
    expect(await count(olga, counted)).toBe(right.length);
  });

  test('shows nothing of it to anybody else, and counts nothing', async () => {
    expect(await places(pia, 'order=oldest')).toEqual([]);
    expect(await count(pia, 'caseType=care')).toBe(0);
    const [hidden = ''] = ids;
    const wall = { body: { fact: { kind: 'wall', person: 'olga', unit: null, standing: 'declared' } } };
    const given = await mara.send('POST', `/api/v1/cases/${hidden}/access/facts`, wall);
    expect(given.status).toBe(200);
    expect(await places(olga, 'openedTo=2026-01-02')).toEqual([1]);
    expect(await count(olga, 'openedTo=2026-01-02')).toBe(1);
    expect(await places(mara, 'openedTo=2026-01-02')).toEqual([1, 0]);
    const end = `/api/v1/cases/${hidden}/access/facts/wall.${given.body.version}/end`;
    await mara.send('POST', end, { body: { reason: 'A mistake' } });
  });

  test('goes on where a page that looked at enough ended, with each case once', async () => {
    const none = { caseType: 'care', team: null, openedFrom: null, openedBefore: null, dueBy: null, heldBy: null };
    const holding = ['in:1/desk', 'in:1/desk#officer', 'assigned:1/olga'];
    for (const order of ['newest', 'oldest'] as const) {
      const met: number[] = [];
      let after: CasePlace | null = null;
      let pages = 0;
      do {
        const [found]: readonly [Answer<FilteredRecord>] = await under.database.once(
          { tenant: CITY, person: 'olga', holding },
          [
            filterCases({
              ...{ tenant: CITY, tokens: ['in:1/desk', 'assigned:1/olga'], named: [], status: 'open', after },
              ...{ filters: { ...none, order }, limit: 51, bound: 3 },
            }),
          ],
        );
        met.push(...found.rows.filter((row) => !row.is_edge).map((row) => ids.indexOf(row.case_id)));
        const edge = found.rows.find((row) => row.is_edge);
        after = edge === undefined ? null : { openedAt: edge.opened_at, caseId: edge.case_id };
        pages += 1;
      } while (after !== null && pages < 10);
      expect(met).toEqual(order === 'oldest' ? [0, 1, 2, 3, 4, 5, 6, 7] : [7, 6, 5, 4, 3, 2, 1, 0]);
      expect(pages).toBe(3);
    }
    expect((await olga.get('/api/v1/cases?order=oldest')).body.next).toBeNull();
    expect((await olga.get('/api/v1/cases?order=oldest&after=bm9uc2Vuc2U')).status).toBe(400);
  });

  test('takes a task for its own holder alone', async () => {
    const [first = ''] = ids;
    const assign = { body: { assignee: 'olga' } };
    const path = `/api/v1/cases/${first}/tasks/visit/assign`;
    const taken = await olga.send('POST', path, assign);
    expect(taken.status, JSON.stringify(taken.body)).toBe(200);
    // The list has it by her own name too now, at the time at which it was really opened.
    await under.test.query("update case_access set opened_at = '2026-01-01T12:00:00Z' where case_id = $1", [first]);
    expect(await places(olga, 'mine=yes')).toEqual([0]);
    expect(await places(mara, 'mine=yes')).toEqual([]);
  });

  test('cuts a search too: by team and by when cases were opened', async () => {
    const found = async (query: string) => {
      const { body } = await olga.get(`/api/v1/search?q=word${query}`);
      return body.items.map(({ caseId }: { caseId: string }) => ids.indexOf(caseId));
    };
    expect(await found('&openedTo=2026-01-03')).toEqual([2, 1, 0]);
    expect(await found('&openedFrom=2026-01-07&team=desk')).toEqual([7, 6]);
    expect(await found('&openedFrom=2026-01-02&openedTo=2026-01-03')).toEqual([2, 1]);
    expect(await found('&team=port')).toEqual([]);
  });
});
