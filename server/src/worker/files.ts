// Puts in order, every few hours, what is left over of files: given up, refused, destroyed. What is missing or changed it only counts;
// reading every file is for the command line.
import { sweepFiles, type SweepDeps } from '../commands/sweep-files.ts';

export type FilesToSweep = SweepDeps['store'];

const DAY_MS = 86_400_000;

/** @returns how many things somebody must look at */
export async function sweepAgency(deps: SweepDeps, tenant: number): Promise<number> {
  const options = {
    tenants: [tenant],
    whole: false,
    repair: true,
    deep: false,
    graceMs: DAY_MS,
    waitingMs: 14 * DAY_MS,
  };
  const { findings } = await sweepFiles(deps, options);
  return findings.filter(({ isAlarm }) => isAlarm).length;
}
