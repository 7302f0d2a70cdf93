// Finds and checks case types in files: the shipped ones, a folder, or a single file. It publishes nothing.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkCaseType, type CaseType, type CaseTypeProblem } from '@casewright/engine/definition';
import { UsageError } from './exit-codes.ts';

/** Where one case type lies. `folder` is null for a file that stands alone. */
export interface CaseTypePlace {
  readonly file: string;
  readonly folder: string | null;
}

/** A case type that passed its check. */
export interface CheckedFile {
  readonly file: string;
  readonly source: string;
  readonly caseType: CaseType;
}

export type ReadCaseType = CheckedFile | { readonly file: string; readonly problems: readonly CaseTypeProblem[] };

/**
 * The places that were asked for, or all shipped ones.
 * @param asked names of shipped case types, folders, or files
 * @throws UsageError for something that is none of these
 */
export function findCaseTypes(asked: readonly string[], shippedFolder: string): readonly CaseTypePlace[] {
  if (asked.length > 0) return asked.map((one) => findOne(one, shippedFolder));
  return shippedNames(shippedFolder).map((name) => placeIn(join(shippedFolder, name)));
}

/** Reads one, with its hash, and checks it. */
export function readCaseType(place: CaseTypePlace): ReadCaseType {
  const source = readFileSync(place.file, 'utf8');
  const checked = checkCaseType(source, createHash('sha256').update(source).digest('hex'));
  return 'caseType' in checked
    ? { file: place.file, source, caseType: checked.caseType }
    : { file: place.file, problems: checked.problems };
}

/** All shipped case types with their texts, and the files of those that have problems. */
export function readShipped(shippedFolder: string): {
  readonly caseTypes: readonly CheckedFile[];
  readonly invalid: readonly string[];
} {
  const read = findCaseTypes([], shippedFolder).map(readCaseType);
  return {
    caseTypes: read.flatMap((one) => ('caseType' in one ? [one] : [])),
    invalid: read.flatMap((one) => ('problems' in one ? [one.file] : [])),
  };
}

function findOne(asked: string, shippedFolder: string): CaseTypePlace {
  if (existsSync(asked)) {
    if (!statSync(asked).isDirectory()) return { file: asked, folder: null };
    if (existsSync(placeIn(asked).file)) return placeIn(asked);
    throw new UsageError(`The folder ${asked} has no case-type.yaml.`);
  }
  if (shippedNames(shippedFolder).includes(asked)) return placeIn(join(shippedFolder, asked));
  throw new UsageError(
    `There is no case type "${asked}": no file, no folder, and no shipped one of that name (${shippedNames(shippedFolder).join(', ')}).`,
  );
}

function placeIn(folder: string): CaseTypePlace {
  return { file: join(folder, 'case-type.yaml'), folder };
}

function shippedNames(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => existsSync(placeIn(join(folder, name)).file))
    .toSorted();
}
