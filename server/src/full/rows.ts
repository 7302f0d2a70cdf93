// Proves that tables and logs of other systems come in with every row accounted for: the published sets, and made-up exports of four
// products with dirty rows of every kind. What the import says is held against the file, counted apart, and against the database.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readShippedNamed } from '../cli/read-case-types.ts';
import { adoptHolidays } from '../commands/adopt-holidays.ts';
import type { CommandDeps } from '../commands/execute-command.ts';
import { checkMapping } from '../import/check-mapping.ts';
import { databaseTarget } from '../import/database-target.ts';
import { findMapping } from '../import/find-mapping.ts';
import type { ImportReport } from '../import/import-report.ts';
import type { ImportTarget, StepOfCase } from '../import/import-target.ts';
import { runImport } from '../import/run-import.ts';
import type { Database } from '../store/database.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { SHAPES } from './export-shapes.ts';
import type { KnownRows } from './known-rows.ts';
import { madeCases, makeExport, PRODUCTS, type MadeExport } from './made-exports.ts';
import { oldHolidays } from './old-holidays.ts';
import { recordsOfCsv, rowsOfFile } from './rows-of-file.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface RowsOptions extends SuiteOptions {
  /** Null where the published sets are not there. */
  readonly sets: readonly KnownRows[] | null;
  /** Rows of a set, or traces of a log, that are imported; all where it is absent. */
  readonly most?: (name: string) => number;
  /** Tables that are imported a second time, under another name: every row must be there already. */
  readonly again: (name: string) => boolean;
  /** The number of the first agency; each file gets one of its own. */
  readonly firstAgency: number;
  /** Rows of each made-up export. */
  readonly made: number;
  readonly database: Database;
  readonly deps: CommandDeps;
  /** Asks the database as somebody whom no policy binds. */
  readonly query: <Row extends Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<readonly Row[]>;
}

/** A file to be imported, with what must come of it. */
interface Task {
  readonly name: string;
  readonly file: string;
  readonly caseType: string;
  readonly mapping: string;
  readonly rows: number;
  readonly cases: number | null;
  readonly closed: number | null;
  /** Rows to be rejected, by code; null where only the rows of the whole file are known. */
  readonly rejected: Readonly<Record<string, number>> | null;
  /** The code of each rejected row, where each is known. */
  readonly rejections: ReadonlyMap<number, string> | null;
  readonly kind: 'table' | 'log';
  readonly old: boolean;
}

export interface Counted {
  readonly rows: number;
  readonly imported: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly casesInDatabase: number;
  readonly closedInDatabase: number;
  readonly eventsInDatabase: number;
  /** Values of the file that were looked for word for word in the notes that were written, and found. */
  readonly valuesKept: number;
  /** Rows that are neither in the database nor in the report. */
  readonly unaccounted: number;
  /** Rows that a second import of the same file found there already; null where there was none. */
  readonly alreadyThere: number | null;
  readonly carried: Readonly<Record<string, number>>;
  readonly pairs: ImportReport['pairs'];
  readonly seconds: number;
  readonly rowsPerSecond: number;
}

export async function rows(options: RowsOptions): Promise<SuiteResult> {
  mkdirSync(options.folder, { recursive: true });
  const counted: Record<string, Counted> = {};
  const failures: string[] = [];
  for (const [index, task] of tasksOf(options).entries()) {
    const { counts, wrong } = await importTask(options, task, options.firstAgency + index);
    counted[task.name] = counts;
    failures.push(...wrong.map((failure) => `${task.name}: ${failure}`));
    options.say(
      `${task.name}: ${counts.rows} rows, ${counts.imported} imported, ${JSON.stringify(counts.rejected)} rejected, ${counts.casesInDatabase} cases, ${counts.unaccounted} unaccounted, ${wrong.length} failures, ${counts.seconds} s.`,
    );
  }
  const total = (of: (counts: Counted) => number): number =>
    Object.values(counted).reduce((sum, one) => sum + of(one), 0);
  const sums = {
    rows: total((one) => one.rows),
    imported: total((one) => one.imported),
    rejected: total((one) => sumOf(one.rejected)),
    cases: total((one) => one.casesInDatabase),
    unaccounted: total((one) => one.unaccounted),
    valuesKept: total((one) => one.valuesKept),
  };
  if (sums.rejected === 0) failures.push('No row was rejected, so nothing was proved of that.');
  return resultOf({ ...sums, sets: counted }, failures);
}

function tasksOf(options: RowsOptions): readonly Task[] {
  const { most, made, seed, folder } = options;
  const sets = (options.sets ?? []).map((set): Task => {
    if (most === undefined) return { ...set, rejections: null };
    const part = rowsOfFile(set.file, most(set.name));
    const file = join(folder, `${set.name}-${basename(set.file).replace(/\.gz$/u, '')}`);
    writeFileSync(file, part.text);
    // Of a part only its rows are known, and how many cases a log has.
    const unknown = { closed: null, rejected: null, rejections: null };
    return { ...set, ...unknown, file, rows: part.rows, cases: set.kind === 'log' ? part.cases : null };
  });
  const exports = (made === 0 ? [] : PRODUCTS).map((product, index) => {
    const one = makeExport(product, SHAPES[product], madeCases(seed + index, made));
    return exportTask(folder, one);
  });
  return [...sets, ...exports];
}

function exportTask(folder: string, made: MadeExport): Task {
  const file = join(folder, made.file);
  writeFileSync(file, made.text);
  const rejected = countBy(made.rejections.values());
  const { product: name, rows: count, cases, closed, rejections } = made;
  const of = { name, file, caseType: 'service-request', mapping: `service-request/${name}` };
  return { ...of, rows: count, cases, closed, rejected, rejections, kind: 'table', old: false };
}

async function importTask(
  options: RowsOptions,
  task: Task,
  tenant: number,
): Promise<{ readonly counts: Counted; readonly wrong: readonly string[] }> {
  const { play, facts, notes } = await prepare(options, task, tenant);
  const fileRows = task.file.endsWith('.json') ? task.rows : rowsOfFile(task.file).rows;
  const report = await play();
  const [inDatabase] = await options.query<{ cases: number; closed: number; events: number; opened: number }>(
    `select (select count(*)::int from case_head where tenant = $1) as cases,
            (select count(*)::int from case_head where tenant = $1 and status = 'closed') as closed,
            (select count(*)::int from event where tenant = $1) as events,
            (select count(*)::int from event where tenant = $1 and type = 'CaseOpened') as opened`,
    [tenant],
  );
  if (inDatabase === undefined) throw new Error('The database did not answer.');
  const kept = valuesKept(task, { facts, notes, rejected: new Set(report.rejections.map(({ index }) => index)) });
  const again = task.kind === 'table' && options.again(task.name) ? await play('again') : null;
  const [after] = await options.query<{ events: number }>(
    'select count(*)::int as events from event where tenant = $1',
    [tenant],
  );
  const rejected = countBy(report.rejections.map(({ code }) => code));
  // A row of a table is a case; of a log, what is applied is said by the report alone, and each case once by the database.
  const stored = task.kind === 'table' ? inDatabase.cases : report.applied;
  const counts: Counted = {
    ...{ rows: fileRows, imported: report.applied, rejected, alreadyThere: again?.alreadyThere ?? null },
    ...{ casesInDatabase: inDatabase.cases, closedInDatabase: inDatabase.closed, eventsInDatabase: inDatabase.events },
    valuesKept: kept.found,
    unaccounted: fileRows - stored - sumOf(rejected),
    ...{ carried: report.carried, pairs: report.pairs, seconds: Math.round(report.seconds * 10) / 10 },
    rowsPerSecond: Math.round(report.events / report.seconds),
  };
  const wrong = [...compare(task, report, counts), ...kept.missing];
  if (inDatabase.opened !== inDatabase.cases) wrong.push(`${inDatabase.opened} cases were opened.`);
  // Of two rows of one case the second is there already as well.
  const there = counts.imported + (rejected['duplicate-row'] ?? 0);
  if (again !== null && (again.applied !== 0 || again.alreadyThere !== there))
    wrong.push(`Imported again, ${again.applied} rows were applied and ${again.alreadyThere} were there already.`);
  if (after?.events !== inDatabase.events) wrong.push('The second import wrote to cases of the first.');
  return { counts, wrong };
}

function compare(task: Task, report: ImportReport, counts: Counted): string[] {
  const wrong: string[] = [];
  const must = (what: string, is: unknown, should: unknown): void => {
    if (should !== null && JSON.stringify(is) !== JSON.stringify(should))
      wrong.push(`${what} is ${JSON.stringify(is)} and should be ${JSON.stringify(should)}.`);
  };
  must('rows of the file', counts.rows, task.rows);
  must('rows read', report.events, task.rows);
  must('unaccounted', counts.unaccounted, 0);
  must('reported cases', report.cases, counts.casesInDatabase);
  must('cases', counts.casesInDatabase, task.cases);
  must('closed cases', counts.closedInDatabase, task.closed);
  must('rejected', sorted(counts.rejected), task.rejected === null ? null : sorted(task.rejected));
  must('problems', report.problems, []);
  must('the end of the file', [report.complete, report.fault, report.rejectionsNotListed], [true, null, 0]);
  must('rows with a reason', report.rejections.filter(({ reason }) => reason === '').length, 0);
  const listed = new Map(report.rejections.map(({ index, code }) => [index, code]));
  for (const [index, code] of task.rejections ?? []) must(`row ${index}`, listed.get(index) ?? 'applied', code);
  return wrong;
}

/** Every value of every column that is to be kept word for word, in each row that was imported. */
function valuesKept(
  task: Task,
  { facts, notes, rejected }: Pick<Prepared, 'facts' | 'notes'> & { readonly rejected: ReadonlySet<number> },
): { readonly found: number; readonly missing: readonly string[] } {
  if (task.kind === 'log' || task.file.endsWith('.json')) return { found: 0, missing: [] };
  let found = 0;
  const missing: string[] = [];
  for (const [at, record] of recordsOfCsv(rowsOfFile(task.file).text).entries()) {
    if (rejected.has(at + 1)) continue;
    const note = notes.get(at + 1) ?? '';
    for (const column of facts) {
      const value = record[column] ?? '';
      if (value === '') continue;
      if (`${note}\n`.includes(`\n${column}: ${value}\n`)) found += 1;
      else missing.push(`Row ${at + 1}: "${column}" is not in the note as it stands in the file.`);
    }
  }
  return { found, missing: missing.slice(0, 20) };
}

/** What imports a file, and what it wrote. */
interface Prepared {
  readonly play: (importId?: string) => Promise<ImportReport>;
  /** Columns that are kept word for word. */
  readonly facts: readonly string[];
  /** Notes that were handed to the database, by the row that they say they are of. */
  readonly notes: ReadonlyMap<number, string>;
}

/** Sets up an agency of its own and gives back what imports the file into it. */
async function prepare({ project, database, deps }: RowsOptions, task: Task, tenant: number): Promise<Prepared> {
  const caseTypesFolder = join(project, 'case-types');
  const search = findMapping(task.mapping, { caseTypesFolder, log: task.file });
  if (!('found' in search)) throw new Error(JSON.stringify(search));
  const { caseType, source } = readShippedNamed(caseTypesFolder, task.caseType);
  const { parsed, source: mappingSource } = search.found;
  const problems = checkMapping(parsed, caseType);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const agency = { tenant, slug: task.name, name: task.name };
  const team = { team: caseType.team, title: caseType.team };
  await upsertPeople(database, { ...agency, teams: [team], people: [] });
  const published = { tenant, person: 'set-up', caseType, source, publishedAt: new Date(deps.nowMs()).toISOString() };
  await publishCaseType(database, published);
  if (task.old) await adoptHolidays(deps, tenant, oldHolidays());
  const of = { file: task.file, mapping: parsed.mapping, mappingSource, caseType };
  const notes = new Map<number, string>();
  const target = noting(databaseTarget({ deps, agency, team, caseType }), notes);
  return {
    play: (importId) => runImport({ ...of, target, ...(importId === undefined ? {} : { importId }) }),
    facts: 'table' in parsed.mapping ? (parsed.mapping.facts ?? []) : [],
    notes,
  };
}

/** The same target, with the notes that went to it. */
function noting(target: ImportTarget, notes: Map<number, string>): ImportTarget {
  const note = ({ step: { command } }: StepOfCase): void => {
    if (command.type === 'AddNote') notes.set(Number(/, row (\d+)\.\n/u.exec(command.text)?.[1] ?? 0), command.text);
  };
  return {
    ...target,
    write(of) {
      note(of);
      return target.write(of);
    },
    writeTogether(steps) {
      for (const of of steps) note(of);
      return target.writeTogether(steps);
    },
  };
}

function countBy(codes: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

function sorted(counts: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  return Object.entries(counts).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
