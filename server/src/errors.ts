// The few operational errors of the server: what went wrong outside the rules of a case. They carry a stable code and
// the cause, and know neither SQL nor HTTP; expected refusals are values, not errors.

export type OperationalCode = 'conflict' | 'unavailable' | 'outcome-unknown' | 'corrupt' | 'forbidden';

/** Two writers met: the same case version, idempotency key or reference. Reading again and deciding again may succeed. */
export class Conflict extends Error {
  readonly code: OperationalCode = 'conflict';
}

/** The database cannot serve now (full disk, shutting down, unreachable, too busy). Nothing was written. */
export class Unavailable extends Error {
  readonly code: OperationalCode = 'unavailable';
  /** Whole seconds after which it is worth trying again. */
  readonly retryAfterS: number;

  constructor(message: string, options: { readonly cause?: unknown; readonly retryAfterS: number }) {
    super(message, { cause: options.cause });
    this.retryAfterS = options.retryAfterS;
  }
}

/** The commit was sent and no answer, or only a warning, came back. Ask again with the same idempotency key. */
export class OutcomeUnknown extends Error {
  readonly code: OperationalCode = 'outcome-unknown';
}

/** What is stored contradicts itself. Nothing was written; a person must look. */
export class Corrupt extends Error {
  readonly code: OperationalCode = 'corrupt';
}

/** The database refused the role or the context: a bug or an attack, never a person's mistake. */
export class Forbidden extends Error {
  readonly code: OperationalCode = 'forbidden';
}
