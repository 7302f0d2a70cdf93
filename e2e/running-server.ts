// Starts the real server with its demonstration agency, on a free port and in a folder of its own, for tests in a browser.
// It builds what is stale, as `npm start` does. CASEWRIGHT_E2E_URL names one that runs already, for work on screens.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beginWithDemonstration } from './demonstration.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const START_MS = 110_000;
const STOP_MS = 20_000;

export interface ServerOptions {
  /** A data folder that is there already, and stays. */
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Begins with the demonstration that is made once, whatever its surroundings. */
  readonly isMade?: true;
}

export interface RunningServer {
  readonly url: string;
  /** What it has written so far, on both of its outputs. */
  readonly said: () => string;
  readonly stop: () => Promise<void>;
  /** Without a word, as a machine does that fails; its folder stays. Nothing for a server that runs elsewhere. */
  readonly kill: () => Promise<void>;
}

/** @throws when the server does not say where it listens in time, with what it said instead */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const running = process.env['CASEWRIGHT_E2E_URL'];
  if (running !== undefined && running !== '' && options.folder === undefined)
    return { url: running, said: () => '', stop: () => Promise.resolve(), kill: () => Promise.resolve() };
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'casewright-e2e-'));
  mkdirSync(folder, { recursive: true });
  // When the tests run as root, the database runs as another user, who must be able to enter.
  chmodSync(folder, 0o711);
  if (options.environment === undefined || options.isMade === true)
    await beginWithDemonstration(folder, makeDemonstration);
  const child = spawn(process.execPath, [join(PROJECT, 'scripts', 'start.mjs')], {
    cwd: PROJECT,
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      CASEWRIGHT_DATA: folder,
      CASEWRIGHT_DEMO: '1',
      DATABASE_URL: '',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    let written = '';
    for (const output of [child.stdout, child.stderr])
      output?.on('data', (chunk: Buffer) => (written += chunk.toString()));
    const url = await readAddress(child);
    const thrownAway = options.folder === undefined ? folder : null;
    return { url, said: () => written, stop: () => stop(child, thrownAway), kill: () => kill(child) };
  } catch (error) {
    await stop(child, options.folder === undefined ? folder : null);
    throw error;
  }
}

/** With surroundings named, though none: such a server begins with nothing. */
async function makeDemonstration(folder: string): Promise<void> {
  const server = await startServer({ folder, environment: {} });
  await server.stop();
}

function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string) => reject(new Error(`The server ${why}. It said:\n${said}`));
    const timer = setTimeout(() => fail('did not say where it listens'), START_MS);
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /https?:\/\/(127\.0\.0\.1|localhost):[1-9]\d*/.exec(said)?.[0];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code ?? 'a signal'}`);
    });
  });
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** @param folder thrown away; null where somebody else keeps it */
async function stop(child: ChildProcess, folder: string | null): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const hurry = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(hurry);
  }
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
}
