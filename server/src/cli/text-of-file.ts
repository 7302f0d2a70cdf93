// A file that somebody named on the command line, as text.
import { readFileSync } from 'node:fs';
import { EnvironmentError } from './exit-codes.ts';

/** @throws EnvironmentError that names the file where it cannot be read */
export function textOfFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new EnvironmentError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
