// Of which program a figure is: the commit that lies here, and a hash of what differs from it. Knows nothing of what is measured.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
/** A difference may be long. */
const MOST_BYTES = 1 << 28;

/** @returns the whole hash of the commit, with a hash of the changes where there are any; results do not count as changes */
export function commitOf(): string {
  const changes = git('diff', 'HEAD', '--', '.', ':!results');
  const short = createHash('sha256').update(changes).digest('hex').slice(0, 12);
  return `${git('rev-parse', 'HEAD').trim()}${changes === '' ? '' : ` with changes ${short}`}`;
}

function git(...args: readonly string[]): string {
  return spawnSync('git', args, { cwd: PROJECT, encoding: 'utf8', maxBuffer: MOST_BYTES }).stdout ?? '';
}
