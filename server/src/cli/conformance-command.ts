// `casewright conformance`: runs a conformance suite from a folder and tells what fails. Which suites there are is data;
// each has a file of its own.
import type { CommandCall } from './cli.ts';
import { conformanceCmmn } from './conformance-cmmn.ts';
import { ExitCode, UsageError } from './exit-codes.ts';

/** Runs one suite and returns its totals, having printed what fails. */
export type Conformance = (
  folder: string,
  print: (line: string) => void,
) => { readonly passed: number; readonly total: number };

const SUITES: Readonly<Record<string, Conformance>> = { cmmn: conformanceCmmn };

export function conformanceCommand({ doors, positionals }: CommandCall): Promise<ExitCode> {
  const [name = '', folder] = positionals;
  const suite = Object.hasOwn(SUITES, name) ? SUITES[name] : undefined;
  if (suite === undefined)
    throw new UsageError(`There is no suite "${name}". There are: ${Object.keys(SUITES).join(', ')}.`);
  if (folder === undefined) throw new UsageError('Say in which folder the suite lies.');
  const { passed, total } = suite(folder, doors.print);
  doors.print(`${passed}/${total}`);
  return Promise.resolve(passed === total && total > 0 ? ExitCode.ok : ExitCode.problems);
}
