// The folder in which printed letters lie for whoever puts them into envelopes. A file is there whole, under its name, or not at all; only
// who owns the folder reads it, since it says where people live.
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

export interface PrintFolder {
  /** Durable when it answers. */
  readonly write: (name: string, bytes: Buffer) => Promise<void>;
  /** SHA-256 of what lies there, and how much it is; null where nothing does. */
  readonly look: (name: string) => Promise<{ readonly hash: Buffer; readonly bytes: number } | null>;
}

/** @param path made where it is missing */
export async function openPrintFolder(path: string): Promise<PrintFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  return {
    async write(name, bytes) {
      const whole = join(path, name);
      const file = await open(`${whole}.new`, 'w', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${whole}.new`, whole);
      const folder = await open(path, 'r');
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
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
