// Writes a bag (RFC 8493): files go in one after the other, each hashed while it is written; `finish` adds the manifests and what the
// bag says of itself, last of all the declaration without which it is no bag. So a bag that was interrupted is never taken for one.
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { bagPathFault } from './bag-paths.ts';
import { manifestText, type ManifestLine } from './manifest-lines.ts';
import { DECLARED, declarationText, labelsText, type Label } from './tag-files.ts';

/** Both are written: one that everybody has, and one that is to last. */
const ALGORITHMS = ['sha256', 'sha512'] as const;
type Algorithm = (typeof ALGORITHMS)[number];
type Hashes = Readonly<Record<Algorithm, string>>;

export interface PutFile {
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface BagWriter {
  /** Puts a file into the payload; `path` is below `data/`. @throws RangeError for a path that may not be or that is there */
  readonly put: (path: string, bytes: AsyncIterable<Buffer> | Buffer | string) => Promise<PutFile>;
  /** Puts a file beside the payload, which is hashed too, such as metadata. */
  readonly tag: (path: string, text: string) => Promise<PutFile>;
  /** Completes the bag. @param info its labels; Payload-Oxum is added. @returns SHA-256 of its tag manifest, which names everything in it */
  readonly finish: (info: readonly Label[]) => Promise<string>;
}

/** @param folder new or empty. @throws RangeError for one that is not */
export async function startBag(folder: string): Promise<BagWriter> {
  if (existsSync(folder) && (await readdir(folder)).length > 0)
    throw new RangeError(
      `${folder} is not empty. Name a new folder, so that nothing in it is taken for part of the bag.`,
    );
  await mkdir(join(folder, 'data'), { recursive: true, mode: 0o700 });
  const payload = new Map<string, Hashes>();
  const tags = new Map<string, Hashes>();
  let octets = 0;
  async function write(to: Map<string, Hashes>, path: string, bytes: AsyncIterable<Buffer>): Promise<PutFile> {
    const fault = bagPathFault(path);
    if (fault !== null) throw new RangeError(`The path ${JSON.stringify(path)} ${fault}.`);
    if (payload.has(path) || tags.has(path)) throw new RangeError(`${path} is in the bag already.`);
    const { size, hashes } = await writeHashed(join(folder, path), bytes);
    to.set(path, hashes);
    return { size, sha256: hashes.sha256 };
  }
  return {
    async put(path, bytes) {
      const put = await write(payload, `data/${path}`, chunksOf(bytes));
      octets += put.size;
      return put;
    },
    tag: (path, text) => write(tags, path, chunksOf(text)),
    async finish(info) {
      const labels: readonly Label[] = [...info, ['Payload-Oxum', `${octets}.${payload.size}`]];
      await write(tags, 'bag-info.txt', chunksOf(labelsText(labels)));
      for (const algorithm of ALGORITHMS)
        await write(tags, `manifest-${algorithm}.txt`, chunksOf(manifestText(linesOf(payload, algorithm))));
      const declaration = declarationText(DECLARED);
      tags.set('bagit.txt', hashesOf(declaration));
      const manifests = ALGORITHMS.map((algorithm) => [algorithm, manifestText(linesOf(tags, algorithm))] as const);
      for (const [algorithm, text] of manifests)
        await writeFile(join(folder, `tagmanifest-${algorithm}.txt`), text, { flag: 'wx', flush: true });
      await writeFile(join(folder, 'bagit.txt'), declaration, { flag: 'wx', flush: true });
      return hashesOf(manifests[0]?.[1] ?? '').sha256;
    },
  };
}

function linesOf(files: ReadonlyMap<string, Hashes>, algorithm: Algorithm): readonly ManifestLine[] {
  const paths = [...files.keys()].toSorted();
  return paths.map((path) => ({ path, hash: files.get(path)?.[algorithm] ?? '' }));
}

function hashesOf(text: string): Hashes {
  const hashOf = (algorithm: Algorithm): string => createHash(algorithm).update(text).digest('hex');
  return { sha256: hashOf('sha256'), sha512: hashOf('sha512') };
}

async function* chunksOf(bytes: AsyncIterable<Buffer> | Buffer | string): AsyncGenerator<Buffer> {
  if (typeof bytes === 'string') yield Buffer.from(bytes);
  else if (Buffer.isBuffer(bytes)) yield bytes;
  else yield* bytes;
}

async function writeHashed(
  path: string,
  bytes: AsyncIterable<Buffer>,
): Promise<{ readonly size: number; readonly hashes: Hashes }> {
  const sha256 = createHash('sha256');
  const sha512 = createHash('sha512');
  let size = 0;
  async function* hashed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      sha256.update(chunk);
      sha512.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await pipeline(
    Readable.from(hashed(bytes), { objectMode: false }),
    createWriteStream(path, { flags: 'wx', flush: true }),
  );
  return { size, hashes: { sha256: sha256.digest('hex'), sha512: sha512.digest('hex') } };
}
