// `casewright scenarios`: plays the scenarios beside case types and tells what does not hold.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decide, readScenario, runScenario } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { parse } from 'yaml';
import { count } from './check-command.ts';
import type { CommandCall } from './cli.ts';
import { ExitCode } from './exit-codes.ts';
import { findCaseTypes, readCaseType, type CaseTypePlace } from './read-case-types.ts';

interface Tally {
  held: number;
  failed: number;
}

export async function scenariosCommand({ doors, positionals }: CommandCall): Promise<ExitCode> {
  const tally: Tally = { held: 0, failed: 0 };
  for (const place of findCaseTypes(positionals, doors.caseTypesFolder)) {
    const lines = playAll(place, tally);
    for (const line of lines) doors.print(line);
  }
  doors.print(`${count(tally.held + tally.failed, 'scenario')} played, ${tally.failed} failed.`);
  return tally.failed === 0 ? ExitCode.ok : ExitCode.problems;
}

function playAll(place: CaseTypePlace, tally: Tally): readonly string[] {
  const read = readCaseType(place);
  if ('problems' in read) {
    tally.failed += 1;
    return [`${read.file}: is not a valid case type. Run "casewright check" to see why.`];
  }
  const folder = place.folder === null ? null : join(place.folder, 'scenarios');
  const files =
    folder === null || !existsSync(folder) ? [] : readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return files.toSorted().flatMap((name) => {
    const file = join(folder ?? '', name);
    const failures = play(read.caseType, file);
    if (failures.length === 0) tally.held += 1;
    else tally.failed += 1;
    return failures.map((failure) => `${file}: ${failure}`);
  });
}

function play(caseType: CaseType, file: string): readonly string[] {
  const source = readYaml(file);
  if ('problem' in source) return [source.problem];
  const scenario = readScenario(source.value);
  return 'problems' in scenario ? scenario.problems : runScenario(caseType, scenario.scenario, { decide }).failures;
}

/** Dates stay texts: the failsafe-like core schema of YAML 1.2 has no dates. */
function readYaml(file: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: parse(readFileSync(file, 'utf8'), { maxAliasCount: 0 }) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
