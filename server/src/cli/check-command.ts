// `casewright check`: every problem of case types and of their import mappings.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseType } from '@casewright/engine/definition';
import { checkMapping } from '../import/check-mapping.ts';
import { findMapping, mappingProblemLines } from '../import/find-mapping.ts';
import type { CommandCall } from './cli.ts';
import { ExitCode } from './exit-codes.ts';
import { findCaseTypes, readCaseType, type CaseTypePlace } from './read-case-types.ts';

export async function checkCommand({ doors, positionals }: CommandCall): Promise<ExitCode> {
  const places = findCaseTypes(positionals, doors.caseTypesFolder);
  const lines = places.flatMap(problemLines);
  for (const line of lines) doors.print(line);
  doors.print(`${count(places.length, 'case type')} checked, ${count(lines.length, 'problem')} found.`);
  return lines.length === 0 ? ExitCode.ok : ExitCode.problems;
}

/** `1 problem`, `2 problems`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-GB')} ${noun}${number === 1 ? '' : 's'}`;
}

function problemLines(place: CaseTypePlace): readonly string[] {
  const read = readCaseType(place);
  if ('caseType' in read) return place.folder === null ? [] : mappingLines(place.folder, read.caseType);
  return read.problems.map(
    ({ line, column, path, reason }) => `${read.file}:${line}:${column}: ${path === '' ? '' : `${path}: `}${reason}`,
  );
}

function mappingLines(folder: string, caseType: CaseType): readonly string[] {
  const imports = join(folder, 'import');
  const files = existsSync(imports) ? readdirSync(imports).filter((name) => name.endsWith('.yaml')) : [];
  return files.toSorted().flatMap((name) => {
    const file = join(imports, name);
    const search = findMapping(file, { caseTypesFolder: folder, log: '' });
    if ('problems' in search) return mappingProblemLines(file, search.problems);
    return 'found' in search
      ? mappingProblemLines(file, checkMapping(search.found.parsed, caseType))
      : [search.notFound];
  });
}
