// `casewright restore`: puts a backup into an empty installation, and destroys again what was destroyed since.
import { restoreFiles } from '../backup/backup-files.ts';
import { openBackup, restoreBackup } from '../backup/restore-backup.ts';
import { recordRestore } from '../commands/record-restore.ts';
import { spoken } from './backup-command.ts';
import { count } from './check-command.ts';
import type { CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { dayOf, maintenanceOf } from './maintenance.ts';

export async function restoreCommand({ doors, positionals }: CommandCall): Promise<ExitCode> {
  const [folder] = positionals;
  if (folder === undefined) throw new UsageError('Say which backup, by its folder.');
  const system = await doors.open();
  try {
    const { access, destructions, backupKeyFolder: keyFolder, ...maintenance } = maintenanceOf(system);
    const today = dayOf(doors.nowMs());
    const { manifest } = openBackup({ folder, keyFolder, today });
    doors.say(`Restoring the backup of ${manifest.takenAt}.`);
    const progress = spoken(doors, 'Restoring');
    await restoreBackup(
      { access, keys: system.deps.keys, list: destructions },
      { folder, keyFolder, today, onPart: progress.part },
    );
    await maintenance.refreshKeys();
    const again = await maintenance.applyDestructions();
    const { brought, missing } = await restoreFiles({ database: system.database, store: maintenance.files }, folder);
    await recordRestore({ database: system.database, nowMs: doors.nowMs }, manifest);
    doors.print(
      `Restored ${count(progress.rows(), 'row')} as of ${manifest.takenAt}; ${count(again, 'destruction')} done again. Run "casewright verify" now.`,
    );
    doors.print(`${count(brought, 'file')} of documents put back.`);
    if (missing === 0) return ExitCode.ok;
    doors.print(
      `${count(missing, 'file')} of documents are neither in the backup nor in the store. Run "casewright sweep files" to learn which.`,
    );
    return ExitCode.problems;
  } finally {
    await system.close();
  }
}
