// Reads the leaves of an agency's log some thousands at a time, hashes each once, and says how the tree stands at any size that
// ends among them.
import { hashWrittenEntry } from '../merkle/leaf-entry.ts';
import { EMPTY_EDGE, extendByPart, extendEdge, type Edge } from '../merkle/tree-hash.ts';
import { writtenLeafLine } from '../merkle/witness-record.ts';
import { copyRows } from './copy-rows.ts';
import { flight, type Tx } from './database.ts';
import { TILE_WIDTH } from './log-tree.ts';

export interface LeafPage {
  readonly leaves: readonly { readonly caseId: string; readonly seq: number }[];
  /** What each hashes to. */
  readonly hashes: readonly Buffer[];
  /** What a witness writes down for each. */
  readonly lines: readonly string[];
  /** True where leaves come after a gap; they cannot be placed and are not here. */
  readonly gap: boolean;
}

/** Whole tiles. */
export const LEAVES_PER_PAGE = 32 * TILE_WIDTH;

/** The leaves from `start` on. */
export async function readLeafPage(tx: Tx, tenant: number, start: number): Promise<LeafPage> {
  const leaves: { readonly caseId: string; readonly seq: number }[] = [];
  const hashes: Buffer[] = [];
  const lines: string[] = [];
  let gap = false;
  const query = {
    text: 'select index, case_id, seq, hash from log_leaf where tenant = $1 and index >= $2 order by index limit $3',
    values: [tenant, start, LEAVES_PER_PAGE],
  };
  await flight(tx, [
    copyRows(query, (row) => {
      const index = row.int();
      gap ||= index !== start + leaves.length;
      if (gap) return;
      const leaf = { index, caseId: row.repeatedUuid(), seq: row.int(), hash: row.hex() };
      leaves.push(leaf);
      hashes.push(hashWrittenEntry(tenant, leaf));
      lines.push(writtenLeafLine(leaf));
    }),
  ]);
  return { leaves, hashes, lines, gap };
}

/**
 * The tree at sizes that end within a page; cheap where they are asked for in rising order.
 * @param start a size that whole tiles end at
 * @param page its leaves, and what its whole tiles hash to
 */
export function growingEdge(
  start: Edge,
  { hashes, tiles }: { readonly hashes: readonly Buffer[]; readonly tiles: readonly Buffer[] },
): (size: number) => Edge {
  let whole = start;
  let part = EMPTY_EDGE;
  return (size) => {
    if (size < whole.size + part.size) [whole, part] = [start, EMPTY_EDGE];
    while (whole.size + TILE_WIDTH <= size) {
      const root = tiles[(whole.size - start.size) / TILE_WIDTH];
      if (root === undefined) throw new RangeError('The size lies beyond the page.');
      [whole, part] = [extendByPart(whole, TILE_WIDTH, root), EMPTY_EDGE];
    }
    const from = whole.size + part.size - start.size;
    part = extendEdge(part, hashes.slice(from, size - start.size));
    return { size, parts: [...whole.parts, ...part.parts] };
  };
}
