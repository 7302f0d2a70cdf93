// Test support: builds the program of the process that draws, as `npm start` does.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export function buildDrawing(): void {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs', 'server/src/main-drawing.ts'], {
    ...{ cwd: root, encoding: 'utf8' },
  });
  if (status !== 0) throw new Error(stderr);
}
