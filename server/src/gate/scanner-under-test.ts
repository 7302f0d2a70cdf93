// Test support: a peer that speaks clamd's protocol over TCP, well or badly as it is told. It stands where ClamAV stands, and
// looks for the test file of eicar.org in what it was sent.
import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';

export interface PeerManners {
  /** What it answers to the command; null hangs up, the word `silent` says nothing. */
  readonly onVersion?: string | null;
  readonly onPing?: string | null;
  /** What it answers after a whole stream; by default whether it has seen the test file. */
  readonly onStream?: string | null;
  /** Bytes after which it cuts the connection, or answers that it is too much. */
  readonly cutAfter?: number;
  readonly mostBytes?: number;
  /** Answers in single bytes. */
  readonly slowly?: boolean;
}

export interface Peer {
  readonly address: { readonly host: string; readonly port: number };
  /** Bytes of files that came whole. */
  readonly received: () => number;
  /** The longest piece that came. */
  readonly longest: () => number;
  readonly close: () => Promise<void>;
}

export async function startPeer(manners: PeerManners = {}): Promise<Peer> {
  const seen = { received: 0, longest: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket, manners, seen);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens nowhere.');
  return {
    address: { host: '127.0.0.1', port: address.port },
    received: () => seen.received,
    longest: () => seen.longest,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Seen {
  received: number;
  longest: number;
}

function serve(socket: Socket, manners: PeerManners, seen: Seen): void {
  let buffer = Buffer.alloc(0);
  let total = 0;
  const say = (answer: string | null | undefined): void => {
    if (answer === 'silent') return;
    if (answer === null || answer === undefined) return void socket.destroy();
    if (manners.slowly !== true) return void socket.end(`${answer}\0`);
    for (const byte of Buffer.from(`${answer}\0`)) socket.write(Buffer.from([byte]));
    socket.end();
  };
  socket.on('data', (piece: Buffer) => {
    buffer = Buffer.concat([buffer, piece]);
    total += piece.length;
    if (manners.cutAfter !== undefined && total > manners.cutAfter) return void socket.destroy();
    const text = buffer.toString('latin1', 0, 12);
    if (text.startsWith('zVERSION\0'))
      return say(manners.onVersion === undefined ? 'ClamAV 1.4.0/peer' : manners.onVersion);
    if (text.startsWith('zPING\0')) return say(manners.onPing === undefined ? 'PONG' : manners.onPing);
    if (manners.mostBytes !== undefined && total > manners.mostBytes) return say('INSTREAM size limit exceeded. ERROR');
    const plain = text.startsWith('zINSTREAM\0') ? readStream(buffer.subarray(10), seen) : null;
    if (plain === null) return;
    seen.received += plain.length;
    const found = plain.includes(['EICAR', 'STANDARD-ANTIVIRUS'].join('-'));
    say(manners.onStream === undefined ? (found ? 'stream: Eicar-Peer FOUND' : 'stream: OK') : manners.onStream);
  });
}

/** @returns all of it once the piece of no length has come, else null */
function readStream(raw: Buffer, seen: Seen): Buffer | null {
  const pieces: Buffer[] = [];
  for (let at = 0; at + 4 <= raw.length;) {
    const length = raw.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    if (at + 4 + length > raw.length) return null;
    seen.longest = Math.max(seen.longest, length);
    pieces.push(raw.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
