// Holds everything that was read and has settled against the rules, and tells of reviews that wait too long. Any number of
// processes may do it: each takes lines that no other has.
import { noticeReads, tellOverdueReviews, type WatchDeps } from '../commands/notice-reads.ts';

export interface WatchSweep {
  readonly lines: number;
  readonly findings: number;
  readonly overdue: number;
}

/** One sweep ends, however much is read meanwhile. */
const ROUNDS_MAX = 500;

export async function watchReads(deps: WatchDeps, tenant: number): Promise<WatchSweep> {
  const sweep = { lines: 0, findings: 0 };
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const { lines, findings } = await noticeReads(deps, tenant);
    sweep.lines += lines;
    sweep.findings += findings;
    if (lines === 0) break;
  }
  return { ...sweep, overdue: await tellOverdueReviews(deps, tenant) };
}
