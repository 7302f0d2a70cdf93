// A server under kills: where it listens, ports that are free, and killing it or its database until the next one serves.
import { createServer, type AddressInfo } from 'node:net';
import type { Ground } from './ground.ts';
import { startProgram, type ProgramPlace, type Running } from './program.ts';

const SETTLE_MS = 120_000;

/** @throws where it does not say in two minutes where it listens */
export async function portOf(server: Running): Promise<number> {
  const until = Date.now() + SETTLE_MS;
  for (;;) {
    const port = /http:\/\/[^:]+:(\d+)/.exec(server.stdout())?.[1];
    if (port !== undefined) return Number(port);
    if (!server.isRunning()) throw new Error(`The server did not start: ${(await server.ended).stderr.slice(-500)}`);
    if (Date.now() > until) throw new Error('The server did not start within two minutes.');
    await pause(20);
  }
}

export interface Served {
  readonly place: ProgramPlace;
  readonly env: Readonly<Record<string, string>>;
  server: Running;
  /** Null while it is not there. */
  port: number | null;
}

export async function killServer(served: Served): Promise<void> {
  served.server.kill('SIGKILL');
  served.port = null;
  await served.server.ended;
}

/** Kills the server where it still runs, and starts another. */
export async function restartServer(served: Served): Promise<void> {
  await killServer(served);
  served.server = startProgram(served.place, ['serve'], served.env);
  served.port = await portOf(served.server);
}

/** Kills the database and waits until another process of it serves. */
export async function killDatabase(ground: Ground): Promise<void> {
  const killed = ground.postmaster();
  if (killed !== null) process.kill(killed, 'SIGKILL');
  const until = Date.now() + SETTLE_MS;
  for (let serving = killed; serving === null || serving === killed; serving = ground.postmaster()) {
    if (Date.now() > until) throw new Error('The killed database was not brought up again within two minutes.');
    await pause(20);
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      // It listens on a port, so its address is of this kind.
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
