// The bare server of the bench, as a process of its own so that its processor time can be told apart. `main-bench`
// starts it; it is of no use to anybody else.
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { bareServer, type BareOptions } from './bench/bare-server.ts';

/** @param args the file with the options, as `v8.serialize` writes them */
export async function main([file = '']: readonly string[]): Promise<number> {
  // Written by main-bench a moment ago.
  const options = deserialize(readFileSync(file)) as BareOptions;
  const { server, end } = bareServer(options);
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    // Whoever started it is gone.
    process.once('disconnect', resolve);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  process.stdout.write(`floor listens on ${typeof address === 'object' && address !== null ? address.port : 0}\n`);
  await stopped;
  server.closeAllConnections();
  server.close();
  await end();
  return 0;
}
