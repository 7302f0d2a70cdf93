import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isDrawnRight } from '@casewright/engine/routing';
import { readWork } from '../store/read-work.ts';
import { rebuild } from '../store/rebuild.ts';
import { verifyChain } from '../store/verify-chain.ts';
import { TOWN } from './agency-under-test.ts';
import { executeCommand } from './execute-command.ts';
import { startRoutedAgency, type RoutedAgency } from './routed-agency-under-test.ts';

let agency: RoutedAgency;

beforeAll(async () => {
  agency = await startRoutedAgency();
});
afterAll(() => agency.close());
afterEach(async () => {
  await agency.test.query('delete from work_fact');
  await agency.test.query('delete from work_profile');
  await agency.test.query('delete from task');
});

const ASSESSED = { type: 'CompleteTask', task: 'assess', data: {} } as const;

async function lanes(caseId: string): Promise<Readonly<Record<string, string>>> {
  const rows = await agency.test.query<{ task: string; lane: string }>(
    'select task, lane from task where case_id = $1 order by task',
    [caseId],
  );
  return Object.fromEntries(rows.map(({ task, lane }) => [task, lane]));
}

describe('routed work', () => {
  it('is assigned in the transaction in which it becomes work to do, by nobody’s hand, with candidates and reasons', async () => {
    await agency.know('ben', { skills: { noise: 4 } });
    await agency.know('eve', { skills: { noise: 5 } });
    const caseId = await agency.openRouted({ area: 200, name: 'Mary' });
    expect(await lanes(caseId)).toEqual({ assess: 'person:ben' });
    const rows = await agency.test.query(
      'select seq, type, actor, authority from event where case_id = $1 order by seq',
      [caseId],
    );
    expect(rows).toEqual([
      { seq: 1, type: 'CaseOpened', actor: 'ann', authority: 'session:ann' },
      { seq: 2, type: 'TaskAssigned', actor: 'system.routing', authority: 'routing' },
    ]);
    const { routing, grounds } = await agency.routingOf(caseId, 'assess');
    expect(routing).toMatchObject({ rule: 'heavy', person: 'ben', weight: 4, givenUp: [], draw: null });
    expect(routing?.candidates.map(({ person, against }) => [person, against.map(({ need }) => need)])).toEqual([
      ['ann', ['skill:noise']],
      ['ben', []],
      ['cay', ['skill:noise']],
      ['dan', ['may-do', 'skill:noise']],
    ]);
    expect(JSON.stringify(grounds)).not.toContain('Mary');
  });

  it('goes to nobody who may not open the case or not do the work, however well they fit', async () => {
    await agency.know('dan', { skills: { noise: 5 } });
    await agency.know('eve', { skills: { noise: 5 } });
    for (let index = 0; index < 8; index += 1) {
      const { routing } = await agency.routingOf(await agency.openRouted({ area: 200 }), 'assess');
      expect(['ann', 'ben', 'cay']).toContain(routing?.person);
      expect(routing?.givenUp).toContain('skill:noise');
    }
  });

  it('goes to nobody of another team who may not open the case, though the table names that team', async () => {
    const begin = { type: 'StartTask', task: 'advise' } as const;
    const caseId = await agency.openRouted();
    await agency.actAs('ann', caseId, begin);
    const { routing } = await agency.routingOf(caseId, 'advise');
    expect(routing).toMatchObject({ outcome: 'nobody-can', person: null, givenUp: ['capacity'] });
    expect(routing?.candidates.find(({ person }) => person === 'eve')?.against).toEqual([
      { need: 'may-open', says: 'May not open the case.', givenUp: false },
    ]);
    expect((await lanes(caseId))['advise']).toBe('team:desk');
    await agency.test.query(
      "insert into membership (tenant, person, team, role) values ($1, 'ben', 'harbour', 'officer')",
      [TOWN],
    );
    const other = await agency.openRouted();
    await agency.actAs('ann', other, begin);
    expect((await lanes(other))['advise']).toBe('person:ben');
    await agency.test.query("delete from membership where person = 'ben' and team = 'harbour'");
  });

  it('goes to nobody who declared an interest in the case or is away', async () => {
    const reference = `RT-2026-${String(await nextNumber()).padStart(6, '0')}`;
    await agency.know('ann', { interests: { [reference]: 'her neighbour’s house' } });
    await agency.know('ben', { away: { from: '2026-02-20', until: '2026-03-01' } });
    const caseId = await agency.openRouted();
    const { routing, grounds } = await agency.routingOf(caseId, 'assess');
    expect(routing?.person).toBe('cay');
    expect(routing?.candidates.map(({ against }) => against[0]?.need)).toEqual([
      'conflict',
      'present',
      undefined,
      'may-do',
    ]);
    expect(grounds?.candidates[0]?.conflicts).toEqual({ [reference]: 'her neighbour’s house' });
    await agency.know('cay', { interests: { 'RT-1999-000001': 'an old matter' } });
    const other = await agency.routingOf(await agency.openRouted(), 'assess');
    expect(other.grounds?.candidates.map(({ conflicts }) => conflicts)).toEqual([{}, {}, {}, {}]);
  });

  it('goes to whoever carries least for what they can, heavy work counting for more', async () => {
    await agency.know('ann', { capacity: 20, skills: { noise: 3 } });
    await agency.know('ben', { capacity: 10 });
    await agency.know('cay', { capacity: 0 });
    await agency.openRouted({ area: 101 });
    const people: (string | null | undefined)[] = [];
    for (let index = 0; index < 4; index += 1) {
      const { routing } = await agency.routingOf(await agency.openRouted(), 'assess');
      people.push(routing?.person);
    }
    // ann carries 4 of 20 and ben nothing; at 2 of 10 each they are equal, and then it is drawn.
    expect(people.slice(0, 2)).toEqual(['ben', 'ben']);
    expect(new Set(people.slice(2))).toEqual(new Set(['ann', 'ben']));
    expect(await agency.test.query('select distinct weight from task_weight')).toEqual([{ weight: 4 }]);
  });

  it('is kept from those who decided in the matter, put into a queue, and left to the team where nobody can', async () => {
    const caseId = await agency.openRouted();
    const { routing } = await agency.routingOf(caseId, 'assess');
    const doer = routing?.person ?? '';
    const done = await agency.actAs(doer, caseId, ASSESSED);
    expect(done).toMatchObject({ kind: 'applied', version: 5 });
    const { decide, file } = await lanes(caseId);
    expect(file).toBe('queue:desk/simple');
    expect(decide).not.toBe(`person:${doer}`);
    const others = ['ann', 'ben', 'cay'].filter((person) => person !== doer);
    const decided = await agency.routingOf(caseId, 'decide');
    expect(others).toContain(decided.assignee);
    expect(decided.grounds?.work).toMatchObject({ continuity: doer, decidedBy: [doer] });
    for (const person of ['ann', 'ben', 'cay']) await agency.know(person, { capacity: 0 });
    const full = await agency.openRouted();
    expect(await lanes(full)).toEqual({ assess: 'team:desk' });
    expect((await agency.routingOf(full, 'assess')).routing).toMatchObject({ outcome: 'nobody-can', person: null });
  });

  it('in a queue is found by whoever serves it and may open the case, and by nobody else', async () => {
    const caseId = await agency.openRouted();
    const { assignee } = await agency.routingOf(caseId, 'assess');
    await agency.actAs(assignee ?? '', caseId, ASSESSED);
    await agency.know('ben', { queues: ['simple'] });
    await agency.know('eve', { queues: ['simple'] });
    const found = async (person: string): Promise<readonly string[]> => {
      const teams = agency.of(person).teams.map(({ team }) => team);
      const [work] = await agency.database.once({ tenant: TOWN, person, holding: agency.of(person).holding }, [
        readWork({ tenant: TOWN, lanes: [], teams, person, after: null, limit: 9 }),
      ]);
      return work.rows.map(({ task }) => task);
    };
    expect(await found('ben')).toEqual(['file']);
    expect(await found('cay')).toEqual([]);
    expect(await found('eve')).toEqual([]);
    await agency.actAs('ben', caseId, { type: 'AssignTask', task: 'file', assignee: 'ben' });
    expect(await found('ben')).toEqual([]);
    expect((await lanes(caseId))['file']).toBe('person:ben');
  });

  it('is drawn by the hash of the event before, which nobody could know and anybody can look up', async () => {
    for (const person of ['ann', 'ben', 'cay']) await agency.know(person, { capacity: 100 });
    for (let index = 0; index < 3; index += 1) {
      const caseId = await agency.openRouted({ area: 200 });
      const { routing, grounds } = await agency.routingOf(caseId, 'assess');
      const [opened] = await agency.test.query<{ hash: string }>(
        "select encode(hash, 'hex') as hash from event where case_id = $1 and seq = $2",
        [caseId, grounds?.seedOf],
      );
      expect(routing?.draw).toMatchObject({ seed: opened?.hash, among: ['ann', 'ben', 'cay'], drawn: routing?.person });
      const { draw } = routing ?? {};
      expect(draw !== null && draw !== undefined && isDrawnRight(draw)).toBe(true);
    }
  });

  it('is assigned once, also when the command is repeated, and the answer is the same', async () => {
    const request = { open: { caseType: 'routed', data: { area: 200 } }, idempotencyKey: 'again' };
    const answers = await Promise.all([1, 2, 3].map(() => executeCommand(agency.deps, agency.of('ann'), request)));
    const [first] = answers;
    if (first?.kind !== 'applied') throw new Error('The case was not opened.');
    for (const answer of answers) expect(answer).toMatchObject({ kind: 'applied', caseId: first.caseId, version: 2 });
    expect((await agency.eventsOf(first.caseId)).map(({ type }) => type)).toEqual(['CaseOpened', 'TaskAssigned']);
    // Whoever gives it back is not given it again.
    await agency.actAs('ann', first.caseId, { type: 'AssignTask', task: 'assess', assignee: null });
    await agency.actAs('ann', first.caseId, { type: 'AddNote', text: 'x' });
    expect(await lanes(first.caseId)).toEqual({ assess: 'team:desk' });
  });

  it('is all there or not at all when the database refuses one of its rows', async () => {
    const before = await agency.test.query('select count(*)::int as n from event');
    await agency.test.query('alter table task_weight add constraint broken check (weight < 0) not valid');
    await expect(agency.openRouted({ area: 200 })).rejects.toThrow();
    expect(await agency.test.query('select count(*)::int as n from event')).toEqual(before);
    await agency.test.query('alter table task_weight drop constraint broken');
  });

  it('is not routed while a log is played, which says itself who did what', async () => {
    const importer = { ...agency.of('ann'), person: 'import', authority: 'import:log' };
    const open = { caseType: 'routed', data: {}, reference: 'LOG-1' };
    const outcome = await executeCommand(agency.deps, importer, { open, idempotencyKey: 'log', actor: 'ann' });
    if (outcome.kind !== 'applied') throw new Error('The case was not opened.');
    expect(outcome.version).toBe(1);
    expect(await lanes(outcome.caseId)).toEqual({ assess: 'team:desk' });
  });

  it('verifies as a chain, and its rows are made anew from the events', async () => {
    const caseId = await agency.openRouted({ area: 500 });
    await agency.actAs('ben', caseId, ASSESSED);
    await agency.openRouted({ area: 500 });
    await rebuild(agency.deps, { tenant: TOWN, mode: 'rebuild' });
    const all = 'select * from task_weight order by case_id, task';
    const before = await agency.test.query(all);
    expect(before.length).toBeGreaterThan(0);
    await agency.test.query('delete from task_weight');
    await rebuild(agency.deps, { tenant: TOWN, mode: 'rebuild' });
    expect(await agency.test.query(all)).toEqual(before);
    expect((await rebuild(agency.deps, { tenant: TOWN, mode: 'compare' })).differences).toEqual([]);
    expect((await verifyChain(agency.database, { tenant: TOWN })).problems).toEqual([]);
  });
});

async function nextNumber(): Promise<number> {
  const caseId = await agency.openRouted();
  const [head] = await agency.test.query<{ reference: string }>('select reference from case_head where case_id = $1', [
    caseId,
  ]);
  await agency.test.query('delete from task');
  return Number(head?.reference.slice(-6)) + 1;
}
