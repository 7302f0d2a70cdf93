// Standing in for a colleague: what changes between the look-up and the commit, where two people are asked for, and what is done in
// one's own name only.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { endHeldFact } from '../commands/hold-access.ts';
import type { Reader } from '../queries/sessions.ts';
import { signedIn, type Answered, type Client } from './api-under-test.ts';
import {
  beginAnew,
  classify,
  cleared,
  FOR_MARA,
  forMara,
  handOver,
  hold,
  HOUR,
  KEEPER,
  lines,
  look,
  say,
  startWorld,
  world,
} from './stand-in-under-test.ts';

beforeAll(startWorld);
afterAll(() => world.under.close());
beforeEach(beginAnew);

let keys = 0;
const NOWHERE = '01a00000-0000-7000-8000-000000000000';

describe('between the look-up and the commit', () => {
  async function standingIn(): Promise<Reader> {
    const { queries } = world.under.options.doors;
    const credential = world.people.sara.cookie.split('=')[1] ?? '';
    const own = await queries.sessions.renew(credential);
    const reader = own === null ? null : await queries.standIn(credential, own, 'mara');
    if (reader === null) throw new Error('Nothing was handed over.');
    return reader;
  }
  const asked = async (reader: Reader): Promise<readonly string[]> => {
    const { queries, execute } = world.under.options.doors;
    const command = { type: 'AddNote' as const, text: 'x' };
    const request = { caseId: world.caseId, command, idempotencyKey: `between-${(keys += 1)}`, proof: reader.proof };
    return [(await queries.showCase(reader, world.caseId)).kind, (await execute(reader.principal, request)).kind];
  };

  test('nothing changed: it is done', async () => {
    await handOver('mara', 'sara');
    expect(await asked(await standingIn())).toEqual(['answer', 'applied']);
  });

  test.each<readonly [string, (id: string) => Promise<unknown>]>([
    ['the delegation ended', (id) => endHeldFact(world.under.deps, KEEPER, id)],
    ['the colleague holds something else', () => hold(cleared('mara', 'OFFICIAL'))],
    ['whoever stands in holds something else', () => hold(cleared('sara', 'OFFICIAL'))],
    ['the colleague left', () => setActive('mara', false)],
    ['whoever stands in left', () => setActive('sara', false)],
  ])('%s: nothing is shown and nothing done', async (_, change) => {
    const id = await handOver('mara', 'sara');
    const reader = await standingIn();
    await change(id);
    expect(await asked(reader)).toEqual(['session-gone', 'session-gone']);
    await setActive('mara', true);
    await setActive('sara', true);
  });

  test('what was remembered is looked up again, so that the next request has what is so now', async () => {
    const id = await handOver('mara', 'sara');
    expect((await look(world.people.sara, FOR_MARA)).status).toBe(200);
    await hold(cleared('mara', 'OFFICIAL'));
    expect((await look(world.people.sara, FOR_MARA)).status).toBe(200);
    await endHeldFact(world.under.deps, KEEPER, id);
    expect((await look(world.people.sara, FOR_MARA)).body.code).toBe('not-handed-over');
  });

  async function setActive(person: string, active: boolean): Promise<void> {
    await world.under.test.query('update person set active = $2 where tenant = 1 and person = $1', [person, active]);
  }
});

describe('where two people are asked for', () => {
  test('somebody who stands in is one with the colleague, before and after', async () => {
    await handOver('mara', 'sara');
    await handOver('mara', 'nora');
    for (const person of ['mara', 'sara', 'nora']) await hold(cleared(person, 'SECRET'));
    world.people = {
      ...world.people,
      mara: await signedIn(world.under, 'mara'),
      nora: await signedIn(world.under, 'nora'),
    };
    expect((await classify(world.people.mara, 'SECRET')).status).toBe(200);
    // Proposed for Mara: neither she, nor somebody else for her, carries it out.
    expect((await classify(forMara(world.people.sara), 'OFFICIAL')).status).toBe(200);
    expect((await classify(world.people.mara, 'OFFICIAL')).body.code).toBe('needs-another-person');
    expect((await classify(forMara(world.people.nora), 'OFFICIAL')).body.code).toBe('needs-another-person');
    expect((await classify(world.people.nora, 'OFFICIAL')).status).toBe(200);
    // Proposed by Mara herself.
    expect((await classify(world.people.mara, 'UNOFFICIAL')).status).toBe(200);
    expect((await classify(forMara(world.people.sara), 'UNOFFICIAL')).body.code).toBe('needs-another-person');
  });

  test('what one asked for the other does not grant', async () => {
    await handOver('mara', 'sara');
    const until = new Date(world.under.deps.nowMs() + HOUR).toISOString();
    const asked = await say(world.people.sara, 'requests', { sections: null, until, reason: 'I need it.' });
    expect(asked.status).toBe(200);
    const [row] = await world.under.test.query('select state from case_head where case_id = $1', [world.caseId]);
    const id = /"(request\.[0-9]+)"/.exec(String(row?.['state']))?.[1] ?? '';
    const decide = (by: Client): Promise<Answered> =>
      say(by, `requests/${id}/decide`, { granted: true, until: null, reason: 'x' });
    expect((await decide(forMara(world.people.sara))).body).toMatchObject({ code: 'needs-another-person' });
    // What mara is told of it, she is told herself.
    const told = async (by: Client, headers: Record<string, string>): Promise<number> =>
      (await by.get('/api/v1/notices', headers)).body.items.length;
    expect([await told(world.people.mara, {}), await told(world.people.sara, FOR_MARA)]).toEqual([1, 0]);
    expect((await decide(world.people.nora)).status).toBe(200);
  });
});

test("what is done in one's own name only is done for nobody", async () => {
  await handOver('mara', 'sara');
  const until = new Date(world.under.deps.nowMs() + HOUR).toISOString();
  const emergency = { hours: 1, category: 'life', reason: 'A child is missing and cannot wait.' };
  const { sara } = world.people;
  expect((await say(forMara(sara), 'requests', { sections: null, until, reason: 'x' })).status).toBe(404);
  expect((await say(forMara(sara), 'break-glass', emergency)).status).toBe(404);
  expect((await lines('BreakGlass'))[0]).toMatchObject({ person: 'sara', on_behalf_of: 'mara', denied: true });
  expect((await look(sara, { ...FOR_MARA, 'casewright-purpose': 'x' })).status).toBe(200);
  expect((await sara.get(`/api/v1/cases/${NOWHERE}`, FOR_MARA)).status).toBe(404);
});
