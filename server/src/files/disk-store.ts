// Keeps the sealed bytes of files in a folder of this machine. What is written is on disk before anybody is told so: the bytes by
// fdatasync, names by fsync of their folder. A name of a whole object appears by a rename, so never with a part of one.
// The folder belongs to the servers of one machine; several machines need a store that they share.
import { createHash, randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Corrupt, Unavailable } from '../errors.ts';
import { makeFolder, syncFolder, withFile } from './durable.ts';
import { SEALED_PART_BYTES } from './file-seal.ts';
import {
  ARRIVING,
  foundAt,
  OBJECTS,
  pathOfArriving,
  pathOfObject,
  QUARANTINE,
  type Arriving,
  type FoundObject,
  type ObjectName,
  type ObjectStore,
} from './object-store.ts';
import { writeAll, writeTogether } from './write-together.ts';

/** 1 TB: what a disk takes is bounded by the disk; the installation sets less. */
const MOST = 1_000_000_000_000;

/** @param folder is made when something is first written */
export function openDiskStore(folder: string): ObjectStore {
  const at = (path: string): string => join(folder, path);
  const guard = guardOf(folder);
  const writer = writeTogether();
  return {
    kind: 'folder',
    title: `the folder ${folder}`,
    most: MOST,
    begin: (arriving) =>
      guard('write', async () => {
        const path = at(pathOfArriving(arriving));
        await makeFolder(dirname(path));
        await withFile(path, 'a', async () => {});
        await syncFolder(dirname(path));
        return '';
      }),
    putPart: (arriving, part, sealed) =>
      guard('write', async () => {
        await writer.write(at(pathOfArriving(arriving)), sealed, part * SEALED_PART_BYTES);
        return markOf(sealed);
      }),
    close: (arriving) => guard('write', () => closeArriving(at, arriving)),
    readArriving: (arriving, start, length) =>
      guard('read', () => withFile(at(pathOfArriving(arriving)), 'r', (file) => readAll(file, start, length))),
    settle: (arriving, cipher) => guard('write', () => settle(at, arriving, cipher)),
    discard: (arriving) => guard('write', () => removeFile(at(pathOfArriving(arriving)))),
    size: (object) => guard('read', () => sizeOf(at(pathOfObject(object)))),
    read: (object, start, length) =>
      guard('read', () => withFile(at(pathOfObject(object)), 'r', (file) => readAll(file, start, length))),
    remove: (object) => guard('write', () => removeFile(at(pathOfObject(object)))),
    quarantine: (found) =>
      guard('write', async () => {
        const path = at(`${QUARANTINE}/${found.path.replaceAll('/', '-')}.${randomUUID()}`);
        await makeFolder(dirname(path));
        await moveFile(at(found.path), path);
        return path;
      }),
    list: (tenant) => listAll(folder, tenant, guard),
    bring: (object, bytes) => guard('write', () => bring(at, object, bytes)),
    probe: () =>
      guard('write', async () => {
        const path = at(`probe.${randomUUID()}`);
        await makeFolder(folder);
        await withFile(path, 'wx', (file) => file.sync());
        await rm(path);
      }),
  };
}

type At = (path: string) => string;
type Guard = <T>(what: 'read' | 'write', work: () => Promise<T>) => Promise<T>;

/** Says what went wrong in words for whoever runs the machine, without the name of any file. */
function guardOf(folder: string): Guard {
  return async (what, work) => {
    try {
      return await work();
    } catch (error) {
      throw explain(error, { what, folder });
    }
  };
}

function explain(
  cause: unknown,
  { what, folder }: { readonly what: 'read' | 'write'; readonly folder: string },
): unknown {
  if (cause instanceof Corrupt) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Unavailable(
      `The disk is full on which files are kept (${folder}). Make room; what has arrived is kept.`,
      {
        cause,
        retryAfterS: 60,
      },
    );
  if (code === 'ENOENT')
    return new Corrupt(`A file is missing in ${folder}. Run "casewright sweep files" to learn which.`, { cause });
  if (code === '') return cause;
  return new Unavailable(`Files cannot be ${what === 'read' ? 'read from' : 'written to'} ${folder} (${code}).`, {
    cause,
    retryAfterS: 10,
  });
}

/** What a part ends with: the tag of its last frame, which no two sealings share. */
const MARK_BYTES = 16;

function markOf(sealed: Buffer): string {
  return sealed.subarray(-MARK_BYTES).toString('hex');
}

async function closeArriving(at: At, arriving: Arriving): Promise<void> {
  await withFile(at(pathOfArriving(arriving)), 'r+', async (file) => {
    const { size } = await file.stat();
    if (size < arriving.bytes) throw new Corrupt(`File ${arriving.file} is shorter than what was acknowledged.`);
    for (const [part, mark] of arriving.parts.entries()) {
      const end = Math.min((part + 1) * SEALED_PART_BYTES, arriving.bytes);
      if (markOf(await readAll(file, end - MARK_BYTES, MARK_BYTES)) !== mark)
        throw new Corrupt(`A part of file ${arriving.file} is not the one that was acknowledged.`);
    }
    if (size > arriving.bytes) await file.truncate(arriving.bytes);
    await file.sync();
  });
}

async function settle(at: At, arriving: Arriving, cipher: string): Promise<void> {
  const from = at(pathOfArriving(arriving));
  const to = at(pathOfObject({ tenant: arriving.tenant, cipher }));
  if ((await sizeOf(to)) === arriving.bytes && (await sizeOf(from)) === null) return;
  await makeFolder(dirname(to));
  await moveFile(from, to);
}

async function moveFile(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncFolder(dirname(to));
  await syncFolder(dirname(from));
}

async function removeFile(path: string): Promise<void> {
  if ((await sizeOf(path)) === null) return;
  await rm(path, { force: true });
  await syncFolder(dirname(path));
}

async function bring(at: At, object: ObjectName, bytes: AsyncIterable<Buffer>): Promise<void> {
  const to = at(pathOfObject(object));
  const temporary = `${to}.${randomUUID()}`;
  await makeFolder(dirname(to));
  const hash = createHash('sha256');
  try {
    await withFile(temporary, 'wx', async (file) => {
      let position = 0;
      for await (const piece of bytes) {
        hash.update(piece);
        await writeAll(file, piece, position);
        position += piece.length;
      }
      await file.sync();
    });
    if (hash.digest('hex') !== object.cipher) throw new Corrupt('What was brought is not the object that it is named.');
    await moveFile(temporary, to);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function* listAll(folder: string, tenant: number | null, guard: Guard): AsyncGenerator<FoundObject> {
  for (const top of [ARRIVING, OBJECTS]) {
    for (const path of await guard('read', () =>
      filesBelow(join(folder, top, tenant === null ? '' : String(tenant))),
    )) {
      const facts = await guard('read', () => factsOf(path));
      // It may have been named, or discarded, since the folder was read.
      if (facts !== null) yield foundAt(relative(folder, path).split(sep).join('/'), facts.bytes, facts.changedMs);
    }
  }
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function factsOf(path: string): Promise<{ readonly bytes: number; readonly changedMs: number } | null> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { bytes: size, changedMs: mtimeMs };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function sizeOf(path: string): Promise<number | null> {
  return (await factsOf(path))?.bytes ?? null;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function readAll(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const into = Buffer.allocUnsafe(length);
  let got = 0;
  while (got < length) {
    const { bytesRead } = await file.read(into, got, length - got, start + got);
    if (bytesRead === 0) break;
    got += bytesRead;
  }
  return into.subarray(0, got);
}
