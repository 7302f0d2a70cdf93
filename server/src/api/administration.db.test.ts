// The room of an administrator over the wire: roles given and ended, accounts locked, whether somebody may read a case, and the work of the
// program. Nobody does any of it about themselves, what a directory keeps stays, and every change is evidence.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programContext } from '../store/context.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { verifyRights } from '../store/verify-rights.ts';
import {
  client,
  openFine,
  signedIn,
  startApi,
  type Answered,
  type ApiUnderTest,
  type Client,
} from './api-under-test.ts';

let under: ApiUnderTest;
let nadia: Client;
let anna: Client;
let fine: { readonly caseId: string; readonly reference: string };

const ROOM = '/api/v1/administration';
const PARKING = { team: 'parking', role: 'officer' };

beforeAll(async () => {
  under = await startApi();
  await upsertPeople(under.database, {
    ...{ tenant: 1, slug: 'city', name: 'City' },
    teams: [
      { team: 'administration', title: 'Administration' },
      { team: 'parking', title: 'Parking' },
    ],
    people: ['nadia', 'otto'].map((person) => ({
      ...{ person, name: person === 'nadia' ? 'Nadia Brunner' : 'Otto Kern' },
      memberships: [{ team: 'administration', role: 'administrator' }],
    })),
  });
  [nadia, anna] = await Promise.all([signedIn(under, 'nadia'), signedIn(under, 'anna')]);
  const caseId = await openFine(anna);
  const { body } = await anna.get(`/api/v1/cases/${caseId}`);
  fine = { caseId, reference: body.reference };
});
afterAll(() => under.close());

function say(to: string, body: object, by: Client = nadia): Promise<Answered> {
  return by.send('POST', `${ROOM}/${to}`, { body });
}

function may(person: string, reference: string, by: Client = nadia): Promise<Answered> {
  return by.get(`${ROOM}/access?person=${person}&reference=${encodeURIComponent(reference)}`);
}

async function rolesOf(person: string): Promise<readonly string[]> {
  const { body } = await nadia.get(`${ROOM}/people?like=${person}`);
  return body.items[0].roles.map(({ team, role }: { team: string; role: string }) => `${team}/${role}`);
}

async function record(): Promise<readonly string[]> {
  const rows = await under.test.query<{ change: string; person: string; team: string; role: string }>(
    "select change, person, team, role from directory_change where tenant = 1 and actor = 'nadia' order by recorded_at, change_id",
  );
  return rows.map(({ change, person, team, role }) =>
    [change, person, team, role].filter((one) => one !== '').join(' '),
  );
}

/** Rights that stand and were never recorded, or the other way round. */
async function rightProblems(): Promise<readonly string[]> {
  const problems: string[] = [];
  await under.database.transaction(programContext(1, 'test'), (tx) =>
    verifyRights(tx, 1, ({ reason }) => problems.push(reason)),
  );
  return problems;
}

describe('people and their roles', () => {
  it('are listed by name and team, with what is the asker\u2019s own, and without systems', async () => {
    const { body } = await nadia.get(`${ROOM}/people`);
    expect(body.items.map(({ person }: { person: string }) => person).toSorted()).toEqual(
      ['anna', 'bruno', 'clara', 'dario', 'nadia', 'otto'].toSorted(),
    );
    expect(body.items.filter(({ own }: { own: boolean }) => own)).toMatchObject([{ person: 'nadia' }]);
    expect(body.teams).toContainEqual({ team: 'parking', title: 'Parking', people: 1 });
    expect(body.roles).toEqual(expect.arrayContaining(['officer', 'clerk', 'privacy-officer', 'records-manager']));
    expect(body.roles).not.toContain('administrator');
    const parking = await nadia.get(`${ROOM}/people?team=parking`);
    expect(parking.body).toMatchObject({ total: 1, items: [{ person: 'dario' }] });
    expect((await anna.get(`${ROOM}/people`)).status).toBe(404);
  });

  it('are given and ended, once, with a row, evidence and another session', async () => {
    const bruno = await signedIn(under, 'bruno');
    for (const path of [
      'people/bruno/roles',
      'people/bruno/roles',
      'people/bruno/roles/end',
      'people/bruno/roles/end',
    ]) {
      expect((await say(path, PARKING)).status).toBe(200);
      if (path.endsWith('roles')) expect(await rolesOf('bruno')).toEqual(['parking/officer', 'traffic-fines/officer']);
    }
    expect(await rolesOf('bruno')).toEqual(['traffic-fines/officer']);
    expect(await record()).toEqual(['member-added bruno parking officer', 'member-removed bruno parking officer']);
    expect((await say('people/bruno/roles', PARKING)).status).toBe(200);
    expect((await bruno.get('/api/v1/work')).status).toBe(401);
    expect(await rightProblems()).toEqual([]);
  });

  it('are never the asker\u2019s own, nor the office of an administrator, nor what a directory keeps', async () => {
    const codeOf = async (to: string, body: object) => {
      const answer = await say(to, body);
      return `${answer.status} ${answer.body.code ?? ''}`;
    };
    const office = { team: 'administration', role: 'administrator' };
    await under.test.query(
      "insert into directory_group (tenant, group_id, display_name, team, role, changed_at) values (1, 'g', 'Clerks', 'traffic-fines', 'clerk', now())",
    );
    await under.test.query(
      "update person set external_id = 'e', user_name = 'dario', user_key = 'dario' where tenant = 1 and person = 'dario'",
    );
    expect(await codeOf('people/nadia/roles', PARKING)).toBe('409 administration-own');
    expect(await codeOf('people/nadia/roles/end', office)).toBe('409 administration-own');
    expect(await codeOf('people/nadia/account', { locked: true })).toBe('409 administration-own');
    expect(await codeOf('people/bruno/roles', office)).toBe('409 administration-office');
    expect(await codeOf('people/otto/roles/end', office)).toBe('409 administration-office');
    expect(await codeOf('people/clara/roles/end', { team: 'traffic-fines', role: 'clerk' })).toBe(
      '409 administration-kept',
    );
    expect(await codeOf('people/dario/account', { locked: true })).toBe('409 administration-kept');
    expect(await codeOf('people/nobody/roles', PARKING)).toBe('404 not-found');
    expect(await codeOf('people/bruno/roles', { team: 'nowhere', role: 'officer' })).toBe('404 not-found');
    expect((await say('people/bruno/roles', PARKING, anna)).status).toBe(404);
    expect(await rolesOf('otto')).toEqual(['administration/administrator']);
    const lines = await under.test.query<{ action: string; denied: boolean }>(
      "select action, denied from access_log where tenant = 1 and person = 'anna' and action = 'give-role'",
    );
    expect(lines).toEqual([{ action: 'give-role', denied: true }]);
  });

  it('sign in no more while their account is locked', async () => {
    const clara = await signedIn(under, 'clara');
    expect((await say('people/clara/account', { locked: true })).status).toBe(200);
    expect((await clara.get('/api/v1/work')).status).toBe(401);
    await expect(signedIn(under, 'clara')).rejects.toThrow();
    expect((await say('people/clara/account', { locked: false })).status).toBe(200);
    expect((await (await signedIn(under, 'clara')).get('/api/v1/work')).status).toBe(200);
    expect((await record()).slice(-2)).toEqual(['person-left clara', 'person-returned clara']);
    expect(await rightProblems()).toEqual([]);
  });
});

describe('whether somebody may read a case', () => {
  it('is answered with the rule, and with nothing of what is in the case', async () => {
    const can = await may('anna', fine.reference);
    expect(can.body).toMatchObject({ person: 'anna', reference: fine.reference, allowed: true, unknown: null });
    expect(can.body.grants.filter(({ holds }: { holds: boolean }) => holds).length).toBeGreaterThan(0);
    expect(can.body.grants[0].by).toMatch(/officer|work to do/);
    expect(JSON.stringify(can.body)).not.toMatch(/Maria|Bianchi|36\.00/);
    const cannot = await may('dario', fine.reference);
    expect(cannot.body).toMatchObject({ person: 'dario', allowed: false });
    expect(cannot.body.terms.length).toBeGreaterThan(3);
    expect((await anna.get(`/api/v1/cases/${fine.caseId}`)).status).toBe(200);
    expect((await nadia.get(`/api/v1/cases/${fine.caseId}`)).status).toBe(404);
  });

  it('is not answered of what is not there, of nobody, of a case from which a wall keeps the asker, and to others', async () => {
    expect((await may('anna', 'INF-1999-000001')).status).toBe(404);
    expect((await may('nobody', fine.reference)).status).toBe(404);
    expect((await may('anna', fine.reference, anna)).status).toBe(404);
    expect((await may('anna', fine.reference, client(under))).status).toBe(401);
    await under.test.query("update case_head set walls = array['person:1/nadia'] where case_id = $1", [fine.caseId]);
    expect((await may('anna', fine.reference)).status).toBe(404);
    const rows = await under.test.query<{ denied: boolean }>(
      "select denied from access_log where tenant = 1 and person = 'nadia' and action = 'simulate-access' and $1 = any (case_ids) order by recorded_at, entry_id",
      [fine.caseId],
    );
    expect(rows.map(({ denied }) => denied)).toEqual([false, false, true, true]);
  });
});

describe('the work of the program', () => {
  it('is counted, with what was given up, and that is tried again', async () => {
    const jobs = await nadia.get(`${ROOM}/jobs`);
    expect(jobs.body.items.map(({ job }: { job: string }) => job)).toEqual([
      ...['events', 'timers', 'texts', 'letters', 'leavers', 'log'],
    ]);
    // No worker runs here, so what happened is still to be told.
    expect(jobs.body.items[0].waiting).toBeGreaterThan(0);
    expect(jobs.body.items[0].since).not.toBeNull();
    expect((await say('jobs/texts/retry', {})).body).toEqual({ texts: 0 });
    expect((await say('jobs/texts/retry', {}, anna)).status).toBe(404);
    expect((await anna.get(`${ROOM}/jobs`)).status).toBe(404);
  });
});
