// Sends the reads of one agency together: those that are asked in the same turn of the event loop, or while others are
// on their way, share one transaction and one round trip. Each keeps its own proof of its session and its own rows.
import { Unavailable } from '../errors.ts';
import type { Database } from '../store/database.ts';
import type { Answer, Statement } from '../store/statement.ts';

export type Rows = Answer<Readonly<Record<string, unknown>>>;

export interface Reading {
  readonly tenant: number;
  /** Two readings with the same statement as proof are proved once. */
  readonly proof: Statement<unknown>;
  readonly statements: readonly Statement<unknown>[];
}

/** The rows of each statement, or null where the proof gave no row. Throws the operational errors of `errors.ts`. */
export type SendReading = (reading: Reading) => Promise<readonly Rows[] | null>;

/** Flights of one agency and process that may be under way at once; more would only make each smaller. */
const FLIGHTS_MAX = 4;
/** So that nobody waits for many others. */
const READINGS_MAX = 16;

/**
 * The context of a shared flight. The policy of the database asks for the agency alone; once it asks for a person's
 * tokens as well, only readings with the same tokens may share one.
 */
const READERS = 'readers';

interface Waiting {
  readonly reading: Reading;
  readonly resolve: (rows: readonly Rows[] | null) => void;
  readonly reject: (error: unknown) => void;
}

interface Queue {
  readonly waiting: Waiting[];
  flights: number;
  gathering: boolean;
}

export function openReadFlights(database: Database): SendReading {
  const queues = new Map<number, Queue>();

  function gather(tenant: number, queue: Queue): void {
    if (queue.gathering || queue.flights >= FLIGHTS_MAX || queue.waiting.length === 0) return;
    queue.gathering = true;
    setImmediate(() => {
      queue.gathering = false;
      queue.flights += 1;
      void fly(database, tenant, queue.waiting.splice(0, READINGS_MAX)).finally(() => {
        queue.flights -= 1;
        if (queue.waiting.length === 0 && queue.flights === 0) queues.delete(tenant);
        else gather(tenant, queue);
      });
      gather(tenant, queue);
    });
  }

  return (reading) =>
    new Promise((resolve, reject) => {
      const { tenant } = reading;
      const queue = queues.get(tenant) ?? { waiting: [], flights: 0, gathering: false };
      queues.set(tenant, queue);
      queue.waiting.push({ reading, resolve, reject });
      gather(tenant, queue);
    });
}

/** Settles every reading; never rejects itself. */
async function fly(database: Database, tenant: number, batch: readonly Waiting[]): Promise<void> {
  try {
    settle(batch, await send(database, tenant, batch));
  } catch (error) {
    // One statement that fails takes the transaction with it. Whose it was is found by asking each alone, unless the
    // database cannot serve at all.
    if (batch.length === 1 || error instanceof Unavailable) return batch.forEach(({ reject }) => reject(error));
    await Promise.all(batch.map((one) => fly(database, tenant, [one])));
  }
}

async function send(database: Database, tenant: number, batch: readonly Waiting[]): Promise<readonly Rows[]> {
  const proofs = proofsOf(batch);
  const answers = await database.once({ tenant, person: READERS }, [
    ...proofs.keys(),
    ...batch.flatMap(({ reading }) => reading.statements),
  ]);
  // Statements of unknown rows answer with rows of unknown columns; each reading knows its own.
  return answers as readonly Rows[];
}

function settle(batch: readonly Waiting[], answers: readonly Rows[]): void {
  const proofs = proofsOf(batch);
  let next = proofs.size;
  for (const { reading, resolve } of batch) {
    const rows = answers.slice(next, next + reading.statements.length);
    next += reading.statements.length;
    const proved = answers[proofs.get(reading.proof) ?? -1];
    resolve(proved === undefined || proved.count === 0 ? null : rows);
  }
}

/** Each proof once, with its place among the answers. */
function proofsOf(batch: readonly Waiting[]): ReadonlyMap<Statement<unknown>, number> {
  const proofs = new Map<Statement<unknown>, number>();
  for (const { reading } of batch) if (!proofs.has(reading.proof)) proofs.set(reading.proof, proofs.size);
  return proofs;
}
