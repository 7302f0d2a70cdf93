// `npm start`: installs and builds what is missing, then runs the server with its demonstration agency. It can be run
// again at any time; what is there already is left alone. Its own syntax is old, so that an old Node can say what is wrong.
import { requireNode } from './set-up/require-node.mjs';

requireNode();
import('./set-up/say.mjs').then(({ runMain }) => runMain(start));

async function start() {
  const { alone } = await import('./set-up/lock.mjs');
  const bundle = await alone(setUp);
  // Anything but the empty text is the choice of whoever started us, 0 included.
  if (process.env.CASEWRIGHT_DEMO === undefined) process.env.CASEWRIGHT_DEMO = '1';
  const { main } = await import(bundle);
  return main(process.argv.slice(2));
}

async function setUp() {
  const { installIfStale } = await import('./set-up/install.mjs');
  await installIfStale();
  const { buildServer } = await import('./set-up/build-server.mjs');
  const { buildWeb } = await import('./set-up/build-web.mjs');
  const [bundle] = await Promise.all([buildServer('server/src/main-serve.ts'), buildWeb()]);
  return bundle;
}
