// What the exit codes of every command mean. Nothing else decides an exit code.

export const ExitCode = {
  ok: 0,
  /** The command ran and found something wrong: a damaged chain, a refused row, a case type with a problem. */
  problems: 1,
  /** The command line was not understood. */
  usage: 2,
  /** The surroundings do not allow it: no database, a full disk, a missing file. */
  environment: 3,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** A command line that cannot be followed; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The surroundings do not allow the command; the message says what to do. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}
