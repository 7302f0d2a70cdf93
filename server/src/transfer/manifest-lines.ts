// The lines of manifests and of `fetch.txt`: a hash or an address, and a path (RFC 8493, 2.1.3 and 2.2.3). Text in and out.
import { bagPathFault, decodeBagPath, encodeBagPath, shapeOf, withoutDotSlash } from './bag-paths.ts';
import { linesOf } from './tag-files.ts';

/** The algorithms that are known, by the name that stands in the name of a manifest, which is Node's too. */
export const HASHES: ReadonlySet<string> = new Set(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']);

export interface ManifestLine {
  readonly path: string;
  /** Hexadecimal, in small letters. */
  readonly hash: string;
}

export interface ReadLines {
  readonly lines: readonly ManifestLine[];
  /** Whole sentences. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

export function manifestText(lines: readonly ManifestLine[]): string {
  return lines.map(({ path, hash }) => `${hash}  ${encodeBagPath(path)}\n`).join('');
}

const LINE = /^(?<hash>[0-9A-Fa-f]+)[ \t]+(?<star>\*?)(?<path>.+)$/s;

/** @param name of the manifest, for the sentences */
export function readManifestLines(text: string, name: string, since10: boolean): ReadLines {
  const lines: ManifestLine[] = [];
  const problems: string[] = [];
  const warnings: string[] = [];
  const seen = new Map<string, string>();
  for (const line of linesOf(text)) {
    if (line === '') continue;
    const { hash = '', star, path: written = '' } = LINE.exec(line)?.groups ?? {};
    if (hash === '') {
      problems.push(`${name}: “${line.slice(0, 80)}” is not a hash and a path.`);
      continue;
    }
    if (star === '*') warnings.push(`${name}: ${written} has a star in front, as md5sum writes it.`);
    if (written.startsWith('./')) warnings.push(`${name}: ${written} begins with "./".`);
    const path = withoutDotSlash(decodeBagPath(written, since10));
    const fault = bagPathFault(path);
    const before = seen.get(path);
    const lower = hash.toLowerCase();
    if (fault !== null) problems.push(`${name}: the path ${JSON.stringify(path)} ${fault}.`);
    else if (before !== undefined && (since10 || before !== lower)) problems.push(`${name}: ${path} is listed twice.`);
    else if (before !== undefined) warnings.push(`${name}: ${path} is listed twice.`);
    else {
      seen.set(path, lower);
      lines.push({ path, hash: lower });
    }
  }
  return { lines, problems, warnings: [...warnings, ...alikeWarnings(name, [...seen.keys()])] };
}

/** Paths that are one file on some systems: where letters have no case, or are normalised. */
function alikeWarnings(name: string, paths: readonly string[]): readonly string[] {
  const byShape = new Map<string, string>();
  return paths.flatMap((path) => {
    const shape = shapeOf(path);
    const other = byShape.get(shape);
    byShape.set(shape, path);
    return other === undefined ? [] : [`${name}: ${other} and ${path} are one file on some systems.`];
  });
}

const FETCH = /^(?<url>\S+)[ \t]+(?<length>\d+|-)[ \t]+(?<path>.+)$/s;

export function readFetchLines(
  text: string,
  since10: boolean,
): { readonly paths: readonly string[]; readonly problems: readonly string[] } {
  const paths: string[] = [];
  const problems: string[] = [];
  for (const line of linesOf(text)) {
    if (line === '') continue;
    const written = FETCH.exec(line)?.groups?.['path'];
    const path = written === undefined ? '' : withoutDotSlash(decodeBagPath(written, since10));
    const fault = written === undefined ? null : bagPathFault(path);
    if (written === undefined)
      problems.push(`fetch.txt: “${line.slice(0, 80)}” is not an address, a length and a path.`);
    else if (fault !== null) problems.push(`fetch.txt: the path ${JSON.stringify(path)} ${fault}.`);
    else paths.push(path);
  }
  return { paths, problems };
}
