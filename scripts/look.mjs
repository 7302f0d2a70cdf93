// `node scripts/look.mjs <name>`: sets up what is missing and runs e2e/screens/<name>.look.ts, a long look at the screens in a real browser
// that no check of every day waits for. What it finds is printed, and written where it says.
import { requireNode } from './set-up/require-node.mjs';

requireNode();
import('./set-up/say.mjs').then(({ runMain }) => runMain(look));

async function look() {
  const { Sentence } = await import('./set-up/say.mjs');
  const { inProject } = await import('./set-up/project.mjs');
  const [name] = process.argv.slice(2);
  const { existsSync } = await import('node:fs');
  const file = `e2e/screens/${name}.look.ts`;
  if (name === undefined || !existsSync(inProject(file)))
    throw new Sentence('Say what to look at: every-screen, screenshots or staff-budgets.');
  const { alone } = await import('./set-up/lock.mjs');
  await alone(setUp);
  const { spawnSync } = await import('node:child_process');
  const args = [inProject('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'look', file];
  const { status } = spawnSync(process.execPath, args, { cwd: inProject(), stdio: 'inherit' });
  return status ?? 1;
}

async function setUp() {
  const { installIfStale } = await import('./set-up/install.mjs');
  await installIfStale();
  const { buildServer } = await import('./set-up/build-server.mjs');
  const { buildWeb } = await import('./set-up/build-web.mjs');
  await Promise.all([buildServer('server/src/main-serve.ts'), buildWeb({ withPseudo: true })]);
}
