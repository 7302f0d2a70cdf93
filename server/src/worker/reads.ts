// Puts the lines of the access log that are in no batch yet into batches, each of which becomes a leaf of the agency's log. Any
// number of processes may do it.
import type { Database } from '../store/database.ts';
import { sealReads, type SealedBatch } from '../store/seal-reads.ts';

export interface SealDeps {
  readonly database: Database;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
}

const LINES_PER_BATCH = 1_000;
/** One sweep ends, however much is read meanwhile; the others of the agency's jobs wait for nobody. */
const BATCHES_MAX = 200;

/** @returns how many lines went into batches */
export async function sealAllReads({ database, nowMs }: SealDeps, tenant: number): Promise<number> {
  let total = 0;
  let before: SealedBatch | null = null;
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const now = new Date(nowMs()).toISOString();
    const after = before === null ? {} : { after: before.last };
    before = await sealReads(database, { tenant, now, limit: LINES_PER_BATCH, ...after });
    if (before === null) break;
    total += before.lines;
    if (before.lines < LINES_PER_BATCH) break;
  }
  return total;
}
