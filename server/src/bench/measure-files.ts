// How fast files are kept, beside a plain copy with hashing on the same disk: the path of the bytes of an upload, from pieces as they
// come over a line to a file that is sealed, hashed twice, durable and named. HTTP and the database are not in either.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openDiskStore } from '../files/disk-store.ts';
import { fileKey, sealedSize } from '../files/file-seal.ts';
import type { Arriving } from '../files/object-store.ts';
import { fromTheStart, partSealer } from '../files/part-sealer.ts';
import { median } from './percentiles.ts';

export interface FileFigure {
  readonly megabytes: number;
  /** Megabytes of plain bytes in a second, the middle one of the rounds. */
  readonly copied: number;
  readonly kept: number;
}

/** What one read of a socket gives. */
const PIECE = 64 * 1024;
const MEGABYTE = 1024 * 1024;

/** One after the other in each round, so that both meet the same disk. @param folder on the disk that is measured */
export async function measureFiles(
  folder: string,
  { megabytes, rounds }: { readonly megabytes: number; readonly rounds: number },
): Promise<FileFigure> {
  const place = mkdtempSync(join(folder, 'files-'));
  const block = randomBytes(8 * MEGABYTE);
  const copied: number[] = [];
  const kept: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      copied.push(megabytes / (await secondsOf(() => copyPlainly(join(place, `copy-${round}`), { block, megabytes }))));
      kept.push(megabytes / (await secondsOf(() => keep(join(place, `kept-${round}`), { block, megabytes }))));
      rmSync(join(place, `copy-${round}`));
      rmSync(join(place, `kept-${round}`), { recursive: true });
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  return { megabytes, copied: median(copied), kept: median(kept) };
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

interface Source {
  readonly block: Buffer;
  readonly megabytes: number;
}

function* piecesOf({ block, megabytes }: Source): Generator<Buffer> {
  for (let left = megabytes * MEGABYTE, at = 0; left > 0; left -= PIECE, at = (at + PIECE) % block.length)
    yield block.subarray(at, at + Math.min(PIECE, left));
}

/** What a server would do that only hashes what it gets and makes it durable at the end. */
async function copyPlainly(path: string, source: Source): Promise<void> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  try {
    for (const piece of piecesOf(source)) {
      hash.update(piece);
      await file.write(piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  hash.digest();
}

async function keep(folder: string, source: Source): Promise<void> {
  const store = openDiskStore(folder);
  const place = { tenant: 1, file: randomUUID(), size: source.megabytes * MEGABYTE };
  const base = { ...place, bytes: sealedSize(place.size) };
  const arriving: Arriving = { ...base, upload: await store.begin(base), parts: [] };
  const sealer = partSealer(fileKey(randomBytes(32), place.file), place, { from: 0, rolling: fromTheStart() });
  let writing: Promise<unknown> = Promise.resolve();
  let cipher = '';
  for (const piece of piecesOf(source)) {
    // A piece of a line comes in a turn of its own, in which what is being written goes on.
    await nextTurn();
    for (const { number, sealed, rolling } of sealer.take(piece)) {
      await writing;
      writing = store.putPart(arriving, number, sealed);
      cipher = rolling?.cipher.digest('hex') ?? '';
    }
  }
  await writing;
  await store.close(arriving);
  await store.settle(arriving, cipher);
}
