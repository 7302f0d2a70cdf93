// Records what is sent to the database during a piece of work, on the wire itself, so that the bench compares with the very
// statements and values of the real command path, however they are sent. What is sent stays as it is.
import pg from 'pg';
import { readFrontendMessages } from './frontend-messages.ts';

export interface SentStatement {
  readonly name: string;
  readonly text: string;
  /** As they travel: text, or bytes where they travel as such. */
  readonly values: readonly (string | Buffer | null)[];
}

export interface StatementRecorder {
  /** Runs the work, which must not run beside other work of this process. */
  readonly record: (work: () => Promise<unknown>) => Promise<readonly SentStatement[]>;
  readonly stop: () => void;
}

interface Wire {
  readonly stream: { write: (...args: readonly unknown[]) => boolean };
  connect: (...args: unknown[]) => void;
}

/** Begins to listen. A statement's text travels once for each connection, so begin before any connection is made. */
export function startRecorder(): StatementRecorder {
  // The driver's connection before it connects; its types leave open that the stream is there by then.
  const wire = pg.Connection.prototype as unknown as Wire;
  const { connect } = wire;
  const texts = new Map<string, string>();
  let sent: SentStatement[] | null = null;
  const hear = (chunk: unknown): void => {
    if (!Buffer.isBuffer(chunk)) return;
    for (const message of readFrontendMessages(chunk)) {
      if (message.kind === 'parse') texts.set(message.name, message.text);
      else sent?.push({ name: message.name, text: texts.get(message.name) ?? '', values: message.values });
    }
  };
  wire.connect = function connectAndListen(this: Wire, ...args) {
    // First, because a socket gets its own `write` back when it connects.
    connect.apply(this, args);
    const { stream } = this;
    const write = stream.write.bind(stream);
    stream.write = (...given) => {
      hear(given[0]);
      return write(...given);
    };
  };
  return {
    async record(work) {
      const own: SentStatement[] = [];
      sent = own;
      try {
        await work();
        return own;
      } finally {
        sent = null;
      }
    },
    stop() {
      wire.connect = connect;
    },
  };
}

/** The rows that a command leaves behind: its statements without BEGIN, COMMIT and reads. */
export function writesOf(sent: readonly SentStatement[]): readonly SentStatement[] {
  return sent.filter(({ text }) => /^\s*(insert|update|delete)\b/i.test(text));
}
