// Asks the key program, a program of the operator's that wraps and unwraps keys where this process cannot look: in a hardware
// module or a key management service. One process for each question, one JSON object in, one out. Knows nothing of what it wraps.
//
// in:  {"version":1,"do":"wrap","name":"1/agency-2","secret":"<base64>"}
// out: {"key":"<which of its keys>","wrapped":"<base64>"}
// in:  {"version":1,"do":"unwrap","name":"1/agency-2","key":"<as above>","wrapped":"<base64>"}
// out: {"secret":"<base64>"}
// out, of either: {"error":"<a sentence for the operator>"}
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { LaunchError } from './launch-error.ts';

export interface KeyProgram {
  /** @param name what is wrapped, for the records of whoever keeps the keys; it is no secret */
  readonly wrap: (name: string, secret: Buffer) => Promise<{ readonly key: string; readonly wrapped: Buffer }>;
  readonly unwrap: (name: string, what: { readonly key: string; readonly wrapped: Buffer }) => Promise<Buffer>;
}

/** A service on the network may wake up first; who waits longer has an outage. */
const LONGEST_MS = 15_000;
/** Of an answer. */
const MOST_BYTES = 65_536;
/** Of the sentence that it says when it refuses. */
const MOST_CHARACTERS = 200;

/** Our own way to the database is none of its business. */
const OURS = ['DATABASE_URL', 'DATABASE_APP_URL'];

/**
 * @param path absolute
 * @param longestMs after which it is killed
 * @throws LaunchError where it cannot be run, or somebody else could put another in its place
 */
export function openKeyProgram(path: string, longestMs = LONGEST_MS): KeyProgram {
  requireOwn(path);
  return {
    wrap: async (name, secret) => {
      const answer = await ask({ path, longestMs }, { do: 'wrap', name, secret: secret.toString('base64') });
      const { key } = answer;
      if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw failed(path, 'names no key');
      return { key, wrapped: bytesOf(path, answer['wrapped']) };
    },
    unwrap: async (name, { key, wrapped }) => {
      const question = { do: 'unwrap', name, key, wrapped: wrapped.toString('base64') };
      return bytesOf(path, (await ask({ path, longestMs }, question))['secret']);
    },
  };
}

function requireOwn(path: string): void {
  if (!isAbsolute(path)) throw new LaunchError(`CASEWRIGHT_KEY_PROGRAM is "${path}"; it must be a whole path.`);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true || (found.mode & 0o111) === 0)
    throw new LaunchError(
      `${path}, which CASEWRIGHT_KEY_PROGRAM names, is no program. Put it there, or "chmod +x" it.`,
    );
  if ((found.mode & 0o022) !== 0)
    throw new LaunchError(`${path} can be changed by other users. Run "chmod go-w ${path}", then start again.`);
}

type Answer = Readonly<Record<string, unknown>>;

interface Asked {
  readonly path: string;
  readonly longestMs: number;
}

/** What it writes to standard error is not looked at: nobody knows what it quotes. */
function ask({ path, longestMs }: Asked, question: Readonly<Record<string, string>>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.includes(name)));
    // A group of its own, so that what it started ends with it.
    const child = spawn(path, [], { env, stdio: ['pipe', 'pipe', 'ignore'], detached: true });
    let output = Buffer.alloc(0);
    const end = (error: LaunchError): void => {
      kill(child.pid);
      reject(error);
    };
    const timer = setTimeout(() => end(failed(path, `did not answer within ${longestMs / 1000} seconds`)), longestMs);
    child.on('error', () => end(failed(path, 'cannot be started')));
    // It may end without reading; its exit says so.
    child.stdin.on('error', () => {});
    child.stdout.on('data', (chunk: Buffer) => {
      output = Buffer.concat([output, chunk]);
      if (output.length > MOST_BYTES) end(failed(path, 'answers without end'));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      const answer = readAnswer(output);
      if (typeof answer?.['error'] === 'string')
        return end(failed(path, `says: ${speakable(answer['error'], question)}`));
      if (code !== 0 || answer === null) return end(failed(path, `ended with ${code} and no answer`));
      resolve(answer);
    });
    child.stdin.end(`${JSON.stringify({ version: 1, ...question })}\n`);
  });
}

function kill(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

function readAnswer(output: Buffer): Answer | null {
  try {
    const answer: unknown = JSON.parse(output.toString('utf8'));
    // Its members are checked where they are read.
    return typeof answer === 'object' && answer !== null ? (answer as Answer) : null;
  } catch {
    return null;
  }
}

function bytesOf(path: string, text: unknown): Buffer {
  if (typeof text !== 'string' || text === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(text))
    throw failed(path, 'gives an answer that is not in Base64');
  return Buffer.from(text, 'base64');
}

/** A program that quotes what it was given must not bring it into a log. */
function speakable(sentence: string, question: Readonly<Record<string, string>>): string {
  const secrets = [question['secret'], question['wrapped']].filter((text) => text !== undefined);
  const quotes = secrets.some((text) => sentence.includes(text) || sentence.includes(hexOf(text)));
  if (quotes) return '(left out, since it quotes a key)';
  return sentence
    .slice(0, MOST_CHARACTERS)
    .replaceAll(/[^\x20-\x7e\u00a0-\uffff]/g, ' ')
    .replace(/\.$/, '');
}

function hexOf(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex');
}

function failed(path: string, what: string): LaunchError {
  return new LaunchError(
    `The key program ${path} ${what}. Without it no key that it wrapped can be opened: see to it, then try again.`,
  );
}
