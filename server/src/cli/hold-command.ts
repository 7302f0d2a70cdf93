// `casewright hold`: keeps cases from being destroyed, and lets go of them again.
import { addHoldTo, endHolds, listHolds } from '../commands/hold.ts';
import { casesFor, tellAtCommandLine } from '../queries/tell-at-command-line.ts';
import { chooseAgencies } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { findCase } from './find-case.ts';
import { QUERY_ACTS } from './hold-query-command.ts';
import { requiredText, textOption } from './maintenance.ts';
import { anyPurposeFrom, nameFrom } from './option-values.ts';

export async function holdCommand(call: CommandCall): Promise<ExitCode> {
  const [act = 'list'] = call.positionals;
  const ofQueries = Object.hasOwn(QUERY_ACTS, act) ? QUERY_ACTS[act] : undefined;
  if (ofQueries === undefined && !['list', 'add', 'end'].includes(act))
    throw new UsageError(`"${act}" is none of list, add, end, ${Object.keys(QUERY_ACTS).join(', ')}.`);
  if (ofQueries !== undefined) return withSystem(call, ofQueries);
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

async function withSystem(
  call: CommandCall,
  act: (call: CommandCall, system: CliSystem) => Promise<ExitCode>,
): Promise<ExitCode> {
  const system = await call.doors.open();
  try {
    return await act(call, system);
  } finally {
    await system.close();
  }
}

async function list(call: CommandCall, { database }: CliSystem): Promise<ExitCode> {
  const { doors, options } = call;
  const asked = { as: nameFrom(options), purpose: anyPurposeFrom(options) };
  let standing = 0;
  for (const { tenant, slug } of await chooseAgencies(database, textOption(call, 'agency'))) {
    const deps = { database, nowMs: doors.nowMs };
    const holds = await tellAtCommandLine(deps, { ...asked, tenant, action: 'list-holds' }, async (by) => {
      const all = await listHolds(deps, tenant);
      const { known } = await casesFor(deps, tenant, { by, caseIds: all.map((hold) => hold.case_id) });
      const names = new Set(known.map((row) => row.case_id));
      const told = all.filter((hold) => names.has(hold.case_id));
      return { told: { told, withheld: all.length - told.length }, caseIds: told.map((hold) => hold.case_id) };
    });
    if (holds === null) throw new UsageError(`${slug} has no active person of this name.`);
    for (const hold of holds.told)
      doors.print(
        `${slug}: case ${hold.case_id}, hold ${hold.hold_id} since ${hold.added_at.slice(0, 10)}: ${hold.reason}`,
      );
    if (holds.withheld > 0)
      doors.print(`${slug}: ${count(holds.withheld, 'hold')} of cases that may not be told to you.`);
    standing += holds.told.length + holds.withheld;
  }
  doors.print(standing === 0 ? 'No hold stands.' : `${count(standing, 'hold')} standing.`);
  return ExitCode.ok;
}
