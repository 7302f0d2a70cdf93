// `node scripts/build.mjs <main.ts>`: builds that main file of the server if it is stale, and runs nothing.
import { requireNode } from './set-up/require-node.mjs';

requireNode();
import('./set-up/say.mjs').then(({ runMain }) => runMain(build));

async function build() {
  const { buildServer } = await import('./set-up/build-server.mjs');
  for (const main of process.argv.slice(2)) await buildServer(main);
}
