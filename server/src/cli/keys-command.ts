// `casewright keys rotate`: a new agency key, and every data key wrapped with it.
import { rotateKeys } from '../commands/rotate-keys.ts';
import { chooseAgencies } from './agencies.ts';
import { count } from './check-command.ts';
import type { CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { maintenanceOf, textOption } from './maintenance.ts';

export async function keysCommand(call: CommandCall): Promise<ExitCode> {
  const { doors, positionals } = call;
  if (positionals[0] !== 'rotate') throw new UsageError('Say what to do with the keys: rotate.');
  const system = await doors.open();
  try {
    const { ownerDatabase, keyService, refreshKeys, settleMs } = maintenanceOf(system);
    const deps = {
      ...{ ownerDatabase, keys: system.deps.keys, service: keyService, refresh: refreshKeys, nowMs: doors.nowMs },
      settle: () => new Promise<void>((resolve) => setTimeout(resolve, settleMs)),
    };
    const agencies = await chooseAgencies(system.database, textOption(call, 'agency'));
    if (agencies.length === 0) doors.print('There is no agency yet, so there is no key to rotate.');
    for (const { tenant, slug } of agencies) {
      let spokenAt = doors.nowMs();
      const { keyId, isNew, dataKeys } = await rotateKeys(deps, tenant, ({ done, left }) => {
        if (doors.nowMs() - spokenAt < 2_000) return;
        spokenAt = doors.nowMs();
        doors.say(`${slug}: ${done} data keys wrapped anew, ${left} to go.`);
      });
      const how = isNew ? 'made' : 'gone on with';
      doors.print(`${slug}: agency key ${keyId} ${how}, ${count(dataKeys, 'data key')} wrapped anew.`);
    }
    return ExitCode.ok;
  } finally {
    await system.close();
  }
}
