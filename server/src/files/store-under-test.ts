// Made-up files, sealed, and how they are put into a store: for tests.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { fileKey, sealedSize } from './file-seal.ts';
import type { Arriving, FoundObject, ObjectStore } from './object-store.ts';
import { fromTheStart, partSealer, type SealedPart } from './part-sealer.ts';
import { bytesOfSealed } from './sealed-bytes.ts';

const key = randomBytes(32);

/** A file that was made up, and sealed. */
export interface Made {
  readonly plain: Buffer;
  readonly parts: readonly SealedPart[];
  readonly place: { readonly tenant: number; readonly file: string; readonly size: number };
  readonly bytes: number;
  readonly cipher: string;
}

export function make(size: number): Made {
  const plain = randomBytes(size);
  const place = { tenant: 7, file: randomUUID(), size };
  const parts = [...partSealer(fileKey(key, place.file), place, { from: 0, rolling: fromTheStart() }).take(plain)];
  const cipher = createHash('sha256')
    .update(Buffer.concat(parts.map(({ sealed }) => sealed)))
    .digest('hex');
  return { plain, parts, place, bytes: sealedSize(size), cipher };
}

export async function begin(store: ObjectStore, made: Made): Promise<Arriving> {
  const key = { ...made.place, bytes: made.bytes };
  return { ...key, upload: await store.begin(key), parts: [] };
}

export async function put(store: ObjectStore, made: Made): Promise<Arriving> {
  let arriving = await begin(store, made);
  for (const { number, sealed } of made.parts) {
    const tag = await store.putPart(arriving, number, sealed);
    arriving = { ...arriving, parts: [...arriving.parts, tag] };
  }
  return arriving;
}

export async function settle(store: ObjectStore, made: Made): Promise<void> {
  const arriving = await put(store, made);
  await store.close(arriving);
  await store.settle(arriving, made.cipher);
}

export function openObject(store: ObjectStore, made: Made): Promise<Buffer> {
  const read = (start: number, length: number) => store.read({ tenant: 7, cipher: made.cipher }, start, length);
  return bytesOfSealed({ place: made.place, documentKey: key, read }).read(0, made.place.size);
}

export async function found(store: ObjectStore): Promise<readonly FoundObject[]> {
  const all: FoundObject[] = [];
  for await (const each of store.list(null)) all.push(each);
  return all;
}
