// Runs one main file of the server from its bundle, installing and building first what is stale.
import { buildServer, DRAWING_MAIN } from './build-server.mjs';
import { installIfStale } from './install.mjs';
import { alone } from './lock.mjs';

/**
 * @param main e.g. `server/src/main-cli.ts`
 * @param args the command line's arguments
 * @returns the exit code that the main file answers, if it answers one
 */
export async function runServerMain(main, args) {
  const bundle = await alone(async () => {
    await installIfStale();
    const [built] = await Promise.all([buildServer(main), buildServer(DRAWING_MAIN)]);
    return built;
  });
  const module = await import(bundle);
  // A main file either exports `main`, or does its work when it is loaded.
  return typeof module.main === 'function' ? module.main(args) : undefined;
}
