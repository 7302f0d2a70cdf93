// Starts a server as a process of its own, waits until it says where it listens, and stops it. Knows nothing of what it
// serves.
import { spawn, type ChildProcess } from 'node:child_process';

export interface ChildOrder {
  /** Arguments of Node. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Matches the output once it is ready; the first group is the port. */
  readonly ready: RegExp;
}

export interface ChildServer {
  readonly pid: number;
  readonly port: number;
  /** Asks it to end, and waits; after ten seconds it is made to. */
  readonly stop: () => Promise<void>;
}

const READY_MS = 60_000;
const STOP_MS = 10_000;

/** @throws with the last of its output when it ends or stays silent */
export function startChildServer(order: ChildOrder): Promise<ChildServer> {
  const child = spawn(process.execPath, [...order.args], {
    env: { ...process.env, ...order.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  return new Promise((resolve, reject) => {
    const giveUp = (why: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`${why}: ${output.slice(-600)}`));
    };
    const timer = setTimeout(() => giveUp('The server did not say where it listens'), READY_MS);
    const hear = (chunk: Buffer): void => {
      // Only the beginning matters; a server that talks for minutes must not fill the memory.
      if (output.length < 100_000) output += chunk.toString();
      const port = order.ready.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve({ pid: child.pid ?? 0, port: Number(port), stop: () => stop(child) });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', (error) => giveUp(error.message));
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      giveUp(`The server ended with ${code ?? signal}`);
    });
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
