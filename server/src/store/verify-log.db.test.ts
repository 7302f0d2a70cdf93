import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAgency, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { signCheckpoint } from '../merkle/checkpoint.ts';
import { checkpointLine, leafLine } from '../merkle/witness-record.ts';
import { relayOutbox } from './claim-outbox.ts';
import { programContext } from './context.ts';
import { flight } from './database.ts';
import { addLeaves, leafOf, lockLog, readLeaves } from './log-tree.ts';
import { makeCheckpoint } from './make-checkpoint.ts';
import { LEAVES_PER_PAGE } from './read-leaf-page.ts';
import { verifyLog } from './verify-log.ts';

let agency: AgencyUnderTest;
/** What a witness has of the log, a line for each leaf, and checkpoints where they were made. */
let kept: readonly string[];

const NOW = '2026-03-01T10:00:00.000Z';
const context = programContext(TOWN, 'test');
/** Ends of tiles and of pages, on them and beside them. */
const SIZES = [200, 255, 256, 257, 8191, LEAVES_PER_PAGE, LEAVES_PER_PAGE + 1, 2 * LEAVES_PER_PAGE, 16_900, 17_000];
const LAST = 17_000;

beforeAll(async () => {
  agency = await startAgency();
  while ((await relayOutbox(agency.database, TOWN, 100)).relayed > 0);
  for (const size of SIZES) await fillTo(size);
  const [leaves] = await agency.database.once(context, [readLeaves(TOWN, 0, LAST)]);
  const notes = await agency.test.query<{ size: string; note: string }>('select size, note from log_checkpoint');
  const noteOf = new Map(notes.map(({ size, note }) => [Number(size), note]));
  kept = leaves.rows.flatMap((row) => {
    const note = noteOf.get(row.index + 1);
    const line = leafLine({ index: row.index, ...leafOf(row) });
    return (note === undefined ? [line] : [line, checkpointLine(note)]).map((text) => text.trimEnd());
  });
}, 60_000);
afterAll(() => agency.close());

const idOf = (index: number): string => `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;

/** Adds leaves of cases that are not there, and signs. */
async function fillTo(size: number): Promise<void> {
  await agency.database.transaction(context, async (tx) => {
    const [, heads] = await flight(tx, lockLog(TOWN));
    const [head] = heads.rows;
    if (head === undefined) throw new Error('no log');
    const entries = Array.from({ length: size - head.size }, (_, at) => ({
      ...{ caseId: idOf(head.size + at), seq: 1, hash: Buffer.alloc(32, (head.size + at) % 251) },
    }));
    await flight(tx, await addLeaves(tx, { tenant: TOWN, head }, entries));
  });
  await makeCheckpoint(agency.database, { tenant: TOWN, signer: agency.keys.logSigner(TOWN), now: NOW });
}

async function* inBatches(lines: readonly string[], width: number): AsyncGenerator<readonly string[]> {
  for (let at = 0; at < lines.length; at += width) yield lines.slice(at, at + width);
}

async function verdict(lines: readonly string[] | null, width = 1000) {
  const witnessed = lines === null ? null : inBatches(lines, width);
  const found = await verifyLog(agency.database, { tenant: TOWN, log: agency.keys.logSigner(TOWN), witnessed });
  const problems = found.problems.map(({ event, code, reason }) => `${code} ${event?.caseId ?? reason}`);
  return { ...found, problems };
}

/** Does what somebody does who owns the database, looks, and takes it back. */
async function after(change: string, look: () => Promise<void>): Promise<void> {
  const tables = ['log_head', 'log_leaf', 'log_tile', 'log_checkpoint'];
  for (const table of tables) await agency.test.query(`create table kept_${table} as select * from ${table}`);
  await agency.test.query(change);
  try {
    await look();
  } finally {
    for (const table of tables) {
      await agency.test.query(`truncate ${table}`);
      await agency.test.query(`insert into ${table} select * from kept_${table}`);
      await agency.test.query(`drop table kept_${table}`);
    }
  }
}

describe('verifying the log of an agency', () => {
  it('finds nothing where nothing was changed, however the witness is read', async () => {
    for (const width of [1, 7, 8192, 100_000]) {
      const { problems, leaves, checkpoints, witnessed } = await verdict(kept, width);
      const counts = { leaves: LAST, checkpoints: SIZES.length };
      expect({ problems, leaves, checkpoints, witnessed }).toEqual({ problems: [], ...counts, witnessed: counts });
    }
    expect((await verdict(null)).problems).toEqual([]);
  });

  it.each([0, 255, 256, 8191, 8192, 8193, 16_383, 16_384, 16_895, 16_896, 16_999])(
    'names leaf %i, changed, by what the witness has of it, and that what was signed is not there any more',
    async (index) => {
      const change = `update log_leaf set hash = set_byte(hash, 9, get_byte(hash, 9) # 1) where index = ${index}`;
      await after(change, async () => {
        const [named] = await agency.test.query<{ case_id: string }>(
          `select case_id from log_leaf where index = ${index}`,
        );
        const { problems, witnessed } = await verdict(kept);
        expect(witnessed).toEqual({ leaves: LAST, checkpoints: SIZES.length });
        // The first leaves are rights, which name no case.
        if (index > 0) expect(problems).toContain(`other-than-witnessed ${named?.case_id}`);
        else expect(problems.join('\n')).toMatch(/^other-than-witnessed /m);
        const first = SIZES.find((size) => size > index);
        expect(problems).toContain(`checkpoint-differs The first ${first} leaves are not those that were signed.`);
        const inTile = index < Math.floor(LAST / 256) * 256;
        expect(problems.filter((problem) => problem.startsWith('leaf-changed'))).toHaveLength(inTile ? 1 : 0);
        expect(problems.filter((problem) => problem.startsWith('other-than-witnessed'))).toHaveLength(1);
        expect(problems.some((problem) => problem.startsWith('log-end-changed'))).toBe(true);
      });
    },
  );

  it.each([256, 8191, 8192, 16_383, 16_999])('names leaf %i, removed', async (index) => {
    await after(`delete from log_leaf where index = ${index}`, async () => {
      const { problems, leaves } = await verdict(kept);
      expect(leaves).toBe(index);
      expect(problems).toContain(`gone-from-log ${idOf(index)}`);
      const isLast = index === LAST - 1;
      expect(problems.includes(`leaf-missing Leaf ${index} of the log is missing.`)).toBe(!isLast);
      expect(problems).toContain(`checkpoint-differs A log of ${LAST} leaves was signed, and ${index} are here.`);
    });
  });

  it('names a tile that was changed or removed, and only it', async () => {
    for (const [change, tile] of [
      ['update log_tile set root = set_byte(root, 1, get_byte(root, 1) # 1) where tile = 33', 33],
      ['delete from log_tile where tile = 0', 0],
      ['delete from log_tile where tile = 32', 32],
      ['delete from log_tile where tile = 65', 65],
    ] as const)
      await after(change, async () => {
        expect((await verdict(kept)).problems).toEqual([
          `tile-changed Tile ${tile} of the log was changed or removed.`,
        ]);
      });
  });

  it('names what was put into another order', async () => {
    const change = `update log_leaf set index = case index when 300 then 9000000 else 300 end where index in (300, 9000);
      update log_leaf set index = 9000 where index = 9000000`;
    await after(change, async () => {
      const { problems } = await verdict(kept);
      expect(problems).toContain('order-changed What was leaf 300 of the log stands elsewhere in it now.');
      expect(problems.filter((problem) => problem.startsWith('order-changed'))).toHaveLength(1);
    });
  });

  it('takes what a crash leaves in a witness’s file for what it is', async () => {
    const torn = kept.flatMap((line, at) => (at % 5000 === 4999 ? ['leaf 10 0000', '', line] : [line]));
    expect((await verdict(torn)).problems).toEqual([]);
    // Written twice, by two writers at once.
    const twice = kept.flatMap((line, at) => (at === 9000 ? [...kept.slice(8900, 9000), line] : [line]));
    const { problems, witnessed } = await verdict(twice);
    expect([problems, witnessed.leaves]).toEqual([[], LAST]);
  });

  it('says that a witness is damaged where it lacks a leaf, has another, or a checkpoint that does not fit', async () => {
    const other = leafLine({ index: 9000, caseId: idOf(9000), seq: 1, hash: Buffer.alloc(32, 1) }).trimEnd();
    const signer = agency.keys.logSigner(TOWN);
    const forged = checkpointLine(signCheckpoint({ size: 8192, root: Buffer.alloc(32, 5) }, signer)).trimEnd();
    const foreign = checkpointLine(
      signCheckpoint({ size: 8192, root: Buffer.alloc(32, 5) }, agency.keys.logSigner(99)),
    ).trimEnd();
    const at = kept.findIndex((line) => line.startsWith('leaf 9000 '));
    const end = kept.findIndex((line) => line.startsWith('leaf 8191 ')) + 1;
    expect((await verdict(kept.toSpliced(at, 1))).problems).toEqual(['witness-damaged The witness lacks leaf 9000.']);
    expect((await verdict(kept.toSpliced(at, 1, other))).problems.toSorted().toReversed()).toEqual([
      'witness-damaged The leaves that the witness has are not those of its checkpoint of 16384.',
      `other-than-witnessed ${idOf(9000)}`,
    ]);
    expect((await verdict(kept.toSpliced(end, 0, forged))).problems).toEqual([
      'witness-damaged The leaves that the witness has are not those of its checkpoint of 8192.',
    ]);
    expect((await verdict(kept.toSpliced(end, 0, foreign))).problems).toEqual([
      'witness-damaged A checkpoint that the witness has is not signed by the log.',
    ]);
  });

  it('says that the log was forked where the witness has its own word for something else, and names what is gone', async () => {
    const signer = agency.keys.logSigner(TOWN);
    const forged = signCheckpoint({ size: 8192, root: Buffer.alloc(32, 5) }, signer);
    await after(`update log_checkpoint set note = '${forged}' where size = 8192`, async () => {
      expect((await verdict(kept)).problems).toEqual([
        'checkpoint-differs The first 8192 leaves are not those that were signed.',
        'forked The log signed two different checkpoints of 8192 leaves.',
      ]);
    });
    const more = leafLine({ index: LAST, caseId: idOf(LAST), seq: 1, hash: Buffer.alloc(32, 1) }).trimEnd();
    const { problems, witnessed } = await verdict([...kept, more]);
    expect([problems, witnessed.leaves]).toEqual([[`gone-from-log ${idOf(LAST)}`], LAST + 1]);
  });
});
