// How fast files are kept, beside a plain copy with hashing on the same disk: the path of the bytes of an upload, from pieces as they
// come over a line to a file that is sealed, hashed twice, durable and named. HTTP and the database are not in either.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openDiskStore } from '../files/disk-store.ts';
import { fileKey, sealedSize } from '../files/file-seal.ts';
import type { Arriving, ObjectName, ObjectStore } from '../files/object-store.ts';
import { fromTheStart, partSealer } from '../files/part-sealer.ts';
import { partsInFlight } from '../files/parts-in-flight.ts';
import { median } from './percentiles.ts';

export interface FileFigure {
  readonly megabytes: number;
  readonly rounds: number;
  /** Megabytes of plain bytes in a second, the middle one of the rounds. */
  readonly copied: number;
  readonly kept: number;
  /** Kept of copied in the same round: the middle one, the least and the most. */
  readonly ratio: number;
  readonly ratios: { readonly least: number; readonly most: number };
}

/** What one read of a socket gives. */
const PIECE = 64 * 1024;
const MEGABYTE = 1024 * 1024;

export interface FilesToMeasure {
  /** Sizes, each measured by itself. */
  readonly sizes: readonly number[];
  readonly rounds: number;
}

/** @param folder on the disk that is measured */
export async function measureFiles(folder: string, { sizes, rounds }: FilesToMeasure): Promise<readonly FileFigure[]> {
  const block = randomBytes(8 * MEGABYTE);
  const figures: FileFigure[] = [];
  for (const megabytes of sizes) figures.push(await measureSize(folder, { block, megabytes }, rounds));
  return figures;
}

/** One after the other in each round, the first one in turns, so that both meet the same disk. */
async function measureSize(folder: string, source: Source, rounds: number): Promise<FileFigure> {
  const { megabytes } = source;
  const place = mkdtempSync(join(folder, 'files-'));
  const copied: number[] = [];
  const kept: number[] = [];
  const copy = async (round: number): Promise<void> => {
    const { seconds } = await secondsOf(() => copyPlainly(join(place, `copy-${round}`), source));
    copied.push(megabytes / seconds);
    rmSync(join(place, `copy-${round}`));
  };
  const store = openDiskStore(join(place, 'kept'));
  const seal = async (): Promise<void> => {
    const { seconds, gave } = await secondsOf(() => keep(store, source));
    kept.push(megabytes / seconds);
    await store.remove(gave);
  };
  try {
    // The folders of an installation are there, but for the first file.
    await store.remove(await keep(store, { ...source, megabytes: 1 }));
    for (let round = 0; round < rounds; round += 1) {
      for (const work of round % 2 === 0 ? [copy, seal] : [seal, copy]) await work(round);
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  const each = kept.map((speed, round) => speed / (copied[round] ?? Number.NaN));
  const ratios = { least: Math.min(...each), most: Math.max(...each) };
  return { megabytes, rounds, copied: median(copied), kept: median(kept), ratio: median(each), ratios };
}

async function secondsOf<T>(work: () => Promise<T>): Promise<{ readonly seconds: number; readonly gave: T }> {
  const started = performance.now();
  const gave = await work();
  return { seconds: (performance.now() - started) / 1000, gave };
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

async function keep(store: ObjectStore, source: Source): Promise<ObjectName> {
  const place = { tenant: 1, file: randomUUID(), size: source.megabytes * MEGABYTE };
  const base = { ...place, bytes: sealedSize(place.size) };
  const arriving: Arriving = { ...base, upload: await store.begin(base), parts: [] };
  const sealer = partSealer(fileKey(randomBytes(32), place.file), place, { from: 0, rolling: fromTheStart() });
  let cipher = '';
  const writer = partsInFlight({
    put: ({ number, sealed }) => store.putPart(arriving, number, sealed),
    count: async () => true,
    holdsBack: false,
  });
  for (const piece of piecesOf(source)) {
    // A piece of a line comes in a turn of its own, in which what is being written goes on.
    await nextTurn();
    for (const part of sealer.take(piece)) {
      await writer.put(part);
      cipher = part.rolling?.cipher.digest('hex') ?? '';
    }
  }
  await writer.end();
  await store.close(arriving);
  await store.settle(arriving, cipher);
  return { tenant: place.tenant, cipher };
}
