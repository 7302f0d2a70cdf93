// The report of an import as a person reads it: what came in, what was refused and why, and what the clocks say. It
// computes nothing that the report does not have.
import type { ClockCount, ImportReport } from './import-report.ts';

/** Rejections shown one by one; the JSON report has them all. */
const SHOWN = 20;

/** Lines of text, without colour. */
export function reportText(report: ImportReport): string {
  const lines = [
    ...headline(report),
    '',
    ...table([
      ['Activity', 'rows', 'applied', 'rejected'],
      ...Object.entries(report.activities).map(([name, count]) => [
        name || '(none)',
        figure(count.events),
        figure(count.applied),
        figure(count.rejected),
      ]),
    ]),
    ...timers(report),
    ...clocks(report),
    ...closings(report),
    ...carried(report),
    ...rejections(report),
    ...problems(report),
  ];
  return lines.join('\n');
}

/** The one line that says how it ended. */
export function reportSummary(report: ImportReport): string {
  const rate = report.seconds > 0 ? `, ${figure(Math.round(report.events / report.seconds))} rows a second` : '';
  const what = report.dryRun ? 'Dry run' : report.complete ? 'Imported' : 'Stopped';
  return (
    `${what}: ${figure(report.cases)} cases, ${figure(report.events)} rows, ${figure(report.applied)} applied, ` +
    `${figure(report.rejected)} rejected${report.alreadyThere > 0 ? `, ${figure(report.alreadyThere)} there already` : ''}, in ${report.seconds.toFixed(1)} s${rate}.`
  );
}

function headline(report: ImportReport): string[] {
  const lines = [reportSummary(report), `Import ${report.importId}${report.dryRun ? ' (nothing was written)' : ''}.`];
  if (report.resumedFrom > 1)
    lines.push(`Resumed at row ${figure(report.resumedFrom)}; the rows before it were played by an earlier run.`);
  if (report.fault !== null) {
    const where = report.fault.line === null ? '' : ` (line ${figure(report.fault.line)})`;
    lines.push(`The file was not read to its end${where}: ${report.fault.reason}`);
  }
  if (report.changedByOthers > 0)
    lines.push(
      `${figure(report.changedByOthers)} commands found their case changed by somebody else during the import.`,
    );
  return lines;
}

function timers(report: ImportReport): string[] {
  const entries = Object.entries(report.engineEvents.timers);
  if (entries.length === 0) return [];
  const lines = ['', 'Done by the engine itself and compared with the log by date:'];
  for (const [name, count] of entries) {
    lines.push(
      `  ${name}: ${figure(count.matched)} of ${figure(count.matched + count.unmatched)} have a row on the same date`,
    );
  }
  const { unmatched } = report.engineEvents;
  for (const event of unmatched.slice(0, SHOWN))
    lines.push(`    case ${event.case}: ${event.timer} on ${event.date} has no row`);
  if (unmatched.length > SHOWN) lines.push(`    and ${figure(unmatched.length - SHOWN)} more in the JSON report`);
  return lines;
}

function clocks(report: ImportReport): string[] {
  const entries = Object.entries(report.clocks).filter(([, count]) => count.cases > 0);
  if (entries.length === 0) return [];
  const lines = ['', 'Clocks at the end of the log:'];
  for (const [name, count] of entries) {
    lines.push(`  ${name}: ${figure(count.cases)} cases; ${parts(count, PERIODS)}; ${parts(count, STANDINGS)}`);
  }
  return lines;
}

type Part = readonly [keyof ClockCount, string];

const PERIODS: readonly Part[] = [
  ['asDefined', 'with the period of the law'],
  ['extended', 'longer'],
  ['shortened', 'shorter'],
];

const STANDINGS: readonly Part[] = [
  ['met', 'in time'],
  ['late', 'late'],
  ['running', 'running'],
  ['overdue', 'overdue'],
  ['lapsed', 'lapsed'],
];

function parts(count: ClockCount, wanted: readonly Part[]): string {
  const said = wanted.filter(([member]) => count[member] > 0);
  return said.map(([member, words]) => `${figure(count[member])} ${words}`).join(', ') || 'none';
}

function closings(report: ImportReport): string[] {
  const { closings: count, afterClosing } = report;
  const lines = [
    '',
    `Closed: ${figure(count.closed)} cases (${figure(count.derived)} as the log states it); still open: ${figure(count.open)}.`,
  ];
  if (afterClosing.events > 0) {
    lines.push(
      `Work after closing: ${figure(afterClosing.events)} rows of ${figure(afterClosing.cases)} cases are later than the closing and were accepted.`,
    );
  }
  return lines;
}

function carried(report: ImportReport): string[] {
  const rules = Object.entries(report.carried).map(([rule, count]) => `  ${figure(count)} rows: ${rule}`);
  const pairs = Object.entries(report.pairs).map(
    ([label, { codes, names, codesWithNames, namesWithCodes }]) =>
      `  ${label}: ${figure(codes)} codes, ${figure(codesWithNames)} with several names; ${figure(names)} names, ${figure(namesWithCodes)} with several codes`,
  );
  return [
    ...(rules.length === 0 ? [] : ['', 'Carried as the mapping says:', ...rules]),
    ...(pairs.length === 0 ? [] : ['', 'Codes and names, all carried as they are:', ...pairs]),
  ];
}

function rejections(report: ImportReport): string[] {
  if (report.rejections.length === 0) return ['', 'No row was rejected.'];
  const codes = new Map<string, number>();
  for (const { code } of report.rejections) codes.set(code, (codes.get(code) ?? 0) + 1);
  const counted = [...codes].sort(([, a], [, b]) => b - a).map(([code, count]) => [`  ${code}`, figure(count)]);
  const shown = report.rejections
    .slice(0, SHOWN)
    .map(
      ({ index, case: name, activity, code, reason }) =>
        `  row ${figure(index)}, case ${name || '(none)'}, ${activity || '(no activity)'}: ${code}. ${reason}`,
    );
  const more = report.rejections.length - shown.length;
  return [
    '',
    'Rejected rows:',
    ...table(counted),
    '',
    ...shown,
    ...(more > 0 ? [`  and ${figure(more)} more in the JSON report`] : []),
  ];
}

function problems(report: ImportReport): string[] {
  if (report.problems.length === 0) return [];
  const shown = report.problems
    .slice(0, SHOWN)
    .map(({ case: name, step, code, reason }) => `  case ${name}, ${step}: ${code}. ${reason}`);
  const more = report.problems.length - shown.length;
  return [
    '',
    'Could not be done, although the log implies it:',
    ...shown,
    ...(more > 0 ? [`  and ${figure(more)} more in the JSON report`] : []),
  ];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart((widths[column] ?? 0) + 2)))
      .join('')
      .trimEnd(),
  );
}

function figure(value: number): string {
  return value.toLocaleString('en-GB');
}
