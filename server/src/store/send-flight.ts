// Sends several statements as one message and reads all their answers: the extended query protocol with a single Sync
// (PostgreSQL, "Frontend/Backend Protocol", 55.2.4, pipelining). Knows no transaction and no table.
//
// The driver's own pipelining ends every statement with a Sync of its own, so the server flushes an answer for each, and
// describes every result anew. Here a flight is one write, one Sync and one flush, and a result is described once for each
// connection. A failed flight also stops at the statement that failed, COMMIT included.
import type pg from 'pg';
import { columnTypes } from './column-types.ts';
import { endFlight, newFlightBytes, startFlight, writeClose, writeExecute, writeParse } from './encode-flight.ts';
import { encodeValue } from './encode-value.ts';

/** Without a name it is parsed each time. */
export interface Step {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** What takes the rows of a COPY TO STDOUT. */
  readonly each?: (chunk: Buffer) => void;
}

export interface StepAnswer {
  /** COMMIT, INSERT, SELECT, ... */
  readonly command: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly count: number;
}

/** One flight on a connection that is not pipelined by the driver. Rejects with the first error, once it is over. */
export function sendFlight(client: pg.ClientBase, steps: readonly Step[]): Promise<readonly StepAnswer[]> {
  const prepared = preparedOn(client);
  return new Promise((resolve, reject) => {
    client.query(newFlight(steps, prepared, { resolve, reject }));
  });
}

/** What one connection knows of one statement. */
interface PreparedStatement {
  columns: readonly Column[];
  /** False between sending its text and the first answer to it, or when that answer never came. */
  certain: boolean;
}

interface Column {
  readonly name: string;
  readonly parse: (text: string) => unknown;
}

type Prepared = Map<string, PreparedStatement>;

// Keyed by the connection's client, so that a connection's statements are forgotten with it.
const statementsOf = new WeakMap<pg.ClientBase, Prepared>();

function preparedOn(client: pg.ClientBase): Prepared {
  const known = statementsOf.get(client);
  if (known !== undefined) return known;
  const fresh: Prepared = new Map();
  statementsOf.set(client, fresh);
  return fresh;
}

interface Settle {
  readonly resolve: (answers: readonly StepAnswer[]) => void;
  readonly reject: (error: unknown) => void;
}

/** The messages that the driver's client passes on; this shape is its contract for queries that bring their own code. */
interface Flight extends pg.Submittable {
  readonly handleRowDescription: (message: {
    readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
  }) => void;
  readonly handleDataRow: (message: { readonly fields: readonly (string | null)[] }) => void;
  readonly handleCopyData: (message: { readonly chunk: Buffer }) => void;
  readonly handleCommandComplete: (message: { readonly text: string }) => void;
  readonly handleEmptyQuery: () => void;
  readonly handlePortalSuspended: () => void;
  readonly handleReadyForQuery: () => void;
  readonly handleError: (error: unknown) => void;
}

function newFlight(steps: readonly Step[], prepared: Prepared, settle: Settle): Flight {
  const answers: StepAnswer[] = [];
  let rows: Readonly<Record<string, unknown>>[] = [];
  let unnamed: readonly Column[] = [];
  // What was thrown by whoever takes rows; nothing more is given to it.
  let thrown: { readonly error: unknown } | null = null;
  const current = (): Step | undefined => steps[answers.length];

  return {
    submit: (connection) => submit(connection, steps, prepared),
    handleRowDescription({ fields }) {
      const columns = fields.map(({ name, dataTypeID }) => ({ name, parse: columnTypes.getTypeParser(dataTypeID) }));
      const step = current();
      if (step === undefined || step.name === '') unnamed = columns;
      else prepared.set(step.name, { columns, certain: true });
    },
    handleDataRow({ fields }) {
      const step = current();
      const columns = step === undefined || step.name === '' ? unnamed : (prepared.get(step.name)?.columns ?? []);
      const row: Record<string, unknown> = {};
      columns.forEach((column, index) => {
        const text = fields[index];
        row[column.name] = text === null || text === undefined ? null : column.parse(text);
      });
      rows.push(row);
    },
    handleCopyData({ chunk }) {
      if (thrown !== null) return;
      try {
        current()?.each?.(chunk);
      } catch (error) {
        thrown = { error };
      }
    },
    handleCommandComplete({ text }) {
      const known = prepared.get(current()?.name ?? '');
      if (known !== undefined) known.certain = true;
      const [command = '', ...numbers] = text.split(' ');
      answers.push({ command, rows, count: Number(numbers.at(-1) ?? 0) });
      rows = [];
      unnamed = [];
    },
    handleEmptyQuery: () => settle.reject(new Error('A statement is empty.')),
    handlePortalSuspended: () => settle.reject(new Error('A statement stopped before its end.')),
    handleReadyForQuery: () => (thrown === null ? settle.resolve(answers) : settle.reject(thrown.error)),
    // The server skips what follows up to Sync. Whether later statements were parsed is not known; see `prepare`.
    handleError: (error) => settle.reject(error),
  };
}

/** One for the process: a flight is written in one go. */
const flightBytes = newFlightBytes();

function submit(connection: pg.Connection, steps: readonly Step[], prepared: Prepared): void {
  startFlight(flightBytes);
  for (const step of steps) {
    prepare(step, prepared);
    writeExecute(flightBytes, step.name, step.values.map(encodeValue));
  }
  connection.stream.write(endFlight(flightBytes));
}

/** Sends the text where the connection does not know it yet, and asks once what its rows look like. */
function prepare({ name, text }: Step, prepared: Prepared): void {
  const known = prepared.get(name);
  if (known?.certain === true) return;
  // Sent before in a flight that failed: it may or may not be there, and only closing it works either way.
  if (known !== undefined) writeClose(flightBytes, name);
  writeParse(flightBytes, name, text);
  if (name !== '') prepared.set(name, { columns: [], certain: false });
}
