// A file that somebody named on the command line, as text, and what was read of it as names with anything.
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

/** Null for what is no map. */
export function mapOf(value: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  // An object that is no list is a map of names to anything.
  return value as Record<string, unknown>;
}
