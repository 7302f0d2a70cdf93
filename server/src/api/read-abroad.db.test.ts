// Cases that one agency shares with another: only the sections that it shares, only for the purpose, only while the share stands
// where it was given, with a line in the log of both, and nothing but reading.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../commands/agency-under-test.ts';
import { putHeldFact, type HeldFact } from '../store/held-facts.ts';
import { rebuild } from '../store/rebuild.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { deliverShares } from '../store/case-shares.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { emptyOutbox } from '../worker/outbox.ts';
import { signedIn, startApi, type Answered, type ApiUnderTest, type Client } from './api-under-test.ts';
import { programContext } from '../store/context.ts';

const CITY = 1;
const PORT = 2;
const FOR = { 'casewright-purpose': 'inspection' };

const SOURCE = `
caseType: care
version: 1.0.0
title: Care
archetype: service
reference: CA-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer, manager: Manager }
data:
  note: { type: text, label: Note }
  phone: { type: text, label: Telephone }
  diagnosis: { type: text, label: Diagnosis }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional, phone: optional, diagnosis: optional } } }
plan: { tasks: { visit: { title: Visit, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
access:
  manage: manager
  sections:
    - { name: contact, title: Contact, fields: [phone] }
    - { name: health, title: Health, fields: [diagnosis], readers: [officer] }
`;
const DATA = { note: 'seen-note', phone: 'seen-phone', diagnosis: 'seen-diagnosis' };

let under: ApiUnderTest;
let olga: Client;
let mara: Client;
let anna: Client;

beforeAll(async () => {
  under = await startApi();
  const { database } = under;
  await upsertPeople(database, {
    ...{ tenant: CITY, slug: 'city', name: 'City', teams: [{ team: 'desk', title: 'Desk' }] },
    people: [
      { person: 'olga', name: 'Olga', memberships: [{ team: 'desk', role: 'officer' }] },
      { person: 'mara', name: 'Mara', memberships: [{ team: 'desk', role: 'manager' }] },
    ],
  });
  const published = { tenant: CITY, person: 'set-up', source: SOURCE, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(database, { ...published, caseType: compile(SOURCE) });
  const readIn = { kind: 'read-in' as const, from: null, until: null, compartment: `${CITY}/c1` };
  await put(CITY, { ...readIn, id: 'mara.c1', person: `${CITY}/mara` });
  // What is the city's is not for the port to say.
  await put(PORT, { ...readIn, id: 'anna.c1', person: `${PORT}/anna` });
  olga = await signedIn(under, 'olga');
  mara = await signedIn(under, 'mara');
  anna = await signedIn(under, 'anna', 'port');
});
afterAll(() => under.close());

async function put(tenant: number, fact: HeldFact): Promise<void> {
  await under.database.once(programContext(tenant, 'set-up'), [putHeldFact(tenant, fact)]);
}

async function open(): Promise<string> {
  const answer = await olga.send('POST', '/api/v1/cases', { body: { caseType: 'care', data: DATA } });
  expect(answer.status).toBe(201);
  return String(answer.body.caseId);
}

async function give(caseId: string, fact: object): Promise<number> {
  const answer = await mara.send('POST', `/api/v1/cases/${caseId}/access/facts`, { body: { fact } });
  expect(answer.status).toBe(200);
  return Number(answer.body.version);
}

const share = (caseId: string, more: object = {}): Promise<number> =>
  give(caseId, {
    ...{ kind: 'share', to: String(PORT), unit: null, sections: ['contact', 'health'], purpose: 'inspection' },
    ...{ authority: 'Inspection Act s 4', consent: null, until: '2099-01-01T00:00:00Z', ...more },
  });

async function end(caseId: string, access: string): Promise<void> {
  const path = `/api/v1/cases/${caseId}/access/facts/${access}/end`;
  expect((await mara.send('POST', path, { body: { reason: 'Done' } })).status).toBe(200);
}

const look = (caseId: string, headers: Record<string, string> = FOR): Promise<Answered> =>
  anna.get(`/api/v1/cases/${caseId}`, headers);
const listed = async (headers: Record<string, string> = FOR): Promise<readonly { readonly caseId: string }[]> =>
  (await anna.get('/api/v1/shared-cases', headers)).body.items;
const deliver = (): Promise<unknown> => emptyOutbox(under.database, CITY);

describe('a case that is shared', () => {
  test('shows the other agency the shared sections and nothing else, for the purpose and for no other', async () => {
    const caseId = await open();
    await share(caseId);
    expect((await look(caseId)).status).toBe(404);
    await deliver();
    const answer = await look(caseId);
    expect(answer.status).toBe(200);
    const text = JSON.stringify(answer.body);
    expect(text).toContain('seen-phone');
    // A part that names roles stays closed, also where its section is shared; and the general one is not shared.
    expect(text).not.toMatch(/seen-(diagnosis|note)/);
    expect((await look(caseId, {})).status).toBe(404);
    expect((await look(caseId, { 'casewright-purpose': 'curiosity' })).status).toBe(404);
    expect((await look(caseId, { 'casewright-purpose': 'Not a name' })).body.code).toBe('invalid-request');
  });

  test('is listed as what it is, and in no list of their own', async () => {
    const caseId = await open();
    await share(caseId);
    await deliver();
    expect(await listed()).toContainEqual({
      ...{ caseId, reference: expect.stringMatching(/^CA-/), status: 'open' },
      agency: { slug: 'city', name: 'City' },
    });
    expect(await listed({})).toEqual([]);
    expect(JSON.stringify((await anna.get('/api/v1/cases', FOR)).body)).not.toContain(caseId);
  });

  test('is on record with both, and a look that was refused with the one who was asked', async () => {
    const caseId = await open();
    await share(caseId);
    await deliver();
    await look(caseId);
    const lines = await under.test.query(
      `select tenant, person, action, denied from access_log where $1 = any (case_ids) and (tenant = 2 or person like 'agency-%')
        order by tenant, recorded_at, entry_id`,
      [caseId],
    );
    expect(lines).toEqual([
      { tenant: CITY, person: 'agency-2.anna', action: 'read-case', denied: false },
      { tenant: PORT, person: 'anna', action: 'read-case', denied: true },
      { tenant: PORT, person: 'anna', action: 'read-shared-case', denied: false },
    ]);
  });

  test('is read and not changed, and its history and proof are the owner’s', async () => {
    const caseId = await open();
    await share(caseId);
    await deliver();
    const body = { text: 'x' };
    expect((await anna.send('POST', `/api/v1/cases/${caseId}/notes`, { body, headers: FOR })).status).toBe(404);
    for (const path of ['activity', 'chain', 'events/1/proof', 'tasks/visit/assignment'])
      expect((await anna.get(`/api/v1/cases/${caseId}/${path}`, FOR)).status).toBe(404);
  });

  test('is gone with the next request after the share ended, whatever the pointer says', async () => {
    const caseId = await open();
    const version = await share(caseId);
    await deliver();
    expect((await look(caseId)).status).toBe(200);
    await end(caseId, `share.${version}`);
    expect((await look(caseId)).status).toBe(404);
    expect(await listed()).not.toContainEqual(expect.objectContaining({ caseId }));
    await deliver();
    expect(
      await under.test.query('select until > now() as open from shared_case where case_id = $1', [caseId]),
    ).toEqual([{ open: false }]);
  });

  test('rests on the consent that it names, and ends with it', async () => {
    const caseId = await open();
    const consent = await give(caseId, { kind: 'consent', purpose: 'inspection', until: null });
    await share(caseId, { consent: `consent.${consent}` });
    await deliver();
    expect((await look(caseId)).status).toBe(200);
    await end(caseId, `consent.${consent}`);
    expect((await look(caseId)).status).toBe(404);
  });

  test('with one team of the other agency is not for another team of it', async () => {
    const [theirs, others] = [await open(), await open()];
    await share(theirs, { unit: 'traffic-fines' });
    await share(others, { unit: 'parking' });
    await deliver();
    expect([(await look(theirs)).status, (await look(others)).status]).toEqual([200, 404]);
    expect((await listed()).map((each) => each.caseId)).not.toContain(others);
  });

  test('is gone with the session of whoever reads it', async () => {
    const caseId = await open();
    await share(caseId);
    await deliver();
    expect((await look(caseId)).status).toBe(200);
    await under.test.query("delete from session where tenant = 2 and person = 'anna'");
    expect((await look(caseId)).status).toBe(401);
    anna = await signedIn(under, 'anna', 'port');
    expect((await look(caseId)).status).toBe(200);
  });

  test('stays closed to whom the owner has not read in, whatever their own agency says', async () => {
    const caseId = await open();
    await share(caseId);
    await deliver();
    expect((await look(caseId)).status).toBe(200);
    const body = { classification: null, compartments: ['c1'], purposes: null, matters: [], reason: 'Seen' };
    expect((await mara.send('POST', `/api/v1/cases/${caseId}/access/classification`, { body })).status).toBe(200);
    expect((await look(caseId)).status).toBe(404);
  });

  test('is not shown by a pointer alone, and pointers can be made anew', async () => {
    const caseId = await open();
    await under.test.query(
      `insert into shared_case (tenant, owner, case_id, fact_id, purpose, until) values (2, 1, $1, 'made-up', 'inspection', 'infinity')`,
      [caseId],
    );
    expect((await look(caseId)).status).toBe(404);
    const rows = () =>
      under.test.query<{ case_id: string }>(
        "select * from shared_case where fact_id <> 'made-up' order by case_id, fact_id",
      );
    await deliver();
    const before = await rows();
    expect(before.length).toBeGreaterThan(3);
    await under.test.query("delete from shared_case where fact_id <> 'made-up'");
    await rebuild(under.deps, { tenant: CITY, mode: 'rebuild' });
    expect(await rows()).toEqual(before);
    for (let time = 0; time < 2; time += 1)
      await deliverShares(
        under.database,
        CITY,
        before.map((row) => row.case_id),
      );
    expect(await rows()).toEqual(before);
  });
});

test('a case of their own that is bound to a purpose opens to whoever states it', async () => {
  const caseId = await open();
  const body = { classification: null, compartments: [], purposes: ['inspection'], matters: [], reason: 'Seen' };
  expect((await mara.send('POST', `/api/v1/cases/${caseId}/access/classification`, { body })).status).toBe(200);
  expect((await olga.get(`/api/v1/cases/${caseId}`)).status).toBe(404);
  expect((await olga.get(`/api/v1/cases/${caseId}`, FOR)).status).toBe(200);
  expect((await olga.get(`/api/v1/cases/${caseId}`, { 'casewright-purpose': 'other' })).status).toBe(404);
});
