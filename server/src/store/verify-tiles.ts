// Compares the whole tiles of a log with what its leaves hash to, level by level as they become whole, and keeps no more of
// each level than the tile that is not whole yet.
import { rootOfLeaves } from '../merkle/tree-hash.ts';
import { flight, type Tx } from './database.ts';
import { about, type TellLog } from './log-problem.ts';
import { cut, readTilesFrom, TILE_WIDTH, type TileRow } from './log-tree.ts';
import type { LeafPage } from './read-leaf-page.ts';

export interface TileCheck {
  /** Takes the leaves that come next; pages begin at whole tiles. @returns what the whole tiles among them hash to */
  readonly compare: (page: LeafPage) => Promise<readonly Buffer[]>;
}

export function tileCheck(tx: Tx, tenant: number, tell: TellLog): TileCheck {
  /** Tiles that were whole so far, by level. */
  const counts: number[] = [];
  /** By level, the hashes of the tile that is not whole yet; none of the lowest, which comes whole. */
  const parts: Buffer[][] = [];

  async function whole(level: number, { root, hashes, found }: WholeTile): Promise<void> {
    const tile = counts[level] ?? 0;
    counts[level] = tile + 1;
    const same = found?.tile === tile && found.root.equals(root) && found.hashes.equals(Buffer.concat(hashes));
    if (!same) tell(about(null, 'tile-changed', changed(level, tile)));
    await add(level + 1, root);
  }

  async function add(level: number, hash: Buffer): Promise<void> {
    const part = (parts[level] ??= []);
    part.push(hash);
    if (part.length < TILE_WIDTH) return;
    parts[level] = [];
    const [rows] = await flight(tx, [readTilesFrom(tenant, { level, from: counts[level] ?? 0, limit: 1 })]);
    await whole(level, { root: rootOfLeaves(part), hashes: part, found: rows.rows[0] });
  }

  return {
    async compare({ leaves, hashes }) {
      const roots: Buffer[] = [];
      const width = Math.floor(hashes.length / TILE_WIDTH);
      if (width === 0) return roots;
      const first = counts[0] ?? 0;
      const [tiles] = await flight(tx, [readTilesFrom(tenant, { level: 0, from: first, limit: width })]);
      const stored = new Map(tiles.rows.map((row) => [row.tile, row]));
      for (let at = 0; at < width; at += 1) {
        const own = hashes.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH);
        const found = stored.get(first + at);
        const root = rootOfLeaves(own);
        const wrong = found === undefined ? -1 : firstOther(own, found.hashes);
        const leaf = wrong === -1 ? undefined : leaves[at * TILE_WIDTH + wrong];
        roots.push(root);
        if (leaf === undefined) {
          await whole(0, { root, hashes: own, found });
          continue;
        }
        const index = (first + at) * TILE_WIDTH + wrong;
        tell(about(leaf, 'leaf-changed', `Leaf ${index} of the log is not the one that was hashed.`));
        counts[0] = first + at + 1;
        await add(1, root);
      }
      return roots;
    },
  };
}

interface WholeTile {
  readonly root: Buffer;
  readonly hashes: readonly Buffer[];
  /** As it is stored. */
  readonly found: TileRow | undefined;
}

/** @returns the place of the first hash that the stored tile has otherwise; -1 where there is none */
function firstOther(own: readonly Buffer[], stored: Buffer): number {
  if (Buffer.concat(own).equals(stored)) return -1;
  const kept = cut(stored);
  return own.findIndex((hash, index) => kept[index]?.equals(hash) !== true);
}

function changed(level: number, tile: number): string {
  return level === 0
    ? `Tile ${tile} of the log was changed or removed.`
    : `Tile ${tile} of level ${level} of the log was changed or removed.`;
}
