// Draws the pages of a file in a process of its own, which may neither run long, nor fill the memory, nor write, nor
// start anything, and knows nothing of this one: files come from strangers. Knows no case and no PDF.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Readable } from 'node:stream';
import { type Bytes, piecesOf } from '../files/bytes.ts';
import { PAGES_STREAM } from './pages-stream.ts';
import { frame, messagesOf } from './frames.ts';
import type { DrawnPage, DrawRefusal, DrawRequest, PageFacts } from './shapes.ts';

export interface DrawBounds {
  /** Bytes of the file. */
  readonly bytes: number;
  /** Memory of the process, in MiB. */
  readonly memoryMb: number;
  /** What one page may take, and the opening of the file; in milliseconds. */
  readonly pageMs: number;
  /** What all of it may take, in milliseconds. */
  readonly allMs: number;
}

export const DRAW_BOUNDS: DrawBounds = { bytes: 256 * 2 ** 20, memoryMb: 2048, pageMs: 60_000, allMs: 1_800_000 };

/** Where the program of that process is, once `server/src/main-drawing.ts` has been built. */
const PROGRAM = fileURLToPath(new URL('../../build/main-drawing.mjs', import.meta.url));
const LOOK_MS = 200;

/**
 * @param onPage is waited for; pages come in their order
 * @returns why it stopped, or null when every page came
 * @throws when the program of the process has not been built, or `onPage` throws
 */
export async function drawPages(
  bytes: Bytes,
  request: DrawRequest & { readonly bounds?: DrawBounds },
  onPage: (page: DrawnPage) => Promise<void> | void,
): Promise<DrawRefusal | null> {
  const { bounds = DRAW_BOUNDS, ...asked } = request;
  if (bytes.size > bounds.bytes) return 'too-large';
  const watched = watch(start(bounds), bounds);
  const { child } = watched;
  try {
    const sent = send(child, asked, bytes);
    const pages = child.stdio[PAGES_STREAM] as Readable; // a pipe, as asked for when it was started
    for await (const { words, bytes: pixels } of messagesOf(pages)) {
      watched.moved();
      const ended = endOf(words);
      if (ended !== undefined) {
        await sent;
        return ended;
      }
      // The process writes nothing else there, from a value of this type.
      await onPage({ ...(words as PageFacts), pixels });
    }
    return watched.stopped() ?? 'unreadable';
  } catch (thrown) {
    const stopped = watched.stopped();
    if (stopped === null) throw thrown;
    return stopped;
  } finally {
    watched.end();
  }
}

function start(bounds: DrawBounds): ChildProcess {
  if (!existsSync(PROGRAM))
    throw new Error('The program that draws pages has not been built: server/src/main-drawing.ts.');
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const may = [permission, '--allow-addons', `--allow-fs-read=${root}`];
  const heap = `--max-old-space-size=${Math.floor(bounds.memoryMb / 2)}`;
  return spawn(process.execPath, ['--no-warnings', heap, ...may, PROGRAM], {
    // Nothing of our surroundings: no secrets, and no words that would change what the process does.
    env: {},
    cwd: root,
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
  });
}

async function send(child: ChildProcess, request: DrawRequest, bytes: Bytes): Promise<void> {
  const input = child.stdin;
  if (input === null) return;
  // A process that ended early reads no more: why is known from elsewhere.
  input.on('error', () => undefined);
  const pieces: Buffer[] = [];
  for await (const piece of piecesOf(bytes)) pieces.push(Buffer.from(piece));
  for (const part of frame(request, Buffer.concat(pieces))) input.write(part);
  input.end();
}

interface Watched {
  readonly child: ChildProcess;
  /** Says that a page came. */
  readonly moved: () => void;
  /** Why it was stopped from here; null where it was not. */
  readonly stopped: () => DrawRefusal | null;
  readonly end: () => void;
}

function watch(child: ChildProcess, bounds: DrawBounds): Watched {
  const begun = performance.now();
  let since = begun;
  let why: DrawRefusal | null = null;
  const stop = (reason: DrawRefusal): void => {
    why ??= reason;
    child.kill('SIGKILL');
  };
  child.on('error', () => stop('unreadable'));
  // A heap that is full ends the process by a signal of its own.
  child.on('exit', (_code, signal) => {
    if (signal === 'SIGABRT') why ??= 'took-too-much-memory';
  });
  const timer = setInterval(() => {
    const now = performance.now();
    if (now - since > bounds.pageMs || now - begun > bounds.allMs) stop('took-too-long');
    else if (memoryMb(child.pid) > bounds.memoryMb) stop('took-too-much-memory');
  }, LOOK_MS);
  return {
    child,
    moved: () => void (since = performance.now()),
    stopped: () => why,
    end: () => {
      clearInterval(timer);
      child.kill('SIGKILL');
    },
  };
}

/** What it holds, also outside its heap, where the system says so; nought elsewhere, and then only its heap is bounded. */
function memoryMb(pid: number | undefined): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid ?? 0}/statm`, 'latin1').split(' ')[1]);
    return (pages * 4096) / 2 ** 20;
  } catch {
    return 0;
  }
}

/** `undefined` for a page; else how it ended. */
function endOf(words: unknown): DrawRefusal | null | undefined {
  if (typeof words !== 'object' || words === null || !('ended' in words) || !('refusal' in words)) return undefined;
  // The process writes nothing else there, from a value of this type.
  return words.refusal as DrawRefusal | null;
}
