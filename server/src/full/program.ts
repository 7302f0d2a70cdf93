// Runs the program as a person would, as a process of its own: to its end, or until it is killed. Knows no command.
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

export interface ProgramPlace {
  /** The project. */
  readonly project: string;
  /** The data folder of the installation. */
  readonly data: string;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly pid: number;
  /** Resolves when it has ended, however it did. */
  readonly ended: Promise<Ended>;
  /** True until it has ended. */
  readonly isRunning: () => boolean;
  /** What it has written to standard output so far. */
  readonly stdout: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
}

/** Output beyond this is cut off at its beginning. */
const OUTPUT_CHARS = 4_000_000;

export function startProgram(
  place: ProgramPlace,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Running {
  return startNode([join(place.project, 'server', 'casewright.mjs'), ...args], {
    cwd: place.project,
    env: { ...process.env, DATABASE_URL: '', ...env, CASEWRIGHT_DATA: place.data },
  });
}

/** Any other program of Node. */
export function startNode(
  args: readonly string[],
  where: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Running {
  const child = spawn(process.execPath, [...args], { ...where, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout = (output.stdout + chunk.toString()).slice(-OUTPUT_CHARS)));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr = (output.stderr + chunk.toString()).slice(-OUTPUT_CHARS)));
  return {
    pid: child.pid ?? 0,
    ended: endOf(child, output),
    isRunning: () => child.exitCode === null && child.signalCode === null,
    stdout: () => output.stdout,
    kill: (signal) => void child.kill(signal),
  };
}

/** Runs it to its end. */
export function runProgram(place: ProgramPlace, args: readonly string[]): Promise<Ended> {
  return startProgram(place, args).ended;
}

function endOf(child: ChildProcess, output: { readonly stdout: string; readonly stderr: string }): Promise<Ended> {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: null, signal: null, stdout: output.stdout, stderr: error.message }));
    child.on('close', (code, signal) => resolve({ code, signal, stdout: output.stdout, stderr: output.stderr }));
  });
}
