// Test support: a real receiver of mail on the loopback that refuses, delays and hangs up as it is told, and keeps what it took. Only
// tests import it.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What is done with the next message to an address; once it is done, messages are taken. */
export type Conduct =
  | { readonly at: 'recipient' | 'message'; readonly code: number }
  /** The line is cut: before the message, or when it was taken and before that is said. */
  | { readonly at: 'recipient' | 'message'; readonly code: 'cut' };

export interface TakenMail {
  readonly to: readonly string[];
  readonly from: string;
  readonly text: string;
}

export interface MailSink {
  readonly port: number;
  readonly taken: readonly TakenMail[];
  /** Connections so far. */
  readonly seen: () => number;
  readonly conduct: (email: string, ...next: readonly Conduct[]) => void;
  readonly close: () => Promise<void>;
}

export async function startMailSink(port = 0): Promise<MailSink> {
  const taken: TakenMail[] = [];
  const conducts = new Map<string, Conduct[]>();
  const sockets = new Set<{ readonly destroy: () => void }>();
  let seen = 0;
  const server: SMTPServer = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], closeTimeout: 100 },
    onConnect: (_session, callback) => {
      seen += 1;
      callback();
    },
    onRcptTo: ({ address }, _session, callback) => {
      const [next] = conducts.get(address) ?? [];
      if (next?.at !== 'recipient') return callback();
      conducts.get(address)?.shift();
      if (next.code === 'cut') return cut();
      callback(refusal(next.code));
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const next = conducts.get(to[0] ?? '')?.[0];
        if (next?.at === 'message') conducts.get(to[0] ?? '')?.shift();
        if (next?.at === 'message' && next.code !== 'cut') return callback(refusal(next.code));
        const { mailFrom } = session.envelope;
        taken.push({
          to,
          from: mailFrom === false ? '' : mailFrom.address,
          text: Buffer.concat(chunks).toString('utf8'),
        });
        if (next?.at === 'message') return cut();
        callback();
      });
    },
  });
  // The library keeps its lines to itself; a server that hangs up is what some of these tests are about.
  server.server.on(
    'connection',
    (socket: { readonly destroy: () => void; readonly once: (on: 'close', then: () => void) => void }) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    },
  );
  server.on('error', () => undefined);
  function cut(): void {
    for (const socket of sockets) socket.destroy();
  }
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    // It listens on a port, so its address is of this kind.
    port: (server.server.address() as AddressInfo).port,
    taken,
    seen: () => seen,
    conduct: (email, ...next) => void conducts.set(email, [...next]),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function refusal(code: number): Error {
  return Object.assign(new Error('As the test says.'), { responseCode: code });
}
