// Checks the log of an agency: leaves, tiles and end against one another, every checkpoint against what the leaves hash to,
// the rights that stand against those that were recorded, and all of it against what a witness has kept. Needs no secret. It
// names the event wherever one can be named, and changes nothing.
import { programContext } from './context.ts';
import { openCheckpoint } from '../merkle/checkpoint.ts';
import { hashEntry } from '../merkle/leaf-entry.ts';
import type { NoteVerifier } from '../merkle/signed-note.ts';
import { EMPTY_EDGE, extendEdge, rootOfLeaves, rootOfParts, type Edge } from '../merkle/tree-hash.ts';
import type { WitnessRecord } from '../merkle/witness-record.ts';
import { flight, type Database, type Tx } from './database.ts';
import { about, type LogProblem, type TellLog } from './log-problem.ts';
import { cut, edgeOf, leafOf, readLeaves, readLogHead, readTilesFrom, TILE_WIDTH, type LeafRow } from './log-tree.ts';
import { readCheckpoints, readLastCheckpoint, type CheckpointRow } from './make-checkpoint.ts';
import { compareWithWitness, type WitnessCounts } from './verify-witness.ts';
import { verifyRights } from './verify-rights.ts';

export interface LogVerdict {
  readonly leaves: number;
  readonly checkpoints: number;
  readonly witnessed: WitnessCounts;
  readonly problems: readonly LogProblem[];
}

export interface VerifyLogOptions {
  readonly tenant: number;
  /** The key of the log. */
  readonly log: NoteVerifier;
  /** What a witness has kept, opened before the verification began; null where there is none. */
  readonly witnessed: AsyncIterable<WitnessRecord> | null;
}

const LEAVES_PER_PAGE = 8 * TILE_WIDTH;
const CHECKPOINTS_PER_PAGE = 1_000;

export async function verifyLog(database: Database, options: VerifyLogOptions): Promise<LogVerdict> {
  const { tenant } = options;
  const problems: LogProblem[] = [];
  const tell: TellLog = (problem) => void problems.push(problem);
  // One moment for all of it: what is logged meanwhile is for the next time.
  return database.snapshot(programContext(tenant, 'system.verify'), async (tx) => {
    const checkpoints = checkpointCheck(options, tell);
    const leaves = await verifyLeaves(tx, { tenant, tell, checkpoints });
    const witnessed = await compareWithWitness(tx, { ...options, size: leaves, roots: checkpoints.roots, tell });
    await verifyRights(tx, tenant, tell);
    return { leaves, checkpoints: checkpoints.roots.size, witnessed, problems };
  });
}

interface CheckpointCheck {
  /** What each stored checkpoint says that the log hashed to at that size. */
  readonly roots: ReadonlyMap<number, Buffer>;
  /** The checkpoints that come next, in the order of their sizes. */
  readonly next: (tx: Tx, upTo: number) => Promise<readonly number[]>;
  /** Compares the checkpoint of that size, if there is one, with the leaves so far. */
  readonly at: (edge: Edge) => void;
  readonly finish: (tx: Tx, size: number) => Promise<void>;
}

function checkpointCheck({ tenant, log }: VerifyLogOptions, tell: TellLog): CheckpointCheck {
  const roots = new Map<number, Buffer>();
  let waiting: CheckpointRow[] = [];
  let read = 0;
  let differed = false;
  function open(row: CheckpointRow): void {
    const opened = openCheckpoint(row.note, log);
    if (opened === null || opened.size !== row.size)
      tell(about(null, 'checkpoint-unsigned', `The checkpoint of ${row.size} leaves is not one that the log signed.`));
    else roots.set(row.size, opened.root);
  }
  return {
    roots,
    async next(tx, upTo) {
      while ((waiting.at(-1)?.size ?? 0) < upTo) {
        const [page] = await flight(tx, [readCheckpoints(tenant, read, CHECKPOINTS_PER_PAGE)]);
        page.rows.forEach(open);
        waiting.push(...page.rows);
        if (page.count < CHECKPOINTS_PER_PAGE) break;
        read = page.rows.at(-1)?.size ?? read;
      }
      read = waiting.at(-1)?.size ?? read;
      const due = waiting.filter(({ size }) => size <= upTo).map(({ size }) => size);
      waiting = waiting.filter(({ size }) => size > upTo);
      return due;
    },
    at(edge) {
      const root = roots.get(edge.size);
      // After the first that differs all others do.
      if (differed || root === undefined || root.equals(rootOfParts(edge.parts))) return;
      differed = true;
      tell(about(null, 'checkpoint-differs', `The first ${edge.size} leaves are not those that were signed.`));
    },
    async finish(tx, size) {
      const [rows] = await flight(tx, [readLastCheckpoint(tenant)]);
      const last = rows.rows[0]?.size ?? 0;
      if (last > size)
        tell(about(null, 'checkpoint-differs', `A log of ${last} leaves was signed, and ${size} are here.`));
    },
  };
}

interface LeafCheck {
  readonly tenant: number;
  readonly tell: TellLog;
  readonly checkpoints: CheckpointCheck;
}

/** @returns how many leaves there are */
async function verifyLeaves(tx: Tx, { tenant, tell, checkpoints }: LeafCheck): Promise<number> {
  let edge = EMPTY_EDGE;
  const tiles = tileCheck(tx, tenant, tell);
  for (;;) {
    const [page] = await flight(tx, [readLeaves(tenant, edge.size, LEAVES_PER_PAGE)]);
    const rows = unbroken(page.rows, edge.size, tell);
    const hashes = rows.map((row) => hashEntry(tenant, leafOf(row)));
    await tiles.compare(rows, hashes);
    const start = edge.size;
    const stops = await checkpoints.next(tx, start + rows.length);
    for (const stop of [...stops, start + rows.length]) {
      edge = extendEdge(edge, hashes.slice(edge.size - start, stop - start));
      checkpoints.at(edge);
    }
    if (rows.length < LEAVES_PER_PAGE) break;
  }
  await tiles.finish();
  await checkpoints.finish(tx, edge.size);
  const [heads] = await flight(tx, [readLogHead(tenant)]);
  const head = edgeOf(heads.rows[0]);
  if (head.size !== edge.size || !Buffer.concat(head.parts).equals(Buffer.concat(edge.parts)))
    tell(
      about(
        null,
        'log-end-changed',
        `The end of the log is remembered at ${head.size} leaves, and ${edge.size} are here.`,
      ),
    );
  return edge.size;
}

/** The leaves up to the first gap; what follows a gap cannot be placed. */
function unbroken(rows: readonly LeafRow[], from: number, tell: TellLog): readonly LeafRow[] {
  const gap = rows.findIndex(({ index }, at) => index !== from + at);
  if (gap === -1) return rows;
  tell(about(null, 'leaf-missing', `Leaf ${from + gap} of the log is missing.`));
  return rows.slice(0, gap);
}

/** Compares whole tiles of every level with what the leaves hash to. */
function tileCheck(
  tx: Tx,
  tenant: number,
  tell: TellLog,
): {
  readonly compare: (rows: readonly LeafRow[], hashes: readonly Buffer[]) => Promise<void>;
  readonly finish: () => Promise<void>;
} {
  const roots: Buffer[] = [];
  return {
    // Pages begin at whole tiles.
    async compare(rows, hashes) {
      const whole = Math.floor(hashes.length / TILE_WIDTH);
      if (whole === 0) return;
      const [tiles] = await flight(tx, [readTilesFrom(tenant, { level: 0, from: roots.length, limit: whole })]);
      for (let at = 0; at < whole; at += 1) {
        const own = hashes.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH);
        const root = rootOfLeaves(own);
        const tile = tiles.rows.find((row) => row.tile === roots.length);
        const kept = tile === undefined ? null : cut(tile.hashes);
        const wrong = kept === null ? -1 : own.findIndex((hash, index) => kept[index]?.equals(hash) !== true);
        const leaf = wrong === -1 ? undefined : rows[at * TILE_WIDTH + wrong];
        if (leaf !== undefined)
          tell(about(leafOf(leaf), 'leaf-changed', `Leaf ${leaf.index} of the log is not the one that was hashed.`));
        else if (tile?.root.equals(root) !== true)
          tell(about(null, 'tile-changed', `Tile ${roots.length} of the log was changed or removed.`));
        roots.push(root);
      }
    },
    async finish() {
      let below: readonly Buffer[] = roots;
      for (let level = 1; below.length >= TILE_WIDTH; level += 1) {
        const next: Buffer[] = [];
        for (let tile = 0; (tile + 1) * TILE_WIDTH <= below.length; tile += 1) {
          const hashes = below.slice(tile * TILE_WIDTH, (tile + 1) * TILE_WIDTH);
          const [rows] = await flight(tx, [readTilesFrom(tenant, { level, from: tile, limit: 1 })]);
          const root = rootOfLeaves(hashes);
          const [found] = rows.rows;
          const same = found?.tile === tile && found.root.equals(root) && found.hashes.equals(Buffer.concat(hashes));
          if (!same)
            tell(about(null, 'tile-changed', `Tile ${tile} of level ${level} of the log was changed or removed.`));
          next.push(root);
        }
        below = next;
      }
    },
  };
}
