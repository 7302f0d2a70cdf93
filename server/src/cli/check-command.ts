// `casewright check`: every problem of case types and of their import mappings.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkBlock, checkChildTask, endlessOpenings, type CaseType } from '@casewright/engine/definition';
import { adviseCaseType, inWords, proveCaseType, type Proof } from '@casewright/engine/proof';
import { checkMapping } from '../import/check-mapping.ts';
import { findMapping, mappingProblemLines } from '../import/find-mapping.ts';
import type { CommandCall } from './cli.ts';
import { ExitCode } from './exit-codes.ts';
import {
  findCaseTypes,
  problemLine,
  readCaseType,
  readShelf,
  type CaseTypePlace,
  type CheckedFile,
  type ReadCaseType,
} from './read-case-types.ts';

export async function checkCommand({ doors, positionals, options }: CommandCall): Promise<ExitCode> {
  const places = findCaseTypes(positionals, doors.caseTypesFolder);
  const read = places.map((place) => ({ place, read: readCaseType(place) }));
  const sound = read.flatMap((one) => ('caseType' in one.read ? [one.read] : []));
  const blocks = [...new Set(places.map((place) => place.blocks))].flatMap(blockLines);
  const found = read.flatMap((one) => problemLines(one.place, one.read));
  const lines = [...new Set([...blocks, ...found, ...linesOfChildren(sound)])];
  for (const line of lines) doors.print(line);
  const warnings = sound.flatMap(warningLines);
  for (const line of warnings) doors.print(line);
  const proofs = sound.map(proofOf);
  for (const { file, proof } of proofs) doors.print([`${file}: ${verdictOf(proof)}`, ...proof.gaps].join('\n  '));
  const endless = proofs.filter(({ proof }) => proof.ends === 'no');
  for (const { file } of endless) doors.print(`${file}: no case can end. Let its plan complete, or give outcomes.`);
  const problems = lines.length + endless.length + (options['strict'] === true ? warnings.length : 0);
  doors.print(`${count(places.length, 'case type')} checked, ${count(problems, 'problem')} found.`);
  return problems === 0 ? ExitCode.ok : ExitCode.problems;
}

/** What a sound case type is warned of. */
function warningLines({ file, source, caseType, relocate }: CheckedFile): readonly string[] {
  return adviseCaseType(source, caseType).map((advice) => `warning: ${problemLine(file, relocate(advice))}`);
}

/** Blocks by themselves, also those that nothing imports yet. */
function blockLines(folder: string): readonly string[] {
  return [...readShelf(folder).values()].flatMap(({ file, source }) => {
    const checked = checkBlock(source);
    return 'problems' in checked ? checked.problems.map((problem) => problemLine(file, problem)) : [];
  });
}

/** States of cases that are looked at for one case type: some seconds for one of thirty items. */
const STATES = 2_000;

/** Whether a case can come to stand still. */
function proofOf({ file, caseType }: CheckedFile): { readonly file: string; readonly proof: Proof } {
  return { file, proof: proveCaseType(caseType, { states: STATES }) };
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

/** What only shows where several case types are at hand: those that open each other. */
function linesOfChildren(files: readonly CheckedFile[]): readonly string[] {
  const known = new Map(files.map(({ file, caseType }) => [caseType.name, { file, caseType }]));
  const unfit = files.flatMap(({ file, caseType }) =>
    [...caseType.items.values()].flatMap(({ id, task }) => {
      const other = known.get(task?.performs === 'case' ? (task.uses ?? '') : '');
      if (task?.child === undefined || other === undefined) return [];
      // Another version than the one at hand may take and give something else.
      if ((task.child.version ?? other.caseType.version) !== other.caseType.version) return [];
      const problems = checkChildTask(caseType, task.child, other.caseType);
      return problems.map(({ at, reason }) => `${file}: ${id}.child.${at}: ${reason}`);
    }),
  );
  const endless = endlessOpenings(files.map(({ caseType }) => caseType)).map(({ caseTypes, items: [item = ''] }) => {
    const [first = ''] = caseTypes;
    const way = [...caseTypes, first].join(', which opens ');
    return `${known.get(first)?.file ?? first}: ${item}: Cases open each other without end: ${way}. Let somebody decide on one of them: make it manual or give it an entry.`;
  });
  return [...unfit, ...endless];
}

function problemLines(place: CaseTypePlace, read: ReadCaseType): readonly string[] {
  if ('caseType' in read) return place.folder === null ? [] : mappingLines(place.folder, read.caseType);
  return read.problems.map((problem) => problemLine(read.file, problem));
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
