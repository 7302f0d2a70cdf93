// The door of this room: text and mail of files, each read in a bounded process. It believes nothing of what such a process answers:
// every member is looked at before it is handed on.
import type { Bytes } from '../files/bytes.ts';
import { mailFrom, textFrom } from './believe.ts';
import type { MailAnswer } from './mail.ts';
import { PAPER_LIMITS, type PaperLimits, type PaperTask, type PaperText, type Unreadable } from './paper.ts';
import { isPicture, pictureText, type PictureReader } from './picture-text.ts';
import { essenceOf } from './essence.ts';
import {
  runReader,
  startReader,
  stopReader,
  warmReader,
  type ReaderOutcome,
  type ReaderProgram,
  type WaitingReader,
} from './run-reader.ts';

export interface PapersOptions {
  readonly program: ReaderProgram;
  /** Null: the text of pictures is not read. */
  readonly pictures: PictureReader | null;
  /** Keeps one process ready for the next PDF, so that a first page is there at once. */
  readonly keepsOneReady?: boolean;
  /** Processes at once; who comes after waits. */
  readonly atOnce?: number;
}

export interface Asked {
  readonly limits?: Partial<PaperLimits>;
  readonly signal?: AbortSignal;
  /** Only so many pages from the first. */
  readonly firstPages?: number;
}

export interface Papers {
  /** @param mediaType as the gate judged it */
  readonly textOf: (bytes: Bytes, mediaType: string, asked?: Asked) => Promise<PaperText | Unreadable>;
  readonly mailOf: (bytes: Bytes, mediaType: string, asked?: Asked) => Promise<MailAnswer>;
  /** Resolves when a process is ready for a PDF; at once where none is kept. */
  readonly close: () => void;
}

const AT_ONCE = 2;

export function openPapers(options: PapersOptions): Papers {
  const turns = takeTurns(options.atOnce ?? AT_ONCE);
  const ready = keepReady(options);
  const read = (bytes: Bytes, task: PaperTask, signal: AbortSignal | undefined): Promise<ReaderOutcome> =>
    turns(() => {
      if (signal?.aborted === true) return Promise.resolve({ kind: 'unreadable', reason: 'stopped' });
      const reader = ready.take(task) ?? startReader(options.program, task.limits);
      const outcome = runReader(reader, { task, bytes, signal });
      ready.refill();
      return outcome;
    });
  const taskOf = (ask: PaperTask['ask'], { size }: Bytes, of: { mediaType: string; asked: Asked }): PaperTask => ({
    ...{ ask, size, mediaType: of.mediaType, firstPages: of.asked.firstPages ?? null },
    limits: { ...PAPER_LIMITS, ...of.asked.limits },
    characterMaps: options.program.characterMaps,
  });
  ready.refill();
  return {
    async textOf(bytes, mediaType, asked = {}) {
      const task = taskOf('text', bytes, { mediaType, asked });
      const { signal } = asked;
      if (!isPicture(essenceOf(mediaType))) return textFrom(await read(bytes, task, signal));
      if (options.pictures === null) return { kind: 'unreadable', reason: 'no-picture-reader' };
      const { pictures } = options;
      return turns(() => pictureText(pictures, { bytes, limits: task.limits, signal }));
    },
    async mailOf(bytes, mediaType, asked = {}) {
      return mailFrom(await read(bytes, taskOf('mail', bytes, { mediaType, asked }), asked.signal));
    },
    close: () => ready.close(),
  };
}

interface Ready {
  readonly take: (task: PaperTask) => WaitingReader | null;
  readonly refill: () => void;
  readonly close: () => void;
}

/** A process reads one paper, so that nothing of it is left for the next; to be quick, the next is started before it is asked. */
function keepReady({ keepsOneReady = false, program }: PapersOptions): Ready {
  let waiting: WaitingReader | null = null;
  let isClosed = false;
  return {
    take(task) {
      const isUsual = task.limits.heapMb === PAPER_LIMITS.heapMb && essenceOf(task.mediaType) === 'application/pdf';
      if (!isUsual || waiting === null || waiting.child.exitCode !== null || waiting.child.signalCode !== null)
        return null;
      const taken = waiting;
      waiting = null;
      return taken;
    },
    refill() {
      if (!keepsOneReady || isClosed || waiting !== null) return;
      waiting = startReader(program, PAPER_LIMITS);
      waiting.child.unref();
      warmReader(waiting);
    },
    close() {
      isClosed = true;
      if (waiting !== null) stopReader(waiting);
      waiting = null;
    },
  };
}

function takeTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const queue: (() => void)[] = [];
  let busy = 0;
  return async (work) => {
    if (busy >= most) await new Promise<void>((resolve) => queue.push(resolve));
    else busy += 1;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next === undefined) busy -= 1;
      else next();
    }
  };
}
