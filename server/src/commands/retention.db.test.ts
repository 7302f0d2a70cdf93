// Due dates as they are kept: in the transaction of the event, anew by a rebuild, and by the worker where other cases count.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readShippedNamed } from '../cli/read-case-types.ts';
import { rebuild } from '../store/rebuild.ts';
import { retentionRowOf } from '../store/retention-rows.ts';
import { followCaseTasks } from '../worker/case-tasks.ts';
import { TOWN } from './agency-under-test.ts';
import { type DisposalUnderTest, startDisposal } from './disposal-under-test.ts';
import { recalculateRetention, recordRetentionDay } from './recalculate-retention.ts';

let agency: DisposalUnderTest;
beforeAll(async () => {
  agency = await startDisposal();
});
afterAll(() => agency.close());

interface Row {
  readonly status: string;
  readonly class: string | null;
  readonly due_on: string | null;
  readonly stale: boolean;
}

const due = async (caseId: string): Promise<readonly Row[]> =>
  agency.test.query<Row>(
    'select status, class, due_on::text, stale from retention_due where tenant = $1 and case_id = $2',
    [TOWN, caseId],
  );
const differences = async (): Promise<readonly unknown[]> =>
  (await rebuild(agency.deps, { tenant: TOWN, mode: 'compare' })).differences;

it('has no row of an open case, one of a closed, none of one that was reopened, and another after another outcome', async () => {
  const caseId = await agency.openKept();
  expect(await due(caseId)).toEqual([]);
  await agency.act(caseId, { type: 'CloseCase', outcome: 'done' }, { occurred: '2021-02-28' });
  expect(await due(caseId)).toEqual([{ status: 'due', class: 'rest', due_on: '2022-03-01', stale: false }]);
  await agency.act(caseId, { type: 'ReopenCase', again: ['work'], reason: 'More came' }, { occurred: '2021-05-01' });
  expect(await due(caseId)).toEqual([]);
  await agency.act(caseId, { type: 'CloseCase', outcome: 'upheld' }, { occurred: '2021-06-30' });
  expect(await due(caseId)).toEqual([{ status: 'due', class: 'upheld', due_on: '2024-07-01', stale: false }]);
});

it('follows a correction after the closing, and says why', async () => {
  const caseId = await agency.closed('ended');
  expect(await due(caseId)).toMatchObject([{ status: 'unknown', due_on: null }]);
  const done = await agency.act(
    caseId,
    { type: 'CompleteTask', task: 'after', data: { endsOn: '2023-05-05' } },
    { occurred: '2023-06-01' },
  );
  expect(done.kind).toBe('applied');
  expect(await due(caseId)).toMatchObject([{ status: 'due', due_on: '2024-05-06' }]);
  const [why] = await agency.test.query<{ because: string }>('select because from retention_due where case_id = $1', [
    caseId,
  ]);
  expect(JSON.parse(why?.because ?? '')).toMatchObject([
    { rule: 'ended', said: 'P1Y', because: [{ from: 'field', what: 'endsOn', on: '2023-05-05' }], due: '2024-05-06' },
  ]);
});

it('is stale when the case above changes, until the worker has reckoned it anew', async () => {
  const parent = await agency.openKept();
  await agency.act(parent, { type: 'StartTask', task: 'ask' }, { occurred: '2020-02-01' });
  await followCaseTasks(agency.deps, TOWN);
  const [link] = await agency.test.query<{ case_id: string }>('select case_id from case_link where parent_id = $1', [
    parent,
  ]);
  const child = link?.case_id ?? '';
  await agency.act(child, { type: 'CloseCase', outcome: 'above' }, { occurred: '2020-03-01' });
  expect(await due(child)).toMatchObject([{ status: 'waiting', stale: false }]);
  await agency.act(parent, { type: 'CloseCase', outcome: 'done' }, { occurred: '2021-02-28' });
  expect(await due(child)).toMatchObject([{ status: 'waiting', stale: true }]);
  expect(await recalculateRetention(agency.deps, TOWN)).toBe(1);
  expect(await due(child)).toEqual([{ status: 'due', class: 'above', due_on: '2022-03-01', stale: false }]);
  await agency.act(parent, { type: 'ReopenCase', again: ['work'], reason: 'More came' }, { occurred: '2021-05-01' });
  await recalculateRetention(agency.deps, TOWN);
  expect(await due(child)).toMatchObject([{ status: 'waiting', due_on: null }]);
});

it('follows a day that somebody records, with evidence, and its taking back', async () => {
  const caseId = await agency.closed('law');
  const other = await agency.closed('done');
  expect(await due(caseId)).toMatchObject([{ status: 'waiting' }]);
  const day = { tenant: TOWN, kind: 'repeal', caseId: null, name: 'Example Act', by: 'rita' } as const;
  await recordRetentionDay(agency.deps, { ...day, on: '2024-01-31' });
  expect((await due(other))[0]?.stale).toBe(true);
  await recalculateRetention(agency.deps, TOWN);
  expect(await due(caseId)).toMatchObject([{ status: 'due', due_on: '2025-02-01' }]);
  await recordRetentionDay(agency.deps, { ...day, on: null });
  await recalculateRetention(agency.deps, TOWN);
  expect(await due(caseId)).toMatchObject([{ status: 'waiting' }]);
  const [last] = await agency.test.query<{ entry: string }>(
    'select entry from custody_record order by seq desc limit 1',
  );
  expect(last?.entry).toContain('"retention-day"');
});

it('is made anew by a rebuild to the same row, and a changed row is told', async () => {
  const caseId = await agency.closed('upheld');
  expect(await differences()).toEqual([]);
  await agency.test.query("update retention_due set due_on = '2021-03-01' where case_id = $1", [caseId]);
  expect(await differences()).toMatchObject([{ caseId, where: 'retention' }]);
  await rebuild(agency.deps, { tenant: TOWN, mode: 'rebuild' });
  expect(await due(caseId)).toMatchObject([{ due_on: '2024-02-29' }]);
  await agency.test.query('delete from retention_due where case_id = $1', [caseId]);
  await rebuild(agency.deps, { tenant: TOWN, mode: 'rebuild' });
  expect(await due(caseId)).toMatchObject([{ due_on: '2024-02-29' }]);
  expect(await differences()).toEqual([]);
});

it('keeps of a day that says something of a person the year alone', async () => {
  const folder = new URL('../../../case-types/', import.meta.url).pathname;
  const { caseType } = readShippedNamed(folder, 'child-in-care');
  const [head] = await agency.test.query<{ state: string }>(
    "select state from case_head where status = 'closed' limit 1",
  );
  // A state as the program wrote it, of another kind of case.
  const state = {
    ...JSON.parse(head?.state ?? ''),
    data: { birthDate: '2012-02-29' },
    closed: { at: '2030-05-05', outcome: 'grown-up' },
  };
  const row = retentionRowOf({ state, caseType }, { parent: null, linked: [], manual: {}, deaths: {}, repeals: {} });
  expect(row).toMatchObject({ status: 'due', due_on: '2115-01-01', trigger_on: null });
  expect(JSON.stringify(row)).not.toMatch(/02-2[89]/);
});
