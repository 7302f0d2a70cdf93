// Processor time that processes have used, from /proc: steady where clocks are not, because other programs share the
// machine. Linux only; elsewhere figures are null and the report says so.
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second; fixed at 100 on every Linux that Node supports. */
const TICKS_PER_SECOND = 100;

/** Milliseconds of user and system time of one process with its reaped children, or null where it cannot be known. */
export function processCpuMs(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Fields 14 to 17 of proc(5): utime, stime, cutime, cstime; the slice begins at field 3.
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
    return (ticks * 1000) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}

/** The same, summed over a process and everything below it, such as a PostgreSQL postmaster and its backends. */
export function treeCpuMs(root: number): number | null {
  const own = processCpuMs(root);
  if (own === null) return null;
  return childrenOf(root).reduce((sum, child) => sum + (treeCpuMs(child) ?? 0), own);
}

function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const ppid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return ppid === parent ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}
