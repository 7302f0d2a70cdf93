// `casewright hold`: keeps cases from being destroyed, and lets go of them again.
import { addHoldTo, endHolds, listHolds } from '../commands/hold.ts';
import { chooseAgencies } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { findCase } from './find-case.ts';
import { requiredText, textOption } from './maintenance.ts';

export async function holdCommand(call: CommandCall): Promise<ExitCode> {
  const [act = 'list'] = call.positionals;
  if (!['list', 'add', 'end'].includes(act)) throw new UsageError(`"${act}" is none of list, add and end.`);
  const name = act === 'list' ? '' : requiredText(call, 'case', 'which case');
  const reason = act === 'add' ? requiredText(call, 'reason', 'why') : '';
  const system = await call.doors.open();
  try {
    if (act === 'list') return await list(call, system);
    const of = await findCase(system, textOption(call, 'agency'), name);
    const deps = { database: system.database, nowMs: call.doors.nowMs };
    if (act === 'add') {
      const holdId = await addHoldTo(deps, of, reason);
      call.doors.print(holdId === null ? 'Nothing is left of this case to hold.' : `Hold ${holdId} stands.`);
      return holdId === null ? ExitCode.problems : ExitCode.ok;
    }
    const ended = await endHolds(deps, of, textOption(call, 'hold') ?? null);
    call.doors.print(ended === 0 ? 'No such hold stands on this case.' : `${count(ended, 'hold')} ended.`);
    return ended === 0 ? ExitCode.problems : ExitCode.ok;
  } finally {
    await system.close();
  }
}

async function list(call: CommandCall, { database }: CliSystem): Promise<ExitCode> {
  const { doors } = call;
  let standing = 0;
  for (const { tenant, slug } of await chooseAgencies(database, textOption(call, 'agency'))) {
    for (const hold of await listHolds({ database, nowMs: doors.nowMs }, tenant)) {
      doors.print(
        `${slug}: case ${hold.case_id}, hold ${hold.hold_id} since ${hold.added_at.slice(0, 10)}: ${hold.reason}`,
      );
      standing += 1;
    }
  }
  doors.print(standing === 0 ? 'No hold stands.' : `${count(standing, 'hold')} standing.`);
  return ExitCode.ok;
}
