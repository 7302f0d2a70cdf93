// Records what is sent to the database during a piece of work, on the wire protocol's own level, so that the bench
// compares with the very statements and values of the real command path, whatever they become. What is sent stays as it is.
import pg from 'pg';

export interface SentStatement {
  readonly name: string;
  readonly text: string;
  /** As they travel: text, or bytes. */
  readonly values: readonly unknown[];
}

export interface StatementRecorder {
  /** Runs the work, which must not run beside other work of this process. */
  readonly record: (work: () => Promise<unknown>) => Promise<readonly SentStatement[]>;
  readonly stop: () => void;
}

interface Wire {
  parse: (query: { readonly name?: string; readonly text: string }, more?: boolean) => void;
  bind: (config: { readonly statement?: string; readonly values?: readonly unknown[] }, more?: boolean) => void;
}

/** Begins to listen. A statement's text travels once for each connection, so begin before any connection is used. */
export function startRecorder(): StatementRecorder {
  // The two messages of the protocol (Parse and Bind) as the driver's connection sends them; its types leave them open.
  const wire = pg.Connection.prototype as unknown as Wire;
  const { parse, bind } = wire;
  const texts = new Map<string, string>();
  let sent: SentStatement[] | null = null;
  wire.parse = function recordText(this: Wire, query, more) {
    texts.set(query.name ?? '', query.text);
    parse.call(this, query, more);
  };
  wire.bind = function recordValues(this: Wire, config, more) {
    const name = config.statement ?? '';
    sent?.push({ name, text: texts.get(name) ?? '', values: [...(config.values ?? [])] });
    bind.call(this, config, more);
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
      wire.parse = parse;
      wire.bind = bind;
    },
  };
}

/** The rows that a command leaves behind: its statements without BEGIN, COMMIT and reads. */
export function writesOf(sent: readonly SentStatement[]): readonly SentStatement[] {
  return sent.filter(({ text }) => /^\s*(insert|update|delete)\b/i.test(text));
}
