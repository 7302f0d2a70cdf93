// Checks the log of an agency: leaves, tiles and end against one another, every checkpoint against what the leaves hash to,
// the rights that stand against those that were recorded, and all of it against what a witness has kept. Needs no secret. It
// names the event wherever one can be named, and changes nothing.
import { programContext } from './context.ts';
import { openCheckpoint } from '../merkle/checkpoint.ts';
import type { NoteVerifier } from '../merkle/signed-note.ts';
import { EMPTY_EDGE, rootOfParts, type Edge } from '../merkle/tree-hash.ts';
import { flight, type Database, type Tx } from './database.ts';
import { about, type LogProblem, type TellLog } from './log-problem.ts';
import { edgeOf, readLogHead } from './log-tree.ts';
import { readCheckpoints, readLastCheckpoint, type CheckpointRow } from './make-checkpoint.ts';
import { IN_ORDER } from './read-range.ts';
import { growingEdge, LEAVES_PER_PAGE, readLeafPage } from './read-leaf-page.ts';
import { tileCheck } from './verify-tiles.ts';
import { watchWitness, type WitnessCounts, type WitnessWatch } from './verify-witness.ts';
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
  /** The lines that a witness has kept, opened before the verification began; null where there is none. */
  readonly witnessed: AsyncIterable<readonly string[]> | null;
  readonly onProgress?: (soFar: { readonly leaves: number }) => void;
}

const CHECKPOINTS_PER_PAGE = 1_000;

export async function verifyLog(database: Database, options: VerifyLogOptions): Promise<LogVerdict> {
  const { tenant } = options;
  const problems: LogProblem[] = [];
  const tell: TellLog = (problem) => void problems.push(problem);
  // One moment for all of it: what is logged meanwhile is for the next time.
  return database.snapshot(programContext(tenant, 'system.verify'), async (tx) => {
    await flight(tx, IN_ORDER);
    const checkpoints = checkpointCheck(options, tell);
    const witness = watchWitness({ ...options, roots: checkpoints.roots, tell });
    const leaves = await verifyLeaves(tx, { ...options, tell, checkpoints, witness });
    const witnessed = await witness.finish(tx);
    await verifyRights(tx, tenant, tell);
    return { leaves, checkpoints: checkpoints.roots.size, witnessed, problems };
  });
}

interface CheckpointCheck {
  /** What each stored checkpoint says that the log hashed to at that size. */
  readonly roots: ReadonlyMap<number, Buffer>;
  /** The checkpoints that come next, in the order of their sizes. */
  readonly next: (tx: Tx, upTo: number) => Promise<readonly number[]>;
  /** Compares the checkpoint of that size with the leaves so far. */
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
    // A copy: the memory that it was read into is shared with much that nobody needs any more.
    else roots.set(row.size, Buffer.alloc(opened.root.length, opened.root));
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

interface LeafCheck extends VerifyLogOptions {
  readonly tell: TellLog;
  readonly checkpoints: CheckpointCheck;
  readonly witness: WitnessWatch;
}

/** @returns how many leaves there are */
async function verifyLeaves(tx: Tx, { tenant, tell, checkpoints, witness, onProgress }: LeafCheck): Promise<number> {
  let edge = EMPTY_EDGE;
  const tiles = tileCheck(tx, tenant, tell);
  for (;;) {
    const page = await readLeafPage(tx, tenant, edge.size);
    if (page.gap) tell(about(null, 'leaf-missing', `Leaf ${edge.size + page.leaves.length} of the log is missing.`));
    const edgeAt = growingEdge(edge, { hashes: page.hashes, tiles: await tiles.compare(page) });
    const end = edge.size + page.leaves.length;
    for (const stop of await checkpoints.next(tx, end)) checkpoints.at(edgeAt(stop));
    await witness.beside({ start: edge.size, lines: page.lines, edgeAt });
    edge = edgeAt(end);
    onProgress?.({ leaves: edge.size });
    if (page.leaves.length < LEAVES_PER_PAGE) break;
  }
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
