#!/usr/bin/env node
// The command `casewright`: plain JavaScript, so that it works right after `npm ci`. It builds the program when its
// sources have changed and runs it; `serve` has a main of its own.
import { requireNode } from '../scripts/set-up/require-node.mjs';

requireNode();
import('../scripts/set-up/say.mjs').then(({ runMain }) => runMain(casewright));

async function casewright() {
  const { runServerMain } = await import('../scripts/set-up/run-server-main.mjs');
  const args = process.argv.slice(2);
  const serves = args[0] === 'serve' && !args.includes('--help') && !args.includes('-h');
  return serves
    ? runServerMain('server/src/main-serve.ts', args.slice(1))
    : runServerMain('server/src/main-cli.ts', args);
}
