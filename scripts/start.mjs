// `npm start`: installs and builds what is missing, then runs the server, with its demonstration agency unless a database
// is named. It can be run again at any time; what is there already is left alone. Its own syntax is old, so that an old Node can say what is wrong.
import { requireNode } from './set-up/require-node.mjs';

requireNode();
import('./set-up/say.mjs').then(({ runMain }) => runMain(start));

async function start() {
  const { alone } = await import('./set-up/lock.mjs');
  const bundle = await alone(setUp);
  const { demoMode } = await import('./set-up/demo-mode.mjs');
  process.env.CASEWRIGHT_DEMO = demoMode(process.env);
  const { main } = await import(bundle);
  return main(process.argv.slice(2));
}

async function setUp() {
  const { installIfStale } = await import('./set-up/install.mjs');
  await installIfStale();
  const { buildServer, DRAWING_MAIN } = await import('./set-up/build-server.mjs');
  const { buildWeb } = await import('./set-up/build-web.mjs');
  const [bundle] = await Promise.all([buildServer('server/src/main-serve.ts'), buildWeb(), buildServer(DRAWING_MAIN)]);
  return bundle;
}
