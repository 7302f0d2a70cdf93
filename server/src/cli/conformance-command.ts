// `casewright conformance`: runs a suite of conformance cases from a folder, prints every case that fails, and ends with
// how many passed, per level and in all. Which suites there are is data; each has a file of its own.
import { existsSync, statSync } from 'node:fs';
import type { CommandCall } from './cli.ts';
import { conformanceCmmn } from './conformance-cmmn.ts';
import { conformanceDmn } from './conformance-dmn.ts';
import { ExitCode, UsageError } from './exit-codes.ts';

/** A case that did not pass, or a file that could not be run. */
export interface ConformanceFailure {
  readonly path: string;
  readonly caseId: string;
  readonly expected: string;
  readonly got: string;
}

/** What one level of a suite came to. */
export interface ConformanceLevel {
  readonly level: string;
  readonly passed: number;
  readonly total: number;
  readonly failures: readonly ConformanceFailure[];
}

export type ConformanceSuite = (folder: string) => readonly ConformanceLevel[];

const suites: Readonly<Record<string, ConformanceSuite>> = { cmmn: conformanceCmmn, dmn: conformanceDmn };

export async function conformanceCommand({ doors, positionals }: CommandCall): Promise<ExitCode> {
  const [name = '', folder = ''] = positionals;
  const suite = Object.hasOwn(suites, name) ? suites[name] : undefined;
  if (suite === undefined) throw new UsageError(`Say which suite to run: ${Object.keys(suites).join(', ')}.`);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UsageError(`There is no folder "${folder}".`);
  const levels = suite(folder);
  for (const { path, caseId, expected, got } of levels.flatMap((level) => level.failures)) {
    doors.print(`${path} ${caseId}: expected ${expected}, got ${got}`);
  }
  const passed = sum(levels.map((level) => level.passed));
  const total = sum(levels.map((level) => level.total));
  if (levels.length > 1) for (const level of levels) doors.print(`${level.level} ${level.passed}/${level.total}`);
  doors.print(`${passed}/${total}`);
  return passed === total && total > 0 ? ExitCode.ok : ExitCode.problems;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
