// A store of objects that speaks S3, on the loopback and as a process of its own, under kills. It also ends by itself: where the last object
// of a folder is deleted, it removes the folder, also from under an object that it is about to write, and ends with that fault of its own;
// so it does where an upload is completed twice at once. Then it is started again, as after a kill, and that is counted.
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { startNode, type Running } from './program.ts';
import { freePort, pause } from './running-office.ts';
import type { SuiteOptions } from './suite.ts';

export interface RunningStore {
  /** Of the program that keeps its files there. */
  readonly environment: Readonly<Record<string, string>>;
  /** The part of it that the library of the store reads from the environment of whatever process it is in. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Kills it and starts another. */
  readonly restart: () => Promise<void>;
  /** How often it ended although nobody killed it. */
  readonly endedByItself: () => number;
  /** Rejects when it cannot be started again; what waits for the store would wait for ever. */
  readonly failing: Promise<never>;
  readonly stop: () => void;
}

const BUCKET = 'documents';
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };
const START_MS = 120_000;
const GONE_MS = 300;

/** In the folder `store` of the suite, where what it kept before is found again. */
export async function startStore(options: SuiteOptions): Promise<RunningStore> {
  const port = await freePort();
  let running = await startS3(options, port);
  let killed: Running | null = null;
  let endedByItself = 0;
  let isStopped = false;
  async function keepRunning(): Promise<never> {
    for (;;) {
      const { stderr } = await running.ended;
      if (isStopped) return new Promise<never>(() => {});
      if (running !== killed) {
        endedByItself += 1;
        options.say(`The store of objects ended by itself and is started again: ${lastWords(stderr)}`);
      }
      await pause(GONE_MS);
      running = await startS3(options, port);
      if (isStopped) running.kill('SIGKILL');
    }
  }
  return {
    environment: { ...CREDENTIALS, CASEWRIGHT_S3_BUCKET: BUCKET, CASEWRIGHT_S3_ENDPOINT: `http://127.0.0.1:${port}` },
    credentials: CREDENTIALS,
    async restart() {
      // One that has just ended by itself cannot be killed; the next one can.
      while (!running.isRunning()) await pause(20);
      killed = running;
      killed.kill('SIGKILL');
      while (running === killed) await pause(20);
    },
    endedByItself: () => endedByItself,
    failing: keepRunning(),
    stop() {
      isStopped = true;
      running.kill('SIGKILL');
    },
  };
}

async function startS3({ project, folder }: SuiteOptions, port: number): Promise<Running> {
  const directory = join(folder, 'store');
  mkdirSync(directory, { recursive: true });
  const args = [
    // The tokens of its lists, of more than 1,000 objects, are made by a cipher that OpenSSL 3 calls legacy.
    '--openssl-legacy-provider',
    join(project, 'node_modules', 's3rver', 'bin', 's3rver.js'),
    ...['--directory', directory, '--address', '127.0.0.1', '--port', String(port)],
    ...['--silent', '--configure-bucket', BUCKET],
  ];
  const running = startNode(args, { cwd: project, env: process.env });
  const until = Date.now() + START_MS;
  while (!(await listens(port))) {
    if (!running.isRunning())
      throw new Error(`The store of objects does not start: ${lastWords((await running.ended).stderr)}`);
    if (Date.now() > until) throw new Error('The store of objects did not start within two minutes.');
    await pause(50);
  }
  return running;
}

/** What Node says of a fault before it ends. */
function lastWords(stderr: string): string {
  return /^\w*Error: .*$/m.exec(stderr)?.[0] ?? stderr.slice(-300);
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
