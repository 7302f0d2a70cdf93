// Holds and lists of disposal over the interface, with several people: nothing goes that two others did not approve as it is, what is held is
// told and left out, and nobody is told of a case that they are kept off.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Client, signedIn } from './api-under-test.ts';
import { keptAfter } from './kept-under-test.ts';
import { type RecordsUnderTest, startRecords } from './records-under-test.ts';

let town: RecordsUnderTest;
beforeAll(async () => {
  town = await startRecords();
});
afterAll(() => town.under.close());
// What earlier tests left due is out of the way of later ones.
beforeEach(async () => {
  await town.sql("update retention_due set due_on = '2099-01-01' where due_on < '2099-01-01'");
});

const RUNS = '/api/v1/disposal-runs';
const TO = '2026-12-31';
const post = (by: Client, path: string, body: object) => by.send('POST', path, { body });
const propose = async (by: Client): Promise<string> => {
  const runId = randomUUID();
  const of = { caseType: 'kept', class: null, team: null };
  const done = await post(by, RUNS, { runId, reason: 'Yearly disposal', to: TO, ...of });
  if (done.status !== 200) throw new Error(JSON.stringify(done.body));
  return runId;
};
const run = async (runId: string, by: Client = town.rita) => (await by.get(`${RUNS}/${runId}`)).body;
const items = async (runId: string, only = 'all', by: Client = town.rita) =>
  (await by.get(`${RUNS}/${runId}/items?only=${only}`)).body;
const step = async (by: Client, runId: string, of: string | { readonly execution: number }) => {
  const { list } = await run(runId);
  const [name, more] = typeof of === 'string' ? [of, {}] : ['execution', { items: of.execution }];
  return post(by, `${RUNS}/${runId}/${name}`, { list, ...more });
};
const hold = async (by: Client, on: object, more: object = {}) => {
  const holdId = randomUUID();
  const said = {
    reason: 'Asked for by an inquiry',
    authority: 'Inquiries Act, order 7',
    owner: 'rita',
    reviewOn: '2027-06-30',
  };
  const done = await post(by, '/api/v1/holds', { holdId, on, ...said, custodians: [], ...more });
  return { holdId, status: done.status, body: done.body };
};
const NORTH = {
  kind: 'query',
  title: 'Inquiry north',
  predicate: { fields: [{ field: 'region', is: '=', value: 'north' }] },
};
const approved = async (): Promise<string> => {
  const runId = await propose(town.rita);
  await step(town.rita, runId, 'submission');
  await step(town.ron, runId, 'approval');
  await step(town.ruth, runId, 'approval');
  return runId;
};

describe('how long cases are kept', () => {
  it('is told by class as published and by year, and each number is a list of as many', async () => {
    await town.closed();
    const north = await town.closed({ region: 'north', outcome: 'upheld' });
    await town.closed({ on: '2026-11-01' });
    const { holdId } = await hold(town.rita, { kind: 'case', caseId: north });
    const { body } = await town.rita.get('/api/v1/records/retention?years=80');
    const rest = body.classes.find((one: { name: string }) => one.name === 'rest');
    expect(rest).toMatchObject({
      authority: 'Example',
      number: '1',
      period: 'P1Y',
      action: 'destroy',
      counts: { due: 1 },
    });
    expect(body.classes.map((one: { name: string }) => one.name)).toEqual(
      expect.arrayContaining(['ever', 'law', 'above']),
    );
    const [now, ...years] = body.years;
    expect(now).toMatchObject({ year: null, from: null, cases: 2, held: 1, destroy: 2 });
    expect(years.length).toBe(60);
    for (const one of [now, ...years.slice(0, 3)]) {
      const from = one.from === null ? '' : `&from=${one.from}`;
      const list = (await town.rita.get(`/api/v1/records/cases?status=due${from}&to=${one.to}`)).body;
      expect([list.cases, list.items.length, list.withheld]).toEqual([one.cases, one.cases, 0]);
    }
    const held = (await town.rita.get(`/api/v1/records/cases?to=${now.to}&held=yes`)).body;
    expect(held.items).toMatchObject([{ caseId: north, held: true, countsFrom: ['closing'], triggerOn: '2021-02-28' }]);
    expect((await town.cleo.get('/api/v1/records/retention')).status).toBe(404);
    expect((await town.anna.get('/api/v1/records/cases')).status).toBe(404);
    const mine = (await town.rita.get(`/api/v1/records/cases/${north}`)).body;
    expect(mine.holds).toMatchObject([{ holdId, kind: 'case' }]);
  });
});

describe('a list of disposal', () => {
  it('is proposed, looked through, submitted, and approved by two others by its hash', async () => {
    const [one, other] = [await town.closed(), await town.closed({ outcome: 'upheld' })];
    const runId = await propose(town.rita);
    const first = await run(runId);
    expect(first).toMatchObject({ state: 'draft', items: 2, left: 2, proposedBy: 'rita', asked: { to: TO } });
    expect((await items(runId)).items.map((each: { caseId: string }) => each.caseId).toSorted()).toEqual(
      [one, other].toSorted(),
    );
    expect((await items(runId)).items[0]).toMatchObject({
      class: { authority: 'Example', period: 'P1Y' },
      countsFrom: ['closing'],
    });
    expect((await step(town.ron, runId, 'approval')).body.code).toBe('disposal-draft');
    const taken = await post(town.rita, `${RUNS}/${runId}/items/2/removal`, { why: 'Kept for the museum' });
    expect(taken.body).toMatchObject({ items: 1 });
    expect(taken.body.list).not.toBe(first.list);
    const submit = (list: unknown) =>
      keptAfter(town.rita, (headers) =>
        town.rita.send('POST', `${RUNS}/${runId}/submission`, { body: { list }, headers }),
      );
    expect(await submit(first.list)).toEqual({ status: 409, isKept: true });
    expect(await submit(taken.body.list)).toEqual({ status: 200, isKept: false });
    expect((await step(town.rita, runId, 'approval')).body.code).toBe('disposal-own');
    expect((await post(town.ron, `${RUNS}/${runId}/approval`, { list: first.list })).body.code).toBe(
      'disposal-changed',
    );
    expect((await step(town.ron, runId, 'approval')).status).toBe(200);
    expect((await step(town.ron, runId, 'approval')).body.code).toBe('disposal-approved-already');
    expect((await step(town.rita, runId, { execution: 1 })).body.code).toBe('disposal-not-approved');
    expect((await step(town.cleo, runId, 'approval')).status).toBe(404);
    expect((await step(town.ruth, runId, 'approval')).status).toBe(200);
    expect((await step(town.rita, runId, { execution: 2 })).body.code).toBe('disposal-changed');
    expect((await step(town.rita, runId, { execution: 1 })).status).toBe(200);
    expect(await town.work()).toEqual([]);
    const done = await run(runId);
    expect(done).toMatchObject({ state: 'done', destroyed: 1, takenOut: 1, leftOut: 0 });
    expect((await items(runId, 'left-out')).items).toMatchObject([
      { reason: 'taken-out', why: 'Kept for the museum', takenOutBy: 'RITA' },
    ]);
    const [goneItem] = (await items(runId, 'destroyed')).items;
    const gone = goneItem.caseId as string;
    expect([await town.keysOf(gone), (await town.keysOf(gone === one ? other : one)) > 0]).toEqual([0, true]);
    expect(town.noted).toContain(gone);
    const records = await town.sql(
      'select entry::jsonb -> 5 ->> 0 as kind, entry::jsonb ->> 3 as actor from custody_record where entry like $1 order by seq',
      [`%${runId}%`],
    );
    expect(records.map((one) => [one['kind'], one['actor']].join(' '))).toEqual([
      ...['disposal-proposed rita', 'disposal-taken-out rita', 'disposal-submitted rita', 'disposal-approved ron'],
      ...['disposal-approved ruth', 'disposal-started rita', 'disposal-done system.disposal'],
    ]);
  });

  it('voids what was approved when a case is taken out of it afterwards', async () => {
    await town.closed();
    await town.closed();
    const runId = await approved();
    expect((await run(runId)).state).toBe('approved');
    expect((await post(town.ruth, `${RUNS}/${runId}/items/1/removal`, { why: 'Not this one' })).status).toBe(200);
    expect(await run(runId)).toMatchObject({ state: 'in-review', approvals: 0 });
    expect((await step(town.ron, runId, 'approval')).status).toBe(200);
    expect((await step(town.ruth, runId, 'approval')).status).toBe(200);
    expect((await post(town.ron, `${RUNS}/${runId}/withdrawal`, { why: 'Another year' })).status).toBe(200);
    expect((await step(town.rita, runId, { execution: 1 })).body.code).toBe('disposal-withdrawn');
    expect(await run(runId)).toMatchObject({ state: 'withdrawn', withdrawn: { by: 'RON', why: 'Another year' } });
  });

  it('says of each case what is different since it was reviewed, and leaves it out', async () => {
    const [goes, held, changed] = [await town.closed(), await town.closed({ region: 'north' }), await town.closed()];
    const runId = await approved();
    await hold(town.ron, NORTH);
    const version = (await town.anna.get(`/api/v1/cases/${changed}`)).headers['etag'] as string;
    const again = { headers: { 'if-match': version }, body: { again: ['work'], reason: 'New facts' } };
    expect((await town.anna.send('POST', `/api/v1/cases/${changed}/reopen`, again)).status).toBe(200);
    expect((await run(runId)).different).toEqual([
      { now: 'held', cases: 1 },
      { now: 'reopened', cases: 1 },
    ]);
    const told = (await items(runId, 'differs')).items;
    expect(told.map((one: { caseId: string; now: string }) => `${one.caseId} ${one.now}`).toSorted()).toEqual(
      [`${held} held`, `${changed} reopened`].toSorted(),
    );
    expect((await step(town.ron, runId, { execution: 3 })).status).toBe(200);
    await town.work();
    expect(await run(runId)).toMatchObject({ state: 'done', destroyed: 1, leftOut: 2 });
    expect((await items(runId, 'left-out')).items.map((one: { reason: string }) => one.reason).toSorted()).toEqual([
      'held',
      'reopened',
    ]);
    expect([await town.keysOf(goes), (await town.keysOf(held)) > 0, (await town.keysOf(changed)) > 0]).toEqual([
      0,
      true,
      true,
    ]);
  });

  it('stops while somebody who approved it may no longer, and goes on when another approves it', async () => {
    const caseId = await town.closed();
    const runId = await approved();
    await step(town.rita, runId, { execution: 1 });
    await town.sql("update person set active = false where person = 'ruth'");
    expect(await town.work()).toMatchObject([{ runId }]);
    expect((await run(runId)).state).toBe('stopped');
    expect(await town.keysOf(caseId)).toBeGreaterThan(0);
    await town.sql("update person set active = true where person = 'ruth'");
    expect(await town.work()).toEqual([]);
    expect((await run(runId)).state).toBe('done');
  });

  it('has a certificate that binds the hashes, to read and to take away, and the case says that it was destroyed', async () => {
    const caseId = await town.closed();
    const runId = await approved();
    expect((await town.rita.get(`${RUNS}/${runId}/certificate`)).status).toBe(404);
    await step(town.rita, runId, { execution: 1 });
    await town.work();
    const { body } = await town.ron.get(`${RUNS}/${runId}/certificate`);
    expect(body.certificate).toMatchObject({
      destroyed: 1,
      leftOut: 0,
      proposedBy: 'rita',
      approvedBy: ['ron', 'ruth'],
    });
    const [stored] = await town.sql(
      'select encode(hash, $2) as hash from custody_record where seq = $1 and tenant = 1',
      [body.record, 'hex'],
    );
    expect(body.recordHash).toBe(stored?.['hash']);
    expect(body.items).toMatchObject([
      { caseId, outcome: 'destroyed', authority: 'Example, version 1', class: '1 Rest' },
    ]);
    const table = await town.ron.get(`${RUNS}/${runId}/certificate?format=csv`);
    expect(table.headers['content-type']).toMatch(/^text\/csv/);
    expect(table.body).toContain(body.recordHash);
    const left = (await town.rita.get(`/api/v1/records/cases/${caseId}`)).body;
    expect(left).toMatchObject({
      status: 'destroyed',
      retention: null,
      destroyed: { approvers: ['ron', 'ruth'], class: '1 Rest' },
    });
    expect((await town.anna.get(`/api/v1/cases/${caseId}`)).status).toBe(404);
  });

  it('is neither proposed with nor approved over cases that one may not be told of', async () => {
    const [open, walled] = [await town.closed(), await town.closed()];
    const runId = await propose(town.rita);
    const fact = { kind: 'wall', person: 'ron', unit: null, standing: 'declared' };
    expect((await post(town.anna, `/api/v1/cases/${walled}/access/facts`, { fact })).status).toBe(200);
    await step(town.rita, runId, 'submission');
    expect((await step(town.ron, runId, 'approval')).body.code).toBe('disposal-not-told');
    const seen = await items(runId, 'all', town.ron);
    expect([seen.items.map((one: { caseId: string }) => one.caseId), seen.withheld]).toEqual([[open], 1]);
    expect((await town.ron.get(`/api/v1/records/cases/${walled}`)).status).toBe(404);
    expect((await town.ron.get('/api/v1/records/retention')).body.withheld).toBeGreaterThan(0);
    const own = await propose(town.ron);
    expect(await run(own)).toMatchObject({ items: 1 });
    expect((await hold(town.ron, { kind: 'case', caseId: walled })).status).toBe(404);
  });
});

describe('a hold', () => {
  it('is looked at before it is placed, overlaps with others, and ends by two people', async () => {
    const caseId = await town.closed({ region: 'north' });
    const { predicate } = NORTH;
    const before = (await post(town.rita, '/api/v1/hold-previews', { predicate })).body;
    const placed = await hold(town.rita, NORTH);
    expect(placed.body.cases).toBe(before.cases);
    expect(before.kinds).toMatchObject([{ caseType: 'kept', title: 'Kept', cases: before.cases }]);
    const second = await hold(town.ron, { kind: 'case', caseId }, { owner: 'ron' });
    const shown = (await town.ruth.get(`/api/v1/holds/${placed.holdId}`)).body;
    const covered = shown.covered.find((one: { caseId: string }) => one.caseId === caseId);
    expect(covered.holds).toBeGreaterThanOrEqual(2);
    expect(shown).toMatchObject({ authority: 'Inquiries Act, order 7', ownerName: 'RITA', isOverdue: false });
    const end = `/api/v1/holds/${second.holdId}/release`;
    const why = { reason: 'The claim was settled', authority: 'Order of the court' };
    expect(
      (await post(town.ruth, `${end}/decision`, { number: 1, decision: 'released', words: 'Yes, it was' })).body.code,
    ).toBe('hold-release-none');
    expect((await post(town.ron, end, why)).status).toBe(200);
    expect((await post(town.ruth, end, why)).body.code).toBe('hold-release-asked');
    const decide = (by: Client, decision: string, number = 1) =>
      post(by, `${end}/decision`, { number, decision, words: 'Looked at it' });
    expect((await decide(town.ron, 'released')).body.code).toBe('hold-own-release');
    expect((await decide(town.ruth, 'kept')).status).toBe(200);
    expect((await post(town.ron, end, why)).status).toBe(200);
    expect((await decide(town.ruth, 'released', 2)).status).toBe(200);
    expect((await town.ruth.get(`/api/v1/holds/${second.holdId}`)).body).toMatchObject({
      releases: [{ decision: 'kept' }, { decision: 'released', decidedBy: 'RUTH' }],
    });
    expect((await decide(town.ruth, 'released', 2)).body.code).toBe('hold-ended');
    const query = `/api/v1/holds/${placed.holdId}/release`;
    await post(town.rita, query, why);
    expect(
      (await post(town.ron, `${query}/decision`, { number: 1, decision: 'released', words: 'It ended' })).status,
    ).toBe(200);
    const [ended] = await town.sql('select ended_at from hold_query where hold_id = $1', [placed.holdId]);
    expect(ended?.['ended_at']).not.toBeNull();
  });

  it('asks for words, an owner who keeps records, and a day of review to come', async () => {
    const code = async (more: object, on: object = NORTH) => (await hold(town.rita, on, more)).body.code;
    expect(await code({ owner: 'cleo' })).toBe('hold-owner');
    expect(await code({ reviewOn: '2020-01-01' })).toBe('hold-review-day');
    expect(await code({ reason: '   ' })).toBe('hold-words');
    expect(await code({ custodians: ['nobody-there'] })).toBe('hold-people');
    expect((await hold(town.cleo, NORTH)).status).toBe(404);
    expect((await hold(town.rita, { kind: 'case', caseId: randomUUID() })).status).toBe(404);
  });

  it('waits for its owner when its day has come, and a list for those who may approve it', async () => {
    const caseId = await town.closed();
    const { holdId } = await hold(town.rita, { kind: 'case', caseId }, { owner: 'ruth' });
    const other = await town.closed();
    const runId = await propose(town.rita);
    await step(town.rita, runId, 'submission');
    await town.sql("update hold set review_on = '2026-01-01' where hold_id = $1", [holdId]);
    const waits = async (by: Client): Promise<readonly string[]> =>
      (await by.get('/api/v1/notices')).body.records.map(
        (one: { about: string; id: string }) => `${one.about} ${one.id}`,
      );
    expect(await waits(town.ruth)).toEqual(
      expect.arrayContaining([`hold-review ${holdId}`, `disposal-approval ${runId}`]),
    );
    expect(await waits(town.ron)).toEqual(expect.arrayContaining([`disposal-approval ${runId}`]));
    expect(await waits(town.rita)).not.toContain(`disposal-approval ${runId}`);
    expect(await waits(town.anna)).toEqual([]);
    expect(
      (await post(town.ruth, `/api/v1/holds/${holdId}/review`, { reviewOn: '2028-01-01', owner: 'ruth' })).status,
    ).toBe(200);
    await step(town.ruth, runId, 'approval');
    expect(await waits(town.ruth)).not.toEqual(
      expect.arrayContaining([`hold-review ${holdId}`, `disposal-approval ${runId}`]),
    );
    await post(town.rita, `/api/v1/holds/${holdId}/release`, { reason: 'No longer needed', authority: 'Own decision' });
    expect(await waits(town.ron)).toContain(`hold-release ${holdId}`);
    expect(await town.keysOf(other)).toBeGreaterThan(0);
  });

  it('waits for another to approve it when somebody who did has left, before it is begun and while it stands still', async () => {
    const isActive = (person: string, active: boolean) =>
      town.sql('update person set active = $2 where tenant = 1 and person = $1', [person, active]);
    await town.sql(
      `insert into membership (tenant, person, team, role)
         select tenant, 'cleo', team, role from membership where tenant = 1 and person = 'ron' and role = 'records-manager'`,
    );
    // Whose rights change signs in again.
    const cleo = await signedIn(town.under, 'cleo');
    await town.closed();
    const reviewed = await approved();
    await town.closed();
    const begun = await approved();
    // Lists of other tests wait too.
    const waits = async (by: Client): Promise<readonly string[]> =>
      (await by.get('/api/v1/notices')).body.records.flatMap(({ id }: { id: string }) =>
        id === reviewed ? ['reviewed'] : id === begun ? ['begun'] : [],
      );
    expect(await waits(cleo)).toEqual([]);
    expect([(await run(reviewed)).state, (await run(begun)).state]).toEqual(['approved', 'approved']);
    const { left } = await run(begun);
    expect((await step(town.rita, begun, { execution: left })).status).toBe(200);
    await isActive('ruth', false);
    await town.work();
    expect([(await run(reviewed)).state, (await run(begun)).state]).toEqual(['in-review', 'stopped']);
    expect((await waits(cleo)).toSorted()).toEqual(['begun', 'reviewed']);
    // Who approved it already, and who proposed it, can do nothing about it.
    expect([await waits(town.ron), await waits(town.rita)]).toEqual([[], []]);
    for (const runId of [reviewed, begun]) expect((await step(cleo, runId, 'approval')).status).toBe(200);
    expect(await waits(cleo)).toEqual([]);
    await town.work();
    expect([(await run(reviewed)).state, (await run(begun)).state]).toEqual(['approved', 'done']);
    await isActive('ruth', true);
    await town.sql("delete from membership where tenant = 1 and person = 'cleo' and role = 'records-manager'");
  });

  it('leaves a line for each step, and for each that was refused', async () => {
    const lines = await town.sql(
      "select distinct action from access_log where person in ('rita', 'ron', 'ruth', 'cleo') and action ~ '(disposal|hold|release|take-out)' order by 1",
    );
    const actions = lines.map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining([
        ...[
          'propose-disposal',
          'submit-disposal',
          'approve-disposal',
          'start-disposal',
          'take-out-item',
          'withdraw-disposal',
        ],
        ...[
          'place-hold',
          'review-hold',
          'ask-release',
          'decide-release',
          'refused:approve-disposal',
          'refused:place-hold',
        ],
      ]),
    );
  });
});
