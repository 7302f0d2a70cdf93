// Sends the reads of one agency together: those that are asked in the same turn of the event loop, or while others are
// on their way, share one transaction. Its first flight carries each session's proof and each question's statements,
// its second the lines of the access log and COMMIT; answers are let go only then.
import type { Principal } from '@casewright/engine/policy';
import { Unavailable } from '../errors.ts';
import { appendAccessLog } from '../store/append-access-log.ts';
import { commit, flight, readingAs, type Database, type Tx } from '../store/database.ts';
import type { Answer, Statement } from '../store/statement.ts';
import {
  besideLines,
  entryOf,
  notRecorded,
  type HashQuestion,
  type ReadFacts,
  type RecordRead,
} from './record-read.ts';

export type Rows = Answer<Readonly<Record<string, unknown>>>;

/** What came of a read, and the line that must be durable before anybody learns of it; null where nothing was shown. */
export interface Conclusion<T> {
  readonly result: T;
  readonly line: ReadFacts | null;
}

export interface Reading<T> {
  readonly tenant: number;
  /** Two readings with the same statement as proof are proved once. */
  readonly proof: Statement<unknown>;
  /** As whom it reads: the database shows what they may see and nothing else. */
  readonly reader: Pick<Principal, 'person' | 'holding'>;
  readonly statements: readonly Statement<unknown>[];
  /**
   * Gets the rows of each statement, or null where the proof gave no row. What it promises instead of giving at once
   * is waited for and recorded outside the shared transaction, so that it may use the database itself.
   */
  readonly conclude: (rows: readonly Rows[] | null) => Conclusion<T> | Promise<Conclusion<T>>;
}

/** Throws the operational errors of `errors.ts`; `Unavailable` where the line could not be written. */
export type SendReading = <T>(reading: Reading<T>) => Promise<T>;

/** Transactions of one agency and process that may be under way at once; more would only make each smaller. */
const FLIGHTS_MAX = 4;
/** So that nobody waits for many others. */
const READINGS_MAX = 16;

/** The context of a shared transaction: the agency. What each reading may see is said before its statements. */
const READERS = 'readers';

export interface ReadFlightOptions {
  readonly database: Database;
  readonly record: RecordRead;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Absent: what was asked leaves no hash. */
  readonly hashQuestion?: HashQuestion;
}

interface Waiting {
  readonly reading: Reading<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Queue {
  readonly waiting: Waiting[];
  flights: number;
  gathering: boolean;
}

export function openReadFlights(options: ReadFlightOptions): SendReading {
  const queues = new Map<number, Queue>();

  function gather(tenant: number, queue: Queue): void {
    if (queue.gathering || queue.flights >= FLIGHTS_MAX || queue.waiting.length === 0) return;
    queue.gathering = true;
    setImmediate(() => {
      queue.gathering = false;
      queue.flights += 1;
      void fly(options, tenant, queue.waiting.splice(0, READINGS_MAX)).finally(() => {
        queue.flights -= 1;
        if (queue.waiting.length === 0 && queue.flights === 0) queues.delete(tenant);
        else gather(tenant, queue);
      });
      gather(tenant, queue);
    });
  }

  return <T>(reading: Reading<T>) =>
    new Promise<T>((resolve, reject) => {
      const { tenant } = reading;
      const queue = queues.get(tenant) ?? { waiting: [], flights: 0, gathering: false };
      queues.set(tenant, queue);
      // A queue holds readings of every kind; each is resolved with what its own `conclude` gave.
      queue.waiting.push({ reading, resolve: resolve as (result: unknown) => void, reject });
      gather(tenant, queue);
    });
}

/** Settles every reading; never rejects itself. Resolves when the shared transaction is over. */
async function fly(options: ReadFlightOptions, tenant: number, batch: readonly Waiting[]): Promise<void> {
  try {
    const outcomes = await options.database.transaction({ tenant, person: READERS }, (tx) =>
      run(options, tx, { tenant, batch }),
    );
    for (const [index, outcome] of outcomes.entries()) settle(options, tenant, { waiting: batch[index], outcome });
  } catch (error) {
    // One statement that fails takes the transaction with it. Whose it was is found by asking each alone, unless the
    // database cannot serve at all.
    if (batch.length === 1 || error instanceof Unavailable) for (const { reject } of batch) reject(error);
    else await Promise.all(batch.map((one) => fly(options, tenant, [one])));
  }
}

type Outcome =
  | { readonly kind: 'concluded'; readonly conclusion: Conclusion<unknown> }
  | { readonly kind: 'promised'; readonly promise: Promise<Conclusion<unknown>> }
  | { readonly kind: 'failed'; readonly error: unknown };

interface Batch {
  readonly tenant: number;
  readonly batch: readonly Waiting[];
}

async function run(options: ReadFlightOptions, tx: Tx, { tenant, batch }: Batch): Promise<readonly Outcome[]> {
  const proofs = proofsOf(batch);
  const statements = batch.flatMap(({ reading }) => [readingAs(tx, reading.reader.holding), ...reading.statements]);
  // Statements of unknown rows answer with rows of unknown columns; each reading knows its own.
  const answers = (await flight(tx, [...proofs.keys(), ...statements])) as readonly Rows[];
  let next = proofs.size;
  const outcomes = batch.map(({ reading }) => {
    next += 1;
    const rows = answers.slice(next, next + reading.statements.length);
    next += reading.statements.length;
    const proved = answers[proofs.get(reading.proof) ?? -1];
    return concludeOne(reading, proved === undefined || proved.count === 0 ? null : rows);
  });
  try {
    await commit(tx, linesOf(outcomes, tx, { options, tenant }));
  } catch (cause) {
    for (const outcome of outcomes) if (outcome.kind === 'promised') outcome.promise.catch(() => {});
    throw notRecorded(cause);
  }
  return outcomes;
}

function concludeOne(reading: Reading<unknown>, rows: readonly Rows[] | null): Outcome {
  try {
    const conclusion = reading.conclude(rows);
    return conclusion instanceof Promise
      ? { kind: 'promised', promise: conclusion }
      : { kind: 'concluded', conclusion };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

function linesOf(outcomes: readonly Outcome[], tx: Tx, { options, tenant }: Recording): readonly Statement[] {
  const nowMs = options.now();
  const of = { tenant, nowMs, hashQuestion: options.hashQuestion };
  const facts = outcomes.flatMap((outcome) => {
    const line = outcome.kind === 'concluded' ? outcome.conclusion.line : null;
    return line === null ? [] : [line];
  });
  if (facts.length === 0) return [];
  const at = new Date(nowMs).toISOString();
  const lines = facts.map((line) => entryOf(line, of));
  const others = besideLines(tenant, at, facts);
  return [
    ...appendAccessLog(tenant, at, lines),
    // Only the program says what was opened.
    ...(others.length === 0 ? [] : [readingAs(tx, 'program'), ...others]),
  ];
}

interface Recording {
  readonly options: ReadFlightOptions;
  readonly tenant: number;
}

function settle(
  { record }: ReadFlightOptions,
  tenant: number,
  of: { readonly waiting: Waiting | undefined; readonly outcome: Outcome },
): void {
  const { waiting, outcome } = of;
  if (waiting === undefined) return;
  if (outcome.kind === 'failed') waiting.reject(outcome.error);
  else if (outcome.kind === 'concluded') waiting.resolve(outcome.conclusion.result);
  else {
    const recorded = async (): Promise<unknown> => {
      const { result, line } = await outcome.promise;
      if (line !== null) await record(tenant, line);
      return result;
    };
    recorded().then(waiting.resolve, waiting.reject);
  }
}

/** Each proof once, with its place among the answers. */
function proofsOf(batch: readonly Waiting[]): ReadonlyMap<Statement<unknown>, number> {
  const proofs = new Map<Statement<unknown>, number>();
  for (const { reading } of batch) if (!proofs.has(reading.proof)) proofs.set(reading.proof, proofs.size);
  return proofs;
}
