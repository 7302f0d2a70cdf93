// Test support: a desk whose people hand work over, with a case of its own for each test. Only tests of standing in use it.
import { expect } from 'vitest';
import { compile } from '../commands/agency-under-test.ts';
import { holdFact } from '../commands/hold-access.ts';
import { programContext } from '../store/context.ts';
import { putHeldFact, type HeldFact } from '../store/held-facts.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { signedIn, startApi, type Answered, type ApiUnderTest, type Client } from './api-under-test.ts';
import { careSource } from './care-under-test.ts';

export const CITY = 1;
export const HOUR = 3_600_000;
export const KEEPER = { tenant: CITY, actor: 'system.rights' };
const SOURCE = careSource(`  manage: manager
  sections: [{ name: health, title: Health, fields: [diagnosis], readers: [manager] }]
`);

export interface StandInWorld {
  under: ApiUnderTest;
  /** Mara and Nora manage the desk, Olga and Ivo are officers of it; Sara is of another team. */
  people: Record<'olga' | 'ivo' | 'mara' | 'nora' | 'sara', Client>;
  caseId: string;
}

// Filled by the two functions below before any test looks.
export const world = {} as StandInWorld;
let facts = 0;

export async function startWorld(): Promise<void> {
  world.under = await startApi();
  const { under } = world;
  const teams = ['desk', 'office'].map((team) => ({ team, title: team }));
  const member = (person: string, team: string, ...roles: readonly string[]) => ({
    person,
    name: `The ${person}`,
    memberships: roles.map((role) => ({ team, role })),
  });
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City', teams },
    people: [
      ...[member('olga', 'desk', 'officer', 'exporter'), member('ivo', 'desk', 'officer', 'exporter')],
      ...[
        member('mara', 'desk', 'manager'),
        member('nora', 'desk', 'manager'),
        member('sara', 'office', 'officer'),
        member('left', 'desk', 'manager'),
      ],
    ],
  });
  await under.test.query("update person set active = false where tenant = 1 and person = 'left'");
  const published = { tenant: CITY, person: 'set-up', source: SOURCE, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(under.database, { ...published, caseType: compile(SOURCE) });
}

/** Nobody holds anything, everybody is signed in, and Olga has opened a case. */
export async function beginAnew(): Promise<void> {
  const { under } = world;
  await under.test.query('delete from access_fact');
  const people = {
    olga: await signedIn(under, 'olga'),
    ivo: await signedIn(under, 'ivo'),
    mara: await signedIn(under, 'mara'),
    nora: await signedIn(under, 'nora'),
    sara: await signedIn(under, 'sara'),
  };
  const data = { note: 'Rang', diagnosis: 'Measles' };
  const opened = await people.olga.send('POST', '/api/v1/cases', { body: { caseType: 'care', data } });
  expect(opened.status).toBe(201);
  Object.assign(world, { people, caseId: String(opened.body.caseId) });
}

export const forWhom = (person: string): Record<string, string> => ({ 'casewright-on-behalf-of': person });
export const FOR_MARA = forWhom('mara');

export const look = (by: Client, headers?: Record<string, string>): Promise<Answered> =>
  by.get(`/api/v1/cases/${world.caseId}`, headers);

export const note = (by: Client, headers: Record<string, string> = {}): Promise<Answered> =>
  by.send('POST', `/api/v1/cases/${world.caseId}/notes`, { body: { text: 'x' }, headers });

export const say = (by: Client, path: string, body: object): Promise<Answered> =>
  by.send('POST', `/api/v1/cases/${world.caseId}/access/${path}`, { body });

/** What this client sends, it sends on behalf of Mara. */
export function forMara(by: Client): Client {
  return { ...by, send: (method, path, options) => by.send(method, path, { ...options, headers: FOR_MARA }) };
}

type Period = Partial<Pick<HeldFact, 'from' | 'until'>>;

/** @returns the id of the fact */
export async function handOver(by: string, to: string, period: Period = {}): Promise<string> {
  const qualified = (id: string): string => (id.includes('/') ? id : `${CITY}/${id}`);
  const id = `hand.${(facts += 1)}`;
  const fact = { kind: 'delegation' as const, id, from: null, until: null, ...period };
  await world.under.database.once(programContext(CITY, 'set-up'), [
    putHeldFact(CITY, { ...fact, by: qualified(by), to: qualified(to) }),
  ]);
  return id;
}

export async function hold(fact: HeldFact): Promise<void> {
  expect(await holdFact(world.under.deps, KEEPER, fact)).toBeNull();
}

export const cleared = (person: string, level: string): HeldFact => ({
  ...{ kind: 'clearance', id: `clearance.${person}`, from: null, until: null, person: `${CITY}/${person}` },
  ...{ scale: 'au-pspf', level, markers: [] },
});

export const classify = (by: Client, level: string | null): Promise<Answered> => {
  const classification = level === null ? null : { scale: 'au-pspf', level, markers: [] };
  const said = { classification, compartments: [], purposes: null, matters: ['m1'], reason: 'x' };
  return say(by, 'classification', said);
};

export async function lines(action: string): Promise<readonly Record<string, unknown>[]> {
  return world.under.test.query(
    `select person, on_behalf_of, authority, denied, rule, case_ids::text[] as case_ids from access_log
      where action = $1 and (case_ids = '{}' or $2 = any (case_ids)) order by recorded_at desc, entry_id desc`,
    [action, world.caseId],
  );
}
