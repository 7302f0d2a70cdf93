// A case through the interface: opened, shown, worked on, told of, and what guards a change.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CASE_TYPE, FINE, openFine, signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';

let under: ApiUnderTest;
let anna: Client;

beforeAll(async () => {
  under = await startApi();
  anna = await signedIn(under, 'anna');
});

afterAll(() => under.close());

const complete = (caseId: string, task: string) => `/api/v1/cases/${caseId}/tasks/${encodeURIComponent(task)}/complete`;

describe('a case', () => {
  test('is opened and shows its facts, its tasks with their forms, and its plan', async () => {
    const opened = await anna.send('POST', '/api/v1/cases', { body: { caseType: CASE_TYPE, data: FINE } });
    expect(opened.status).toBe(201);
    expect(opened.body).toEqual({
      caseId: expect.any(String),
      version: 1,
      reference: expect.stringMatching(/^INF-\d{4}-\d+$/),
    });
    expect(opened.headers['location']).toBe(`/api/v1/cases/${opened.body.caseId}`);
    const { status, body } = await anna.get(`/api/v1/cases/${opened.body.caseId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: 1,
      status: 'open',
      outcome: null,
      team: 'traffic-fines',
      caseType: { name: CASE_TYPE, version: '1.1.0' },
    });
    expect(body.facts).toContainEqual({
      field: 'offenderName',
      label: 'Name of the offender',
      kind: 'text',
      value: 'Maria Bianchi',
    });
    const send = body.tasks.find((task: { task: string }) => task.task === 'send-fine');
    expect(send).toMatchObject({ standing: 'to-do', mayDo: true, by: 'Fines officer', assignee: null });
    expect(send.form.fields.map((field: { field: string }) => field.field)).toEqual(['sentOn', 'expense']);
    expect(body.plan.map((item: { item: string }) => item.item)).toContain('penalty');
    expect(body.closing.mayClose).toBe(true);
  });

  test('is on the list of work until its task is done, and then tells of it', async () => {
    const caseId = await openFine(anna);
    const before = await anna.get('/api/v1/work');
    expect(before.body.items.filter((item: { caseId: string }) => item.caseId === caseId)).toMatchObject([
      { task: 'send-fine', overdue: false },
    ]);
    const done = await anna.send('POST', complete(caseId, 'send-fine'), {
      body: { data: { sentOn: '2026-03-05', expense: '11.00' } },
    });
    expect(done).toMatchObject({ status: 200, body: { caseId, version: 2 } });
    const after = await anna.get('/api/v1/work');
    expect(
      after.body.items.filter(
        (item: { caseId: string; task: string }) => item.caseId === caseId && item.task === 'send-fine',
      ),
    ).toEqual([]);
    const { body } = await anna.get(`/api/v1/cases/${caseId}/activity`);
    expect(body.items.map((entry: { title: string }) => entry.title)).toEqual([
      'Completed: Send the fine',
      'Case opened',
    ]);
    expect(body.items[0]).toMatchObject({ seq: 2, actor: 'anna', actorName: 'Anna Ricci' });
    expect(body.items[0].detail).toEqual(
      expect.arrayContaining(['Sent on: 5 March 2026', 'Postal and procedural costs: 11.00']),
    );
    expect((await anna.get(`/api/v1/cases/${caseId}/chain`)).body).toEqual({ verified: true, events: 2, problems: [] });
  });

  test('takes notes, data, an assignment, a repetition and an outcome', async () => {
    const caseId = await openFine(anna);
    const path = `/api/v1/cases/${caseId}`;
    const steps = [
      await anna.send('POST', `${path}/notes`, { body: { text: 'Called back.\nNo answer.' } }),
      await anna.send('PATCH', `${path}/data`, { body: { data: { vehicleClass: 'A' } } }),
      await anna.send('POST', `${path}/tasks/send-fine/assign`, { body: { assignee: 'bruno' } }),
      await anna.send('POST', `${path}/tasks/send-fine/assign`, { body: { assignee: null } }),
      await anna.send('POST', `${path}/tasks/record-payment/start`, { body: {} }),
      await anna.send('POST', complete(caseId, 'record-payment'), { body: { data: { paymentAmount: '10.00' } } }),
      await anna.send('POST', complete(caseId, 'record-payment#2'), { body: { data: { paymentAmount: '26.00' } } }),
      await anna.send('POST', `${path}/close`, { body: { outcome: 'paid' } }),
    ];
    expect(steps.map(({ status, body }) => [status, body.version])).toEqual(
      [2, 3, 4, 5, 6, 7, 8, 9].map((version) => [200, version]),
    );
    const shown = await anna.get(path);
    expect(shown.body).toMatchObject({ status: 'closed', outcome: 'Paid in full', version: 9 });
    const closed = await anna.get('/api/v1/cases?status=closed');
    expect(closed.body.items.map((row: { caseId: string }) => row.caseId)).toContain(caseId);
    expect((await anna.get('/api/v1/cases')).body.items.map((row: { caseId: string }) => row.caseId)).not.toContain(
      caseId,
    );
  });

  test('moves the due date of a running clock, and refuses where none runs', async () => {
    const caseId = await openFine(anna);
    const move = { body: { dueOn: '2026-09-30', reason: 'Post office on strike.' } };
    const path = `/api/v1/cases/${caseId}/clocks/appeal/due-date`;
    expect((await anna.send('POST', path, move)).body.code).toBe('clock-not-running');
    await anna.send('PATCH', `/api/v1/cases/${caseId}/data`, { body: { data: { notifiedOn: '2026-07-01' } } });
    expect((await anna.send('POST', path, move)).status).toBe(200);
    const { body } = await anna.get(`/api/v1/cases/${caseId}`);
    expect(body.clocks.find((clock: { clock: string }) => clock.clock === 'appeal')).toMatchObject({
      startedOn: '2026-07-01',
      dueOn: '2026-09-30',
      kind: 'window',
    });
  });
});

test('the chain of a case names the event whose bytes were changed', async () => {
  const caseId = await openFine(anna);
  await anna.send('POST', `/api/v1/cases/${caseId}/notes`, { body: { text: 'Once.' } });
  await under.test.query(
    'update event set payload = set_byte(payload, 20, get_byte(payload, 20) # 1) where case_id = $1 and seq = 2',
    [caseId],
  );
  const { body } = await anna.get(`/api/v1/cases/${caseId}/chain`);
  expect(body).toMatchObject({ verified: false, events: 2, problems: [{ seq: 2, code: 'payload-changed' }] });
  const activity = await anna.get(`/api/v1/cases/${caseId}/activity`);
  expect(activity.body.items.map((entry: { title: string }) => entry.title)).toEqual([
    'This record was changed and cannot be read',
    'Case opened',
  ]);
});

describe('a change', () => {
  test('with the same key and body is answered as the first time and happens once', async () => {
    const caseId = await openFine(anna);
    const note = { body: { text: 'Once.' }, key: 'the-same-key' };
    const first = await anna.send('POST', `/api/v1/cases/${caseId}/notes`, note);
    const again = await anna.send('POST', `/api/v1/cases/${caseId}/notes`, note);
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect((await anna.get(`/api/v1/cases/${caseId}`)).body.version).toBe(2);
  });

  test('opens one case however often it is repeated at once', async () => {
    const body = { caseType: CASE_TYPE, data: FINE };
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => anna.send('POST', '/api/v1/cases', { body, key: 'open-once' })),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.body.caseId)).size).toBe(1);
  });

  test('with a key that was used for another body is refused', async () => {
    const caseId = await openFine(anna);
    await anna.send('POST', `/api/v1/cases/${caseId}/notes`, { body: { text: 'One.' }, key: 'reused' });
    const other = await anna.send('POST', `/api/v1/cases/${caseId}/notes`, { body: { text: 'Two.' }, key: 'reused' });
    expect(other).toMatchObject({ status: 422, body: { code: 'key-reused' } });
  });

  test('with a stale If-Match is refused with 412 and says who changed the case, and the same key is not used up', async () => {
    const caseId = await openFine(anna);
    const bruno = await signedIn(under, 'bruno');
    await bruno.send('POST', `/api/v1/cases/${caseId}/notes`, { body: { text: 'First.' } });
    const stale = await anna.send('POST', `/api/v1/cases/${caseId}/notes`, {
      body: { text: 'Second.' },
      key: 'stale',
      headers: { 'if-match': '"v1"' },
    });
    expect(stale).toMatchObject({
      status: 412,
      body: { code: 'version-conflict', status: 412, current: { version: 2, changedBy: 'Bruno Sala' } },
    });
    const { etag } = (await anna.get(`/api/v1/cases/${caseId}`)).headers;
    const fresh = await anna.send('POST', `/api/v1/cases/${caseId}/notes`, {
      body: { text: 'Second.' },
      headers: { 'if-match': String(etag) },
    });
    expect(fresh).toMatchObject({ status: 200, body: { version: 3 } });
  });

  test.each(['"v0"', 'v1', 'W/"v1"', '"v1", "v2"', '"7"'])(
    'with If-Match %s is refused as not understood',
    async (tag) => {
      const caseId = await openFine(anna);
      const answer = await anna.send('POST', `/api/v1/cases/${caseId}/notes`, {
        body: { text: 'x' },
        headers: { 'if-match': tag },
      });
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-precondition' } });
    },
  );
});

describe('a case that was seen', () => {
  test('is not sent again while nothing changed, and that look is on record too', async () => {
    const caseId = await openFine(anna);
    const { headers } = await anna.get(`/api/v1/cases/${caseId}`);
    const unchanged = await anna.get(`/api/v1/cases/${caseId}`, { 'if-none-match': String(headers['etag']) });
    expect(unchanged).toMatchObject({ status: 304, body: '' });
    const looks = await under.test.query(
      "select 1 from access_log where action = 'read-case' and $1 = any (case_ids)",
      [caseId],
    );
    expect(looks).toHaveLength(2);
    await anna.send('POST', `/api/v1/cases/${caseId}/notes`, { body: { text: 'x' } });
    expect((await anna.get(`/api/v1/cases/${caseId}`, { 'if-none-match': String(headers['etag']) })).status).toBe(200);
  });

  test('has another tag for a reader with other rights', async () => {
    const caseId = await openFine(anna);
    const clara = await signedIn(under, 'clara');
    const [hers, other] = await Promise.all([
      clara.get(`/api/v1/cases/${caseId}`),
      anna.get(`/api/v1/cases/${caseId}`),
    ]);
    expect(hers.headers['etag']).not.toBe(other.headers['etag']);
    expect(hers.body.tasks.some((task: { mayDo: boolean }) => task.mayDo)).toBe(false);
    expect(hers.body.closing.mayClose).toBe(false);
  });
});

describe('lists', () => {
  test('page by place, without gaps or repeats, while cases come in between', async () => {
    for (let opened = 0; opened < 60; opened += 1) await openFine(anna);
    const seen: string[] = [];
    let path = '/api/v1/work';
    for (let page = 0; page < 10; page += 1) {
      const { body } = await anna.get(path);
      seen.push(...body.items.map((item: { caseId: string; task: string }) => `${item.caseId}/${item.task}`));
      if (body.next === null) break;
      await openFine(anna);
      path = `/api/v1/work?after=${body.next}`;
    }
    expect(seen.length).toBeGreaterThanOrEqual(60);
    expect(new Set(seen).size).toBe(seen.length);
    const first = await anna.get('/api/v1/cases');
    const second = await anna.get(`/api/v1/cases?after=${first.body.next}`);
    expect(first.body.items).toHaveLength(50);
    const ids = [...first.body.items, ...second.body.items].map((row: { caseId: string }) => row.caseId);
    expect(new Set(ids).size).toBe(ids.length);
  }, 60_000);

  test('of activity page backwards', async () => {
    const caseId = await openFine(anna);
    for (let note = 0; note < 55; note += 1)
      await anna.send('POST', `/api/v1/cases/${caseId}/notes`, { body: { text: `Note ${note}` } });
    const first = await anna.get(`/api/v1/cases/${caseId}/activity`);
    const second = await anna.get(`/api/v1/cases/${caseId}/activity?after=${first.body.next}`);
    const sequence = [...first.body.items, ...second.body.items].map((entry: { seq: number }) => entry.seq);
    expect(sequence).toEqual(Array.from({ length: 56 }, (_, index) => 56 - index));
    expect(second.body.next).toBeNull();
  }, 60_000);
});
