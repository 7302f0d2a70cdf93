import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inFolder, writeLog } from './log-under-test.ts';
import { LogFault } from './log-row.ts';
import { loanCaseType, loanMapping, LOAN_MAPPING } from './playing-under-test.ts';
import { reportText } from './report-text.ts';
import { runImport, type ImportOptions } from './run-import.ts';
import type { ImportReport } from './import-report.ts';

const HEADER = 'loan,what,when,who,title,format,pages,fee,due,back\n';

async function dryRun(
  log: string | Buffer,
  options: Partial<ImportOptions> & { readonly name?: string } = {},
): Promise<ImportReport> {
  return inFolder((folder) =>
    runImport({
      file: writeLog(folder, options.name ?? 'loans.csv', log),
      mapping: loanMapping(),
      mappingSource: LOAN_MAPPING,
      caseType: loanCaseType(),
      ...options,
    }),
  );
}

test('every row is applied or rejected with its reason, and the report adds up', async () => {
  const report = await dryRun(
    `${HEADER}L1,Lend,2007-01-01,7,Faust,,,,,\nL2,Remind,2007-01-02,7,,,,,,\nL1,Remind,2007-01-10,7,,,,,,\nL1,Dance,2007-01-11,,,,,,,\n` +
      'L1,Fee,2007-01-20,,,,,4.5,,\nL1,Pay,yesterday,,,,,4.5,,\nL1,Pay,2007-01-05,,,,,4.5,,\nL3,Lend,2007-02-01,,,,,,,2007-02-20\n,Lend,2007-02-01,,,,,,,\nL1,Pay\n',
  );
  expect(report).toMatchObject({
    cases: 2,
    events: 10,
    applied: 4,
    rejected: 6,
    complete: true,
    fault: null,
    dryRun: true,
    rejectionsNotListed: 0,
  });
  expect(report.activities).toEqual({
    Lend: { events: 3, applied: 2, rejected: 1 },
    Pay: { events: 3, applied: 0, rejected: 3 },
    Remind: { events: 2, applied: 1, rejected: 1 },
    Dance: { events: 1, applied: 0, rejected: 1 },
    Fee: { events: 1, applied: 1, rejected: 0 },
  });
  expect(report.rejections.map(({ index, case: name, activity, code }) => [index, name, activity, code])).toEqual([
    [2, 'L2', 'Remind', 'unknown-case'],
    [4, 'L1', 'Dance', 'unknown-activity'],
    [6, 'L1', 'Pay', 'unparsable-date'],
    [7, 'L1', 'Pay', 'out-of-order'],
    [9, '', 'Lend', 'unknown-case'],
    [10, 'L1', 'Pay', 'malformed-row'],
  ]);
  expect(report.rejections[2]?.reason).toContain('Line 7:');
  expect(report.engineEvents).toEqual({ timers: { 'late-fee': { matched: 1, unmatched: 0 } }, unmatched: [] });
  expect(report.closings).toEqual({ derived: 1, closed: 1, open: 1 });
  expect(report.clocks['return']).toMatchObject({ cases: 2, asDefined: 2, met: 1, running: 0, overdue: 1 });
  expect(Object.keys(report).slice(0, 7)).toEqual([
    'cases',
    'events',
    'applied',
    'rejected',
    'activities',
    'rejections',
    'seconds',
  ]);
});

test('what the engine did without a row in the log is listed', async () => {
  const report = await dryRun(
    `${HEADER}L1,Lend,2007-01-01,,,,,,,\nL1,Remind,2007-01-10,,,,,,,\nL2,Lend,2007-01-21,,,,,,,\n`,
  );
  expect(report.engineEvents).toEqual({
    timers: { 'late-fee': { matched: 0, unmatched: 1 } },
    unmatched: [{ case: 'L1', timer: 'late-fee', date: '2007-01-20' }],
  });
  expect(reportText(report)).toContain('case L1: late-fee on 2007-01-20 has no row');
});

test('a row that is refused stays refused when it let something fall due', async () => {
  const report = await dryRun(
    `${HEADER}L1,Lend,2007-01-01,,,,,,,\nL1,Remind,2007-01-10,,,,,,,\nL1,Remind,2007-01-25,,,,,,,\nL1,Pay,2007-01-19,,,,,1,,\n`,
  );
  expect(report.rejections.map(({ index, code }) => [index, code])).toEqual([
    [3, 'not-available'],
    [4, 'out-of-order'],
  ]);
  expect(report.engineEvents.unmatched).toEqual([{ case: 'L1', timer: 'late-fee', date: '2007-01-20' }]);
});

test('a file that lacks a column is refused as a whole, before any row', async () => {
  await expect(dryRun('loan,what,when\nL1,Lend,2007-01-01\n')).rejects.toThrow(
    /columns that the file does not have: "who", "back", "due"/u,
  );
  await expect(dryRun('')).rejects.toThrow(LogFault);
});

/** Enough rows for a gzip of more than one chunk. */
function manyLoans(count: number): string {
  let text = HEADER;
  for (let at = 0; at < count; at += 1) {
    const title = `${at}-${Math.imul(at, 2_654_435_761) >>> 0}-${Math.imul(at, 40_503) >>> 0}`;
    text += `L${at},Lend,2007-01-01,${at % 5},${title},paper,${at % 900},,,\nL${at},Remind,2007-01-0${1 + (at % 9)},,,,,,,\n`;
  }
  return text;
}

test('a truncated gzip is told with its reason, and every row that could be read is accounted for', async () => {
  const packed = gzipSync(manyLoans(1_500));
  const report = await dryRun(packed.subarray(0, Math.floor(packed.length * 0.8)), { name: 'loans.csv.gz' });
  expect(report.complete).toBe(false);
  expect(report.fault?.reason).toContain('ends too early');
  expect(report.events).toBeGreaterThan(2_000);
  expect(report.events).toBeLessThan(3_000);
  expect(report.applied).toBe(report.events);
  expect(reportText(report)).toContain('The file was not read to its end: The gzip file ends too early');
  expect(await dryRun(packed, { name: 'loans.csv.gz' })).toMatchObject({
    complete: true,
    events: 3_000,
    applied: 3_000,
  });
});

test('cases that were put aside on disk are played like those in memory', async () => {
  const rows = manyLoans(300).split('\n').slice(1, -1);
  const lending = rows.filter((row) => row.includes(',Lend,'));
  const reminding = rows.filter((row) => row.includes(',Remind,'));
  const log = `${HEADER}${[...lending, ...reminding].join('\n')}\n`;
  const { seconds: _one, ...inMemory } = await dryRun(log);
  const { seconds: _two, ...aside } = await dryRun(log, { casesInMemory: 16 });
  expect(aside).toEqual(inMemory);
  expect(inMemory.applied).toBe(600);
});

test('reading can be stopped', async () => {
  const abort = new AbortController();
  abort.abort();
  await expect(dryRun(manyLoans(10), { signal: abort.signal })).rejects.toThrow('Stopped as asked');
});

test('the text report says the figures and the first rejections in words', async () => {
  const report = await dryRun(
    `${HEADER}L1,Lend,2007-01-01,,,,,,,2007-01-05\nL1,Pay,2007-01-09,,,,,5,,\nL1,Remind,2007-01-09,,,,,,,\n`,
  );
  const text = reportText(report);
  expect(text).toMatch(/^Dry run: 1 cases, 3 rows, 2 applied, 1 rejected, in \d+\.\d s/u);
  expect(text).toContain('row 3, case L1, Remind: case-closed. The case was closed on 2007-01-05');
  expect(text).toContain('Work after closing: 1 rows of 1 cases are later than the closing and were accepted.');
  expect(text).toContain('return: 1 cases; 1 with the period of the law; 1 in time');
});
