// Durable writing: a name is on disk when its folder was synced, and the bytes of a file when the file was. It knows nothing of what is kept.
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** A file that is made is read by its owner alone. */
export async function withFile<T>(path: string, flags: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags, 0o600);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

/** Each folder that was made is on disk with its name, and read by its owner alone. */
export async function makeFolder(folder: string): Promise<void> {
  const whole = resolve(folder);
  const first = await mkdir(whole, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let each = whole; each.length >= first.length; each = dirname(each)) await syncFolder(dirname(each));
}

export async function syncFolder(folder: string): Promise<void> {
  await withFile(folder, 'r', (handle) => handle.sync());
}
