// The inside of a reader process: it reads one paper, whose bytes it asks for over its pipes, answers and ends. Libraries in it read
// hostile bytes, so it is given nothing else: no environment, no files but its own program, no other program, no network.
import { syncBuiltinESMExports } from 'node:module';
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
import type { Bytes } from '../files/bytes.ts';
import { cutTo } from '../files/bytes.ts';
import { FRAME, frameOf, frameTaker, jsonFrame, type Frame } from './frames.ts';
import { PaperError, type PaperTask } from './paper.ts';
import { loadPdfLibrary } from './pdf-text.ts';
import { readMail, readText } from './read-paper.ts';

/** Of a range that is asked for at once. */
export const READ_BYTES = 4 * 2 ** 20;

type Say = (frame: Buffer, said?: () => void) => void;

/** Serves one question over standard input and output, then ends the process. */
export function serveReader(): void {
  const say = takeOutput();
  closeNetwork();
  const waiting: ((piece: Buffer) => void)[] = [];
  const take = frameTaker(READ_BYTES + 1, ({ kind, payload }: Frame) => {
    if (kind === FRAME.bytes) waiting.shift()?.(payload);
    if (kind === FRAME.warm) void loadPdfLibrary();
    // The server made it from a task.
    if (kind === FRAME.task) void serve(JSON.parse(payload.toString('utf8')) as PaperTask);
  });
  const serve = async (task: PaperTask): Promise<void> => {
    const ask = (start: number, length: number): Promise<Buffer> =>
      new Promise((resolve) => {
        waiting.push(resolve);
        say(jsonFrame(FRAME.read, { start, length }));
      });
    // A pipe takes what it can; the rest goes before the end.
    say(jsonFrame(FRAME.answer, await answer(bytesBy(task.size, ask), { task, say })), () => process.exit(0));
  };
  process.stdin.on('data', take);
  // Whoever asked is gone.
  process.stdin.on('end', () => process.exit(0));
}

async function answer(bytes: Bytes, { task, say }: { readonly task: PaperTask; readonly say: Say }): Promise<unknown> {
  try {
    if (task.ask === 'text') return await readText(bytes, task);
    const { attachments, ...mail } = await readMail(bytes, task);
    for (const each of attachments) say(frameOf(FRAME.attachment, each.bytes));
    return { ...mail, attachments: attachments.map(({ name, mediaType }) => ({ name, mediaType })) };
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof PaperError ? error.reason : 'damaged' };
  }
}

function bytesBy(size: number, ask: (start: number, length: number) => Promise<Buffer>): Bytes {
  return {
    size,
    read: async (start, wanted) => {
      const range = cutTo(size, start, wanted);
      const pieces: Buffer[] = [];
      for (let at = 0; at < range.length; at += READ_BYTES)
        pieces.push(await ask(range.start + at, Math.min(READ_BYTES, range.length - at)));
      const [first] = pieces;
      return pieces.length === 1 && first !== undefined ? first : Buffer.concat(pieces);
    },
  };
}

/** Standard output belongs to frames; whatever a library prints goes nowhere. */
function takeOutput(): Say {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true;
  return (frame, said) => void write(frame, said);
}

/** Nothing here needs it. It keeps a library from looking something up; it is no wall against whoever has taken the process over. */
function closeNetwork(): void {
  const refuse = (): never => {
    throw new Error('A reader of papers has no network.');
  };
  net.Socket.prototype.connect = refuse;
  net.Server.prototype.listen = refuse;
  Object.assign(dns, { lookup: refuse, resolve: refuse });
  Object.assign(dgram, { createSocket: refuse });
  Object.assign(globalThis, { fetch: refuse, WebSocket: undefined, EventSource: undefined });
  syncBuiltinESMExports();
}
