// How the bytes of a file are sealed, so that what was changed, cut off, reordered or put together of two files is noticed
// wherever reading begins, and any range can be read without the rest. Knows no store and no table.
//
// The form (algorithm 1): frames of 64 KiB of the plain bytes, the last one shorter. A frame is stored as 12 bytes of a random
// nonce, the ciphertext of AES-256-GCM, and 16 bytes of its tag. The key of a file is HKDF-SHA-256 (RFC 5869) of the key of its
// document with the id of the file as salt. Each frame is bound to the agency, the file, its number, and whether it is the last.
// The nonce is random because an append that was cut off is sent again, perhaps with other bytes, at the same place: a nonce that
// followed from the place would be used twice under one key.
import { createCipheriv, createDecipheriv, hkdfSync, randomFillSync } from 'node:crypto';
import { Corrupt } from '../errors.ts';

export const FILE_ALGORITHM = 1;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Plain bytes of a frame. */
export const FRAME_BYTES = 64 * 1024;
const SEALED_FRAME_BYTES = NONCE_BYTES + FRAME_BYTES + TAG_BYTES;
const FRAMES_IN_PART = 128;
/** Plain bytes of a part: what is written durably at once, and where an upload that was cut off goes on. */
export const PART_BYTES = FRAMES_IN_PART * FRAME_BYTES;
export const SEALED_PART_BYTES = FRAMES_IN_PART * SEALED_FRAME_BYTES;

/** What a file is bound to; not to its case, so that filing it there wraps a key anew and moves no bytes. */
export interface FilePlace {
  readonly tenant: number;
  /** Id of the file. */
  readonly file: string;
  /** Plain bytes in all. */
  readonly size: number;
}

/** @param documentKey 32 bytes @returns the key of one file of that document */
export function fileKey(documentKey: Buffer, file: string): Buffer {
  return Buffer.from(hkdfSync('sha256', documentKey, file, 'casewright/1/file', 32));
}

/** Bytes that a file of this size takes when it is sealed. */
export function sealedSize(size: number): number {
  return size + framesOf(size) * (NONCE_BYTES + TAG_BYTES);
}

function framesOf(size: number): number {
  return Math.ceil(size / FRAME_BYTES);
}

/** Where the sealed bytes of a frame stand. */
function placeOfFrame(size: number, frame: number): { readonly start: number; readonly length: number } {
  const plain = Math.min(FRAME_BYTES, size - frame * FRAME_BYTES);
  return { start: frame * SEALED_FRAME_BYTES, length: plain + NONCE_BYTES + TAG_BYTES };
}

const nonces = Buffer.alloc(NONCE_BYTES * 512);
let noncesUsed = nonces.length;

function takeNonce(): Buffer {
  if (noncesUsed === nonces.length) {
    randomFillSync(nonces);
    noncesUsed = 0;
  }
  noncesUsed += NONCE_BYTES;
  return nonces.subarray(noncesUsed - NONCE_BYTES, noncesUsed);
}

export interface FrameToSeal {
  readonly place: Omit<FilePlace, 'size'>;
  /** Its number, from nought. */
  readonly frame: number;
  readonly isLast: boolean;
  readonly plain: Buffer;
}

/** Seals one frame into `into` at `at`. @returns how many bytes were written there */
export function sealFrame(
  key: Buffer,
  { place, frame, isLast, plain }: FrameToSeal,
  { into, at }: { readonly into: Buffer; readonly at: number },
): number {
  const nonce = takeNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(binding(place, frame, isLast));
  let end = at + nonce.copy(into, at);
  end += cipher.update(plain).copy(into, end);
  cipher.final();
  return end + cipher.getAuthTag().copy(into, end) - at;
}

function openFrame(
  key: Buffer,
  place: FilePlace,
  { frame, sealed }: { readonly frame: number; readonly sealed: Buffer },
): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(binding(place, frame, frame === framesOf(place.size) - 1));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const plain = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
  try {
    decipher.final();
  } catch (error) {
    throw new Corrupt(`The stored bytes of file ${place.file} are not those that were sealed.`, { cause: error });
  }
  return plain;
}

function binding({ tenant, file }: Omit<FilePlace, 'size'>, frame: number, isLast: boolean): Buffer {
  return Buffer.from(`casewright/1/file|${tenant}|${file}|${frame}|${isLast ? 'last' : 'more'}`);
}

/** Reads sealed bytes; gives fewer only at their end. */
export type ReadSealed = (start: number, length: number) => Promise<Buffer>;

/** Most sealed bytes that are asked of a store at once. */
const READ_FRAMES = 16;

/**
 * Plain bytes of a range, frame by frame. Nothing of a frame is given on before its tag was found right.
 * @param start in bytes, `start + length` at most the size
 * @throws Corrupt at the first frame that is not as it was sealed, or is missing
 */
export async function* openRange(
  key: Buffer,
  place: FilePlace,
  { read, start, length }: { readonly read: ReadSealed; readonly start: number; readonly length: number },
): AsyncGenerator<Buffer> {
  if (length === 0) return;
  const end = start + length;
  const lastFrame = Math.floor((end - 1) / FRAME_BYTES);
  for (let frame = Math.floor(start / FRAME_BYTES); frame <= lastFrame; frame += READ_FRAMES) {
    const until = Math.min(frame + READ_FRAMES - 1, lastFrame);
    const from = placeOfFrame(place.size, frame).start;
    const last = placeOfFrame(place.size, until);
    const sealed = await read(from, last.start + last.length - from);
    if (sealed.length !== last.start + last.length - from)
      throw new Corrupt(`The stored bytes of file ${place.file} are cut off.`);
    for (let each = frame; each <= until; each += 1) {
      const at = placeOfFrame(place.size, each);
      const plain = openFrame(key, place, {
        frame: each,
        sealed: sealed.subarray(at.start - from, at.start - from + at.length),
      });
      const offset = each * FRAME_BYTES;
      yield plain.subarray(Math.max(0, start - offset), Math.min(plain.length, end - offset));
    }
  }
}
