// Finds, expands and checks case types in files: the shipped ones, a folder, or a single file. Whoever reads a case type from a
// file comes through here, so that what it imports is in it. It publishes nothing.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type BlockShelf,
  type CaseType,
  type CaseTypeProblem,
  checkCaseType,
  expandCaseType,
} from '@casewright/engine/definition';
import { UsageError } from './exit-codes.ts';

/** Where one case type lies. `folder` is null for a file that stands alone. */
export interface CaseTypePlace {
  readonly file: string;
  readonly folder: string | null;
  /** Where the blocks lie that it may import. */
  readonly blocks: string;
}

/** A case type that passed its check. */
export interface CheckedFile {
  readonly file: string;
  /** The whole text, with what it imports; this is what is hashed and published. */
  readonly source: string;
  readonly caseType: CaseType;
  /** A problem of the whole text, where it stands in the files. */
  readonly relocate: (problem: CaseTypeProblem) => CaseTypeProblem;
}

export type ReadCaseType = CheckedFile | { readonly file: string; readonly problems: readonly CaseTypeProblem[] };

/**
 * The places that were asked for, or all shipped ones.
 * @param asked names of shipped case types, folders of one or of several, or files
 * @throws UsageError for something that is none of these
 */
export function findCaseTypes(asked: readonly string[], shippedFolder: string): readonly CaseTypePlace[] {
  if (asked.length > 0) return asked.flatMap((one) => findSome(one, shippedFolder));
  return shippedNames(shippedFolder).map((name) => placeIn(join(shippedFolder, name)));
}

/** Reads one, expands it, and checks what came of it, with the hash of that. */
export function readCaseType({ file, blocks }: CaseTypePlace): ReadCaseType {
  const expanded = expandCaseType(readFileSync(file, 'utf8'), readShelf(blocks));
  if ('problems' in expanded) return { file, problems: expanded.problems };
  const { source, relocate } = expanded;
  const checked = checkCaseType(source, createHash('sha256').update(source).digest('hex'));
  return 'caseType' in checked
    ? { file, source, caseType: checked.caseType, relocate }
    : { file, problems: checked.problems.map(relocate) };
}

/** The blocks of a folder, `<name>/<version>.yaml`, by `name@version`. */
export function readShelf(folder: string): BlockShelf {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = names.flatMap(({ name }) =>
    readdirSync(join(folder, name))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => ({ id: `${name}@${file.slice(0, -'.yaml'.length)}`, file: join(folder, name, file) })),
  );
  return new Map(
    files
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, file }) => [id, { file, source: readFileSync(file, 'utf8') }]),
  );
}

/** A problem as a line that an editor can jump to: in the block where it came from one, which then says who imports it. */
export function problemLine(read: string, { line, column, path, reason, from }: CaseTypeProblem): string {
  const where = `${from?.file ?? read}:${line}:${column}: ${path === '' ? '' : `${path}: `}${reason}`;
  return from === undefined ? where : `${where} (${from.block}, which ${read} imports)`;
}

/** One shipped case type, which must be sound. */
export function readShippedNamed(shippedFolder: string, name: string): CheckedFile {
  const read = readCaseType(placeIn(join(shippedFolder, name)));
  if ('problems' in read) throw new Error(`The case type ${name} has problems; run "npx casewright check".`);
  return read;
}

/** Case types with their texts, and the files of those that have problems. */
export interface ReadFiles {
  readonly caseTypes: readonly CheckedFile[];
  readonly invalid: readonly string[];
}

/**
 * All case types of a folder.
 * @param folder that of the shipped ones; null for none at all
 * @throws UsageError when there is none in that folder
 */
export function readAllIn(folder: string | null, shippedFolder: string): ReadFiles {
  if (folder === null) return { caseTypes: [], invalid: [] };
  return sorted(findCaseTypes([folder], shippedFolder));
}

/** All shipped case types. */
export function readShipped(shippedFolder: string): ReadFiles {
  return sorted(findCaseTypes([], shippedFolder));
}

function sorted(places: readonly CaseTypePlace[]): ReadFiles {
  const read = places.map(readCaseType);
  return {
    caseTypes: read.flatMap((one) => ('caseType' in one ? [one] : [])),
    invalid: read.flatMap((one) => ('problems' in one ? [one.file] : [])),
  };
}

/** A folder of case types stands for all of them. */
function findSome(asked: string, shippedFolder: string): readonly CaseTypePlace[] {
  const isFolder = existsSync(asked) && statSync(asked).isDirectory() && !existsSync(placeIn(asked).file);
  const names = isFolder ? shippedNames(asked) : [];
  return names.length === 0 ? [findOne(asked, shippedFolder)] : names.map((name) => placeIn(join(asked, name)));
}

function findOne(asked: string, shippedFolder: string): CaseTypePlace {
  if (existsSync(asked)) {
    if (!statSync(asked).isDirectory())
      return { file: asked, folder: null, blocks: blocksBeside(dirname(asked), shippedFolder) };
    const place = placeIn(asked);
    if (existsSync(place.file)) return { ...place, blocks: blocksBeside(asked, shippedFolder) };
    throw new UsageError(`The folder ${asked} has no case-type.yaml.`);
  }
  if (shippedNames(shippedFolder).includes(asked)) return placeIn(join(shippedFolder, asked));
  throw new UsageError(
    `There is no case type "${asked}": no file, no folder, and no shipped one of that name (${shippedNames(shippedFolder).join(', ')}).`,
  );
}

function placeIn(folder: string): CaseTypePlace {
  return { file: join(folder, 'case-type.yaml'), folder, blocks: join(dirname(folder), 'blocks') };
}

/** The blocks beside the folder of a case type, else the shipped ones. */
function blocksBeside(folder: string, shippedFolder: string): string {
  const beside = join(dirname(folder), 'blocks');
  return existsSync(beside) ? beside : join(shippedFolder, 'blocks');
}

function shippedNames(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => existsSync(placeIn(join(folder, name)).file))
    .toSorted();
}
