// The one way to the database: transactions with a signed context, as few flights of named statements as the work needs.
// Knows no table. `Tx` is minted only here, so nothing can be sent outside a transaction that says for whom.
import pg from 'pg';
import { OutcomeUnknown } from '../errors.ts';
import { contextSigner, type Context, type Holding } from './context.ts';
import { tellUnsettled } from './live-messages.ts';
import { mapCommitError, mapError } from './map-error.ts';
import { sendFlight, type Step, type StepAnswer } from './send-flight.ts';
import type { Answers, Statement } from './statement.ts';

/** How to reach a database; `host` may be the folder of a Unix socket. */
export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly ssl?: boolean | { readonly rejectUnauthorized: boolean; readonly ca?: string };
}

export interface DatabaseOptions {
  readonly connection: ConnectionSettings;
  /** 32 bytes; the same that `migrate` gave to the database. */
  readonly contextKey: Buffer;
  readonly poolSize: number;
  /** Settings of each session, for a role that has none of its own: `-c TimeZone=UTC`. */
  readonly settings?: string;
  /** Told of connections that broke while idle; the pool replaces them by itself. */
  readonly onIdleError?: (error: Error) => void;
}

declare const transaction: unique symbol;

/** An open transaction. Minted only by `Database.transaction`. */
export interface Tx {
  readonly [transaction]: true;
}

export interface Database {
  /**
   * Runs `work` in one transaction on behalf of `context`. BEGIN and the context travel with its first flight. What
   * `work` has not ended with `commit` or `rollback` is committed after it returns; when it throws, nothing stays.
   * Throws the operational errors of `errors.ts`.
   */
  readonly transaction: <T>(context: Context, work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** The same, reading only, all from one moment: what others commit meanwhile is not seen. */
  readonly snapshot: <T>(context: Context, work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** A whole transaction in one flight: BEGIN, context, statements, COMMIT. */
  readonly once: <const S extends readonly Statement<unknown>[]>(
    context: Context,
    statements: S,
  ) => Promise<Answers<S>>;
  readonly close: () => Promise<void>;
}

/** Opens a pool; connects when first used. */
export function openDatabase(options: DatabaseOptions): Database {
  const { ssl, ...connection } = options.connection;
  const pool = new pg.Pool({
    ...connection,
    ...(ssl === undefined ? {} : { ssl }),
    max: options.poolSize,
    application_name: 'casewright',
    ...(options.settings === undefined ? {} : { options: options.settings }),
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  pool.on('error', (error) => options.onIdleError?.(error));
  // A connection in use tells of its end twice: to the flight that waits, and as an event that would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  const signer = contextSigner(options.contextKey);

  async function run<T>(begin: string, context: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
    // Signed before a connection is taken, so that a malformed id costs none.
    const opening = [
      { name: begin.toLowerCase(), text: begin, values: [] },
      ...signer.setContext(context, Date.now()).map((text) => ({ name: '', text, values: [] })),
    ];
    const live: Live = {
      client: await connect(pool),
      opening,
      setReader: (holding) => signer.setReader(context, holding, Date.now()),
      tenant: context.tenant,
      unsettled: new Set(),
      state: 'fresh',
      settled: Promise.resolve(),
      broken: false,
    };
    // `Tx` is this record behind a brand: callers can hold it, and only this file can look inside.
    const tx = live as unknown as Tx;
    try {
      const result = await work(tx);
      if (live.state === 'open') await commit(tx, []);
      return result;
    } catch (error) {
      rollback(tx);
      throw mapError(error);
    } finally {
      release(live);
    }
  }

  return {
    transaction: (context, work) => run('BEGIN', context, work),
    snapshot: (context, work) => run('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', context, work),
    once: (context, statements) => run('BEGIN', context, (tx) => commit(tx, statements)),
    close: () => pool.end(),
  };
}

/** Sends the statements together and waits for all answers. Rejects with the first error. */
export function flight<const S extends readonly Statement<unknown>[]>(tx: Tx, statements: S): Promise<Answers<S>> {
  const live = opened(tx);
  // `send` answers each statement in order; only the statements' types know what their rows look like.
  return send(live, statements, false) as Promise<Answers<S>>;
}

/**
 * The last flight: the statements and COMMIT together. Success means that COMMIT answered COMMIT.
 * Throws `OutcomeUnknown` when it cannot be known whether the transaction holds.
 */
export async function commit<const S extends readonly Statement<unknown>[]>(
  tx: Tx,
  statements: S,
): Promise<Answers<S>> {
  const live = opened(tx);
  // A commit without BEGIN would be a warning, not an error; an empty transaction has nothing to say.
  if (live.state === 'fresh' && statements.length === 0) return [] as unknown as Answers<S>;
  try {
    // As in `flight`.
    return (await send(live, statements, true)) as Answers<S>;
  } catch (error) {
    throw mapCommitError(error);
  }
}

/** A statement for a flight: what comes after it in this transaction reads cases as whoever holds this. */
export function readingAs(tx: Tx, holding: Holding): Statement {
  // The brand is removed again; see `run`.
  const live = tx as unknown as Live;
  return { name: '', text: live.setReader(holding), values: [] };
}

/** Tells with the commit that something of these may have changed, where only the answer to a statement said who they are. */
export function unsettle(tx: Tx, whom: readonly string[]): void {
  // The brand is removed again; see `run`.
  const live = tx as unknown as Live;
  for (const each of whom) live.unsettled.add(each);
}

/** Gives the transaction up without waiting for the server to say so. Nothing may be sent in it afterwards. */
export function rollback(tx: Tx): void {
  // The brand is removed again; see `run`.
  const live = tx as unknown as Live;
  if (live.state === 'open') {
    live.settled = sendFlight(live.client, [ROLLBACK]).then(
      () => undefined,
      () => {
        live.broken = true;
      },
    );
  }
  live.state = 'ended';
}

interface Live {
  readonly client: pg.PoolClient;
  /** BEGIN and the context. */
  readonly opening: readonly Step[];
  readonly setReader: (holding: Holding) => string;
  readonly tenant: number;
  /** Whose rights or sessions this transaction may have changed: told with its commit. */
  readonly unsettled: Set<string>;
  state: 'fresh' | 'open' | 'ended';
  /** Resolves when nothing of this transaction is still on its way. */
  settled: Promise<unknown>;
  /** The connection cannot be used again. */
  broken: boolean;
}

function opened(tx: Tx): Live {
  // The brand is removed again; see `run`.
  const live = tx as unknown as Live;
  if (live.state === 'ended') throw new Error('This transaction has ended; start another one.');
  return live;
}

async function send(live: Live, statements: readonly Statement<unknown>[], last: boolean): Promise<unknown> {
  const { client } = live;
  const first = live.state === 'fresh' ? live.opening : [];
  const notices = last ? watchNotices(client) : undefined;
  live.state = 'open';
  for (const { unsettles } of statements) for (const each of unsettles ?? []) live.unsettled.add(each);
  const ending = last ? endingOf(live) : [];
  const sent = sendFlight(client, [...first, ...statements, ...ending]);
  live.settled = sent.catch(() => undefined);
  try {
    const answers = await sent;
    if (last) {
      live.state = 'ended';
      checkCommitted(answers.at(-1), notices?.seen ?? []);
    }
    return answers.slice(first.length, first.length + statements.length);
  } finally {
    notices?.stop();
  }
}

const COMMIT: Step = { name: 'commit', text: 'COMMIT', values: [] };
const ROLLBACK: Step = { name: 'rollback', text: 'ROLLBACK', values: [] };

function endingOf({ tenant, unsettled }: Live): readonly Step[] {
  return unsettled.size === 0 ? [COMMIT] : [tellUnsettled(tenant, [...unsettled]), COMMIT];
}

/** After a failed statement COMMIT answers ROLLBACK and is no error; and a standby that did not confirm is only a warning. */
function checkCommitted(answer: StepAnswer | undefined, notices: readonly Notice[]): void {
  if (answer?.command !== 'COMMIT') throw new Error('The transaction was rolled back where it should have committed.');
  const warning = notices.find(
    ({ severity, code }) => severity === 'WARNING' && (code === '01000' || code === '57P01'),
  );
  if (warning !== undefined)
    throw new OutcomeUnknown('The standby did not confirm the commit; it may be lost if the server is.');
}

interface Notice {
  readonly severity: string | undefined;
  readonly code: string | undefined;
}

function watchNotices(client: pg.PoolClient): { readonly seen: Notice[]; readonly stop: () => void } {
  const seen: Notice[] = [];
  const listener = ({ severity, code }: Notice): void => {
    seen.push({ severity, code });
  };
  client.on('notice', listener);
  return { seen, stop: () => client.off('notice', listener) };
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw mapError(error);
  }
}

/** The connection goes back once everything sent on it was answered; nobody waits for that. */
function release(live: Live): void {
  void live.settled.then(() => {
    live.client.release(live.broken);
  });
}
