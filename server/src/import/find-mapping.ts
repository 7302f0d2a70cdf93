// Finds and reads the mapping that somebody names on the command line: a file, or the name of a case type with or
// without the name of one of its mappings. It checks the mapping and never guesses between two.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { namedFormat } from './open-log.ts';
import { parseMapping, type MappingProblem, type MappingSource } from './mapping.ts';

export interface FoundMapping {
  readonly file: string;
  readonly source: string;
  readonly parsed: MappingSource;
}

export type MappingSearch =
  | { readonly found: FoundMapping }
  /** One sentence that says what to give instead. */
  | { readonly notFound: string }
  | { readonly file: string; readonly problems: readonly MappingProblem[] };

/**
 * Finds a mapping. Of several mappings of a case type, the one for the format of the log is meant.
 *
 * @param wanted `infringement-notice`, `infringement-notice/traffic-fines-csv`, or the path of a YAML file
 */
export function findMapping(
  wanted: string,
  {
    caseTypesFolder,
    log,
  }: { /** Has one folder for each case type. */ readonly caseTypesFolder: string; readonly log: string },
): MappingSearch {
  if (isFile(wanted)) return read(wanted);
  if (/\.ya?ml$/u.test(wanted)) return { notFound: `There is no file ${wanted}.` };
  const [caseType = '', name] = wanted.split('/', 2);
  const folder = join(caseTypesFolder, basename(caseType), 'import');
  const names = mappingsIn(folder);
  if (names.length === 0) {
    return {
      notFound: `There is no mapping for "${caseType}". Give a case type that has one (${known(caseTypesFolder)}) or the path of a mapping file.`,
    };
  }
  if (name !== undefined) {
    if (names.includes(name)) return read(join(folder, `${name}.yaml`));
    return { notFound: `"${caseType}" has no mapping "${name}"; it has ${names.join(', ')}.` };
  }
  const searches = names.map((each) => read(join(folder, `${each}.yaml`)));
  const fitting = searches.filter((search) => fits(search, log));
  const [only] = fitting;
  if (fitting.length === 1 && only !== undefined) return only;
  return {
    notFound: `"${caseType}" has several mappings; name one: ${names.map((each) => `${caseType}/${each}`).join(', ')}.`,
  };
}

/** Problems as lines that an editor can jump to. */
export function mappingProblemLines(file: string, problems: readonly MappingProblem[]): readonly string[] {
  return problems.map(
    ({ path, line, reason }) =>
      `${file}${line === null ? '' : `:${line}`}: ${path === '' ? 'the file' : path} ${reason}`,
  );
}

function read(file: string): MappingSearch {
  const source = readFileSync(file, 'utf8');
  const parsed = parseMapping(source);
  return 'problems' in parsed ? { file, problems: parsed.problems } : { found: { file, source, parsed } };
}

/** A mapping that cannot be read fits, so that its problems are told. */
function fits(search: MappingSearch, log: string): boolean {
  if (!('found' in search)) return true;
  const { mapping } = search.found.parsed;
  const { format } = 'table' in mapping ? mapping.table : mapping.log;
  return format === undefined || format === namedFormat(log);
}

function mappingsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => file.slice(0, -'.yaml'.length))
      .sort();
  } catch {
    return [];
  }
}

function known(caseTypesFolder: string): string {
  const names = readdirSync(caseTypesFolder).filter(
    (name) => mappingsIn(join(caseTypesFolder, name, 'import')).length > 0,
  );
  return names.sort().join(', ') || 'none has';
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
