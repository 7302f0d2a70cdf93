// A client of ClamAV's daemon (clamd, protocol as in clamd(8)): the file is sent in pieces over a socket of its own, and one
// line comes back. Whatever is not a plain "OK" is not clean: no answer, half an answer, or one that is not understood.
import { connect, type Socket } from 'node:net';
import { piecesOf, type Bytes } from '../files/bytes.ts';

export type ScanOutcome =
  | { readonly outcome: 'clean'; readonly scanner: string }
  /** What was found is named by the scanner; it goes into the log of the operator, never to whoever sent the file. */
  | { readonly outcome: 'found'; readonly scanner: string; readonly signature: string }
  | { readonly outcome: 'too-large' }
  | { readonly outcome: 'unavailable'; readonly why: string; readonly retryAfterS: number };

export interface Scanner {
  readonly scan: (bytes: Bytes, signal?: AbortSignal) => Promise<ScanOutcome>;
  /** Its name and signatures where it answers, else why it does not. */
  readonly health: () => Promise<
    { readonly up: true; readonly version: string } | { readonly up: false; readonly why: string }
  >;
}

export type ScannerAddress = { readonly path: string } | { readonly host: string; readonly port: number };

export interface ScannerOptions {
  readonly address: ScannerAddress;
  /** Longest silence, in milliseconds; clamd says nothing while it looks. */
  readonly silenceMs?: number;
  /** Longest scan of one file, in milliseconds. */
  readonly scanMs?: number;
}

const SILENCE_MS = 60_000;
const SCAN_MS = 300_000;
const PIECE = 256 * 1024;
const MOST_ANSWER = 4_096;
const RETRY_AFTER_S = 120;

/**
 * @param text what `CASEWRIGHT_CLAMAV` says: the whole path of a Unix socket, or `host:port`, with or without `tcp://`
 * @returns the address, or a sentence that says what is wrong
 */
export function readScannerAddress(text: string): ScannerAddress | string {
  const given = text.trim();
  if (given.startsWith('/'))
    return given.length > 100 ? 'The path of a socket has at most 100 characters.' : { path: given };
  const match = /^(?:tcp:\/\/)?(\[[0-9a-f:.]+\]|[\w.-]+):(\d{1,5})$/i.exec(given);
  const port = Number(match?.[2] ?? 0);
  if (match?.[1] === undefined || port < 1 || port > 65_535)
    return 'It must be the whole path of a socket, such as /run/clamav/clamd.ctl, or an address such as 127.0.0.1:3310.';
  return { host: match[1].replace(/^\[|\]$/g, ''), port };
}

export function openScanner({ address, silenceMs = SILENCE_MS, scanMs = SCAN_MS }: ScannerOptions): Scanner {
  const ask = (send: (socket: Socket) => Promise<void>, signal?: AbortSignal): Promise<string> =>
    converse(address, { send, silenceMs, wholeMs: scanMs, ...(signal === undefined ? {} : { signal }) });
  const version = async (): Promise<string> =>
    (await ask((socket) => write(socket, Buffer.from('zVERSION\0')))).slice(0, 200);
  return {
    async scan(bytes, signal) {
      try {
        const scanner = await version();
        if (!scanner.startsWith('ClamAV ')) return gone('It does not answer as ClamAV does.');
        return readAnswer(await ask((socket) => sendFile(socket, bytes), signal), scanner);
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof ReadFailed) throw error.cause;
        return gone(error instanceof Error ? error.message : 'unknown');
      }
    },
    async health() {
      try {
        const answer = await ask((socket) => write(socket, Buffer.from('zPING\0')));
        if (answer !== 'PONG') return { up: false, why: 'It does not answer as ClamAV does.' };
        return { up: true, version: await version() };
      } catch (error) {
        return { up: false, why: error instanceof Error ? error.message : 'unknown' };
      }
    },
  };
}

/** What went wrong with the file and not with the scanner. */
class ReadFailed extends Error {}

function gone(why: string): ScanOutcome {
  return { outcome: 'unavailable', why, retryAfterS: RETRY_AFTER_S };
}

function readAnswer(answer: string, scanner: string): ScanOutcome {
  if (answer === 'stream: OK') return { outcome: 'clean', scanner };
  const found = /^stream: (.+) FOUND$/.exec(answer);
  if (found?.[1] !== undefined) return { outcome: 'found', scanner, signature: found[1] };
  if (/size limit exceeded/i.test(answer)) return { outcome: 'too-large' };
  return gone(answer === '' ? 'It hung up without an answer.' : `It answered: ${answer.slice(0, 200)}`);
}

/** `zINSTREAM`, then each piece with its length before it, then a length of nought. */
async function sendFile(socket: Socket, bytes: Bytes): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'));
  const pieces = piecesOf(bytes, PIECE);
  for (;;) {
    const next = await pieces.next().catch((cause: unknown) => {
      throw new ReadFailed('reading the file failed', { cause });
    });
    if (next.done === true) break;
    // It hangs up as soon as it has seen enough, and its answer is there already.
    if (socket.readableLength > 0 || socket.destroyed || socket.readableEnded) return;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(next.value.length);
    await write(socket, Buffer.concat([length, next.value]));
  }
  await write(socket, Buffer.alloc(4));
}

/** Waits until what was written has left, so that a large file is never in memory. */
function write(socket: Socket, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(piece, (error) => {
      // An answer may have come before the connection was cut: whoever reads it decides.
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (error === undefined || error === null || code === 'EPIPE' || code === 'ECONNRESET') resolve();
      else reject(error);
    });
  });
}

interface Talk {
  readonly send: (socket: Socket) => Promise<void>;
  readonly silenceMs: number;
  readonly wholeMs: number;
  readonly signal?: AbortSignal;
}

/** @returns the one line that came back, without its end; empty where the other side hung up before */
function converse(address: ScannerAddress, { send, silenceMs, wholeMs, signal }: Talk): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    let answer = '';
    const end = (act: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      socket.destroy();
      act();
    };
    const fail = (why: string): void => end(() => reject(new Error(why)));
    const timer = setTimeout(() => fail('It took too long.'), wholeMs);
    const onAbort = (): void => fail('The work was given up.');
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) return onAbort();
    socket.setTimeout(silenceMs, () => fail('It says nothing.'));
    socket.on('data', (piece: Buffer) => {
      answer += piece.toString('utf8');
      const stop = answer.indexOf('\0');
      if (stop >= 0) end(() => resolve(answer.slice(0, stop).trim()));
      else if (answer.length > MOST_ANSWER) fail('It says too much.');
    });
    // A line without its end is half an answer: it counts as none.
    socket.on('close', () => fail('It hung up before it answered.'));
    socket.on('error', (error) => fail(error.message));
    socket.on('connect', () => {
      send(socket).catch((error: unknown) => end(() => reject(error instanceof Error ? error : new Error('unknown'))));
    });
  });
}
