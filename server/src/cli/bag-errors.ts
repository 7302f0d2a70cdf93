// What ends a command that makes or reads bags: their own words where a bag or a key is none, a mistake of whoever typed where the folder
// is the wrong one.
import { BackupError } from '../backup/backup-keys.ts';
import { TransferError } from '../transfer/agency-bag.ts';
import { EnvironmentError, type ExitCode, UsageError } from './exit-codes.ts';

export async function withBags(work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (isOfBag(error)) throw new EnvironmentError(error.message);
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}

/** Says of a bag or its key what to do. */
export function isOfBag(error: unknown): error is TransferError | BackupError {
  return error instanceof TransferError || error instanceof BackupError;
}
