// `casewright scenarios`: plays the scenarios beside case types, tells what does not hold, and how much of each case type they use.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverageOf, type CoveragePart, readScenario, usedBy } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { parse } from 'yaml';
import { count } from './check-command.ts';
import type { CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { findCaseTypes, readCaseType, type CaseTypePlace } from './read-case-types.ts';

/** The scenarios of one case type, played. */
interface Played {
  readonly file: string;
  /** Empty where the file is no valid case type. */
  readonly name: string;
  readonly scenarios: number;
  readonly failed: number;
  readonly failures: readonly string[];
  readonly parts: readonly CoveragePart[];
  readonly percent: number;
}

export async function scenariosCommand({ doors, positionals, options }: CommandCall): Promise<ExitCode> {
  const least = leastOf(options['at-least']);
  const all = findCaseTypes(positionals, doors.caseTypesFolder).map(playAll);
  const failed = all.reduce((sum, one) => sum + one.failed, 0);
  const scenarios = all.reduce((sum, one) => sum + one.scenarios, 0);
  const below = all.filter(({ percent }) => percent < least);
  if (options['json'] === true) {
    doors.print(JSON.stringify({ caseTypes: all, scenarios, failed, below: below.map(({ name }) => name) }, null, 2));
    return failed + below.length === 0 ? ExitCode.ok : ExitCode.problems;
  }
  for (const one of all) for (const line of linesOf(one, options['missing'] === true)) doors.print(line);
  for (const { name, percent } of below) doors.print(`${name}: ${percent} % is less than ${least} %.`);
  doors.print(`${count(scenarios, 'scenario')} played, ${failed} failed.`);
  return failed + below.length === 0 ? ExitCode.ok : ExitCode.problems;
}

function leastOf(said: string | boolean | undefined): number {
  const least = typeof said === 'string' ? Number(said) : 0;
  if (!(least >= 0 && least <= 100)) throw new UsageError('--at-least takes a number from 0 to 100.');
  return least;
}

function linesOf({ name, scenarios, failures, parts, percent }: Played, withMissing: boolean): readonly string[] {
  if (name === '') return failures;
  const rows = parts.flatMap((part) => [
    `  ${part.part.padEnd(11)} ${String(part.covered).padStart(4)} of ${String(part.total).padStart(4)}  ${percentOf([part])} %`,
    ...(withMissing && part.missing.length > 0 ? [`    without ${part.missing.join(', ')}`] : []),
  ]);
  return [...failures, `${name}: ${count(scenarios, 'scenario')}, ${percent} % of it used`, ...rows];
}

/** Rounded down, so that 100 means all. */
function percentOf(parts: readonly CoveragePart[]): number {
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  const covered = parts.reduce((sum, part) => sum + part.covered, 0);
  return total === 0 ? 100 : Math.floor((covered / total) * 1000) / 10;
}

function playAll(place: CaseTypePlace): Played {
  const read = readCaseType(place);
  const { file } = read;
  if ('problems' in read) {
    const failures = [`${file}: is not a valid case type. Run "casewright check" to see why.`];
    return { file, name: '', scenarios: 0, failed: 1, failures, parts: [], percent: 0 };
  }
  const used = new Set<string>();
  const failures: string[] = [];
  const files = scenarioFiles(place);
  let failed = 0;
  for (const scenario of files) {
    const played = play(read.caseType, scenario);
    for (const each of played.used) used.add(each);
    if (played.failures.length > 0) failed += 1;
    failures.push(...played.failures.map((failure) => `${scenario}: ${failure}`));
  }
  const parts = coverageOf(read.caseType, used);
  return {
    file,
    name: read.caseType.name,
    scenarios: files.length,
    failed,
    failures,
    parts,
    percent: percentOf(parts),
  };
}

/** The files beside a case type that say what its cases do, by name. */
export function scenarioFiles({ folder }: CaseTypePlace): readonly string[] {
  const scenarios = folder === null ? '' : join(folder, 'scenarios');
  if (scenarios === '' || !existsSync(scenarios)) return [];
  const names = readdirSync(scenarios).filter((name) => name.endsWith('.yaml'));
  return names.toSorted().map((name) => join(scenarios, name));
}

const NOTHING: ReadonlySet<string> = new Set();

function play(
  caseType: CaseType,
  file: string,
): { readonly failures: readonly string[]; readonly used: ReadonlySet<string> } {
  const source = readYaml(file);
  if ('problem' in source) return { failures: [source.problem], used: NOTHING };
  const scenario = readScenario(source.value);
  if ('problems' in scenario) return { failures: scenario.problems, used: NOTHING };
  const { outcome, used } = usedBy(caseType, scenario.scenario);
  return { failures: outcome.failures, used };
}

/** Dates stay texts: the failsafe-like core schema of YAML 1.2 has no dates. */
function readYaml(file: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: parse(readFileSync(file, 'utf8'), { maxAliasCount: 0 }) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
