// The tree of an agency's log as it is stored: leaves one by one, whole tiles of 256 hashes, and the end of the log. Finds the
// hash of any complete node in a handful of rows, however long the log is; adds leaves without reading what lies behind.
import { hashEntry, LOG_ALGORITHM, type LeafEntry } from '../merkle/leaf-entry.ts';
import { hashRanges, nodesOf, type Node, type Range } from '../merkle/prove.ts';
import { extendEdge, rootOfLeaves, type Edge } from '../merkle/tree-hash.ts';
import { flight, type Tx } from './database.ts';
import type { Statement } from './statement.ts';

/** Hashes in a tile, and levels of the tree that it spans. */
export const TILE_WIDTH = 256;
const TILE_LEVELS = 8;

export interface LogHeadRow {
  readonly size: number;
  readonly parts: Buffer;
}

export interface LeafRow {
  readonly index: number;
  readonly case_id: string;
  readonly seq: number;
  readonly hash: Buffer;
}

export interface TileRow {
  readonly level: number;
  readonly tile: number;
  readonly root: Buffer;
  readonly hashes: Buffer;
}

export function readLogHead(tenant: number): Statement<LogHeadRow> {
  return { name: 'read-log-head', text: 'select size, parts from log_head where tenant = $1', values: [tenant] };
}

export function edgeOf(head: LogHeadRow | undefined): Edge {
  return head === undefined ? { size: 0, parts: [] } : { size: head.size, parts: cut(head.parts) };
}

/** Leaves from `from` on. */
export function readLeaves(tenant: number, from: number, limit: number): Statement<LeafRow> {
  return {
    name: 'read-leaves',
    text: 'select index, case_id, seq, hash from log_leaf where tenant = $1 and index >= $2 order by index limit $3',
    values: [tenant, from, limit],
  };
}

export function leafOf(row: LeafRow): LeafEntry {
  return { caseId: row.case_id, seq: row.seq, hash: row.hash };
}

/** The leaves of some cases. */
export function readLeavesOfCases(tenant: number, caseIds: readonly string[]): Statement<LeafRow> {
  return {
    name: 'read-leaves-of-cases',
    text: `select index, case_id, seq, hash from log_leaf where tenant = $1 and case_id = any ($2) order by case_id, seq`,
    values: [tenant, caseIds],
  };
}

/** Makes sure that the log exists, and holds its end until the transaction is over, so that leaves follow one another. */
export function lockLog(tenant: number): readonly [Statement, Statement<LogHeadRow>] {
  return [
    {
      name: 'begin-log',
      text: `insert into log_head (tenant, algorithm, size, parts) values ($1, $2, 0, '') on conflict do nothing`,
      values: [tenant, LOG_ALGORITHM],
    },
    { name: 'lock-log', text: 'select size, parts from log_head where tenant = $1 for update', values: [tenant] },
  ];
}

/** What adds these leaves at the end of the log that `lockLog` gave. */
export async function addLeaves(
  tx: Tx,
  { tenant, head }: { readonly tenant: number; readonly head: LogHeadRow },
  entries: readonly LeafEntry[],
): Promise<readonly Statement[]> {
  const before = edgeOf(head);
  const hashes = entries.map((entry) => hashEntry(tenant, entry));
  const edge = extendEdge(before, hashes);
  const tiles = await wholeTiles(tx, tenant, { from: before.size, hashes });
  return [
    insertLeaves(tenant, before.size, entries),
    ...(tiles.length === 0 ? [] : [insertTiles(tenant, tiles)]),
    {
      name: 'move-log-head',
      text: 'update log_head set size = $2, parts = $3 where tenant = $1',
      values: [tenant, edge.size, Buffer.concat(edge.parts)],
    },
  ];
}

/** The tiles that become whole, level by level: what makes one whole is a hash of the level above. */
async function wholeTiles(
  tx: Tx,
  tenant: number,
  added: { readonly from: number; readonly hashes: readonly Buffer[] },
): Promise<readonly TileRow[]> {
  const tiles: TileRow[] = [];
  let { from, hashes } = added;
  for (let level = 0; (from % TILE_WIDTH) + hashes.length >= TILE_WIDTH; level += 1) {
    const first = Math.floor(from / TILE_WIDTH);
    const started = from % TILE_WIDTH === 0 ? [] : await hashesOfPartTile(tx, tenant, { level, tile: first });
    const all = [...started.slice(0, from % TILE_WIDTH), ...hashes];
    const whole = Array.from({ length: Math.floor(all.length / TILE_WIDTH) }, (_, at): TileRow => {
      const own = all.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH);
      return { level, tile: first + at, root: rootOfLeaves(own), hashes: Buffer.concat(own) };
    });
    tiles.push(...whole);
    [from, hashes] = [first, whole.map(({ root }) => root)];
  }
  return tiles;
}

interface TilePlace {
  readonly level: number;
  readonly tile: number;
}

/** The hashes of a tile that is not whole yet: from the leaves, or from the tiles below. */
async function hashesOfPartTile(tx: Tx, tenant: number, { level, tile }: TilePlace): Promise<readonly Buffer[]> {
  if (level === 0) {
    const [leaves] = await flight(tx, [readLeaves(tenant, tile * TILE_WIDTH, TILE_WIDTH)]);
    return leaves.rows.map((row) => hashEntry(tenant, leafOf(row)));
  }
  const [roots] = await flight(tx, [readTileRoots(tenant, level - 1, tile * TILE_WIDTH)]);
  return roots.rows.map(({ root }) => root);
}

/** The hashes of some ranges, of which every leaf is in the log. */
export async function rangeHashes(tx: Tx, tenant: number, ranges: readonly Range[]): Promise<readonly Buffer[]> {
  const wanted = new Map(ranges.flatMap(nodesOf).map((node) => [placeKey(placeOf(node)), placeOf(node)]));
  const tiles = new Map<string, readonly Buffer[]>();
  if (wanted.size > 0) {
    const [whole] = await flight(tx, [readTiles(tenant, [...wanted.values()])]);
    for (const row of whole.rows) tiles.set(placeKey(row), cut(row.hashes));
  }
  for (const [key, place] of wanted) {
    // Each level has one tile that is not whole, so this is a handful at most.
    if (!tiles.has(key)) tiles.set(key, await hashesOfPartTile(tx, tenant, place));
  }
  return hashRanges(ranges, (node) => {
    const hashes = tiles.get(placeKey(placeOf(node))) ?? [];
    const width = 2 ** (node.level % TILE_LEVELS);
    const start = (node.index * width) % TILE_WIDTH;
    return rootOfLeaves(hashes.slice(start, start + width));
  });
}

/** The tile that holds what a node is made of. */
function placeOf({ level, index }: Node): TilePlace {
  return {
    level: Math.floor(level / TILE_LEVELS),
    tile: Math.floor((index * 2 ** (level % TILE_LEVELS)) / TILE_WIDTH),
  };
}

function placeKey({ level, tile }: TilePlace): string {
  return `${level} ${tile}`;
}

/** Many hashes of 32 bytes as one. */
export function cut(hashes: Buffer): readonly Buffer[] {
  return Array.from({ length: hashes.length / 32 }, (_, at) => hashes.subarray(at * 32, (at + 1) * 32));
}

/** Tiles of one level, from `from` on. */
export function readTilesFrom(
  tenant: number,
  { level, from, limit }: { readonly level: number; readonly from: number; readonly limit: number },
): Statement<TileRow> {
  return {
    name: 'read-tiles-from',
    text: `select level, tile, root, hashes from log_tile where tenant = $1 and level = $2 and tile >= $3
           order by tile limit $4`,
    values: [tenant, level, from, limit],
  };
}

function readTileRoots(tenant: number, level: number, from: number): Statement<{ readonly root: Buffer }> {
  return {
    name: 'read-tile-roots',
    text: `select root from log_tile where tenant = $1 and level = $2 and tile >= $3 order by tile limit ${TILE_WIDTH}`,
    values: [tenant, level, from],
  };
}

function readTiles(tenant: number, places: readonly TilePlace[]): Statement<TileRow> {
  return {
    name: 'read-tiles',
    text: `select t.level, t.tile, t.root, t.hashes from unnest($2::int[], $3::bigint[]) as w (level, tile)
             join log_tile t on t.tenant = $1 and t.level = w.level and t.tile = w.tile`,
    values: [tenant, places.map(({ level }) => level), places.map(({ tile }) => tile)],
  };
}

function insertLeaves(tenant: number, from: number, entries: readonly LeafEntry[]): Statement {
  return {
    name: 'insert-leaves',
    text: `insert into log_leaf (tenant, index, case_id, seq, hash)
           select $1, $2::bigint + l.at - 1, l.case_id, l.seq, l.hash
             from unnest($3::uuid[], $4::int[], $5::bytea[]) with ordinality as l (case_id, seq, hash, at)`,
    values: [
      ...[tenant, from, entries.map(({ caseId }) => caseId), entries.map(({ seq }) => seq)],
      entries.map(({ hash }) => hash),
    ],
  };
}

function insertTiles(tenant: number, tiles: readonly TileRow[]): Statement {
  return {
    name: 'insert-tiles',
    text: `insert into log_tile (tenant, level, tile, root, hashes)
           select $1, t.* from unnest($2::int[], $3::bigint[], $4::bytea[], $5::bytea[]) as t`,
    values: [
      tenant,
      tiles.map(({ level }) => level),
      tiles.map(({ tile }) => tile),
      tiles.map(({ root }) => root),
      tiles.map(({ hashes }) => hashes),
    ],
  };
}
