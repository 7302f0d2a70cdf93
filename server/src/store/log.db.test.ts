import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAgency, TOWN, VILLAGE, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { checkConsistency, checkInclusion } from '../merkle/check-proof.ts';
import { hashEntry, NO_CASE } from '../merkle/leaf-entry.ts';
import { rootOfLeaves } from '../merkle/tree-hash.ts';
import { relayOutbox } from './claim-outbox.ts';
import { flight, type Tx } from './database.ts';
import { programContext } from './context.ts';
import { addLeaves, leafOf, lockLog, readLeaves, type LeafRow } from './log-tree.ts';
import { makeCheckpoint, proveConsistency, proveInclusion } from './make-checkpoint.ts';
import { upsertPeople } from './upsert-people.ts';

let agency: AgencyUnderTest;

beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.close());

const NOW = '2026-03-01T10:00:00.000Z';
const context = programContext(TOWN, 'test');

const relayAll = async (): Promise<void> => {
  while ((await relayOutbox(agency.database, TOWN, 3)).relayed > 0);
};
const leaves = async (tenant = TOWN): Promise<readonly LeafRow[]> =>
  (await agency.database.once({ tenant, person: 'test' }, [readLeaves(tenant, 0, 1_000_000)]))[0].rows;
const checkpoint = (tenant = TOWN) =>
  makeCheckpoint(agency.database, { tenant, signer: agency.keys.logSigner(tenant), now: NOW });
const inLog = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => agency.database.snapshot(context, work);

/** Leaves of cases that are not there, to make a log long. */
async function fill(count: number): Promise<void> {
  await agency.database.transaction(context, async (tx) => {
    const [, heads] = await flight(tx, lockLog(TOWN));
    const [head] = heads.rows;
    if (head === undefined) throw new Error('no log');
    const entries = Array.from({ length: count }, (_, at) => ({
      caseId: `00000000-0000-4000-8000-${(head.size + at).toString(16).padStart(12, '0')}`,
      seq: 1,
      hash: Buffer.alloc(32, (head.size + at) % 251),
    }));
    await flight(tx, await addLeaves(tx, { tenant: TOWN, head }, entries));
  });
}

describe('the log of an agency', () => {
  it('has one leaf for each event and each change of rights, whoever adds them and however often', async () => {
    const cases = await Promise.all(Array.from({ length: 5 }, () => agency.open({ note: 'x' })));
    for (const caseId of cases) await agency.act(caseId, { type: 'AddNote', text: 'y' });
    await Promise.all([relayAll(), relayAll(), relayAll()]);
    await relayAll();
    const events = await agency.test.query<{ case_id: string; seq: number; hash: Buffer }>(
      'select case_id, seq, hash from event where tenant = $1 order by case_id, seq',
      [TOWN],
    );
    const rows = await leaves();
    expect(rows.map(({ index }) => index)).toEqual(rows.map((_, index) => index));
    const key = (row: { case_id: string; seq: number; hash: Buffer }) =>
      `${row.case_id} ${row.seq} ${row.hash.toString('hex')}`;
    expect(
      rows
        .filter((row) => row.case_id !== NO_CASE)
        .map(key)
        .toSorted(),
    ).toEqual(events.map(key));
    // The desk, Ann, and her two roles.
    expect(rows.filter((row) => row.case_id === NO_CASE)).toHaveLength(4);
    expect(await agency.test.query('select 1 from outbox where tenant = $1', [TOWN])).toEqual([]);
  });

  it('records each right once, however often the agency is set up', async () => {
    const setUp = {
      ...{ tenant: 9, slug: 'hill', name: 'Hill', teams: [{ team: 'desk', title: 'Desk' }] },
      people: [{ person: 'eva', name: 'Eva', memberships: [{ team: 'desk', role: 'officer' }] }],
    };
    await upsertPeople(agency.database, setUp);
    await upsertPeople(agency.database, setUp);
    const changes = await agency.test.query<{ entry: string }>(
      'select entry from right_change where tenant = 9 order by seq',
    );
    expect(changes.map(({ entry }) => JSON.parse(entry).at(-1))).toEqual([
      ['team', 'desk'],
      ['person', 'eva', true],
      ['member', 'eva', 'desk', 'officer'],
    ]);
  });

  it('keeps an outbox row whose event is gone, says so, and goes on with the others', async () => {
    await relayAll();
    const gone = await agency.open();
    await agency.open();
    await agency.test.query('delete from event where case_id = $1', [gone]);
    expect(await relayOutbox(agency.database, TOWN, 500)).toEqual({ relayed: 1, lost: [{ caseId: gone, seq: 1 }] });
    await agency.test.query('delete from outbox where case_id = $1', [gone]);
  });

  it('signs a checkpoint of what its leaves hash to, and the same one until something is added', async () => {
    await relayAll();
    const first = await checkpoint();
    const hashes = (await leaves()).map((row) => hashEntry(TOWN, leafOf(row)));
    expect(first?.size).toBe(hashes.length);
    expect(first?.root.equals(rootOfLeaves(hashes))).toBe(true);
    expect(await checkpoint()).toEqual(first);
    expect(await checkpoint(VILLAGE)).toBeNull();
  });

  it(
    'proves every kind of leaf and step over tiles of two levels, as a reckoning from all leaves does',
    { timeout: 120_000 },
    async () => {
      await relayAll();
      const sizes = [(await checkpoint())?.size ?? 0];
      for (const more of [200, 300, 66_000, 255, 1]) {
        await fill(more);
        sizes.push((await checkpoint())?.size ?? 0);
      }
      const hashes = (await leaves()).map((row) => hashEntry(TOWN, leafOf(row)));
      const roots = new Map(sizes.map((size) => [size, rootOfLeaves(hashes.slice(0, size))]));
      const last = sizes.at(-1) ?? 0;
      expect((await checkpoint())?.root.equals(roots.get(last) ?? Buffer.alloc(0))).toBe(true);
      expect(
        await agency.test.query('select level, count(*)::int as tiles from log_tile group by level order by level'),
      ).toEqual([
        { level: 0, tiles: Math.floor(last / 256) },
        { level: 1, tiles: 1 },
      ]);
      await inLog(async (tx) => {
        for (const to of sizes) {
          const root = roots.get(to) ?? Buffer.alloc(0);
          for (const from of sizes.filter((size) => size <= to)) {
            const proof = await proveConsistency(tx, TOWN, { from, to });
            expect(proof.length).toBeLessThan(40);
            const before = { size: from, root: roots.get(from) ?? Buffer.alloc(0) };
            expect([from, to, checkConsistency({ from: before, to: { size: to, root }, proof })]).toEqual([
              from,
              to,
              true,
            ]);
          }
          for (const index of [0, 1, 255, 256, 511, 65_535, 65_536, to - 1].filter((at) => at < to)) {
            const proof = await proveInclusion(tx, TOWN, { index, size: to });
            const leafHash = hashes[index] ?? Buffer.alloc(0);
            expect([index, to, checkInclusion({ index, size: to, leafHash, proof, root })]).toEqual([index, to, true]);
          }
        }
      });
    },
  );

  it.each([
    [
      'a tile',
      'update log_tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where tenant = 7 and level = 0 and tile = 260',
    ],
    ['its end', 'update log_head set parts = set_byte(parts, 3, get_byte(parts, 3) # 1) where tenant = 7'],
    ['its size', 'update log_head set size = size - 1 where tenant = 7'],
    [
      'the last checkpoint',
      "update log_checkpoint set note = replace(note, E'=\\n\\n', E'A\\n\\n') where tenant = 7 and size = (select max(size) from log_checkpoint where tenant = 7)",
    ],
  ])('is not signed any more once somebody has changed %s', async (_what, change) => {
    const before = await checkpoint();
    await fill(100);
    await agency.test.query('create table kept_head as select * from log_head');
    await agency.test.query('create table kept_tile as select * from log_tile');
    await agency.test.query('create table kept_checkpoint as select * from log_checkpoint');
    await agency.test.query(change);
    await expect(checkpoint()).rejects.toThrow(/signed|signature/);
    for (const name of ['head', 'tile', 'checkpoint']) {
      await agency.test.query(`truncate log_${name}`);
      await agency.test.query(`insert into log_${name} select * from kept_${name}`);
      await agency.test.query(`drop table kept_${name}`);
    }
    expect((await checkpoint())?.size).toBe((before?.size ?? 0) + 100);
  });
});
