// `casewright check`: every problem of case types and of their import mappings.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseType } from '@casewright/engine/definition';
import { inWords, proveCaseType, type Proof } from '@casewright/engine/proof';
import { checkMapping } from '../import/check-mapping.ts';
import { findMapping, mappingProblemLines } from '../import/find-mapping.ts';
import type { CommandCall } from './cli.ts';
import { ExitCode } from './exit-codes.ts';
import { findCaseTypes, readCaseType, type CaseTypePlace } from './read-case-types.ts';

export async function checkCommand({ doors, positionals }: CommandCall): Promise<ExitCode> {
  const places = findCaseTypes(positionals, doors.caseTypesFolder);
  const lines = places.flatMap(problemLines);
  for (const line of lines) doors.print(line);
  const proofs = places.flatMap(proofOf);
  for (const { file, proof } of proofs) doors.print([`${file}: ${verdictOf(proof)}`, ...proof.gaps].join('\n  '));
  const endless = proofs.filter(({ proof }) => proof.ends === 'no');
  for (const { file } of endless) doors.print(`${file}: no case can end. Let its plan complete, or give outcomes.`);
  const problems = lines.length + endless.length;
  doors.print(`${count(places.length, 'case type')} checked, ${count(problems, 'problem')} found.`);
  return problems === 0 ? ExitCode.ok : ExitCode.problems;
}

/** States of cases that are looked at for one case type: some seconds for one of thirty items. */
const STATES = 2_000;

/** Whether a case can come to stand still; nothing of a file that has problems. */
function proofOf(place: CaseTypePlace): readonly { readonly file: string; readonly proof: Proof }[] {
  const read = readCaseType(place);
  return 'caseType' in read ? [{ file: read.file, proof: proveCaseType(read.caseType, { states: STATES }) }] : [];
}

/** That a case can stand still is a warning, since it is then handed to its team. */
function verdictOf({ verdict, way, states }: Proof): string {
  const looked = `${count(states, 'state')} looked at`;
  if (verdict === 'proved') return `no case stands still unless somebody overrules the plan (${looked}).`;
  if (way === null) return `no case was found to stand still, which is not proved (${looked}):`;
  const steps = way.map(inWords).join('; then ');
  return `warning: a case can stand still, and is then handed to its team: ${steps} (${looked}).`;
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
