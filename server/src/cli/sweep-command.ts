// `casewright sweep`: takes what was destroyed out of the files of the database. `sweep files` is about files of documents.
import { sweepDatabase } from '../store/sweep.ts';
import type { CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { sweepFilesCommand } from './sweep-files.ts';
import { maintenanceOf } from './maintenance.ts';

export async function sweepCommand(call: CommandCall): Promise<ExitCode> {
  const { doors, positionals, options } = call;
  const [what] = positionals;
  if (what === 'files') return sweepFilesCommand(call);
  if (what !== undefined || Object.keys(options).length > 0)
    throw new UsageError('"sweep" is of the database; "sweep files [--repair] [--deep]" is of files.');
  const system = await doors.open();
  try {
    const { access, administrator } = maintenanceOf(system);
    const isLogEmpty = await sweepDatabase({ owner: access.owner, administrator }, (table) =>
      doors.say(`Written anew: ${table}.`),
    );
    doors.print(
      isLogEmpty
        ? 'The tables are written anew and the write-ahead log is emptied.'
        : 'The tables are written anew. The write-ahead log, its archive and the copies of other servers are for the administrator of your PostgreSQL.',
    );
    return ExitCode.ok;
  } finally {
    await system.close();
  }
}
