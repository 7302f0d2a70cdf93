// Text without a format, in whatever encoding: what a mark at its beginning says, else UTF-8 where it is that, else UTF-16 by its
// zeros, else the Windows page of Western Europe, in which every byte is something. Runs in a reader process.
import { TextDecoder } from 'node:util';
import type { Bytes } from '../files/bytes.ts';
import { makePages } from './pages.ts';
import { PaperError, type PaperTask, type PaperText } from './paper.ts';

export async function plainText(bytes: Bytes, task: PaperTask): Promise<PaperText> {
  const pages = makePages(task.limits, task.firstPages);
  // A page ends at a form feed, as printers have it.
  for (const page of decodeText(await wholeOf(bytes, task), charsetOf(task.mediaType)).split('\f'))
    if (!pages.add(page)) break;
  return pages.made();
}

/** @throws PaperError `size` */
export async function wholeOf(bytes: Bytes, { limits }: Pick<PaperTask, 'limits'>): Promise<Buffer> {
  if (bytes.size > limits.wholeBytes) throw new PaperError('size');
  return bytes.read(0, bytes.size);
}

/** @param said the encoding that something else said; it counts where there is no mark and the bytes are not UTF-8 */
export function decodeText(bytes: Buffer, said: string | null = null): string {
  const marked = markOf(bytes);
  if (marked !== null) return new TextDecoder(marked).decode(bytes);
  const guessed = guessOf(bytes);
  if (guessed !== null) return new TextDecoder(guessed).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decoderOf(said).decode(bytes);
  }
}

/** What a media type says after its semicolon. */
export function charsetOf(mediaType: string): string | null {
  return /;\s*charset="?([\w.:-]{1,40})/i.exec(mediaType)?.[1] ?? null;
}

function decoderOf(label: string | null): TextDecoder {
  try {
    return new TextDecoder(label ?? 'windows-1252');
  } catch {
    return new TextDecoder('windows-1252');
  }
}

function markOf(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

const LOOKED_AT = 4_096;

/** Letters of most scripts of Europe have a zero in UTF-16, always on the same side; text in bytes has none. */
function guessOf(bytes: Buffer): string | null {
  const looked = bytes.subarray(0, LOOKED_AT);
  const zeros = [0, 0];
  for (const [at, byte] of looked.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = looked.length / 8;
  if (odd > many && even < odd / 16) return 'utf-16le';
  return even > many && odd < even / 16 ? 'utf-16be' : null;
}
