// What a backup holds, as a stream of frames: for each table and agency its name, its lines as COPY gave them, and its end.
// Knows neither database nor encryption.
import type { TablePart } from '../store/whole-database.ts';
import { byteReader } from './sealed-stream.ts';

const PART = 1;
const LINES = 2;
const END_OF_PART = 3;
const END = 4;
const FRAME_MOST = 256 * 1024 * 1024;

/** The frames are not those of a backup; only a bug or a mixed-up file gets past the seal with them. */
export class FramesBroken extends Error {
  override readonly name = 'FramesBroken';
}

/** @param linesOf the lines of one part */
export async function* framesOf(
  parts: readonly TablePart[],
  linesOf: (part: TablePart) => AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  for (const part of parts) {
    yield frame(PART, Buffer.from(JSON.stringify(part)));
    for await (const lines of linesOf(part)) yield frame(LINES, lines);
    yield frame(END_OF_PART, Buffer.alloc(0));
  }
  yield frame(END, Buffer.alloc(0));
}

/** Gives each part with its lines to `put`, which must read them to their end. */
export async function readFrames(
  source: AsyncIterable<Buffer>,
  put: (part: TablePart, lines: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  const reader = byteReader(source);
  async function next(): Promise<{ readonly kind: number; readonly body: Buffer }> {
    const head = await reader.take(5);
    const length = head?.readUInt32BE(1) ?? 0;
    const body = head === null || length > FRAME_MOST ? null : await reader.take(length);
    if (head === null || body === null) throw new FramesBroken('The backup ends in the middle.');
    return { kind: head[0] ?? 0, body };
  }
  async function* lines(): AsyncGenerator<Buffer> {
    for (;;) {
      const { kind, body } = await next();
      if (kind === END_OF_PART) return;
      if (kind !== LINES) throw new FramesBroken('The backup has a form that this program does not know.');
      yield body;
    }
  }
  for (;;) {
    const { kind, body } = await next();
    if (kind === END) {
      // Reads the seal of the end as well.
      if ((await reader.take(1)) !== null) throw new FramesBroken('The backup goes on after its end.');
      return;
    }
    if (kind !== PART) throw new FramesBroken('The backup has a form that this program does not know.');
    // Its seal has just been checked, and only `framesOf` writes it.
    await put(JSON.parse(body.toString('utf8')) as TablePart, lines());
  }
}

function frame(kind: number, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(kind, 0);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}
