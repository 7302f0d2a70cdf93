// Saved views over the wire: whose they are, who is shown them, what they may hold, and what becomes of them when somebody leaves.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programContext } from '../store/context.ts';
import { dropViewsOfLeavers } from '../store/leavers.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { keptAfter } from './kept-under-test.ts';
import { signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';

const CITY = 1;
let under: ApiUnderTest;
let ann: Client;
let bea: Client;
/** Of another team. */
let cem: Client;

beforeAll(async () => {
  under = await startApi();
  const member = (person: string, team: string) => ({ person, name: person, memberships: [{ team, role: 'officer' }] });
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City', teams: ['desk', 'port'].map((team) => ({ team, title: team })) },
    people: [member('ann', 'desk'), member('bea', 'desk'), member('cem', 'port')],
  });
  [ann, bea, cem] = [await signedIn(under, 'ann'), await signedIn(under, 'bea'), await signedIn(under, 'cem')];
});
afterAll(() => under.close());

const VIEW = {
  place: 'cases',
  title: 'Late ones',
  filters: { status: 'open', due: 'overdue', team: 'desk', mine: 'yes' },
};

async function keep(by: Client, body: object = VIEW): Promise<string> {
  const answer = await by.send('POST', '/api/v1/views', { body });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return String(answer.body.view);
}

async function refused(by: Client, path: string, body: object): Promise<string> {
  const answer = await by.send('POST', `/api/v1/views${path}`, { body });
  return `${answer.status} ${String(answer.body.code)}`;
}

async function views(by: Client): Promise<readonly { view: string; isOwn: boolean; shared: object | null }[]> {
  const answer = await by.get('/api/v1/views');
  expect(answer.status).toBe(200);
  return answer.body.items;
}

const idsOf = async (by: Client): Promise<readonly string[]> => (await views(by)).map(({ view }) => view);

describe('saved views', () => {
  test('are their owner’s alone until they are shared, and then the team’s that it is shared with, with by whom and when', async () => {
    const view = await keep(ann);
    expect(await views(ann)).toMatchObject([{ view, ...VIEW, isOwn: true, shared: null }]);
    expect(await idsOf(bea)).toEqual([]);
    expect((await ann.send('POST', `/api/v1/views/${view}/share`, { body: { team: 'desk' } })).status).toBe(200);
    const shared = { team: 'desk', by: 'ann', at: expect.any(String) };
    expect(await views(bea)).toMatchObject([{ view, ...VIEW, isOwn: false, shared }]);
    expect(await idsOf(cem)).toEqual([]);
    // Somebody of the team takes it from the team; it stays hers.
    expect((await bea.send('POST', `/api/v1/views/${view}/share`, { body: { team: null } })).status).toBe(200);
    expect(await idsOf(bea)).toEqual([]);
    expect((await ann.send('POST', `/api/v1/views/${view}/remove`, { body: {} })).status).toBe(200);
    expect(await idsOf(ann)).toEqual([]);
  });

  test('are shared by their owner alone, with a team in which they are, and are nothing to anybody else', async () => {
    const view = await keep(ann);
    const nobodys = '01a00000-0000-7000-8000-00000000ffff';
    for (const [by, path, body] of [
      [ann, `/${view}/share`, { team: 'port' }],
      [bea, `/${view}/share`, { team: 'desk' }],
      [bea, `/${view}/share`, { team: null }],
      [bea, `/${view}/remove`, {}],
      [ann, `/${nobodys}/remove`, {}],
      [ann, '', { ...VIEW, team: 'port' }],
    ] as const)
      expect(await refused(by, path, body)).toBe('404 not-found');
    const lines = await under.test.query<{ action: string }>(
      "select action from access_log where denied and action ~ '-view$' order by recorded_at, entry_id",
    );
    expect(lines.map(({ action }) => action)).toEqual([
      ...['share-view', 'share-view', 'share-view', 'remove-view', 'remove-view', 'keep-view'],
    ]);
    await ann.send('POST', `/api/v1/views/${view}/remove`, { body: {} });
  });

  test('hold filters of their list and no words', async () => {
    for (const filters of [
      { q: 'sandberg' },
      { words: 'sandberg' },
      { status: 'sandberg' },
      { kind: 'Ruth Sandberg' },
      { mine: 'sandberg' },
      { from: 'sandberg' },
      { tab: 'mine' },
    ] as const)
      expect(await refused(ann, '', { ...VIEW, filters }), JSON.stringify(filters)).toBe('422 view-filters');
    expect(await refused(ann, '', { ...VIEW, title: ' ' })).toMatch(/^400/);
    expect(await refused(ann, '', { ...VIEW, title: 'x'.repeat(61) })).toMatch(/^400/);
    expect(await refused(ann, '', { ...VIEW, place: 'documents' })).toMatch(/^400/);
    expect(await idsOf(ann)).toEqual([]);
  });

  test('are so many of one person, and so many of one team', async () => {
    for (let at = 0; at < 30; at += 1) await keep(ann, { ...VIEW, ...(at < 29 ? { team: 'desk' } : {}) });
    expect(await refused(ann, '', VIEW)).toBe('409 views-too-many');
    const view = await keep(bea, { ...VIEW, team: 'desk' });
    expect(await refused(bea, '', { ...VIEW, team: 'desk' })).toBe('409 views-too-many');
    const other = await keep(bea);
    expect(await refused(bea, `/${other}/share`, { team: 'desk' })).toBe('409 views-too-many');
    // What is there already is no more by being shared anew.
    expect((await bea.send('POST', `/api/v1/views/${view}/share`, { body: { team: 'desk' } })).status).toBe(200);
  });

  test('end with whoever leaves, but for what they gave to a team', async () => {
    await under.test.query("update person set active = false where tenant = 1 and person = 'ann'");
    await under.database.once(programContext(CITY, 'sweep'), [dropViewsOfLeavers(CITY)]);
    const left = await under.test.query<{ owner: string; team: string | null; n: number }>(
      'select owner, team, count(*)::int as n from saved_view group by 1, 2 order by 1, 2',
    );
    expect(left).toEqual([
      { owner: 'ann', team: 'desk', n: 29 },
      { owner: 'bea', team: 'desk', n: 1 },
      { owner: 'bea', team: null, n: 1 },
    ]);
    expect(await idsOf(bea)).toHaveLength(31);
  });

  test('are shown by the database to nobody else, whatever is asked of it', async () => {
    const seen = async (person: string, holding: readonly string[]): Promise<number> => {
      const [found] = await under.database.once({ tenant: CITY, person, holding }, [
        { name: 'all-views', text: 'select view from saved_view where tenant = $1', values: [CITY] },
      ]);
      return found.count;
    };
    expect(await seen('bea', ['in:1/desk', 'assigned:1/bea'])).toBe(31);
    expect(await seen('cem', ['in:1/port', 'assigned:1/cem'])).toBe(0);
    expect(await seen('bea', ['in:1/desk#officer'])).toBe(0);
  });

  test('take along what is kept of the form, where they are kept', async () => {
    const named = (body: object) => keptAfter(cem, (headers) => cem.send('POST', '/api/v1/views', { body, headers }));
    expect(await named({ ...VIEW, filters: { words: 'Rossi' } })).toEqual({ status: 422, isKept: true });
    expect(await named({ ...VIEW, team: 'desk' })).toEqual({ status: 404, isKept: true });
    expect(await named(VIEW)).toEqual({ status: 200, isKept: false });
  });
});
