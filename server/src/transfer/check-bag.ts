// Whether a folder is a bag that is complete and valid (RFC 8493, 3): every problem found at once, each a sentence, and what is
// allowed but will make trouble elsewhere as a warning. It follows no link, fetches nothing, and reads each file once.
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isPayload, shapeOf } from './bag-paths.ts';
import { HASHES, readFetchLines, readManifestLines, type ManifestLine } from './manifest-lines.ts';
import { decodeText, readDeclaration, readLabels, type Label } from './tag-files.ts';

export interface BagVerdict {
  /** Whole sentences; none for a bag that is complete and valid. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** What `bag-info.txt` says. */
  readonly info: readonly Label[];
  /** The files of its payload in the order of their paths. */
  readonly payload: readonly { readonly path: string; readonly size: number }[];
  /** SHA-256, hexadecimal, of what lies at each path, for the files that a manifest of that hash names. */
  readonly sha256: ReadonlyMap<string, string>;
}

interface CheckBagOptions {
  readonly onFile?: (done: number, all: number) => void;
}

const MOST_FILES = 5_000_000;
const MOST_TAG_BYTES = 512 * 1024 * 1024;
/** Versions that were published; what a later one asks nobody knows. */
const VERSIONS = ['0.93', '0.94', '0.95', '0.96', '0.97', '1.0'];
const SYSTEM_FILES = new Set(['Thumbs.db', '.DS_Store', 'desktop.ini', '.Spotlight-V100', '.Trashes']);

/** What is gathered while a bag is looked at. */
interface Looking {
  readonly folder: string;
  readonly since10: boolean;
  readonly encoding: string;
  /** Size of each regular file by its path. */
  readonly files: ReadonlyMap<string, number>;
  readonly problems: string[];
  readonly warnings: string[];
}

/** @throws the error of the system for a folder that cannot be read; a bad bag is an answer */
export async function checkBag(folder: string, { onFile }: CheckBagOptions = {}): Promise<BagVerdict> {
  const problems: string[] = [];
  const warnings: string[] = [];
  const files = await filesIn(folder, problems);
  const payload = [...files].filter(([path]) => isPayload(path)).map(([path, size]) => ({ path, size }));
  const noBag = (why: string): BagVerdict => {
    return { problems: [...problems, why], warnings, info: [], payload, sha256: new Map() };
  };
  if (!files.has('bagit.txt')) return noBag('There is no bagit.txt, so this is no bag.');
  const declared = readDeclaration(await readFile(join(folder, 'bagit.txt')));
  if ('reason' in declared) return noBag(declared.reason);
  if (!VERSIONS.includes(declared.version)) problems.push(`BagIt ${declared.version} is no version that is known.`);
  const since10 = Number(declared.version) >= 1;
  const looking = { folder, since10, encoding: declared.encoding, files, problems, warnings };
  const info = await infoOf(looking);
  const manifests = await manifestsOf(looking);
  if (!manifests.some(({ isTag }) => !isTag)) problems.push('There is no manifest of the payload.');
  await checkFetch(looking);
  checkLists(looking, manifests);
  checkOxum(looking, info);
  for (const path of files.keys())
    if (SYSTEM_FILES.has(path.split('/').at(-1) ?? '')) warnings.push(`${path} is a file that a system leaves behind.`);
  const sha256 = await checkHashes(looking, manifests, onFile);
  return { problems, warnings, info, payload, sha256 };
}

async function filesIn(folder: string, problems: string[]): Promise<ReadonlyMap<string, number>> {
  const found: [string, number][] = [];
  const waiting = [''];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const name of (await readdir(join(folder, at))).toSorted()) {
      const path = at === '' ? name : `${at}/${name}`;
      const is = await lstat(join(folder, path));
      if (is.isDirectory()) waiting.push(path);
      else if (is.isFile()) found.push([path, is.size]);
      else problems.push(`${path} is a link or a device, and not a file.`);
      if (found.length > MOST_FILES) throw new RangeError(`A bag of more than ${MOST_FILES} files is not read.`);
    }
  }
  return new Map(found.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

async function tagText({ folder, files, encoding, problems }: Looking, path: string): Promise<string | null> {
  if ((files.get(path) ?? 0) > MOST_TAG_BYTES) {
    problems.push(`${path} is larger than ${MOST_TAG_BYTES} bytes.`);
    return null;
  }
  const text = decodeText(await readFile(join(folder, path)), encoding);
  if (text === null) problems.push(`${path} is not ${encoding}, or that encoding is not known.`);
  return text;
}

async function infoOf(looking: Looking): Promise<readonly Label[]> {
  // Until 0.95 it was called otherwise.
  const path = ['bag-info.txt', 'package-info.txt'].find((name) => looking.files.has(name));
  const text = path === undefined ? null : await tagText(looking, path);
  if (path === undefined || text === null) return [];
  const labels = readLabels(text);
  if (!('reason' in labels)) return labels;
  looking.problems.push(`${path}: ${labels.reason}`);
  return [];
}

interface Manifest {
  readonly name: string;
  readonly isTag: boolean;
  readonly algorithm: string;
  readonly lines: readonly ManifestLine[];
}

async function manifestsOf(looking: Looking): Promise<readonly Manifest[]> {
  const { files, since10, problems, warnings } = looking;
  const manifests: Manifest[] = [];
  for (const name of files.keys()) {
    const { tag, hash } = /^(?<tag>tag)?manifest-(?<hash>[^/]+)\.txt$/.exec(name)?.groups ?? {};
    if (hash === undefined) continue;
    const algorithm = hash.toLowerCase().replaceAll('-', '');
    if (!HASHES.has(algorithm)) {
      problems.push(`${name}: the hash ${hash} is not known.`);
      continue;
    }
    const text = await tagText(looking, name);
    if (text === null) continue;
    const read = readManifestLines(text, name, since10);
    problems.push(...read.problems);
    warnings.push(...read.warnings);
    manifests.push({ name, isTag: tag !== undefined, algorithm, lines: asOnDisk(looking, name, read.lines) });
  }
  return manifests;
}

/**
 * Where a system wrote the name of a file in its own way, with other letters or composed otherwise, the file is the one of that
 * name; if it is another, its hash says so.
 */
function asOnDisk(
  { files, warnings }: Looking,
  manifest: string,
  lines: readonly ManifestLine[],
): readonly ManifestLine[] {
  if (lines.every(({ path }) => files.has(path))) return lines;
  const byShape = new Map([...files.keys()].map((path) => [shapeOf(path), path]));
  return lines.map((line) => {
    const other = files.has(line.path) ? undefined : byShape.get(shapeOf(line.path));
    if (other === undefined) return line;
    warnings.push(`${manifest}: ${line.path} is called ${other} here.`);
    return { ...line, path: other };
  });
}

/** A bag whose files lie elsewhere is not complete, and nothing is fetched from an address that a package names. */
async function checkFetch(looking: Looking): Promise<void> {
  const { files, since10, problems } = looking;
  const text = files.has('fetch.txt') ? await tagText(looking, 'fetch.txt') : null;
  if (text === null) return;
  const fetch = readFetchLines(text, since10);
  problems.push(...fetch.problems);
  for (const path of fetch.paths)
    if (!files.has(path)) problems.push(`${path} is not in the bag but at an address; put it there first.`);
}

function checkLists({ files, since10, problems }: Looking, manifests: readonly Manifest[]): void {
  const payload = [...files.keys()].filter(isPayload);
  const listed = new Set(manifests.flatMap(({ isTag, lines }) => (isTag ? [] : lines.map(({ path }) => path))));
  for (const { name, isTag, lines } of manifests) {
    const own = new Set(lines.map(({ path }) => path));
    for (const path of own) {
      if (!files.has(path)) problems.push(`${name}: ${path} is not there.`);
      if (isPayload(path) === isTag) problems.push(`${name}: ${path} does not belong into this manifest.`);
    }
    // Since 1.0 each manifest names every file of the payload; before, one of them sufficed (RFC 8493, 2.1.3).
    if (isTag || !since10) continue;
    for (const path of payload) if (!own.has(path)) problems.push(`${name}: ${path} is not listed.`);
  }
  if (!since10) for (const path of payload) if (!listed.has(path)) problems.push(`${path} is in no manifest.`);
}

function checkOxum({ files, problems }: Looking, info: readonly Label[]): void {
  const stated = info.filter(([label]) => label.toLowerCase() === 'payload-oxum').map(([, value]) => value);
  const sizes = [...files].filter(([path]) => isPayload(path)).map(([, size]) => size);
  const oxum = `${sizes.reduce((sum, size) => sum + size, 0)}.${sizes.length}`;
  for (const value of stated)
    if (value !== oxum) problems.push(`bag-info.txt says Payload-Oxum ${value}, and it is ${oxum}.`);
}

/** @returns the SHA-256 of what was read by it */
async function checkHashes(
  { folder, files, problems }: Looking,
  manifests: readonly Manifest[],
  onFile: CheckBagOptions['onFile'],
): Promise<ReadonlyMap<string, string>> {
  const expected = new Map<string, { readonly name: string; readonly algorithm: string; readonly hash: string }[]>();
  for (const { name, algorithm, lines } of manifests)
    for (const { path, hash } of lines)
      if (files.has(path)) expected.set(path, [...(expected.get(path) ?? []), { name, algorithm, hash }]);
  const sha256 = new Map<string, string>();
  let done = 0;
  for (const [path, wanted] of expected) {
    const is = await hashFile(join(folder, path), new Set(wanted.map(({ algorithm }) => algorithm)));
    for (const { name, algorithm, hash } of wanted)
      if (is.get(algorithm) !== hash) problems.push(`${name}: ${path} is not what was put into the bag.`);
    const found = is.get('sha256');
    if (found !== undefined) sha256.set(path, found);
    done += 1;
    onFile?.(done, expected.size);
  }
  return sha256;
}

async function hashFile(path: string, algorithms: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, Hash>([...algorithms].map((name) => [name, createHash(name)]));
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }))
    // A stream without an encoding gives buffers.
    for (const hash of hashes.values()) hash.update(chunk as Buffer);
  return new Map([...hashes].map(([name, hash]) => [name, hash.digest('hex')]));
}
