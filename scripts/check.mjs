// `npm run check`: types, lint, format and the pure tests, in less than a minute. Nothing is started or downloaded.
import { requireNode } from './set-up/require-node.mjs';

requireNode();
import('./set-up/say.mjs').then(({ runMain }) => runMain(check));

async function check() {
  const { alone } = await import('./set-up/lock.mjs');
  const { installIfStale } = await import('./set-up/install.mjs');
  await alone(installIfStale);
  const { quickParts } = await import('./checks/parts.mjs');
  const { conclude, runParts } = await import('./checks/run-parts.mjs');
  return conclude(await runParts(quickParts(), 2), []);
}
