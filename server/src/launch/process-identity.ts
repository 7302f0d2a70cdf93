// Tells whether a process is really alive and still the same one. Knows nothing of what the process does.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A text that names one process for as long as it lives, so that a number used again is not taken for the old process.
 * @param pid the number of the process
 * @returns null when there is no such process, or only its remains (a zombie that its parent has not collected)
 */
export function processIdentity(pid: number): string | null {
  if (process.platform === 'linux') return linuxIdentity(pid);
  return signalReaches(pid) ? `${pid}` : null;
}

/** The command line of a process; the empty text where the system does not say. */
export function processCommand(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function linuxIdentity(pid: number): string | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // The name in brackets may hold spaces and brackets, so fields are counted from the last bracket: proc(5), fields 3 and 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  return `${pid}:${fields[19] ?? ''}:${bootId()}`;
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

function signalReaches(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
