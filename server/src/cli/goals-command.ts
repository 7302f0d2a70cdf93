// `casewright goals`: how many goals were set and what became of them, in the name of somebody of the agency. Goals of cases that
// they may not read are not counted, and the question is in the access log.
import { writeFileSync } from 'node:fs';
import { isDate } from '@casewright/engine/calendar';
import type { GoalFigures, Spread } from '../queries/goal-figures.ts';
import { PERIODS, type PeriodKind } from '../queries/goal-period.ts';
import type { AskedGoals, GoalKindReport, GoalReportView } from '../queries/goal-report.ts';
import { writeGoalTable } from '../queries/goal-table.ts';
import { openQueries } from '../queries/queries.ts';
import { askerNamed } from './agencies.ts';
import { count } from './check-command.ts';
import type { CommandCall } from './cli.ts';
import { EnvironmentError, ExitCode, UsageError } from './exit-codes.ts';
import { textFrom } from './option-values.ts';

type Options = CommandCall['options'];

export async function goalsCommand({ doors, options }: CommandCall): Promise<ExitCode> {
  const [slug, person] = [required(options, 'agency', '<slug>'), required(options, 'as', '<person>')];
  const asked = askedFrom(options);
  const system = await doors.open();
  try {
    const { keys, caseTypes } = system.deps;
    const asker = await askerNamed(system.database, { slug, person, nowMs: doors.nowMs() });
    const queries = openQueries({ database: system.database, keys, caseTypes, now: doors.nowMs });
    const answer = await queries.reportGoals(asker, asked);
    if (answer.kind !== 'answer') {
      doors.print('Whoever asks may not be told.');
      return ExitCode.problems;
    }
    tell(answer.view, textFrom(options, 'csv'), doors.print);
    return ExitCode.ok;
  } finally {
    await system.close();
  }
}

function askedFrom(options: Options): AskedGoals {
  const [from, to] = [required(options, 'from', '<date>'), required(options, 'to', '<date>')];
  if (!isDate(from) || !isDate(to)) throw new UsageError('--from and --to are days, such as 2026-07-01.');
  return {
    ...{ from, to, caseType: textFrom(options, 'case-type'), goal: textFrom(options, 'goal') },
    by: options['concluded'] === true ? 'concluded' : 'set',
    period: periodFrom(textFrom(options, 'period') ?? 'all'),
    cohort: textFrom(options, 'cohort'),
  };
}

function periodFrom(name: string): PeriodKind {
  const period = PERIODS.find((one) => one === name);
  if (period === undefined) throw new UsageError(`--period is one of ${PERIODS.join(', ')}.`);
  return period;
}

function required(options: Options, name: string, value: string): string {
  const text = textFrom(options, name);
  if (text === undefined) throw new UsageError(`Say --${name} ${value}.`);
  return text;
}

function tell(view: GoalReportView, file: string | undefined, print: (line: string) => void): void {
  if (file === undefined) for (const kind of view.kinds) for (const line of linesOf(kind)) print(line);
  else write(file, writeGoalTable(view));
  const goals = view.kinds.reduce((sum, { all }) => sum + all.goals, 0);
  const where = file === undefined ? '' : `, written to ${file}`;
  print(`${count(goals, 'goal')} of ${count(view.kinds.length, 'kind')} in cases that may be read${where}.`);
  if (view.isCut) print('There are more. Ask for fewer days, or for one kind.');
}

function linesOf({ caseType, goalTitle, measure, rows }: GoalKindReport): readonly string[] {
  const about = `${caseType}, ${goalTitle} (${measure.title}, ${measure.unit}; ${measure.direction} is better)`;
  return [
    about,
    ...rows.map((row) => {
      const cohort = row.label === null ? '' : `, ${row.label}`;
      return `  ${row.period}${cohort}: ${figuresIn(row)}`;
    }),
  ];
}

function figuresIn(row: GoalFigures): string {
  const { goals, pursued, attained, partlyAttained, notAttained, withdrawn } = row;
  const became = `attained ${attained}, partly ${partlyAttained}, not ${notAttained}, withdrawn ${withdrawn}, pursued ${pursued}`;
  const measures = [
    ...spreadIn('at the start', row.start),
    ...spreadIn('at the end', row.end),
    ...spreadIn('days until attained', row.daysToAttain),
  ];
  return [`${count(goals, 'goal')}: ${became}`, ...measures].join('; ');
}

function spreadIn(what: string, spread: Spread | null): readonly string[] {
  return spread === null ? [] : [`${what} ${spread.median} (half between ${spread.lower} and ${spread.upper})`];
}

function write(file: string, table: string): void {
  try {
    writeFileSync(file, table);
  } catch (cause) {
    throw new EnvironmentError(`${file} cannot be written.`, { cause });
  }
}
