// What is read out of a bag that was found whole: secrets, and files as they were stored. It knows neither what they are nor whose.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { openStream } from '../backup/sealed-stream.ts';
import type { ObjectName, ObjectStore } from '../files/object-store.ts';

/** @throws SealBroken for another key, or for what was changed */
export async function readSealedJson(folder: string, file: string, key: Buffer): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of openStream(key, createReadStream(join(folder, 'data', file)))) chunks.push(chunk);
  const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  return value;
}

/** @param path of the bytes as they were stored */
export async function bringFrom(files: ObjectStore, object: ObjectName, path: string): Promise<void> {
  // A stream without an encoding gives buffers.
  await files.bring(object, createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>);
}
