// The text of pictures by tesseract, where the operator has it and named it. A process of its own for each picture, killed at its time
// or when it says too much; it is told nothing but the picture and the languages.
import { spawn } from 'node:child_process';
import { piecesOf, type Bytes } from '../files/bytes.ts';
import { makePages } from './pages.ts';
import type { PaperLimits, PaperText, Unreadable, UnreadableReason } from './paper.ts';

export interface PictureReader {
  /** The whole path of tesseract. */
  readonly path: string;
  /** As tesseract names them, with `+` between, e.g. `eng+nld`. */
  readonly languages: string;
}

/** What tesseract reads, through the library that Debian builds it with. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/tiff', 'image/webp', 'image/gif', 'image/bmp']);
/** Of the text of one picture. */
const OUTPUT_BYTES = 4 * 2 ** 20;

export function isPicture(mediaType: string): boolean {
  return PICTURES.has(mediaType);
}

export interface PictureJob {
  readonly bytes: Bytes;
  readonly limits: PaperLimits;
  readonly signal?: AbortSignal | undefined;
}

export async function pictureText(reader: PictureReader, job: PictureJob): Promise<PaperText | Unreadable> {
  if (job.bytes.size > job.limits.wholeBytes) return { kind: 'unreadable', reason: 'size' };
  const read = await ask(reader, job);
  if (typeof read !== 'string') return read;
  const pages = makePages(job.limits, null);
  // A TIFF may have several.
  const texts = read.replace(/\f\s*$/, '').split('\f');
  for (const text of texts) if (!pages.add(text)) break;
  return pages.made();
}

function ask({ path, languages }: PictureReader, job: PictureJob): Promise<string | Unreadable> {
  const { limits, signal } = job;
  return new Promise((resolve) => {
    const child = spawn(path, ['stdin', 'stdout', '-l', languages], {
      // One picture must not take every processor.
      env: { OMP_THREAD_LIMIT: '1' },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const pieces: Buffer[] = [];
    let length = 0;
    const fail = (reason: UnreadableReason): void => {
      settle();
      child.kill('SIGKILL');
      resolve({ kind: 'unreadable', reason });
    };
    const stop = (): void => fail('stopped');
    const timer = setTimeout(() => fail('time'), limits.timeMs);
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    };
    signal?.addEventListener('abort', stop, { once: true });
    child.on('error', () => fail('no-picture-reader'));
    child.stdin.on('error', () => {});
    child.stdout.on('data', (piece: Buffer) => {
      length += piece.length;
      if (length > OUTPUT_BYTES) fail('size');
      else pieces.push(piece);
    });
    child.on('close', (code) => {
      settle();
      resolve(code === 0 ? Buffer.concat(pieces).toString('utf8') : { kind: 'unreadable', reason: 'damaged' });
    });
    feed(job.bytes, child.stdin).catch(() => fail('ended'));
  });
}

async function feed(bytes: Bytes, into: NodeJS.WritableStream): Promise<void> {
  for await (const piece of piecesOf(bytes)) into.write(piece);
  into.end();
}
