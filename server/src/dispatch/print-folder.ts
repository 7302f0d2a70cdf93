// The folder in which printed letters lie for whoever puts them into envelopes. A file is there whole, under its name, or not at all; only
// who owns the folder reads it, since it says where people live.
import { createHash } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, syncFolder, withFile } from '../files/durable.ts';

export interface PrintFolder {
  /** Durable when it answers. */
  readonly write: (name: string, bytes: Buffer) => Promise<void>;
  /** SHA-256 of what lies there, and how much it is; null where nothing does. */
  readonly look: (name: string) => Promise<{ readonly hash: Buffer; readonly bytes: number } | null>;
}

/** @param path made where it is missing */
export async function openPrintFolder(path: string): Promise<PrintFolder> {
  await makeFolder(path);
  return {
    async write(name, bytes) {
      const whole = join(path, name);
      await withFile(`${whole}.new`, 'w', async (file) => {
        await file.writeFile(bytes);
        await file.sync();
      });
      await rename(`${whole}.new`, whole);
      await syncFolder(path);
    },
    async look(name) {
      try {
        const bytes = await readFile(join(path, name));
        return { hash: createHash('sha256').update(bytes).digest(), bytes: bytes.length };
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
  };
}
