// Makes a folder with the folders above it, one after the other: `recursive` of Node 20 never ends where the system says that a
// parent is not there, as in /proc.
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Readable by its owner only. A folder that is there already stays as it is. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}
