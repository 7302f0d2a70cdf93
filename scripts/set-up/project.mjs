// Where things are in this project. Knows no other file's content.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The path of a file of the project. */
export function inProject(...parts) {
  return join(root, ...parts);
}
