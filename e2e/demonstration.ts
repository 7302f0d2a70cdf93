// The data folder of a demonstration that nobody has worked in yet, made once for a run of journeys: each file begins with a copy of
// it, since making it takes a server longer than most journeys take.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PLACE = 'CASEWRIGHT_E2E_DEMONSTRATION';

/** Vitest calls it before the first journey, and what it answers after the last. */
export default function setUp(): () => void {
  const place = mkdtempSync(join(tmpdir(), 'casewright-demonstration-'));
  // When the tests run as root, the database runs as another user, who must be able to enter.
  chmodSync(place, 0o711);
  process.env[PLACE] = place;
  return () => rmSync(place, { recursive: true, force: true });
}

/**
 * Puts the demonstration into a folder that has nothing in it yet; where there is something, it stays as it is.
 *
 * @param make starts a server on a folder, and ends it when it is ready
 */
export async function beginWithDemonstration(folder: string, make: (folder: string) => Promise<void>): Promise<void> {
  const place = process.env[PLACE];
  if (place === undefined || readdirSync(folder).length > 0) return;
  const [made, unfinished] = [join(place, 'made'), join(place, 'unfinished')];
  if (!existsSync(made)) {
    rmSync(unfinished, { recursive: true, force: true });
    await make(unfinished);
    renameSync(unfinished, made);
  }
  copyFolder(made, folder);
}

/** With its owners and rights: the database refuses a folder that is not its own. */
function copyFolder(from: string, to: string): void {
  if (process.platform === 'win32') cpSync(from, to, { recursive: true });
  else if (spawnSync('cp', ['-Rp', `${from}/.`, to]).status !== 0)
    throw new Error(`${from} cannot be copied to ${to}.`);
}
