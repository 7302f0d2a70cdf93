// The main of the command line, all commands but `serve`, which has a main of its own: it wires the rooms and nothing else.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCli } from './cli/cli.ts';
import { readFiledFrom } from './dispatch/read-filed.ts';
import { printCover } from './print/print-door.ts';
import { openPapers } from './papers/open-papers.ts';
import { readerProgram } from './papers/reader-program.ts';
import { configurationOf, maintenanceOf, openSystem } from './open-system.ts';

/** @returns the exit code */
export function main(args: readonly string[]): Promise<number> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  return runCli(args, {
    open: async () => {
      const configuration = configurationOf(process.env);
      const system = await openSystem(configuration, say);
      const publishedFolder = join(system.installation.folder, 'published');
      const { witnessFolder } = configuration;
      const inbox = { files: system.files, openPapers: () => openPapers({ program: readerProgram(), pictures: null }) };
      const readFiled = readFiledFrom({ database: system.database, keys: system.deps.keys, store: system.files.store });
      return {
        ...system,
        inbox,
        letters: { readFiled, printCover },
        witnessFolder,
        publishedFolder,
        maintenance: maintenanceOf(system),
      };
    },
    caseTypesFolder: fileURLToPath(new URL('../../case-types', import.meta.url)),
    programFolder: fileURLToPath(new URL('../../server', import.meta.url)),
    print: (line) => void process.stdout.write(`${line}\n`),
    say,
    nowMs: Date.now,
  });
}
