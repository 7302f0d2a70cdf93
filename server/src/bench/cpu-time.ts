// Processor time that processes have used, from /proc: steady where clocks are not, because other programs share the
// machine. Linux only; elsewhere figures are null and the report says so.
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second; fixed at 100 on every Linux that Node supports. */
const TICKS_PER_SECOND = 100;

/** Milliseconds of user and system time of one process with its reaped children, or null where it cannot be known. */
export function processCpuMs(pid: number): number | null {
  const fields = statFields(pid);
  if (fields === null) return null;
  // Fields 14 to 17: utime, stime, cutime, cstime.
  const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
  return (ticks * 1000) / TICKS_PER_SECOND;
}

/** The same, summed over a process and everything below it, such as a PostgreSQL postmaster and its backends. */
export function treeCpuMs(root: number): number | null {
  for (;;) {
    const before = reapedTicks(root);
    const own = processCpuMs(root);
    if (own === null) return null;
    const sum = childrenOf(root).reduce((all, child) => all + (treeCpuMs(child) ?? 0), own);
    // A child that ended meanwhile would be counted neither as a child nor as reaped, so then all are counted again.
    if (reapedTicks(root) === before) return sum;
  }
}

function reapedTicks(pid: number): number {
  const fields = statFields(pid) ?? [];
  return Number(fields[13] ?? 0) + Number(fields[14] ?? 0);
}

/** The fields of proc(5) from the third on, or null where there is no such process. */
function statFields(pid: number | string): readonly string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(statFields(name)?.[1]) === parent)
    .map(Number);
}
