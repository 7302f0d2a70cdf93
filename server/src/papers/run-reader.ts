// Starts a reader process for one paper, feeds it the ranges that it asks for, and ends it: when it has answered, at its time, at its
// memory, when it says too much, or when nobody waits any more. Whatever becomes of it, the server goes on.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { cutTo, type Bytes } from '../files/bytes.ts';
import { FRAME, frameOf, frameTaker, jsonFrame, type Frame } from './frames.ts';
import type { PaperLimits, PaperTask, UnreadableReason } from './paper.ts';

export interface ReaderProgram {
  /** The bundle of `main-papers.ts`. */
  readonly path: string;
  /** The folder of character maps of the PDF library. */
  readonly characterMaps: string;
}

export interface ReaderJob {
  readonly task: PaperTask;
  readonly bytes: Bytes;
  readonly signal?: AbortSignal | undefined;
}

export type ReaderOutcome =
  | { readonly kind: 'answer'; readonly answer: unknown; readonly attachments: readonly Buffer[] }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason };

/** A process that has started and waits for its task. */
export interface WaitingReader {
  readonly child: ChildProcess;
}

/** How often the memory of a reader is looked at. */
const WATCH_MS = 40;
const READ_BYTES = 4 * 2 ** 20;

export function startReader({ path, characterMaps }: ReaderProgram, { heapMb }: PaperLimits): WaitingReader {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const own = [path, `${characterMaps}*`].map((each) => `--allow-fs-read=${each}`);
  const child = spawn(
    process.execPath,
    [permission, ...own, `--max-old-space-size=${heapMb}`, '--disallow-code-generation-from-strings', path],
    // None of our environment: keys and passwords are in there.
    { cwd: dirname(path), env: {}, stdio: ['pipe', 'pipe', 'ignore'] },
  );
  // It may end before it has read everything; its end says so.
  child.stdin?.on('error', () => {});
  child.on('error', () => {});
  return { child };
}

/** Has it load what reads PDFs before it is asked. */
export function warmReader({ child }: WaitingReader): void {
  child.stdin?.write(frameOf(FRAME.warm, Buffer.alloc(0)));
}

export function stopReader({ child }: WaitingReader): void {
  child.kill('SIGKILL');
}

/** Never rejects: what goes wrong is a reason. The process has ended, or was told to, when it resolves. */
export function runReader({ child }: WaitingReader, job: ReaderJob): Promise<ReaderOutcome> {
  const { limits } = job.task;
  return new Promise((resolve) => {
    let isOver = false;
    const end = (outcome: ReaderOutcome): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      clearInterval(watch);
      job.signal?.removeEventListener('abort', stop);
      child.kill('SIGKILL');
      resolve(outcome);
    };
    const fail = (reason: UnreadableReason): void => end({ kind: 'unreadable', reason });
    const stop = (): void => fail('stopped');
    const timer = setTimeout(() => fail('time'), limits.timeMs);
    const watch = setInterval(
      () => void isTooLarge(child.pid, limits.memoryMb).then((is) => is && fail('memory')),
      WATCH_MS,
    );
    job.signal?.addEventListener('abort', stop, { once: true });
    if (job.signal?.aborted === true) return stop();
    const hear = hearing(child, job, { end, fail });
    let heard = 0;
    child.stdout?.on('data', (piece: Buffer) => {
      heard += piece.length;
      if (heard > limits.outputBytes) fail('size');
      else if (!hear(piece)) fail('ended');
    });
    // V8 aborts where its heap is full.
    child.on('close', (code, signal) => fail(signal === 'SIGABRT' || code === 134 ? 'memory' : 'ended'));
    child.on('error', () => fail('ended'));
    child.stdin?.write(jsonFrame(FRAME.task, job.task));
  });
}

interface Ends {
  readonly end: (outcome: ReaderOutcome) => void;
  readonly fail: (reason: UnreadableReason) => void;
}

/** Ranges are answered one after the other, in the order in which they were asked for. */
function hearing(child: ChildProcess, { task, bytes }: ReaderJob, { end, fail }: Ends): (piece: Buffer) => boolean {
  const attachments: Buffer[] = [];
  let reading = Promise.resolve();
  let waiting = 0;
  return frameTaker(task.limits.outputBytes, ({ kind, payload }: Frame) => {
    if (kind === FRAME.attachment) attachments.push(payload);
    else if (kind === FRAME.answer) {
      const answer = parsed(payload);
      if (answer === undefined) fail('ended');
      else end({ kind: 'answer', answer, attachments });
    } else {
      const range = kind === FRAME.read ? rangeOf(payload, bytes.size) : null;
      waiting += 1;
      if (range === null || waiting > RANGES_MOST) return fail('ended');
      reading = reading
        .then(() => bytes.read(range.start, range.length))
        .then((piece) => {
          waiting -= 1;
          child.stdin?.write(frameOf(FRAME.bytes, piece));
        })
        // The paper itself could not be read: not the paper's fault, but there is no text.
        .catch(() => fail('ended'));
    }
  });
}

/** Ranges that a reader may ask for before it has had the first. */
const RANGES_MOST = 10_000;

function parsed(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}

function rangeOf(payload: Buffer, size: number): { readonly start: number; readonly length: number } | null {
  const asked = parsed(payload);
  if (typeof asked !== 'object' || asked === null || !('start' in asked) || !('length' in asked)) return null;
  const { start, length } = asked;
  if (typeof start !== 'number' || typeof length !== 'number' || length > READ_BYTES) return null;
  try {
    return cutTo(size, start, length);
  } catch {
    return null;
  }
}

/** Linux says of each process what it really holds; elsewhere the bound of V8's heap and those inside the reader must do. */
async function isTooLarge(pid: number | undefined, mostMb: number): Promise<boolean> {
  if (pid === undefined || process.platform !== 'linux') return false;
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
    return kilobytes !== undefined && Number(kilobytes) > mostMb * 1_024;
  } catch {
    return false;
  }
}
