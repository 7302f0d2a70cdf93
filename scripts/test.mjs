// `npm test`: sets up what is missing, then runs everything: types, lint, format, and all tests, those with a real
// PostgreSQL and a real browser included. The last line is the result.
import { requireNode } from './set-up/require-node.mjs';

requireNode();
import('./set-up/say.mjs').then(({ runMain }) => runMain(test));

async function test() {
  const { alone } = await import('./set-up/lock.mjs');
  await alone(setUp);
  const { missingParts, quickParts, slowParts } = await import('./checks/parts.mjs');
  const { conclude, runParts } = await import('./checks/run-parts.mjs');
  const quick = await runParts(quickParts(), 2);
  const slow = await runParts(slowParts(), 1);
  return conclude([...quick, ...slow], missingParts());
}

async function setUp() {
  const { installIfStale } = await import('./set-up/install.mjs');
  await installIfStale();
  const { buildServer } = await import('./set-up/build-server.mjs');
  const { buildWeb } = await import('./set-up/build-web.mjs');
  await Promise.all([
    buildServer('server/src/main-serve.ts'),
    buildServer('server/src/main-cli.ts'),
    buildWeb({ withPseudo: true }),
  ]);
}
