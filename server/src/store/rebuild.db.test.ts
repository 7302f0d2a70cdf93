import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAgency, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { rebuild, type RebuildReport } from './rebuild.ts';
import { TOMBSTONE } from './seal-event.ts';

let agency: AgencyUnderTest;

beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.close());

const run = (mode: 'compare' | 'rebuild'): Promise<RebuildReport> => rebuild(agency.deps, { tenant: TOWN, mode });

const DERIVED = ['case_head', 'case_access', 'task', 'task_weight', 'timer'];

/** Every derived row, as text. */
async function derived(): Promise<readonly string[]> {
  const rows: string[] = [];
  for (const table of DERIVED) {
    const found = await agency.test.query<{ line: string }>(
      `select '${table} ' || t::text as line from ${table} t order by t::text`,
    );
    rows.push(...found.map(({ line }) => line));
  }
  return rows;
}

async function playCases(): Promise<readonly string[]> {
  const cases: string[] = [];
  for (let index = 0; index < 12; index += 1) {
    const caseId = await agency.open(
      { note: `ü ${index} "quoted"`, name: 'Mary', ...(index % 2 === 0 ? { startedOn: '2026-02-01' } : {}) },
      { occurred: '2026-02-01' },
    );
    await agency.act(caseId, { type: 'CompleteTask', task: 'check', data: { name: 'Jane' } });
    if (index % 3 === 0) await agency.act(caseId, { type: 'AssignTask', task: 'sign', assignee: 'ann' });
    if (index % 4 === 0) await agency.act(caseId, { type: 'RecordData', data: { note: null } });
    if (index % 5 === 0) await agency.act(caseId, { type: 'CloseCase', outcome: 'done' });
    cases.push(caseId);
  }
  return cases;
}

describe('rebuilding', () => {
  it('gives every derived row the bytes it had, after all of them were dropped', async () => {
    const cases = await playCases();
    const before = await derived();
    expect(await run('compare')).toMatchObject({ cases: cases.length, differences: [] });
    for (const table of DERIVED) await agency.test.query(`delete from ${table}`);
    const report = await run('rebuild');
    expect(new Set(report.differences.map(({ where }) => where))).toEqual(
      new Set(['head', 'access', 'tasks', 'timers']),
    );
    expect(await derived()).toEqual(before);
    expect((await run('compare')).differences).toEqual([]);
  });

  it('says which case differs and where, and compares without touching anything', async () => {
    const [first = '', second = '', third = ''] = await playCases();
    await agency.test.query(
      'update case_head set state = replace(state, \'"version":\', \'"version": \') where case_id = $1',
      [first],
    );
    await agency.test.query('delete from task where case_id = $1', [second]);
    await agency.test.query("update timer set due_at = due_at + interval '1 second' where case_id = $1", [third]);
    const before = await derived();
    const { differences } = await run('compare');
    expect(new Map(differences.map(({ caseId, where }) => [caseId, where]))).toEqual(
      new Map([
        [first, 'head'],
        [second, 'tasks'],
        [third, 'timers'],
      ]),
    );
    expect(differences).toHaveLength(3);
    expect(await derived()).toEqual(before);
    await run('rebuild');
    expect((await run('compare')).differences).toEqual([]);
  });

  it('removes rows that belong to no event', async () => {
    const before = await derived();
    await agency.test.query(
      "insert into timer (tenant, case_id, timer, due_at) values ($1, '01a00000-0000-7000-8000-000000000001', 'x', now())",
      [TOWN],
    );
    await run('rebuild');
    expect(await derived()).toEqual(before);
  });

  it('never makes a head younger: where events are gone it leaves the case alone and says so', async () => {
    const caseId = await agency.open();
    await agency.act(caseId, { type: 'AddNote', text: 'x' });
    await agency.test.query('delete from event where case_id = $1 and seq = 2', [caseId]);
    const { differences } = await run('rebuild');
    expect(differences).toEqual([
      { caseId, where: 'unreadable', reason: 'The head remembers 2 events and 1 are there.' },
    ]);
    expect(await agency.test.query('select version from case_head where case_id = $1', [caseId])).toEqual([
      { version: 2 },
    ]);
  });

  it('puts the same tombstone wherever a subject’s key was destroyed, and keeps the rest', async () => {
    const caseId = await agency.open({ note: 'kept', name: 'Mary' });
    await agency.test.query("delete from data_key where case_id = $1 and subject <> ''", [caseId]);
    await run('rebuild');
    const states = await agency.test.query<{ state: string }>('select state from case_head where case_id = $1', [
      caseId,
    ]);
    expect(JSON.parse(states[0]?.state ?? '')).toMatchObject({ data: { note: 'kept', name: TOMBSTONE } });
    await run('rebuild');
    expect(await agency.test.query('select state from case_head where case_id = $1', [caseId])).toEqual(states);
  });

  it('stores no personal value in an event in the clear, nor under the case’s key alone', async () => {
    const caseId = await agency.open({ name: 'Mary Poppins' });
    const [row] = await agency.test.query<{ payload: Buffer }>('select payload from event where case_id = $1', [
      caseId,
    ]);
    expect(row?.payload.includes('Poppins')).toBe(false);
    const keys = await agency.test.query('select subject from data_key where case_id = $1', [caseId]);
    expect(keys).toHaveLength(2);
  });
});
