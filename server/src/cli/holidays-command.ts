// `casewright holidays`: shows the table of public holidays by which an agency counts days, tells which clocks another one
// would move, and adopts it. What a table says is read elsewhere; what moves is for the command path.
import type { HolidayTable } from '@casewright/engine/calendar';
import { adoptHolidays, currentHolidays, mayAdopt, missingPlaces, type Adoption } from '../commands/adopt-holidays.ts';
import { casesToMove, moveClocks } from '../commands/move-clocks.ts';
import type { AgencyRow } from '../store/list-agencies.ts';
import { agencyNamed } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliDoors, CliSystem, CommandCall } from './cli.ts';
import { EnvironmentError, ExitCode, UsageError } from './exit-codes.ts';
import { anyPurposeFrom, nameFrom } from './option-values.ts';
import { holidaysText, readHolidays } from './read-holidays.ts';
import { openTelling } from './tell-of-cases.ts';
import { textOfFile } from './text-of-file.ts';
import { spokenProgress } from './spoken-progress.ts';

/** How long commands that began before are waited for. */
const PATIENCE_MS = 600_000;

export async function holidaysCommand(call: CommandCall): Promise<ExitCode> {
  const { doors, positionals, options } = call;
  const [action, file] = positionals;
  if (action !== 'show' && action !== 'preview' && action !== 'import')
    throw new UsageError('Say what to do: holidays show, holidays preview <file> or holidays import <file>.');
  if (action === 'show' && file !== undefined) throw new UsageError(`"${file}" is one argument too many.`);
  const slug = options['agency'];
  if (typeof slug !== 'string') throw new UsageError('Say with --agency whose public holidays are meant.');
  const table = action === 'show' ? null : readTable(doors, file);
  if (table === 'problems') return ExitCode.problems;
  const system = await doors.open();
  try {
    const agency = await agencyNamed(system.database, slug);
    if (table === null) {
      doors.print(holidaysText(await currentHolidays(system.deps, agency.tenant)).trimEnd());
      return ExitCode.ok;
    }
    const of = { doors, system, agency, table, asked: { as: nameFrom(options), purpose: anyPurposeFrom(options) } };
    return action === 'preview' ? await preview(of) : await adopt(of);
  } finally {
    await system.close();
  }
}

interface Work {
  readonly doors: CliDoors;
  readonly system: CliSystem;
  readonly agency: AgencyRow;
  readonly table: HolidayTable;
  readonly asked: { readonly as: string | null; readonly purpose: string | null };
}

function readTable(doors: CliDoors, file: string | undefined): HolidayTable | 'problems' {
  if (file === undefined) throw new UsageError('Say which file has the table of public holidays.');
  const read = readHolidays(textOfFile(file));
  if ('table' in read) return read.table;
  for (const { line, reason } of read.problems) doors.print(`${file}:${line}: ${reason}`);
  doors.print(`Nothing was changed: ${count(read.problems.length, 'problem')} in the table.`);
  return 'problems';
}

async function preview(work: Work): Promise<ExitCode> {
  const { doors, system, agency, table } = work;
  const may = refusalOf(work, await mayAdopt(system.deps, agency.tenant, table));
  const found = await toldMoves(work);
  if (may !== null) doors.print(may);
  doors.print(`${movesText(found)} would move, ${count(found.problems, 'problem')} found. Nothing was changed.`);
  return found.problems === 0 && may === null ? ExitCode.ok : ExitCode.problems;
}

async function adopt(work: Work): Promise<ExitCode> {
  const { doors, system, agency, table } = work;
  const may = await mayAdopt(system.deps, agency.tenant, table);
  const refused = refusalOf(work, may);
  if (refused !== null) throw new EnvironmentError(refused);
  if (may.kind === 'current' && !may.moving) {
    doors.print(`${agency.slug} counts by ${table.version} already, and every clock has moved.`);
    return ExitCode.ok;
  }
  const found = await toldMoves(work);
  if (found.problems > 0 && may.kind !== 'current') {
    doors.print(`Nothing was changed: ${count(found.problems, 'problem')} found.`);
    return ExitCode.problems;
  }
  const adopted = refusalOf(work, await adoptHolidays(system.deps, agency.tenant, table));
  if (adopted !== null) throw new EnvironmentError(adopted);
  const onProgress = progressOf(work, 'Moving clocks');
  const { finished, problems } = await moveClocks(system.deps, {
    ...{ tenant: agency.tenant, patienceMs: PATIENCE_MS, onProgress },
  });
  for (const { caseId, reason } of problems) doors.print(`case ${caseId}: ${reason}`);
  if (!finished)
    throw new EnvironmentError(
      `${agency.slug} counts by ${table.version} from now on, but a transaction of the program has been open for ten minutes, so its clocks were not moved. The worker goes on with it, or run this again.`,
    );
  doors.print(
    `${agency.slug} counts by ${table.version} from now on: ${movesText(found)} moved, ${count(problems.length, 'problem')} found.`,
  );
  return problems.length === 0 ? ExitCode.ok : ExitCode.problems;
}

interface Found {
  readonly clocks: number;
  readonly cases: number;
  readonly problems: number;
}

/** Tells of every clock that moves as it is found, so that a million cases need no memory. */
async function toldMoves(work: Work): Promise<Found> {
  const { doors, system, agency, table } = work;
  const telling = openTelling({ ...work, action: 'preview-holidays' });
  const found = { clocks: 0, cases: 0, problems: 0 };
  for (const { caseType, clock, place } of await missingPlaces(system.deps, agency.tenant, table)) {
    found.problems += 1;
    doors.print(`case type ${caseType}: ${clock} counts the days of ${place}, which the table lacks.`);
  }
  const onProgress = progressOf(work, 'Looking at clocks');
  for await (const one of casesToMove(system.deps, { tenant: agency.tenant, table, onProgress })) {
    if (one.problem !== null) {
      found.problems += 1;
      await telling.add({ caseId: one.caseId, lines: [`${one.reference} (case ${one.caseId}): ${one.problem}`] });
    } else {
      found.cases += 1;
      found.clocks += one.moved.length;
      const line = `${one.reference} (case ${one.caseId}):`;
      const lines = one.moved.map(({ clock, from, to }) => `${line} ${clock} ${movedText(from, to)}`);
      await telling.add({ caseId: one.caseId, lines });
    }
  }
  await telling.end();
  return found;
}

function movedText(from: string, to: string): string {
  return from === to ? `stays due on ${to}; its warnings move` : `moves from ${from} to ${to}`;
}

function progressOf({ doors, agency }: Work, what: string): (soFar: { readonly cases: number }) => void {
  const speak = spokenProgress(doors, `${what} of ${agency.slug}`);
  return ({ cases }) => speak({ cases });
}

/** Why it cannot be adopted, as a sentence; null where it can, or was. */
function refusalOf({ agency, table }: Work, adoption: Adoption): string | null {
  switch (adoption.kind) {
    case 'adopted':
    case 'current':
      return null;
    case 'version-taken':
      return `The version ${table.version} names another table already. Give the changed one a version of its own.`;
    case 'import-unfinished':
      return `The import ${adoption.importId} into ${agency.slug} is unfinished. Run it to its end first: its log says what happened when.`;
    case 'overtaken':
      return `Another table was adopted for ${agency.slug} at this moment. Run this again to see what moves now.`;
  }
}

function movesText({ clocks, cases }: Found): string {
  return `${count(clocks, 'clock')} of ${count(cases, 'case')}`;
}
