// The main of the command line, all commands but `serve`, which has a main of its own: it wires the rooms and nothing else.
import { fileURLToPath } from 'node:url';
import { runCli } from './cli/cli.ts';
import { join } from 'node:path';
import type { Maintenance } from './cli/cli.ts';
import { configurationOf, KEYS_EVERY_MS, openSystem, type OpenSystem } from './open-system.ts';

/** @returns the exit code */
export function main(args: readonly string[]): Promise<number> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  return runCli(args, {
    open: async () => {
      const configuration = configurationOf(process.env);
      const system = await openSystem(configuration, say);
      return { ...system, witnessFolder: configuration.witnessFolder, maintenance: maintenanceOf(system) };
    },
    caseTypesFolder: fileURLToPath(new URL('../../case-types', import.meta.url)),
    programFolder: fileURLToPath(new URL('../../server', import.meta.url)),
    print: (line) => void process.stdout.write(`${line}\n`),
    say,
    nowMs: Date.now,
  });
}

/** Another server learns of a new key when it looks next; one that looks at this very moment needs the time to answer too. */
const SETTLE_MS = 2 * KEYS_EVERY_MS + 1_000;

export function maintenanceOf(system: OpenSystem): Maintenance {
  const { configuration, installation, ownerDatabase, keyService, refreshKeys, destructions } = system;
  return {
    access: { owner: installation.owner, contextKey: installation.secrets.contextKey },
    administrator: installation.administrator,
    ...{ ownerDatabase, keyService, refreshKeys, destructions, settleMs: SETTLE_MS },
    applyDestructions: system.applyDestructions,
    backupKeyFolder: configuration.backupKeyFolder ?? join(installation.folder, 'backup-keys'),
  };
}
