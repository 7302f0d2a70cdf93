// Moves whole tables as text by COPY, streamed and with back-pressure, over the protocol itself: the driver knows how to begin
// and end it and has no call for it (PostgreSQL documentation, 55.2.6, "COPY Operations"). Knows no table.
import type pg from 'pg';

interface CopyMessages extends pg.Submittable {
  readonly handleRowDescription: () => void;
  readonly handleDataRow: () => void;
  readonly handleCommandComplete: (message: { readonly text: string }) => void;
  readonly handleReadyForQuery: () => void;
  readonly handleError: (error: unknown) => void;
}

/** The server sends a chunk for each row. So many may wait for whoever reads before the server is asked to wait too. */
const WAITING_MOST = 2_000;

/** The lines that `statement`, a COPY … TO STDOUT, gives. It must be read to its end or the connection be closed. */
export async function* copyOut(client: pg.Client, statement: string): AsyncGenerator<Buffer> {
  const waiting: Buffer[] = [];
  const at: { ended: boolean; error: unknown; wake: () => void; stream: pg.Connection['stream'] | null } = {
    ...{ ended: false, error: undefined, wake: () => {}, stream: null },
  };
  const copy: CopyMessages & { readonly handleCopyData: (message: { readonly chunk: Buffer }) => void } = {
    ...ignored(),
    submit(connection) {
      at.stream = connection.stream;
      connection.stream.write(message('Q', Buffer.from(`${statement}\0`)));
    },
    handleCopyData({ chunk }) {
      waiting.push(Buffer.from(chunk));
      if (waiting.length >= WAITING_MOST) at.stream?.pause();
      at.wake();
    },
    handleReadyForQuery() {
      at.ended = true;
      // The end may come with the chunk that made the server wait, and what is asked next needs an answer.
      at.stream?.resume();
      at.wake();
    },
    handleError(error) {
      at.error = error;
      at.stream?.resume();
      at.wake();
    },
  };
  client.query(copy);
  for (;;) {
    if (waiting.length > 0) yield Buffer.concat(waiting.splice(0));
    else if (at.error !== undefined) throw asError(at.error);
    else if (at.ended) return;
    else {
      at.stream?.resume();
      await new Promise<void>((resolve) => {
        at.wake = resolve;
      });
    }
  }
}

/**
 * Gives the chunks to `statement`, a COPY … FROM STDIN.
 * @returns the number of rows
 */
export function copyIn(client: pg.Client, statement: string, chunks: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => {
    let failed: unknown;
    let rows = 0;
    const copy: CopyMessages & { readonly handleCopyInResponse: (connection: pg.Connection) => void } = {
      ...ignored(),
      submit: (connection) => void connection.stream.write(message('Q', Buffer.from(`${statement}\0`))),
      handleCopyInResponse(connection) {
        void feed(connection, chunks).catch((error: unknown) => {
          failed ??= error;
          // The server ends the statement, and with it the transaction.
          connection.stream.write(message('f', Buffer.from('stopped\0')));
        });
      },
      handleCommandComplete({ text }) {
        rows = Number(text.split(' ').at(-1) ?? 0);
      },
      handleReadyForQuery: () => (failed === undefined ? resolve(rows) : reject(asError(failed))),
      handleError(error) {
        failed ??= error;
        reject(asError(failed));
      },
    };
    client.query(copy);
  });
}

async function feed({ stream }: pg.Connection, chunks: AsyncIterable<Buffer>): Promise<void> {
  for await (const chunk of chunks)
    if (!stream.write(message('d', chunk))) await new Promise((resolve) => stream.once('drain', resolve));
  stream.write(message('c', Buffer.alloc(0)));
}

function ignored(): Omit<CopyMessages, 'submit'> {
  const nothing = (): void => {};
  return {
    handleRowDescription: nothing,
    handleDataRow: nothing,
    handleCommandComplete: nothing,
    handleReadyForQuery: nothing,
    handleError: nothing,
  };
}

/** A message of the protocol: its letter, its length with itself, its body. */
function message(letter: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(letter, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
