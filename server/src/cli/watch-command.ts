// `casewright watch`: when an agency works, and whose case is whose, for the rules that notice snooping.
import { calendarOf, isZone, SHIPPED_HOLIDAYS } from '@casewright/engine/calendar';
import { declareTie, setWatch, watchSettingsOf, withdrawTie, type TieDeclared } from '../commands/set-watch.ts';
import { isUuid } from '../queries/cursor.ts';
import { agencyNamed } from './agencies.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { textFrom } from './option-values.ts';

type Act = 'show' | 'set' | 'tie' | 'untie';
const ACTS: readonly string[] = ['show', 'set', 'tie', 'untie'];

export async function watchCommand(call: CommandCall): Promise<ExitCode> {
  const act = actOf(call.positionals[0] ?? 'show');
  const agency = textFrom(call.options, 'agency');
  if (agency === undefined) throw new UsageError('Say which agency: --agency <slug>.');
  const settings = act === 'set' ? settingsFrom(call.options) : null;
  const tie = act === 'tie' || act === 'untie' ? tieFrom(call.options) : null;
  const system = await call.doors.open();
  try {
    const { tenant } = await agencyNamed(system.database, agency);
    const deps = { database: system.database, nowMs: call.doors.nowMs };
    if (settings !== null) await setWatch(deps, { tenant, settings });
    if (tie !== null) return await changeTie(call, system, { act, tie: { ...tie, tenant } });
    const { zone, hours, place } = await watchSettingsOf(deps, tenant);
    const working = hours === null ? 'no working hours, so none is unusual' : `works ${hours.from} to ${hours.until}`;
    call.doors.print(`${agency}: zone ${zone}; ${working}; holidays of ${place ?? 'nowhere'}.`);
    return ExitCode.ok;
  } finally {
    await system.close();
  }
}

function actOf(word: string): Act {
  if (!ACTS.includes(word)) throw new UsageError(`"${word}" is none of show, set, tie and untie.`);
  // It is one of them, as was just seen.
  return word as Act;
}

function settingsFrom(options: CommandCall['options']): Parameters<typeof setWatch>[1]['settings'] {
  const [zone, hours, place] = [
    textFrom(options, 'zone'),
    textFrom(options, 'hours'),
    textFrom(options, 'place') ?? null,
  ];
  if (zone === undefined || !isZone(zone)) throw new UsageError('Say the zone, such as --zone Australia/Sydney.');
  const [, from, until] = /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-4]):[0-5]\d)$/.exec(hours ?? '') ?? [];
  if (hours !== undefined && (from === undefined || until === undefined || from >= until))
    throw new UsageError('--hours must be of the form 07:00-19:00.');
  const made = place === null ? null : calendarOf(place, SHIPPED_HOLIDAYS);
  if (made !== null && 'problem' in made) throw new UsageError(made.problem.reason);
  return { zone, hours: from === undefined || until === undefined ? null : { from, until }, place };
}

function tieFrom(options: CommandCall['options']): Omit<TieDeclared, 'tenant'> {
  const [person, caseId, tie] = [
    textFrom(options, 'person'),
    textFrom(options, 'case'),
    textFrom(options, 'as') ?? 'self',
  ];
  if (person === undefined || caseId === undefined)
    throw new UsageError('Say who and which case: --person <id> --case <id>.');
  if (!isUuid(caseId)) throw new UsageError(`"${caseId}" is not the id of a case.`);
  if (tie !== 'self' && tie !== 'kin') throw new UsageError('--as must be self or kin.');
  return { person, caseId, tie };
}

async function changeTie(
  { doors }: CommandCall,
  { database }: CliSystem,
  { act, tie }: { readonly act: Act; readonly tie: TieDeclared },
): Promise<ExitCode> {
  const deps = { database, nowMs: doors.nowMs };
  const held = act === 'tie' ? await declareTie(deps, tie) : await withdrawTie(deps, tie);
  const done = act === 'tie' ? 'Declared.' : 'Withdrawn.';
  const missing = act === 'tie' ? `The agency has no person "${tie.person}".` : 'There was no such tie.';
  doors.print(held ? done : missing);
  return held ? ExitCode.ok : ExitCode.problems;
}
