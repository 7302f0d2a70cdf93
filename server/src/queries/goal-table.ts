// The report on goals as a table (RFC 4180): one line for each kind, period and cohort.
import type { Spread } from './goal-figures.ts';
import type { GoalReportView } from './goal-report.ts';
import { writeCsv } from './reach-table.ts';

const COLUMNS = [
  ...['caseType', 'goal', 'measure', 'unit', 'period', 'from', 'to', 'cohort', 'goals', 'pursued', 'attained'],
  ...['partlyAttained', 'notAttained', 'withdrawn', 'measured', 'startLower', 'startMedian', 'startUpper'],
  ...['endLower', 'endMedian', 'endUpper', 'daysLower', 'daysMedian', 'daysUpper'],
];

type Cell = string | number | null;

export function writeGoalTable({ kinds }: Pick<GoalReportView, 'kinds'>): string {
  const rows = kinds.flatMap(({ caseType, goal, measure, rows: lines }) =>
    lines.map((row): readonly Cell[] => [
      ...[caseType, goal, measure.title, measure.unit, row.period, row.from, row.to, row.label],
      ...[row.goals, row.pursued, row.attained, row.partlyAttained, row.notAttained, row.withdrawn, row.measured],
      ...[...cells(row.start), ...cells(row.end), ...cells(row.daysToAttain)],
    ]),
  );
  return writeCsv(COLUMNS, rows);
}

function cells(spread: Spread | null): readonly Cell[] {
  return spread === null ? [null, null, null] : [spread.lower, spread.median, spread.upper].map(numeric);
}

/** A number where that is the same, since a text that begins with a minus would be taken for a formula. */
function numeric(amount: string): Cell {
  return String(Number(amount)) === amount ? Number(amount) : amount;
}
