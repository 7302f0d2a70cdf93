// The rooms of those who give work out, over the wire: every figure is that of its list, nothing that the reader could not open moves any,
// a preview says of each task what the command then does, and nothing is told of work that is not theirs to give.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rebuild } from '../store/rebuild.ts';
import { setWorkFacts } from '../store/set-work-facts.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { type ApiUnderTest, type Client, signedIn } from './api-under-test.ts';
import { careSource, CITY, codeOf, done, startCare } from './care-under-test.ts';

const SOURCE = careSource(`  manage: manager
  sections: [{ name: health, title: Health, fields: [diagnosis], readers: [manager] }]
parties: { person: { title: Person, subject: true } }
communications:
  notice: { title: Notice, form: letter, direction: out, with: [person], by: officer, approvedBy: manager, channels: { post: Post } }
clocks:
  answer: { title: Answer, kind: deadline, from: askedOn, within: 10 days, stop: closing, law: { ref: 'Care Act, s 1', kind: statute } }
  healthy: { title: Health check, kind: deadline, from: diagnosedOn, within: 10 days, stop: closing, law: { ref: 'Care Act, s 2', kind: statute } }
`)
  .replace(
    'note: { type: text, label: Note }',
    'note: { type: text, label: Note }\n  askedOn: { type: date, label: Asked on }\n  diagnosedOn: { type: date, label: Diagnosed on }',
  )
  .replace('fields: [diagnosis]', 'fields: [diagnosis, diagnosedOn]')
  .replace('fields: { note: optional,', 'fields: { note: optional, askedOn: optional, diagnosedOn: optional,')
  .replace(
    'plan: { tasks: { visit: { title: Visit, by: officer } } }',
    `plan:
  tasks:
    visit: { title: Visit, by: officer, dueWithinDays: 5 }
    check: { title: Check, by: officer, notBy: [visit], entry: [{ after: visit }] }`,
  );

let under: ApiUnderTest;
let olga: Client;
let mara: Client;
let otto: Client;
const cases: string[] = [];

beforeAll(async () => {
  ({ under, olga, mara } = await startCare(SOURCE));
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City' },
    teams: [
      { team: 'desk', title: 'Desk' },
      { team: 'office', title: 'Office' },
    ],
    people: [
      { person: 'piet', name: 'Piet', memberships: [{ team: 'desk', role: 'officer' }] },
      { person: 'petra', name: 'Petra', memberships: [{ team: 'office', role: 'clerk' }] },
      { person: 'otto', name: 'Otto', memberships: [{ team: 'office', role: 'manager' }] },
    ],
  });
  const [now] = [new Date().toISOString().slice(0, 10)];
  const plain = { skills: {}, languages: [], places: [], interests: {} };
  await setWorkFacts(under.database, { tenant: CITY, person: 'set-up' }, [
    { ...plain, person: 'piet', capacity: 3, away: { from: now ?? '', until: '2099-01-01' }, queues: ['post'] },
  ]);
  otto = await signedIn(under, 'otto');
  for (let at = 0; at < 5; at += 1) {
    const data = { note: 'x', ...(at < 2 ? { askedOn: dayBefore(8 + at * 10), diagnosedOn: dayBefore(8) } : {}) };
    const answer = await olga.send('POST', '/api/v1/cases', { body: { caseType: 'care', data } });
    cases.push(String(answer.body.caseId));
  }
  // Of five: two with Olga, one in a queue, one nobody's, and one from which Mara is kept off.
  await done(olga, taskPath(0), { assignee: 'olga' });
  await done(olga, taskPath(1), { assignee: 'olga' });
  await done(olga, taskPath(2), { assignee: 'queue:post' });
});
afterAll(() => under.close());

describe('the load', () => {
  test('counts what somebody gives out, by holder, kind, age and day, and each figure is that of its list', async () => {
    const { body } = await mara.get('/api/v1/team/load');
    expect(body.teams).toEqual(['desk']);
    expect(body.all).toMatchObject({ all: 5, overdue: 0 });
    const holders = body.holders.map((row: { key: string; due: { all: number } }) => [row.key, row.due.all]);
    expect(Object.fromEntries(holders)).toEqual({ 'person:olga': 2, nobody: 2, 'queue:post': 1 });
    const asked = { holder: body.holders, caseType: body.kinds, age: body.ages };
    for (const [name, rows] of Object.entries(asked)) {
      for (const { key, due } of rows) {
        for (const [when, tasks] of Object.entries(due)) {
          const more = when === 'all' ? '' : `&due=${when}`;
          const list = await mara.get(`/api/v1/team/tasks?${name}=${encodeURIComponent(key)}${more}`);
          expect([name, key, when, list.body.items.length]).toEqual([name, key, when, tasks]);
        }
      }
    }
  });

  test('moves tasks from day to day where such cases count days', async () => {
    expect((await mara.get('/api/v1/team/load')).body.all).toEqual({
      ...{ all: 5, overdue: 0, today: 0, week: 5, later: 0, none: 0 },
    });
    await under.test.query("update task set due_on = current_date - 3 where lane = 'person:olga'");
    const { body } = await mara.get('/api/v1/team/load');
    expect(body.all).toMatchObject({ overdue: 2, week: 3 });
    expect(
      (await mara.get('/api/v1/team/tasks?due=overdue')).body.items.map((item: { overdue: boolean }) => item.overdue),
    ).toEqual([true, true]);
    await under.test.query("update task set since_at = now() - interval '40 days' where lane = 'queue:desk/post'");
    const ages = (await mara.get('/api/v1/team/load')).body.ages;
    expect(ages.map((row: { key: string; due: { all: number } }) => [row.key, row.due.all])).toEqual([
      ['under-7', 4],
      ['under-91', 1],
    ]);
  });

  test('is empty for whoever gives no work out, and says nothing of other teams', async () => {
    for (const by of [await signedIn(under, 'petra'), otto]) {
      const { body } = await by.get('/api/v1/team/load');
      expect([body.all.all, body.holders, body.clocks.past]).toEqual([0, [], 0]);
      expect((await by.get('/api/v1/team/tasks')).body.items).toEqual([]);
      expect(
        (await by.get('/api/v1/team/people')).body.people
          .map((one: { person: string }) => one.person)
          .filter((one: string) => !['otto', 'petra'].includes(one)),
      ).toEqual([]);
    }
  });

  test('leaves no trace in any figure of a case that a wall keeps its reader off', async () => {
    const before = (await mara.get('/api/v1/team/load')).body;
    await under.test.query(
      `update task set walls = array['person:${CITY}/mara'] where case_id = '${cases[4]}';
       update case_head set walls = array['person:${CITY}/mara'] where case_id = '${cases[4]}'`,
    );
    const walls = await under.test.query<{ walls: string[] }>(`select walls from task where case_id = '${cases[4]}'`);
    expect(walls).toHaveLength(1);
    const after = (await mara.get('/api/v1/team/load')).body;
    expect(before.all.all - after.all.all).toBe(1);
    const list = await mara.get('/api/v1/team/tasks');
    expect(list.body.items.map((item: { caseId: string }) => item.caseId)).not.toContain(cases[4]);
    await under.test.query(
      `update task set walls = '{}' where case_id = '${cases[4]}'; update case_head set walls = '{}' where case_id = '${cases[4]}'`,
    );
  });
});

describe('deadlines at risk', () => {
  test('are those that run, near or past their day, of clocks that the reader may read', async () => {
    const { body } = await mara.get('/api/v1/team/clocks');
    const told = body.items.map((item: { clock: string; risk: string }) => `${item.clock} ${item.risk}`);
    expect(told).toEqual(['answer past', 'answer week', 'healthy week', 'healthy week']);
    expect((await mara.get('/api/v1/team/load')).body.clocks).toEqual({ past: 1, week: 3, month: 0, isExact: true });
    expect((await mara.get('/api/v1/team/clocks?risk=past')).body.items).toHaveLength(1);
  });

  test('follow from the events alone', async () => {
    const deps = { database: under.database, keys: under.deps.keys, caseTypes: under.deps.caseTypes };
    await under.test.query("delete from pending where kind = 'clock'");
    const found = await rebuild(deps, { tenant: CITY, mode: 'compare' });
    expect(new Set(found.differences.filter(({ where }) => where === 'pending').map(({ caseId }) => caseId)).size).toBe(
      2,
    );
    await rebuild(deps, { tenant: CITY, mode: 'rebuild' });
    expect((await rebuild(deps, { tenant: CITY, mode: 'compare' })).differences).toEqual([]);
    expect((await mara.get('/api/v1/team/load')).body.clocks.past).toBe(1);
  });
});

describe('giving work out', () => {
  test('names those to whom it may go, with what they carry, and that one of them is away', async () => {
    const { body } = await mara.get('/api/v1/team/people');
    expect(
      body.people.map((one: { person: string; tasks: number; away: object | null }) => [
        one.person,
        one.tasks,
        one.away !== null,
      ]),
    ).toEqual([
      ['mara', 0, false],
      ['olga', 2, false],
      ['piet', 0, true],
    ]);
    expect([body.queues, body.nobody]).toEqual([[{ queue: 'post', tasks: 1 }], 2]);
  });

  test('is previewed as the command then does it, with what everybody carries before and after', async () => {
    await done(olga, `/api/v1/cases/${cases[0]}/tasks/visit/complete`, { data: {} });
    const asked = [
      ...[1, 2, 3].map((at) => ({ caseId: cases[at], task: 'visit' })),
      { caseId: cases[0], task: 'check' },
      { caseId: cases[0], task: 'visit' },
      { caseId: '01a00000-0000-7000-8000-00000000dead', task: 'visit' },
    ];
    for (const assignee of ['olga', 'piet', 'otto', 'nobody-there', 'queue:post', null]) {
      const preview = await mara.send('POST', '/api/v1/team/reassignment', { body: { tasks: asked, assignee } });
      expect(preview.status).toBe(200);
      const told: { outcome: string; code: string | null; caseId: string; task: string }[] = preview.body.items;
      const became: string[] = [];
      for (const { caseId, task } of told) {
        const before = await assigneeOf(caseId, task);
        const code = await codeOf(mara, `/api/v1/cases/${caseId}/tasks/${task}/assign`, { assignee });
        became.push(code);
        if (code === 'done') await done(mara, `/api/v1/cases/${caseId}/tasks/${task}/assign`, { assignee: before });
      }
      expect([assignee, ...told.map(({ outcome, code }) => (outcome === 'would-move' ? 'done' : code))]).toEqual([
        assignee,
        ...became.map((code) => ABSENT[code] ?? code.split(' ')[1] ?? code),
      ]);
    }
    const { body } = await mara.send('POST', '/api/v1/team/reassignment', { body: { tasks: asked, assignee: 'piet' } });
    expect(body.to).toMatchObject({ person: 'piet', name: 'Piet' });
    expect(body.to.away).not.toBeNull();
    expect(body.shifts).toEqual([
      { person: 'piet', name: 'Piet', before: 0, after: 4 },
      { person: 'olga', name: 'Olga', before: 1, after: 0 },
    ]);
  });

  test('says nothing of the person where the work is not theirs to give', async () => {
    const tasks = [{ caseId: cases[1], task: 'visit' }];
    for (const assignee of ['piet', 'otto', 'nobody-there']) {
      const { body } = await olga.send('POST', '/api/v1/team/reassignment', { body: { tasks, assignee } });
      expect(body.items.map((item: { code: string }) => item.code)).toEqual(['not-yours']);
      expect([body.to, body.shifts]).toEqual([null, []]);
    }
    const { body } = await otto.send('POST', '/api/v1/team/reassignment', { body: { tasks, assignee: 'otto' } });
    expect(body.items).toEqual([
      {
        ...tasks[0],
        ...{ reference: null, title: null, from: null, outcome: 'refused', code: 'not-there', warnings: [] },
      },
    ]);
  });

  test('names every case that it showed in the line of the log', async () => {
    const lines = await under.test.query<{ case_ids: string[] }>(
      "select case_ids from access_log where action = 'preview-reassignment' and person = 'mara' order by recorded_at desc limit 1",
    );
    expect(lines[0]?.case_ids.toSorted()).toEqual(cases.slice(0, 4).toSorted());
  });
});

describe('what waits for a second person', () => {
  test('is listed for whoever has the role, and not for who wrote it', async () => {
    const draft = { of: 'notice', channel: 'post', with: ['party.person'], subject: 'x', content: 'a'.repeat(64) };
    await done(olga, `/api/v1/cases/${cases[1]}/communications`, draft);
    expect((await olga.get('/api/v1/team/approvals')).body.items).toEqual([]);
    const { body } = await mara.get('/api/v1/team/approvals');
    expect(body.items).toMatchObject([{ kind: 'letter', caseId: cases[1], title: 'Notice' }]);
    expect((await otto.get('/api/v1/team/approvals')).body.items).toEqual([]);
  });
});

/** The preview and the command call these two differently. */
const ABSENT: Readonly<Record<string, string>> = { '404 not-found': 'not-there' };

function taskPath(at: number): string {
  return `/api/v1/cases/${cases[at]}/tasks/visit/assign`;
}

async function assigneeOf(caseId: string, task: string): Promise<string | null> {
  const [row] = await under.test.query<{ lane: string }>(
    `select lane from task where case_id = '${caseId}' and task = '${task}'`,
  );
  const lane = row?.lane ?? '';
  if (lane.startsWith('person:')) return lane.slice('person:'.length);
  return lane.startsWith('queue:') ? `queue:${lane.slice(lane.indexOf('/') + 1)}` : null;
}

function dayBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
