// `casewright convert-ccd`: a CCD definition to a case type, with the report of what became of every row. It writes three new
// files and never replaces one.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type CcdPiece, convertCcd, reportText } from '@casewright/engine/ccd';
import { checkCaseType } from '@casewright/engine/definition';
import type { CommandCall } from './cli.ts';
import { EnvironmentError, ExitCode, UsageError } from './exit-codes.ts';
import { problemLine } from './read-case-types.ts';

/** A definition for trying out: of pieces for one environment, those of the live one and of a closed service are left out. */
const LEFT_OUT = 'prod,shuttered';
const DATE = /^\d{4}-\d{2}-\d{2}$/;

export function convertCcdCommand({ doors, positionals, options }: CommandCall): Promise<ExitCode> {
  const [folder] = positionals;
  const to = options['to'];
  if (folder === undefined || typeof to !== 'string')
    throw new UsageError('Say which folder to convert, and --to which file.');
  if (!/\.ya?ml$/.test(to)) throw new UsageError('The file to write must end with .yaml.');
  const on = textOf(options['on']) ?? new Date(doors.nowMs()).toISOString().slice(0, 10);
  if (!DATE.test(on)) throw new UsageError('--on takes a date such as 2026-01-31.');
  const without = (textOf(options['without']) ?? LEFT_OUT)
    .toLowerCase()
    .split(',')
    .map((end) => end.trim());
  const caseType = textOf(options['case-type']);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new EnvironmentError(`There is no folder ${folder}.`);
  const files = [to, `${to}.report.json`, `${to}.report.txt`] as const;
  const there = files.find((file) => existsSync(file));
  if (there !== undefined)
    throw new EnvironmentError(`${there} is there already. Name another file, or remove it first.`);
  const made = convertCcd(piecesIn(folder), { on, without, ...(caseType === undefined ? {} : { caseType }) });
  if ('problem' in made) {
    doors.print(`${folder}: ${made.problem}`);
    doors.print('Nothing was written.');
    return Promise.resolve(ExitCode.problems);
  }
  const { yaml, report } = made;
  const texts = [yaml, `${JSON.stringify(report, null, 1)}\n`, reportText(report)];
  files.forEach((file, at) => writeFileSync(file, texts[at] ?? '', { flag: 'wx' }));
  return Promise.resolve(conclude(doors, { to, yaml, report }));
}

interface Written {
  readonly to: string;
  readonly yaml: string;
  readonly report: Extract<ReturnType<typeof convertCcd>, { yaml: string }>['report'];
}

/** What a definition says badly, the checker of case types names; the file is there to be put right. */
function conclude({ print }: CommandCall['doors'], { to, yaml, report }: Written): ExitCode {
  const { rows, carried, inPart, notCarried } = report.total;
  print(`${rows} rows were read: ${carried} are carried, ${inPart} in part, ${notCarried} are not carried.`);
  const checked = checkCaseType(yaml, '0'.repeat(64));
  const problems = 'problems' in checked ? checked.problems : [];
  const count = problems.length + report.unread.length;
  for (const { file, reason } of report.unread) print(`${file}: ${reason} Its rows are in no count.`);
  for (const problem of problems) print(problemLine(to, problem));
  print(
    `${to} was written, with ${to}.report.json and ${to}.report.txt; ${count} ${count === 1 ? 'problem' : 'problems'}.`,
  );
  return count === 0 ? ExitCode.ok : ExitCode.problems;
}

/** Every JSON file of a folder and the folders in it, in an order of its own. */
function piecesIn(folder: string): readonly CcdPiece[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => path.toLowerCase().endsWith('.json'))
    .toSorted()
    .map((path) => ({ path: path.split(sep).join('/'), text: readFileSync(join(folder, path), 'utf8') }));
}

function textOf(option: string | boolean | undefined): string | undefined {
  return typeof option === 'string' ? option : undefined;
}
