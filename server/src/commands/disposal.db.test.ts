// Runs of disposal: nothing goes that two others did not approve as it is, and what changed since is left out and told.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rebuild } from '../store/rebuild.ts';
import { verifyCustody } from '../store/verify-custody.ts';
import { verifyChain } from '../store/verify-chain.ts';
import { emptyOutbox } from '../worker/outbox.ts';
import { TOWN } from './agency-under-test.ts';
import { approveDisposal, proposeDisposal, type Proposed, showDisposal } from './disposal.ts';
import { destroy } from './destroy.ts';
import { runDisposal, tryDisposal } from './disposal-run.ts';
import { type DisposalUnderTest, startDisposal } from './disposal-under-test.ts';
import { addHoldTo } from './hold.ts';
import { endQueryHold, holdByQuery } from './hold-query.ts';
import { recalculateRetention, recordRetentionDay } from './recalculate-retention.ts';

let agency: DisposalUnderTest;
beforeAll(async () => {
  agency = await startDisposal();
});
afterAll(() => agency.close());
// What earlier tests left due is out of the way of later ones.
beforeEach(async () => {
  await agency.test.query("update retention_due set due_on = '2099-01-01' where due_on < '2099-01-01'");
});

const propose = async (): Promise<Proposed> => {
  const run = await proposeDisposal(agency.deps, {
    tenant: TOWN,
    by: 'rita',
    reason: 'Due',
    to: '2030-01-01',
    caseType: null,
  });
  if ('refused' in run) throw new Error(run.refused);
  return run;
};
const approve = (run: Proposed, by: string, list = run.list) =>
  approveDisposal(agency.deps, { tenant: TOWN, runId: run.runId, by, list });
const approved = async (): Promise<Proposed> => {
  const run = await propose();
  await approve(run, 'ron');
  await approve(run, 'ruth');
  return run;
};
const go = ({ runId }: Proposed) => runDisposal(agency.destroyDeps, { tenant: TOWN, runId });
const keysOf = async (caseId: string): Promise<number> =>
  (await agency.test.query('select from data_key where case_id = $1', [caseId])).length;

it('destroys what is due, with a certificate for each case and one for all, and leaves sound chains', async () => {
  const [one, other] = [await agency.closed(), await agency.closed('upheld')];
  const later = await agency.closed('done', {}, '2026-02-01');
  const forGood = await agency.closed('ever');
  const run = await approved();
  expect(run).toMatchObject({ items: 2, held: 0, stale: 0 });
  const done = await go(run);
  expect(done).toMatchObject({
    destroyed: 2,
    leftOut: [],
    certificate: { proposedBy: 'rita', approvedBy: ['ron', 'ruth'] },
  });
  expect([await keysOf(one), await keysOf(other)]).toEqual([0, 0]);
  expect(await keysOf(later)).toBeGreaterThan(0);
  expect(await keysOf(forGood)).toBeGreaterThan(0);
  await emptyOutbox(agency.database, TOWN);
  const { certificates, problems } = await verifyCustody(agency.database, TOWN);
  expect(problems).toEqual([]);
  expect(certificates.find(({ caseId }) => caseId === one)).toMatchObject({
    ...{ authority: 'Example, version 1', class: '1 Rest', approvers: ['ron', 'ruth'] },
  });
  expect((await verifyChain(agency.database, { tenant: TOWN })).problems).toEqual([]);
  expect(
    (await rebuild(agency.deps, { tenant: TOWN, mode: 'compare' })).differences.filter(
      ({ where }) => where !== 'retention',
    ),
  ).toEqual([]);
  expect(await agency.test.query('select from retention_due where case_id = $1', [one])).toEqual([]);
  expect(await go(run)).toEqual({ refused: 'It was gone through already.' });
  expect(agency.noted).toEqual(expect.arrayContaining([one, other]));
});

describe('approval', () => {
  it('is by two others with the role, of exactly this list', async () => {
    const caseId = await agency.closed();
    const run = await propose();
    expect(await approve(run, 'rita')).toHaveProperty('refused');
    expect(await approve(run, 'cleo')).toHaveProperty('refused');
    expect(await approve(run, 'ron', '0'.repeat(64))).toHaveProperty('refused');
    expect(await go(run)).toHaveProperty('refused');
    expect(await approve(run, 'ron')).toEqual({ approvals: 1 });
    expect(await approve(run, 'ron')).toHaveProperty('refused');
    expect(await go(run)).toEqual({ refused: 'Two others than rita approve it first; ron has.' });
    expect(await keysOf(caseId)).toBeGreaterThan(0);
    await approve(run, 'ruth');
    await agency.test.query("update person set active = false where person = 'ruth'");
    expect(await go(run)).toHaveProperty('refused');
    await agency.test.query("update person set active = true where person = 'ruth'");
    expect(await go(run)).toMatchObject({ destroyed: 1 });
  });

  it('is of no list that was changed in the database', async () => {
    const [one, other] = [await agency.closed(), await agency.closed('ever')];
    const run = await approved();
    await agency.test.query('update disposal_item set case_id = $1 where run_id = $2', [other, run.runId]);
    // The row names another case than its text, and the text is what is hashed.
    const swapped = await agency.test.query<{ reviewed: string }>(
      'select reviewed from disposal_item where run_id = $1',
      [run.runId],
    );
    await agency.test.query('update disposal_item set reviewed = $1 where run_id = $2', [
      swapped[0]?.reviewed.replace(one, other),
      run.runId,
    ]);
    expect(await go(run)).toMatchObject({ refused: expect.stringContaining('not the one that was proposed') });
    expect([await keysOf(one), await keysOf(other)].every((keys) => keys > 0)).toBe(true);
  });

  it('destroys no case but the one that its text names', async () => {
    const [one, other] = [await agency.closed(), await agency.closed('ever')];
    const run = await approved();
    await agency.test.query('update disposal_item set case_id = $1 where run_id = $2', [other, run.runId]);
    await go(run);
    expect(await keysOf(other)).toBeGreaterThan(0);
    expect(await keysOf(one)).toBeGreaterThan(0);
  });
});

describe('what is left out', () => {
  const cases = {
    held: async (caseId: string) => void (await addHoldTo(agency.deps, { tenant: TOWN, caseId }, 'A claim')),
    reopened: async (caseId: string) =>
      void (await agency.act(caseId, { type: 'ReopenCase', again: ['work'], reason: 'More came' })),
    changed: async (caseId: string) => void (await agency.act(caseId, { type: 'AddNote', text: 'Something came' })),
    'destroyed-already': async (caseId: string) => {
      await destroy(agency.destroyDeps, {
        tenant: TOWN,
        caseId,
        subject: '',
        authority: 'x',
        class: 'y',
        approvers: ['ann', 'cleo'],
      });
    },
  } as const;

  it.each(Object.entries(cases))('%s since it was reviewed', async (reason, change) => {
    const [one, other] = [await agency.closed(), await agency.closed()];
    const run = await approved();
    await change(one);
    expect(await tryDisposal(agency.destroyDeps, { tenant: TOWN, runId: run.runId })).toEqual(
      expect.arrayContaining([{ caseId: other, outcome: 'would be destroyed' }]),
    );
    expect(await keysOf(other)).toBeGreaterThan(0);
    const done = await go(run);
    expect(done).toMatchObject({ destroyed: 1, leftOut: [{ caseId: one, reason }] });
    if (reason !== 'destroyed-already') expect(await keysOf(one)).toBeGreaterThan(0);
    expect(await keysOf(other)).toBe(0);
    const again = await showDisposal(agency.deps, TOWN, run.runId);
    expect(again?.list.map(({ outcome }) => outcome).toSorted()).toEqual(['destroyed', 'left-out']);
  });

  it('covered by a hold that was added between, or whose day has moved', async () => {
    const day = { tenant: TOWN, kind: 'repeal', caseId: null, name: 'Example Act', by: 'rita' } as const;
    await recordRetentionDay(agency.deps, { ...day, on: '2020-01-01' });
    const [moves, matches, goes] = [
      await agency.closed('law'),
      await agency.closed('done', { region: 'north' }),
      await agency.closed(),
    ];
    await recalculateRetention(agency.deps, TOWN);
    await agency.test.query(
      "update retention_due set due_on = '2099-01-01' where case_id <> all ($1) and due_on < '2099-01-01'",
      [[moves, matches, goes]],
    );
    const run = await approved();
    expect(run.items).toBe(3);
    await recordRetentionDay(agency.deps, { ...day, on: '2025-01-01' });
    const fields = [{ field: 'region', is: '=', value: 'north' }] as const;
    const held = await holdByQuery(agency.deps, {
      tenant: TOWN,
      by: 'rita',
      title: 'x',
      reason: 'y',
      predicate: { fields },
      custodians: [],
    });
    const done = await go(run);
    expect(done).toMatchObject({ destroyed: 1 });
    const leftOut = 'leftOut' in done ? done.leftOut : [];
    expect(new Map(leftOut.map(({ caseId, reason }) => [caseId, reason]))).toEqual(
      new Map([
        [moves, 'other-day'],
        [matches, 'held'],
      ]),
    );
    expect(await keysOf(goes)).toBe(0);
    if ('holdId' in held) await endQueryHold(agency.deps, { tenant: TOWN, holdId: held.holdId, by: ['rita', 'ron'] });
  });

  it('is not even proposed: what is held, stale, not yet due, or to be transferred or kept', async () => {
    const [held, stale] = [await agency.closed(), await agency.closed()];
    await addHoldTo(agency.deps, { tenant: TOWN, caseId: held }, 'A claim');
    await agency.test.query('update retention_due set stale = true where case_id = $1', [stale]);
    await agency.closed('done', {}, '2026-02-01');
    await agency.closed('ever');
    const run = await proposeDisposal(agency.deps, {
      tenant: TOWN,
      by: 'rita',
      reason: 'Due',
      to: '2030-01-01',
      caseType: null,
    });
    expect(run).toEqual({ refused: 'Nothing is due that may go: 1 under hold, 1 still to be reckoned anew.' });
    expect(
      await proposeDisposal(agency.deps, { tenant: TOWN, by: 'ann', reason: 'Due', to: '2030-01-01', caseType: null }),
    ).toEqual({
      refused: 'ann is no active records-manager of this agency.',
    });
  });
});

it('goes on where it was cut off, and destroys each once', async () => {
  const cases = [await agency.closed(), await agency.closed(), await agency.closed(), await agency.closed()];
  const run = await approved();
  const seen: number[] = [];
  await expect(
    runDisposal(agency.destroyDeps, {
      ...{ tenant: TOWN, runId: run.runId },
      onProgress: ({ position }) => {
        seen.push(position);
        if (position === 2) throw new Error('The power went.');
      },
    }),
  ).rejects.toThrow('The power went.');
  expect((await Promise.all(cases.map(keysOf))).filter((keys) => keys === 0)).toHaveLength(2);
  const done = await runDisposal(agency.destroyDeps, {
    ...{ tenant: TOWN, runId: run.runId },
    onProgress: ({ position }) => void seen.push(position),
  });
  expect(done).toMatchObject({ destroyed: 4, leftOut: [] });
  expect(seen).toEqual([1, 2, 3, 4]);
  expect(new Set('certificate' in done ? done.certificate.records : []).size).toBe(4);
});

it('says that what is kept for good or handed over is not destroyed, whoever approves', async () => {
  const caseId = await agency.closed('ever');

  const outcome = await destroy(agency.destroyDeps, {
    tenant: TOWN,
    caseId,
    subject: '',
    authority: 'x',
    class: 'y',
    approvers: ['rita', 'ron'],
  });
  expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'to-keep', action: 'retain' } });
  expect(await keysOf(caseId)).toBeGreaterThan(0);
});
