// Phrases over the wire: whose they are, who is shown them, who may change what a team says, and what becomes of them when somebody leaves.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PHRASES_MOST } from '../commands/phrase-steps.ts';
import { programContext } from '../store/context.ts';
import { dropPhrasesOfLeavers } from '../store/leavers.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';
import { keptAfter } from './kept-under-test.ts';

const CITY = 1;
const PATH = '/api/v1/phrases';
let under: ApiUnderTest;
/** Answers for the desk, as an officer, who may close its cases. */
let olga: Client;
/** Of the desk, where she has another role. */
let hana: Client;
/** An officer of the port. */
let pino: Client;

beforeAll(async () => {
  under = await startApi();
  const member = (person: string, team: string, role: string) => ({
    ...{ person, name: person, memberships: [{ team, role }] },
  });
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City', teams: ['desk', 'port'].map((team) => ({ team, title: team })) },
    people: [member('olga', 'desk', 'officer'), member('hana', 'desk', 'head'), member('pino', 'port', 'officer')],
  });
  [olga, hana, pino] = [await signedIn(under, 'olga'), await signedIn(under, 'hana'), await signedIn(under, 'pino')];
});
afterAll(() => under.close());

const THANKS = { title: 'Thanks', words: 'Thank you for writing to us.' };

async function say(by: Client, body: object, path = ''): Promise<string> {
  const answer = await by.send('POST', `${PATH}${path}`, { body });
  return answer.status === 200 ? String(answer.body.phrase) : `${answer.status} ${String(answer.body.code)}`;
}

async function seen(
  by: Client,
): Promise<{ readonly items: readonly object[]; readonly answersFor: readonly string[] }> {
  const answer = await by.get(PATH);
  expect(answer.status).toBe(200);
  return answer.body;
}

describe('phrases', () => {
  test('are one’s own: nobody else is shown them, changes them or removes them', async () => {
    const phrase = await say(hana, THANKS);
    expect(await seen(hana)).toEqual({ items: [{ phrase, ...THANKS, team: null, mayChange: true }], answersFor: [] });
    expect((await seen(olga)).items).toEqual([]);
    expect(await say(olga, { ...THANKS, phrase })).toBe('404 not-found');
    expect(await say(olga, {}, `/${phrase}/remove`)).toBe('404 not-found');
    expect(await say(hana, { ...THANKS, title: 'Thank you', phrase })).toBe(phrase);
    expect((await seen(hana)).items).toMatchObject([{ title: 'Thank you' }]);
    expect(await say(hana, {}, `/${phrase}/remove`)).toBe(phrase);
    expect((await seen(hana)).items).toEqual([]);
  });

  test('of a team are said by whoever answers for it, and read by the team alone', async () => {
    expect((await seen(olga)).answersFor).toEqual(['desk']);
    expect(await say(hana, { ...THANKS, team: 'desk' })).toBe('404 not-found');
    expect(await say(olga, { ...THANKS, team: 'port' })).toBe('404 not-found');
    const phrase = await say(olga, { ...THANKS, team: 'desk' });
    expect((await seen(hana)).items).toEqual([{ phrase, ...THANKS, team: 'desk', mayChange: false }]);
    expect((await seen(pino)).items).toEqual([]);
    expect(await say(hana, { ...THANKS, phrase, team: 'desk' })).toBe('404 not-found');
    expect(await say(hana, {}, `/${phrase}/remove`)).toBe('404 not-found');
    // It stays whose it is: nobody takes it to themselves.
    expect(await say(olga, { ...THANKS, phrase })).toBe('404 not-found');
    expect(await say(olga, { ...THANKS, words: 'Thanks.', phrase, team: 'desk' })).toBe(phrase);
    expect((await seen(hana)).items).toMatchObject([{ words: 'Thanks.' }]);
  });

  test('take along what is kept of their form, and are so many at most', async () => {
    const made = await keptAfter(pino, (headers) => pino.send('POST', PATH, { body: THANKS, headers }));
    expect(made).toEqual({ status: 200, isKept: false });
    for (let at = 1; at < PHRASES_MOST; at += 1) await say(pino, { ...THANKS, title: `Thanks ${at}` });
    const more = await keptAfter(pino, (headers) => pino.send('POST', PATH, { body: THANKS, headers }));
    expect(more).toEqual({ status: 409, isKept: true });
    expect((await seen(pino)).items).toHaveLength(PHRASES_MOST);
    expect(await say(pino, { title: ' ', words: 'x' })).toBe('400 invalid-request');
  });

  test('are shown by the database to nobody else, and end with whoever leaves but for those of a team', async () => {
    const as = async (person: string, holding: readonly string[]): Promise<number> => {
      const context = { tenant: CITY, person, holding };
      const statement = { name: 'look', text: 'select 1 from phrase', values: [] };
      const [found] = await under.database.once(context, [statement]);
      return found.count;
    };
    expect(await as('pino', ['in:1/port', 'assigned:1/pino'])).toBe(PHRASES_MOST);
    expect(await as('hana', ['in:1/desk', 'assigned:1/hana'])).toBe(1);
    expect(await as('hana', ['in:1/hall'])).toBe(0);
    await under.test.query("update person set active = false where tenant = 1 and person in ('pino', 'olga')");
    await under.database.once(programContext(CITY, 'system.leaver'), [dropPhrasesOfLeavers(CITY)]);
    const left = await under.test.query('select owner, team from phrase where tenant = 1');
    expect(left).toEqual([{ owner: 'olga', team: 'desk' }]);
  });
});
