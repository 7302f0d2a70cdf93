// A note in the data folder of which server process listens where, so that a second start can say so. It is a
// convenience and decides nothing: the port and the database do.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { LaunchError } from './launch-error.ts';
import { processIdentity } from './process-identity.ts';

/** A server of this installation that is running. */
export interface RunningServer {
  readonly pid: number;
  readonly address: string;
}

/** The server that listens on a port according to its note, if it is alive. */
export function findRunningServer(folder: string, port: number): RunningServer | null {
  const note = readNote(folder, port);
  if (note === null || processIdentity(note.pid) !== note.identity) return null;
  return { pid: note.pid, address: note.address };
}

/** Notes that this process listens there; the returned function removes the note. */
export function noteRunningServer(folder: string, port: number, address: string): () => void {
  const path = notePath(folder, port);
  const identity = processIdentity(process.pid) ?? '';
  try {
    writeFileSync(path, JSON.stringify({ pid: process.pid, identity, address }), { mode: 0o600 });
  } catch {
    // A disk that is full now is told of by whatever needs it.
  }
  return () => rmSync(path, { force: true });
}

/**
 * Makes sure that nothing listens there yet, before anything slow is done.
 * @throws LaunchError that names the port and how to choose another
 */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const error = await tryToListen(host, port);
  if (error !== null) throw explainListening(error, host, port);
}

/** Why listening failed, as a sentence. */
export function explainListening(error: Error, host: string, port: number): LaunchError {
  const code = 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') {
    return new LaunchError(
      `Port ${port} on ${host} is in use by another program. Choose another, e.g. "PORT=${port < 65_000 ? port + 1 : 8081} npm start".`,
      { cause: error },
    );
  }
  if (code === 'EACCES') {
    return new LaunchError(
      `This user may not listen on port ${port}. Choose one above 1023, e.g. "PORT=8080 npm start".`,
      { cause: error },
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new LaunchError(
      `This machine has no network address ${host}. Set HOST to one that it has, e.g. 127.0.0.1.`,
      { cause: error },
    );
  }
  return new LaunchError(`Could not listen on port ${port} of ${host}: ${error.message}.`, { cause: error });
}

function tryToListen(host: string, port: number): Promise<Error | null> {
  const server = createServer();
  return new Promise((done) => {
    server.once('error', (error) => done(error));
    server.listen({ host, port, exclusive: true }, () => server.close(() => done(null)));
  });
}

function readNote(folder: string, port: number): { pid: number; identity: string; address: string } | null {
  try {
    const note: unknown = JSON.parse(readFileSync(notePath(folder, port), 'utf8'));
    return isNote(note) ? note : null;
  } catch {
    return null;
  }
}

function isNote(note: unknown): note is { pid: number; identity: string; address: string } {
  if (typeof note !== 'object' || note === null || !('pid' in note && 'identity' in note && 'address' in note))
    return false;
  return typeof note.pid === 'number' && typeof note.identity === 'string' && typeof note.address === 'string';
}

function notePath(folder: string, port: number): string {
  return join(folder, `server-${port}.json`);
}
