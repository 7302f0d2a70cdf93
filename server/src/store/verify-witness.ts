// Compares an agency's log with what a witness has kept of it, leaf by leaf and checkpoint by checkpoint. The witness's own
// leaves must hash to the checkpoints it keeps; only then do they say anything about the log. As long as it has the very
// lines that the log would write, it is read beside the log and nothing is hashed twice; from the first other line on, leaf
// by leaf against the database.
import { openCheckpoint } from '../merkle/checkpoint.ts';
import { CUSTODY, hashEntry, NO_CASE, READS, type LeafEntry } from '../merkle/leaf-entry.ts';
import type { NoteVerifier } from '../merkle/signed-note.ts';
import { EMPTY_EDGE, extendEdge, rootOfParts, type Edge } from '../merkle/tree-hash.ts';
import { readRecord, type IndexedLeaf } from '../merkle/witness-record.ts';
import { flight, type Tx } from './database.ts';
import type { LeafRow } from './log-tree.ts';
import type { Statement } from './statement.ts';
import { about, type TellLog } from './log-problem.ts';

export interface WitnessComparison {
  readonly tenant: number;
  readonly log: NoteVerifier;
  /** The lines that the witness has kept, some at a time. */
  readonly witnessed: AsyncIterable<readonly string[]> | null;
  /** What the stored checkpoints say, by size. */
  readonly roots: ReadonlyMap<number, Buffer>;
  readonly tell: TellLog;
}

/** What the witness had kept. */
export interface WitnessCounts {
  readonly leaves: number;
  readonly checkpoints: number;
}

/** Leaves of the log that come next. */
export interface LoggedPage {
  /** Leaves before these. */
  readonly start: number;
  /** What a witness writes down for each. */
  readonly lines: readonly string[];
  /** The tree up to a size that ends in these leaves. */
  readonly edgeAt: (size: number) => Edge;
}

export interface WitnessWatch {
  /** Reads the witness beside these leaves, as far as it has the same. */
  readonly beside: (page: LoggedPage) => Promise<void>;
  /** Compares all that is left, once all of the log was read. */
  readonly finish: (tx: Tx) => Promise<WitnessCounts>;
}

const LEAVES_PER_PAGE = 2_000;

export function watchWitness(comparison: WitnessComparison): WitnessWatch {
  const counts = { leaves: 0, checkpoints: 0 };
  const lines = lineReader(comparison.witnessed);
  let same = true;
  let edge: Edge = EMPTY_EDGE;

  /** True for a line between leaves that says nothing else than the log does. */
  function isSame(line: string, page: LoggedPage, at: number): boolean {
    const record = readRecord(line);
    if (record.kind === 'unreadable') return true;
    if (record.kind === 'leaf') return false;
    const opened = openCheckpoint(record.note, comparison.log);
    if (opened === null || opened.size > at) return false;
    const ours = comparison.roots.get(opened.size);
    const theirs = opened.size === at ? rootOfParts(page.edgeAt(at).parts) : ours;
    if (theirs?.equals(opened.root) !== true || ours?.equals(opened.root) === false) return false;
    counts.checkpoints += 1;
    return true;
  }

  return {
    async beside(page) {
      if (!same) return;
      const end = page.start + page.lines.length;
      while (same && (lines.here() !== undefined || (await lines.more()))) {
        const line = lines.here() ?? '';
        const at = counts.leaves;
        const isNext = line === page.lines[at - page.start];
        // A checkpoint of exactly these leaves comes after the last of them.
        if (at === end && line.startsWith('leaf ')) break;
        same = isNext || isSame(line, page, at);
        if (same) lines.next();
        if (isNext) counts.leaves += 1;
      }
      edge = page.edgeAt(counts.leaves);
    },
    async finish(tx) {
      const rest = await compareRest(tx, comparison, { lines, edge });
      return { leaves: counts.leaves + rest.leaves, checkpoints: counts.checkpoints + rest.checkpoints };
    },
  };
}

interface LineReader {
  /** The line that comes next, where it was read already. */
  readonly here: () => string | undefined;
  /** Reads on. @returns false at the end */
  readonly more: () => Promise<boolean>;
  /** Goes past the line. */
  readonly next: () => void;
}

function lineReader(witnessed: AsyncIterable<readonly string[]> | null): LineReader {
  const batches = witnessed?.[Symbol.asyncIterator]();
  let lines: readonly string[] = [];
  let at = 0;
  return {
    here: () => lines[at],
    async more() {
      while (at >= lines.length) {
        const batch = await batches?.next();
        if (batch === undefined || batch.done === true) return false;
        [lines, at] = [batch.value, 0];
      }
      return true;
    },
    next() {
      at += 1;
    },
  };
}

/** Everything from the first line on that is not the log's own. */
async function compareRest(
  tx: Tx,
  comparison: WitnessComparison,
  { lines, edge }: { readonly lines: LineReader; readonly edge: Edge },
): Promise<WitnessCounts> {
  const counts = { leaves: 0, checkpoints: 0 };
  const file = readingOf(comparison, edge);
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
  for (; await lines.more(); lines.next()) {
    const record = readRecord(lines.here() ?? '');
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
function readingOf(
  { tenant, log, roots, tell }: WitnessComparison,
  start: Edge,
): {
  readonly leaf: (leaf: IndexedLeaf) => boolean;
  readonly checkpoint: (note: string) => boolean;
} {
  let edge = start;
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
        about(leaf, 'gone-from-log', `${nameOf(leaf)}, leaf ${leaf.index}, was witnessed and is gone from the log.`),
      );
    else if (!row.hash.equals(leaf.hash))
      tell(
        about(leaf, 'other-than-witnessed', `${nameOf(leaf)}, leaf ${leaf.index}, is not the one that was witnessed.`),
      );
    else if (row.index !== leaf.index) moved ??= leaf.index;
  }
  return moved;
}

function nameOf({ caseId, seq }: LeafEntry): string {
  if (caseId === READS) return `Batch ${seq} of the access log`;
  if (caseId === CUSTODY) return `Record of custody ${seq}`;
  return caseId === NO_CASE ? `Change of rights ${seq}` : `Event ${seq}`;
}

function readLeavesByEvent(tenant: number, leaves: readonly LeafEntry[]): Statement<LeafRow> {
  return {
    name: 'read-leaves-by-event',
    text: `select l.index, l.case_id, l.seq, l.hash from unnest($2::uuid[], $3::int[]) as w (case_id, seq)
             join log_leaf l on l.tenant = $1 and l.case_id = w.case_id and l.seq = w.seq`,
    values: [tenant, leaves.map(({ caseId }) => caseId), leaves.map(({ seq }) => seq)],
  };
}
