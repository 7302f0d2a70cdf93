// Compares an agency's log with what a witness has kept of it, leaf by leaf and checkpoint by checkpoint. The witness's own
// leaves must hash to the checkpoints it keeps; only then do they say anything about the log.
import { openCheckpoint } from '../merkle/checkpoint.ts';
import { hashEntry, type LeafEntry } from '../merkle/leaf-entry.ts';
import type { NoteVerifier } from '../merkle/signed-note.ts';
import { EMPTY_EDGE, extendEdge, rootOfParts } from '../merkle/tree-hash.ts';
import type { IndexedLeaf, WitnessRecord } from '../merkle/witness-record.ts';
import { flight, type Tx } from './database.ts';
import type { LeafRow } from './log-tree.ts';
import type { Statement } from './statement.ts';
import { about, type TellLog } from './log-problem.ts';

export interface WitnessComparison {
  readonly tenant: number;
  readonly log: NoteVerifier;
  readonly witnessed: AsyncIterable<WitnessRecord> | null;
  /** Leaves in the log. */
  readonly size: number;
  /** What the stored checkpoints say, by size. */
  readonly roots: ReadonlyMap<number, Buffer>;
  readonly tell: TellLog;
}

/** What the witness had kept. */
export interface WitnessCounts {
  readonly leaves: number;
  readonly checkpoints: number;
}

const LEAVES_PER_PAGE = 2_000;

export async function compareWithWitness(tx: Tx, comparison: WitnessComparison): Promise<WitnessCounts> {
  const counts = { leaves: 0, checkpoints: 0 };
  const file = readingOf(comparison);
  let page: IndexedLeaf[] = [];
  let reordered = false;
  async function compare(): Promise<void> {
    const moved = await compareLeaves(tx, comparison, page);
    // Everything after a leaf that was put in or taken out has moved; it is said once.
    if (moved !== undefined && !reordered)
      comparison.tell(about(null, 'order-changed', `What was leaf ${moved} of the log stands elsewhere in it now.`));
    reordered ||= moved !== undefined;
    page = [];
  }
  for await (const record of comparison.witnessed ?? []) {
    if (record.kind === 'checkpoint' && file.checkpoint(record.note)) counts.checkpoints += 1;
    if (record.kind !== 'leaf' || !file.leaf(record.leaf)) continue;
    counts.leaves += 1;
    page.push(record.leaf);
    if (page.length === LEAVES_PER_PAGE) await compare();
  }
  await compare();
  return counts;
}

/** Follows the file: leaves that come next in it, and whether its checkpoints are what they hash to. */
function readingOf({ tenant, log, roots, tell }: WitnessComparison): {
  readonly leaf: (leaf: IndexedLeaf) => boolean;
  readonly checkpoint: (note: string) => boolean;
} {
  let edge = EMPTY_EDGE;
  let pending: LeafEntry[] = [];
  let damaged = false;
  function damage(reason: string): boolean {
    if (!damaged) tell(about(null, 'witness-damaged', reason));
    damaged = true;
    return false;
  }
  return {
    leaf(leaf) {
      const expected = edge.size + pending.length;
      // Written twice, by two writers at once or after a crash.
      if (leaf.index < expected) return false;
      if (leaf.index > expected) return damage(`The witness lacks leaf ${expected}.`);
      pending.push(leaf);
      return true;
    },
    checkpoint(note) {
      const opened = openCheckpoint(note, log);
      if (opened === null) return damage('A checkpoint that the witness has is not signed by the log.');
      edge = extendEdge(
        edge,
        pending.map((entry) => hashEntry(tenant, entry)),
      );
      pending = [];
      if (opened.size < edge.size) return true;
      if (opened.size !== edge.size || !opened.root.equals(rootOfParts(edge.parts)))
        return damage(`The leaves that the witness has are not those of its checkpoint of ${opened.size}.`);
      const ours = roots.get(opened.size);
      if (ours !== undefined && !ours.equals(opened.root))
        tell(about(null, 'forked', `The log signed two different checkpoints of ${opened.size} leaves.`));
      return true;
    },
  };
}

/** Names every leaf of a page that the log lacks or has otherwise. @returns the first that stands elsewhere */
async function compareLeaves(
  tx: Tx,
  { tenant, tell }: WitnessComparison,
  page: readonly IndexedLeaf[],
): Promise<number | undefined> {
  if (page.length === 0) return undefined;
  const [found] = await flight(tx, [readLeavesByEvent(tenant, page)]);
  const rows = new Map(found.rows.map((row) => [`${row.case_id} ${row.seq}`, row]));
  let moved: number | undefined;
  for (const leaf of page) {
    const row = rows.get(`${leaf.caseId} ${leaf.seq}`);
    if (row === undefined)
      tell(
        about(leaf, 'gone-from-log', `Event ${leaf.seq}, leaf ${leaf.index}, was witnessed and is gone from the log.`),
      );
    else if (!row.hash.equals(leaf.hash))
      tell(
        about(
          leaf,
          'other-than-witnessed',
          `Event ${leaf.seq}, leaf ${leaf.index}, is not the one that was witnessed.`,
        ),
      );
    else if (row.index !== leaf.index) moved ??= leaf.index;
  }
  return moved;
}

function readLeavesByEvent(tenant: number, leaves: readonly LeafEntry[]): Statement<LeafRow> {
  return {
    name: 'read-leaves-by-event',
    text: `select l.index, l.case_id, l.seq, l.hash from unnest($2::uuid[], $3::int[]) as w (case_id, seq)
             join log_leaf l on l.tenant = $1 and l.case_id = w.case_id and l.seq = w.seq`,
    values: [tenant, leaves.map(({ caseId }) => caseId), leaves.map(({ seq }) => seq)],
  };
}
