// `casewright backup`: takes a sealed backup, or destroys the keys of those whose day is over.
import { expireBackupKeys, listBackupKeys } from '../backup/backup-keys.ts';
import { takeBackup } from '../backup/take-backup.ts';
import { count } from './check-command.ts';
import type { CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { dayOf, daysFrom, lastDay, maintenanceOf } from './maintenance.ts';

const DAYS = { usual: 90, most: 36_500 };

export async function backupCommand(call: CommandCall): Promise<ExitCode> {
  const { doors, positionals } = call;
  const [target] = positionals;
  if (target === undefined) throw new UsageError('Say into which new folder, or "expire" or "list".');
  const days = daysFrom(call, DAYS);
  const system = await doors.open();
  try {
    const { backupKeyFolder: keyFolder, access, files: store } = maintenanceOf(system);
    const today = dayOf(doors.nowMs());
    if (target === 'list') {
      for (const { id, expiresOn } of listBackupKeys(keyFolder)) doors.print(`${id} until ${expiresOn}`);
      return ExitCode.ok;
    }
    if (target === 'expire') {
      const expired = expireBackupKeys(keyFolder, today);
      for (const id of expired) doors.print(`The key of backup ${id} is destroyed.`);
      doors.print(`${count(expired.length, 'key')} destroyed.`);
      return ExitCode.ok;
    }
    const { database, deps } = system;
    const progress = spoken(doors, 'Backing up');
    const manifest = await takeBackup(
      { access, database, keys: deps.keys, nowMs: doors.nowMs, store },
      { folder: target, keyFolder, expiresOn: lastDay(doors, days), onPart: progress.part },
    );
    doors.print(
      `${target} holds ${count(progress.rows(), 'row')}; its key ${manifest.id} is in ${keyFolder} until ${manifest.expiresOn}. Keep the two apart.`,
    );
    const { kept = 'here', count: whole = 0, missing = 0 } = manifest.files ?? {};
    doors.print(
      `${count(whole, 'file')} of documents ${kept === 'here' ? 'in it' : 'in the bucket, which is to be kept as well'}.`,
    );
    if (missing === 0) return ExitCode.ok;
    doors.print(`${count(missing, 'file')} could not be read. Run "casewright sweep files --deep".`);
    return ExitCode.problems;
  } finally {
    await system.close();
  }
}

/** Counts rows, and says now and then how far a long command is. */
export function spoken(
  { say, nowMs }: Pick<CommandCall['doors'], 'say' | 'nowMs'>,
  what: string,
): { readonly part: (part: { readonly rows: number; readonly table: string }) => void; readonly rows: () => number } {
  let last = nowMs();
  let total = 0;
  return {
    part: ({ rows, table }) => {
      total += rows;
      if (nowMs() - last < 2_000) return;
      last = nowMs();
      say(`${what}: ${total.toLocaleString('en-GB')} rows so far, last of ${table}.`);
    },
    rows: () => total,
  };
}
