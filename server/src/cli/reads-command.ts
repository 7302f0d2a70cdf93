// `casewright reads`: who looked at a case, or what somebody looked at in a time, also as a table. To look here is on record in
// the access log like any other look, with what it is for.
import { writeFileSync } from 'node:fs';
import { isUuid } from '../queries/cursor.ts';
import { tellReach, tellReaders, type AskedReach, type AskedReaders, type ToldReach } from '../queries/tell-reads.ts';
import { agencyNamed } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { EnvironmentError, ExitCode, UsageError } from './exit-codes.ts';
import { nameFrom, periodFrom, purposeFrom, textFrom } from './option-values.ts';

/** As for anybody who asks by an id. */
const NOT_TOLD = 'There is no such case, or whoever asks may not be told.';

export async function readsCommand(call: CommandCall): Promise<ExitCode> {
  const { options, doors } = call;
  const [person, caseId] = [textFrom(options, 'person'), textFrom(options, 'case')?.toLowerCase()];
  if ((person === undefined) === (caseId === undefined))
    throw new UsageError('Say whose reads, or of which case: --person <id>, or --case <id>.');
  if (caseId !== undefined && !isUuid(caseId)) throw new UsageError(`"${caseId}" is not the id of a case.`);
  const agency = textFrom(options, 'agency');
  if (agency === undefined) throw new UsageError('Say which agency: --agency <slug>.');
  const [purpose, as] = [purposeFrom(options), nameFrom(options)];
  const period = person === undefined ? null : periodFrom(options);
  const system = await doors.open();
  try {
    const { tenant } = await agencyNamed(system.database, agency);
    if (person !== undefined && period !== null)
      return await tellPerson(call, system, { tenant, person, as, purpose, ...period });
    return await tellCase(call, system, { tenant, caseId: caseId ?? '', as, purpose });
  } finally {
    await system.close();
  }
}

async function tellCase({ doors }: CommandCall, { database }: CliSystem, of: AskedReaders): Promise<ExitCode> {
  const people = await tellReaders({ database, nowMs: doors.nowMs }, of);
  if (people === null) throw new UsageError(NOT_TOLD);
  for (const { person, looks, refused, first_at: first, last_at: last } of people)
    doors.print(`${person}: ${count(looks, 'look')}, refused ${refused} times, from ${first} to ${last}`);
  doors.print(`${people.length === 1 ? '1 person' : `${people.length} people`} looked at the case or tried to.`);
  return ExitCode.ok;
}

async function tellPerson({ doors, options }: CommandCall, { database }: CliSystem, of: AskedReach): Promise<ExitCode> {
  const reach = await tellReach({ database, nowMs: doors.nowMs }, of);
  if (reach === null) throw new UsageError(`The agency has no active person "${of.as ?? ''}".`);
  const to = textFrom(options, 'csv');
  if (to === undefined) for (const row of reach.cases) doors.print(lineOf(row));
  else write(to, reach.table);
  const { lines, cases, withheld } = reach;
  const where = to === undefined ? '' : `, written to ${to}`;
  doors.print(`${count(cases.length, 'case')} in ${count(lines, 'line')} of the access log${where}.`);
  if (withheld > 0) doors.print(`${count(withheld, 'other')} may not be told to you.`);
  return ExitCode.ok;
}

function lineOf({
  case_id: caseId,
  reference,
  reads,
  refused,
  first_at: first,
  last_at: last,
  actions,
}: ToldReach['cases'][number]): string {
  return `${caseId} ${reference}: ${count(reads, 'read')}, refused ${refused} times, ${first} to ${last}: ${actions.join(', ')}`;
}

function write(to: string, text: string): void {
  try {
    writeFileSync(to, text);
  } catch (error) {
    throw new EnvironmentError(`${to} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
