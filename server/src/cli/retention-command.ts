// `casewright retention`: when cases may be disposed of and why, what becomes due in a year, and days that count besides.
import { writeFileSync } from 'node:fs';
import { isDate } from '@casewright/engine/calendar';
import type { RetentionStep } from '@casewright/engine/retention';
import { recalculateRetention, recordRetentionDay } from '../commands/recalculate-retention.ts';
import { type DueList, tellDue, tellFindings, tellRetention, writeDueTable } from '../queries/due-cases.ts';
import { chooseAgencies } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { EnvironmentError, ExitCode, UsageError } from './exit-codes.ts';
import { findCase, noCase } from './find-case.ts';
import { requiredText, textOption } from './maintenance.ts';
import { anyPurposeFrom, nameFrom } from './option-values.ts';

const ACTS: Readonly<Record<string, (call: CommandCall, system: CliSystem) => Promise<ExitCode>>> = {
  ...{ show, list, findings, record },
};

export async function retentionCommand(call: CommandCall): Promise<ExitCode> {
  const [name = 'list'] = call.positionals;
  const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  if (act === undefined) throw new UsageError(`"${name}" is none of ${Object.keys(ACTS).join(', ')}.`);
  const system = await call.doors.open();
  try {
    return await act(call, system);
  } finally {
    await system.close();
  }
}

function asking({ options }: CommandCall): { readonly as: string | null; readonly purpose: string | null } {
  return { as: nameFrom(options), purpose: anyPurposeFrom(options) };
}

async function show(call: CommandCall, system: CliSystem): Promise<ExitCode> {
  const { print, nowMs } = call.doors;
  const name = requiredText(call, 'case', 'which case');
  const of = await findCase(system, textOption(call, 'agency'), name);
  const told = await tellRetention({ database: system.database, nowMs }, { ...of, ...asking(call) });
  if (told === null) throw new UsageError(noCase(name));
  const { row, holds } = told;
  if (row === null) {
    print('The case is open: nothing is due before it is closed.');
    return ExitCode.ok;
  }
  print(`Closed on ${row.closed_on}; class ${row.class ?? 'none'}, then: ${row.action ?? 'nothing'}.`);
  // Only the program writes it.
  for (const step of JSON.parse(row.because) as readonly RetentionStep[]) print(`  ${stepText(step)}`);
  for (const hold of holds) print(`  Under hold ${hold.hold_id} since ${hold.since.slice(0, 10)}.`);
  print(sentenceOf(row));
  return row.status === 'unknown' || row.status === 'no-class' ? ExitCode.problems : ExitCode.ok;
}

function stepText({ rule, of, said, because, after, due }: RetentionStep): string {
  const from = because.map(({ from: kind, what, on }) => `${kind} ${what}: ${on}`).join(', ');
  return `${of} ${rule}, “${said}”: from ${from}${after === '' ? '' : `, counted from ${after}`}, due ${due}.`;
}

type Told = NonNullable<Awaited<ReturnType<typeof tellRetention>>>['row'];

function sentenceOf(row: NonNullable<Told>): string {
  switch (row.status) {
    case 'due':
      return `Due on ${row.due_on ?? ''}${row.floor === null ? '' : `, by the floor ${row.floor}`}.`;
    case 'permanent':
      return 'Kept for good.';
    case 'waiting':
      return `No day yet: it waits for ${row.missing ?? 'something'}.`;
    case 'no-schedule':
      return 'Its kind of case says nothing of how long it is kept, so nothing is ever due. Add retention to the case type.';
    case 'no-class':
      return 'No class of its kind of case applies, so nothing is ever due. Add one to the case type.';
    case 'unknown':
      return `No day can be told: ${row.missing ?? 'something'} is missing. Put it on record.`;
  }
}

async function list(call: CommandCall, system: CliSystem): Promise<ExitCode> {
  const { print, nowMs } = call.doors;
  const year = textOption(call, 'year') ?? '';
  const from = textOption(call, 'from') ?? `${year}-01-01`;
  const to = textOption(call, 'to') ?? `${year}-12-31`;
  if (!isDate(from) || !isDate(to)) throw new UsageError('Say --year 2031, or --from and --to as YYYY-MM-DD.');
  const [caseType, action] = [textOption(call, 'case-type') ?? null, textOption(call, 'action') ?? null];
  let all = 0;
  for (const { tenant, slug } of await chooseAgencies(system.database, textOption(call, 'agency'))) {
    const asked = { tenant, ...asking(call) };
    // Rows that wait for other cases would tell the day before yesterday's.
    await recalculateRetention(system.deps, tenant);
    const told = await tellDue({ database: system.database, nowMs }, asked, { from, to, caseType, action });
    if (told === null) throw new UsageError(`${slug} has no active person of this name.`);
    all += told.rows.length;
    tell(told, slug, { print, file: textOption(call, 'csv') });
  }
  print(`${count(all, 'case')} due from ${from} to ${to}. Nothing was disposed of.`);
  return ExitCode.ok;
}

function tell(
  told: DueList,
  slug: string,
  { print, file }: { readonly print: (line: string) => void; readonly file: string | undefined },
): void {
  for (const [name, { due, held, action }] of told.classes)
    print(`${slug}: ${name}: ${due} to ${action}, ${held} of them under hold.`);
  if (told.withheld > 0) print(`${slug}: ${count(told.withheld, 'case')} that may not be told to you.`);
  if (told.isCut) print(`${slug}: There are more. Ask for fewer days.`);
  if (file === undefined) return;
  try {
    writeFileSync(file, writeDueTable(told));
  } catch (cause) {
    throw new EnvironmentError(`${file} cannot be written.`, { cause });
  }
}

async function findings(call: CommandCall, system: CliSystem): Promise<ExitCode> {
  const { print, nowMs } = call.doors;
  let all = 0;
  for (const { tenant, slug } of await chooseAgencies(system.database, textOption(call, 'agency'))) {
    await recalculateRetention(system.deps, tenant);
    const told = await tellFindings({ database: system.database, nowMs }, { tenant, ...asking(call) });
    if (told === null) throw new UsageError(`${slug} has no active person of this name.`);
    for (const one of told.findings)
      print(
        `${slug}: case ${one.caseId} (${one.caseType}): ${one.status}${one.missing === null ? '' : `, ${one.missing}`}.`,
      );
    if (told.withheld > 0) print(`${slug}: ${count(told.withheld, 'case')} that may not be told to you.`);
    all += told.findings.length + told.withheld;
  }
  print(all === 0 ? 'Every closed case has a day, waits for one, or is kept for good.' : `${count(all, 'finding')}.`);
  return all === 0 ? ExitCode.ok : ExitCode.problems;
}

const KINDS = ['manual', 'death', 'repeal'] as const;

async function record(call: CommandCall, system: CliSystem): Promise<ExitCode> {
  const given = requiredText(call, 'kind', 'which kind of day, manual, death or repeal');
  const kind = KINDS.find((one) => one === given);
  if (kind === undefined) throw new UsageError(`--kind is one of ${KINDS.join(', ')}.`);
  const name = requiredText(call, 'name', 'its name: of the day, the party or the law');
  const by = requiredText(call, 'as', 'in whose name');
  const on = textOption(call, 'on') ?? null;
  if (on !== null && !isDate(on)) throw new UsageError('--on is a day that exists, YYYY-MM-DD.');
  const slug = requiredText(call, 'agency', 'which agency');
  const [agency] = await chooseAgencies(system.database, slug);
  const tenant = agency?.tenant ?? 0;
  const of = kind === 'repeal' ? null : await findCase(system, slug, requiredText(call, 'case', 'which case'));
  await recordRetentionDay(system.deps, { tenant, kind, caseId: of?.caseId ?? null, name, on, by });
  const anew = await recalculateRetention(system.deps, tenant);
  call.doors.print(`${on === null ? 'Taken back' : `Recorded for ${on}`}. ${count(anew, 'case')} reckoned anew.`);
  return ExitCode.ok;
}
