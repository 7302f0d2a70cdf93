// The plain bytes of a file that is stored sealed, and its hashes where nobody has them any more. What cannot be opened is an error
// and never bytes.
import { createHash } from 'node:crypto';
import { cutTo, type Bytes } from './bytes.ts';
import { fileKey, openRange, sealedSize, type FilePlace, type ReadSealed } from './file-seal.ts';

/** A file that is stored, with what opens it. */
export interface SealedFile {
  readonly place: FilePlace;
  /** Of its document; 32 bytes. */
  readonly documentKey: Buffer;
  readonly read: ReadSealed;
}

export function bytesOfSealed({ place, documentKey, read }: SealedFile): Bytes {
  const key = fileKey(documentKey, place.file);
  return {
    size: place.size,
    read: async (start, length) => {
      const range = cutTo(place.size, start, length);
      const frames: Buffer[] = [];
      for await (const frame of openRange(key, place, { read, ...range })) frames.push(frame);
      return frames.length === 1 ? (frames[0] ?? Buffer.alloc(0)) : Buffer.concat(frames);
    },
  };
}

/** The same, one piece after the other, for whoever sends them on. */
export function streamOfSealed(
  { place, documentKey, read }: SealedFile,
  range: { readonly start: number; readonly length: number },
): AsyncGenerator<Buffer> {
  return openRange(fileKey(documentKey, place.file), place, { read, ...cutTo(place.size, range.start, range.length) });
}

export interface FileHashes {
  /** SHA-256 of the plain bytes, hexadecimal. */
  readonly content: string;
  /** SHA-256 of the sealed bytes, hexadecimal. */
  readonly cipher: string;
}

/** Reads all of a file and says its hashes. @throws Corrupt where it cannot be opened */
export async function hashesOfSealed({ place, documentKey, read }: SealedFile): Promise<FileHashes> {
  const content = createHash('sha256');
  const cipher = createHash('sha256');
  let hashed = 0;
  const hashing: ReadSealed = async (start, length) => {
    const sealed = await read(start, length);
    // Frames are asked for in their order, each once.
    hashed += sealed.length;
    cipher.update(sealed);
    return sealed;
  };
  const whole = { read: hashing, start: 0, length: place.size };
  for await (const plain of openRange(fileKey(documentKey, place.file), place, whole)) content.update(plain);
  if (hashed !== sealedSize(place.size)) throw new Error('Not all of a file was read.');
  return { content: content.digest('hex'), cipher: cipher.digest('hex') };
}
