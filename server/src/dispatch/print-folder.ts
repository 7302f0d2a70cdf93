// The folder in which printed letters lie for whoever puts them into envelopes. A file is there whole, under its name, or not at all; only
// who owns the folder reads it, since it says where people live.
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, syncFolder, withFile } from '../files/durable.ts';

export interface PrintFolder {
  /** Durable when it answers. */
  readonly write: (name: string, bytes: Buffer) => Promise<void>;
  /** SHA-256 of what lies there, and how much it is; null where nothing does. */
  readonly look: (name: string) => Promise<{ readonly hash: Buffer; readonly bytes: number } | null>;
  /** Takes away what a process that ended by force left half written of files that nobody writes any more. */
  readonly tidy: (isDone: (name: string) => boolean) => Promise<void>;
}

const HALF_WRITTEN = '.new';

/** @param path made where it is missing */
export async function openPrintFolder(path: string): Promise<PrintFolder> {
  await makeFolder(path);
  return {
    async write(name, bytes) {
      const whole = join(path, name);
      // Several processes write the list of a batch: each under a name of its own until it is whole.
      const half = `${whole}.${randomUUID()}${HALF_WRITTEN}`;
      await withFile(half, 'wx', async (file) => {
        await file.writeFile(bytes);
        await file.sync();
      });
      await rename(half, whole);
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
    async tidy(isDone) {
      const left = (await readdir(path)).filter((name) => name.endsWith(HALF_WRITTEN) && isDone(name));
      for (const name of left) await rm(join(path, name), { force: true });
    },
  };
}
