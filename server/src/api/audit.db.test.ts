// The seat of an auditor: what was recorded, within a scope and a time, and nothing else; every look on record with what the seat
// is for; and a case that was altered is found.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endSeatOf, giveSeat, type SeatToGive } from '../commands/auditor-seats.ts';
import { verifyLog } from '../store/verify-log.ts';
import { relayOutbox } from '../store/claim-outbox.ts';
import { makeCheckpoint } from '../store/make-checkpoint.ts';
import { CASE_TYPE, openFine, signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';

let under: ApiUnderTest;
let anna: Client;
let olga: Client;
let seatId: string;
let caseId: string;

const EVER = 'from=2020-01-01&to=2039-12-31';
const WHOLE = { caseTypes: null, teams: null, caseId: null, periodFrom: null, periodUntil: null };
const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

const deps = () => ({ database: under.database, nowMs: under.deps.nowMs });
const give = (seat: Partial<SeatToGive>) =>
  giveSeat(deps(), {
    ...{ tenant: 1, person: 'olga', name: 'Olga Fini', givenBy: 'bruno', purpose: 'audit-2026', scope: WHOLE },
    ...{ from: inHours(-1), until: inHours(24) },
    ...seat,
  });
const seated = async (seat: Partial<SeatToGive>): Promise<string> => {
  const given = await give(seat);
  if ('refused' in given) throw new Error(given.refused);
  return given.seatId;
};

beforeAll(async () => {
  under = await startApi();
  anna = await signedIn(under, 'anna');
  caseId = await openFine(anna);
  seatId = await seated({});
  olga = await signedIn(under, 'olga');
});

afterAll(() => under.close());

async function sign(): Promise<void> {
  while ((await relayOutbox(under.database, 1, 500)).relayed > 0);
  await makeCheckpoint(under.database, { tenant: 1, signer: under.deps.keys.logSigner(1), now: inHours(0) });
}

interface Line {
  readonly action: string;
  readonly purpose: string | null;
  readonly rule: string | null;
  readonly denied: boolean;
  readonly case_ids: readonly string[];
  readonly [column: string]: unknown;
}
const lineOf = async (person: string): Promise<Line | undefined> =>
  (
    await under.test.query<Line>(
      `select action, purpose, rule, denied, case_ids::text[] from access_log where tenant = 1 and person = $1
       order by recorded_at desc, entry_id desc limit 1`,
      [person],
    )
  )[0];

const AUDIT = [
  '/api/v1/audit/seat',
  `/api/v1/audit/entries?kind=reads&${EVER}`,
  `/api/v1/audit/entries?kind=events&${EVER}`,
  '/api/v1/audit/cases/CASE?asOf=2039-01-01',
  `/api/v1/audit/cases/CASE/difference?${EVER}`,
  '/api/v1/audit/cases/CASE/verification',
  '/api/v1/audit/cases/CASE/proof',
];

describe('a seat', () => {
  test.each(AUDIT)('opens %s to its holder and to nobody else, and each look is on record', async (path) => {
    const asked = path.replace('CASE', caseId);
    expect((await olga.get(asked)).status).toBe(200);
    const line = await lineOf('olga');
    expect(line).toMatchObject({ purpose: 'audit-2026', rule: 'auditor-seat', denied: false });
    if (path.includes('CASE')) expect(line?.case_ids).toEqual([caseId]);
    expect((await anna.get(asked)).status).toBe(404);
    expect(await lineOf('anna')).toMatchObject({ rule: null, denied: true });
  });

  test('is given by somebody of the agency to somebody else, who works on no cases, for a time that ends', async () => {
    const refused = async (seat: Partial<SeatToGive>) => {
      const given = await give({ person: 'piero', name: 'Piero', ...seat });
      return 'refused' in given ? given.refused : 'given';
    };
    expect(await refused({ person: 'bruno' })).toBe('to-themselves');
    expect(await refused({ givenBy: 'nobody' })).toBe('unknown-giver');
    expect(await refused({ person: 'anna' })).toBe('not-independent');
    expect(await refused({ until: inHours(-2) })).toBe('no-time');
    const then = inHours(5);
    expect(await refused({ from: then, until: then })).toBe('no-time');
    expect(await refused({ until: inHours(24 * 367) })).toBe('too-long');
    expect(await refused({ person: 'olga' })).toBe('has-one');
    expect(await under.test.query("select 1 from person where person = 'piero'")).toEqual([]);
  });

  test('gives no command, no case, no list and nobody’s reads', async () => {
    const changes = [
      ['POST', '/api/v1/cases', { caseType: CASE_TYPE, data: {} }],
      ['PATCH', `/api/v1/cases/${caseId}/data`, { data: { points: 3 } }],
      ['POST', `/api/v1/cases/${caseId}/notes`, { text: 'x' }],
      ['POST', `/api/v1/cases/${caseId}/close`, { outcome: 'paid' }],
      ['POST', `/api/v1/cases/${caseId}/tasks/send-fine/complete`, { data: {} }],
      ['POST', `/api/v1/cases/${caseId}/tasks/send-fine/assign`, { assignee: 'olga' }],
    ] as const;
    for (const [method, path, body] of changes) {
      expect([path, (await olga.send(method, path, { body })).status]).toEqual([path, 404]);
      expect(await lineOf('olga')).toMatchObject({ denied: true });
    }
    for (const path of [`/api/v1/cases/${caseId}`, `/api/v1/people/anna/reads?${EVER}`, '/api/v1/reviews?state=open'])
      expect((await olga.get(path)).status).toBe(404);
    expect((await olga.get('/api/v1/cases')).body.items).toEqual([]);
  });

  test('no route under /audit changes anything', () => {
    const audits = under.api.routes.filter(({ path, action }) => path.includes('/audit/') || action === 'audit');
    expect(audits.length).toBeGreaterThanOrEqual(6);
    for (const { method, audit, action } of audits) {
      expect(['GET', 'HEAD']).toContain(method);
      expect([audit, action]).toEqual(['read', 'audit']);
    }
  });

  test('does not stand while its holder is in a team', async () => {
    await under.test.query(
      "insert into membership (tenant, person, team, role) values (1, 'olga', 'parking', 'officer')",
    );
    const officer = await signedIn(under, 'olga');
    expect((await officer.get('/api/v1/audit/seat')).status).toBe(404);
    await under.test.query("delete from membership where tenant = 1 and person = 'olga'");
    olga = await signedIn(under, 'olga');
    expect((await olga.get('/api/v1/audit/seat')).status).toBe(200);
  });
});

describe('the explorer', () => {
  test('finds reads by person, case, action and refusal, and events by person, case and type', async () => {
    const other = await openFine(anna);
    const dario = await signedIn(under, 'dario');
    await dario.get(`/api/v1/cases/${other}`);
    await anna.get(`/api/v1/cases/${other}`);
    const find = async (filter: string) => (await olga.get(`/api/v1/audit/entries?${EVER}&${filter}`)).body.items;
    expect(await find(`kind=reads&person=dario&denied=yes`)).toMatchObject([
      { kind: 'read', action: 'read-case', denied: true, caseIds: [other], rule: null },
    ]);
    expect(await find(`kind=reads&caseId=${other}&denied=no&action=read-case`)).toMatchObject([
      { person: 'anna', name: 'Anna Ricci', rule: 'team', denied: false },
    ]);
    expect(await find(`kind=events&caseId=${other}`)).toMatchObject([
      { kind: 'event', action: 'CaseOpened', seq: 1, person: 'anna', caseIds: [other] },
    ]);
    expect(await find(`kind=events&person=dario`)).toEqual([]);
    expect((await find('kind=events&action=CaseOpened')).length).toBeGreaterThan(1);
    expect((await olga.get('/api/v1/audit/entries?kind=reads&from=2020-01-01&to=2020-12-31')).body.items).toEqual([]);
  });

  test.each(['reads', 'events'])('gives pages of %s that together are all of them, each once', async (kind) => {
    for (let made = 0; made < 55; made += 1) await openFine(anna).then((id) => anna.get(`/api/v1/cases/${id}`));
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const after: string = next === '' ? '' : `&after=${next}`;
      const person = kind === 'reads' ? 'person=anna&action=read-case' : 'person=anna';
      const { body } = await olga.get(`/api/v1/audit/entries?kind=${kind}&${person}&${EVER}${after}`);
      seen.push(
        ...body.items.map((item: { at: string; caseIds: readonly string[] }) => `${item.at} ${item.caseIds[0]}`),
      );
      next = body.next;
    }
    const [counted] = await under.test.query<{ count: number }>(
      kind === 'reads'
        ? "select count(*)::int as count from access_log where tenant = 1 and person = 'anna' and action = 'read-case'"
        : "select count(*)::int as count from event where tenant = 1 and actor = 'anna'",
    );
    expect(seen).toHaveLength(counted?.count ?? 0);
    expect((await olga.get(`/api/v1/audit/entries?kind=${kind}&${EVER}&after=x`)).status).toBe(400);
  });
});

describe('the replay', () => {
  test('shows a case as it was known at an instant, and what became of it', async () => {
    const id = await openFine(anna);
    const before = await now();
    await anna.send('PATCH', `/api/v1/cases/${id}/data`, { body: { data: { points: 3 } } });
    const after = await now();
    const points = async (asOf: string) => {
      const { body } = await olga.get(`/api/v1/audit/cases/${id}?asOf=${asOf}`);
      return [
        body.events,
        body.total,
        body.view?.facts.find((fact: { field: string }) => fact.field === 'points')?.value,
      ];
    };
    expect(await points(before)).toEqual([1, 2, 0]);
    expect(await points(after)).toEqual([2, 2, 3]);
    expect((await olga.get(`/api/v1/audit/cases/${id}?asOf=2020-01-01`)).body).toMatchObject({ view: null, events: 0 });
    const { body } = await olga.get(`/api/v1/audit/cases/${id}/difference?from=${before}&to=${after}`);
    expect(body.items).toEqual([{ where: 'fact', name: 'points', title: expect.any(String), before: '0', after: '3' }]);
    expect((await olga.get(`/api/v1/audit/cases/${id}/difference?from=${after}&to=${after}`)).body.items).toEqual([]);
    const today = await olga.get(`/api/v1/audit/cases/${id}?asOf=2039-01-01&by=occurred`);
    expect(today.body).toMatchObject({ by: 'occurred', events: 2, stoppedAt: null });
  });

  test('is made of the events and not of the state that is stored', async () => {
    const id = await openFine(anna);
    await under.test.query(
      `update case_head set state = replace(state, 'Maria Bianchi', 'Nobody') where case_id = $1`,
      [id],
    );
    const { body } = await olga.get(`/api/v1/audit/cases/${id}?asOf=2039-01-01`);
    expect(JSON.stringify(body.view)).toContain('Maria Bianchi');
  });

  async function now(): Promise<string> {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const at = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    return at;
  }
});

describe('the verification', () => {
  test('proves each event by the signed log, and gives the proof away', async () => {
    const id = await openFine(anna);
    expect((await olga.get(`/api/v1/audit/cases/${id}/verification`)).body).toMatchObject({
      ...{ verified: true, events: 1, proved: 0, waiting: 1 },
    });
    await sign();
    const { body } = await olga.get(`/api/v1/audit/cases/${id}/verification`);
    expect(body).toMatchObject({ verified: true, events: 1, proved: 1, waiting: 0, problems: [] });
    const proof = await olga.get(`/api/v1/audit/cases/${id}/proof`);
    expect(proof.body).toMatchObject({ format: 'casewright-proof/1', caseId: id, checkpoint: body.checkpoint });
    expect(proof.body.events).toHaveLength(1);
  });

  test.each([
    ['its time was changed', "update event set occurred = '2026-03-03' where case_id = $1", 'event-changed'],
    ['its hash was made to fit', 'update event set hash = sha256(hash) where case_id = $1', 'not-as-logged'],
    ['it is gone', 'delete from event where case_id = $1', 'logged-and-gone'],
  ])('finds an altered case: %s', async (_, change, code) => {
    const id = await openFine(anna);
    await sign();
    await under.test.query(change, [id]);
    const { body } = await olga.get(`/api/v1/audit/cases/${id}/verification`);
    expect(body.verified).toBe(false);
    expect(body.problems.map((problem: { code: string }) => problem.code)).toContain(code);
  });
});

describe('the scope of a seat', () => {
  test('cuts cases, and the ids in lines, to what it names', async () => {
    const [mine, other] = [await openFine(anna), await openFine(anna)];
    await anna.get('/api/v1/cases');
    await seated({ person: 'rosa', name: 'Rosa', scope: { ...WHOLE, caseId: mine } });
    const rosa = await signedIn(under, 'rosa');
    expect((await rosa.get(`/api/v1/audit/cases/${mine}?asOf=2039-01-01`)).status).toBe(200);
    for (const hidden of [other, '00000000-0000-7000-8000-000000000000']) {
      expect((await rosa.get(`/api/v1/audit/cases/${hidden}?asOf=2039-01-01`)).status).toBe(404);
      expect(await lineOf('rosa')).toMatchObject({ denied: true, case_ids: [hidden] });
    }
    for (const kind of ['reads', 'events']) {
      const { items } = (await rosa.get(`/api/v1/audit/entries?kind=${kind}&${EVER}`)).body;
      expect(items.length).toBeGreaterThan(0);
      expect([...new Set(items.flatMap((item: { caseIds: readonly string[] }) => item.caseIds))]).toEqual([mine]);
    }
    expect((await rosa.get(`/api/v1/audit/entries?kind=reads&caseId=${other}&${EVER}`)).body.items).toEqual([]);
  });

  test.each([
    [{ caseTypes: [CASE_TYPE] }, 200],
    [{ caseTypes: ['permit'] }, 404],
    [{ teams: ['traffic-fines'] }, 200],
    [{ teams: ['parking'] }, 404],
  ])('holds a case to its kind and its team: %o', async (scope, status) => {
    const person = `auditor-${JSON.stringify(scope).replaceAll(/[^a-z]/g, '')}`;
    await seated({ person, name: 'X', scope: { ...WHOLE, ...scope } });
    const auditor = await signedIn(under, person);
    expect((await auditor.get(`/api/v1/audit/cases/${caseId}?asOf=2039-01-01`)).status).toBe(status);
    const { items } = (await auditor.get(`/api/v1/audit/entries?kind=events&${EVER}`)).body;
    expect(items.length > 0).toBe(status === 200);
  });

  test('ends with its time, in what it shows and in itself', async () => {
    const id = await openFine(anna);
    await seated({
      ...{ person: 'silvia', name: 'S', scope: { ...WHOLE, periodUntil: inHours(-1) }, until: inHours(1) },
    });
    const silvia = await signedIn(under, 'silvia');
    expect((await silvia.get(`/api/v1/audit/entries?kind=events&${EVER}`)).body.items).toEqual([]);
    expect((await silvia.get(`/api/v1/audit/cases/${id}?asOf=2039-01-01`)).body).toMatchObject({
      events: 0,
      view: null,
    });
    under.advance(30 * 60_000);
    expect((await silvia.get('/api/v1/audit/seat')).status).toBe(200);
    under.advance(31 * 60_000);
    const again = await signedIn(under, 'silvia');
    expect((await again.get('/api/v1/audit/seat')).status).toBe(404);
  });
});

test('a seat is evidence: one that nobody gave, and one that was changed, are named', async () => {
  await sign();
  const problems = async () => {
    const log = under.deps.keys.logSigner(1);
    const verdict = await verifyLog(under.database, { tenant: 1, log, witnessed: null });
    return verdict.problems
      .filter(({ code }) => code.startsWith('right'))
      .map(({ code, reason }) => `${code} ${reason}`);
  };
  // The tests above put a membership in and took it out past the program; events were tampered with too.
  expect(await problems()).toEqual([]);
  await under.test.query("update auditor_seat set until_at = until_at + interval '1 year' where seat_id = $1", [
    seatId,
  ]);
  expect(await problems()).toEqual([
    expect.stringMatching(/^right-unrecorded .*olga/),
    expect.stringMatching(/^right-missing .*olga/),
  ]);
  await under.test.query("update auditor_seat set until_at = until_at - interval '1 year' where seat_id = $1", [
    seatId,
  ]);
  expect(await problems()).toEqual([]);
});

test('a seat that is ended opens nothing from the next request on', async () => {
  olga = await signedIn(under, 'olga');
  expect((await olga.get('/api/v1/audit/seat')).status).toBe(200);
  expect(await endSeatOf(deps(), { tenant: 1, seatId, by: 'bruno' })).toBe(true);
  for (const path of AUDIT) expect((await olga.get(path.replace('CASE', caseId))).status).toBe(404);
  expect(await endSeatOf(deps(), { tenant: 1, seatId, by: 'bruno' })).toBe(false);
  await sign();
  const log = under.deps.keys.logSigner(1);
  const { problems } = await verifyLog(under.database, { tenant: 1, log, witnessed: null });
  expect(problems.filter(({ code }) => code.startsWith('right'))).toEqual([]);
});
