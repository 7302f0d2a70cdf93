// From what the driver throws to what the server means, by SQLSTATE alone: names of tables and constraints carry shard
// numbers on a distributed server, and texts are translated.
import { Conflict, Corrupt, Forbidden, OutcomeUnknown, Unavailable } from '../errors.ts';

/** Class 08 is the connection, 53 resources, 57P the server going down or coming up. */
const UNAVAILABLE = /^(08|53|57P)/;
/** Serialization failure, deadlock, unique violation, lock not available. */
const CONFLICT = new Set(['40001', '40P01', '23505', '55P03']);
/** Row-level security or a missing privilege; read-only transaction is a standby answering. */
const FORBIDDEN = new Set(['42501']);
const READ_ONLY = '25006';
const QUERY_CANCELED = '57014';
const DISK_FULL = '53100';
/** See `updateHead`: the only statement that can meet it. */
const NOT_NULL = '23502';

/** What an error means. Our own errors and programming errors come back unchanged. */
export function mapError(error: unknown): unknown {
  const state = sqlState(error);
  if (state === undefined)
    return isConnectionLoss(error) ? unavailable(error, 'The database cannot be reached.', 2) : error;
  if (CONFLICT.has(state)) return new Conflict(`Another writer was first (${state}).`, { cause: error });
  if (FORBIDDEN.has(state)) return new Forbidden('The database refused this role or context.', { cause: error });
  if (state === DISK_FULL)
    return unavailable(error, 'The disk of the database is full. Free space, then try again.', 30);
  if (state === READ_ONLY) return unavailable(error, 'This database is a standby and takes no writes.', 5);
  if (state === QUERY_CANCELED) return unavailable(error, 'The database took too long.', 5);
  if (UNAVAILABLE.test(state)) return unavailable(error, `The database cannot serve now (${state}).`, 2);
  if (state === NOT_NULL)
    return new Corrupt('The head of a case does not stand where its events do. Run the verifier.', { cause: error });
  if (state.startsWith('XX')) return new Corrupt(`The database reports damage (${state}).`, { cause: error });
  return error;
}

/** The same for an error met after COMMIT was sent: when the connection went, nobody knows what became of it. */
export function mapCommitError(error: unknown): unknown {
  const mapped = mapError(error);
  if (!(mapped instanceof Unavailable)) return mapped;
  const state = sqlState(error);
  const lost = state === undefined || state.startsWith('08') || state.startsWith('57P');
  return lost ? new OutcomeUnknown('The connection was lost while committing.', { cause: error }) : mapped;
}

function unavailable(cause: unknown, message: string, retryAfterS: number): Unavailable {
  return new Unavailable(message, { cause, retryAfterS });
}

function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const { code } = error;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && 'severity' in error ? code : undefined;
}

/** The driver gives sockets' own codes, or plain errors with these beginnings and no code at all. */
function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string')
    return /^(ECONN|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_)/.test(error.code);
  return /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout e|Query read timeout)/.test(
    error.message,
  );
}
