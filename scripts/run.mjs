// `node scripts/run.mjs <main.ts> [arguments]`: builds that main file of the server if it is stale, and runs it.
import { requireNode } from './set-up/require-node.mjs';

requireNode();
import('./set-up/say.mjs').then(({ runMain }) => runMain(run));

async function run() {
  const [main, ...args] = process.argv.slice(2);
  const { Sentence } = await import('./set-up/say.mjs');
  if (main === undefined)
    throw new Sentence('Say which main file to run, e.g. "node scripts/run.mjs server/src/main-cli.ts help".');
  const { runServerMain } = await import('./set-up/run-server-main.mjs');
  return runServerMain(main, args);
}
