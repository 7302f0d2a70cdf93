// `casewright sweep`: takes what was destroyed out of the files of the database.
import { sweepDatabase } from '../store/sweep.ts';
import type { CommandCall } from './cli.ts';
import { ExitCode } from './exit-codes.ts';
import { maintenanceOf } from './maintenance.ts';

export async function sweepCommand({ doors }: CommandCall): Promise<ExitCode> {
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
