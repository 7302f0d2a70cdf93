// Durable writes into files of this machine. Those into the same file at the same time go through one handle, in their order; one sync
// of it makes durable all that was written before it began, while the next ones are being written.
import { open, type FileHandle } from 'node:fs/promises';

/** A file that is being written. */
interface Written {
  readonly opened: Promise<FileHandle>;
  /** How many wait for something of it; the last one closes it. */
  users: number;
  writing: Promise<void>;
  syncing: Promise<void>;
  /** A sync that has not begun: whoever has written may still join it. */
  nextSync: Promise<void> | null;
}

export interface WriteTogether {
  /** Writes into a file that is there. What was written outlives a crash when it resolves. @param position in bytes */
  readonly write: (path: string, bytes: Buffer, position: number) => Promise<void>;
}

/**
 * After a failure of a write or of a sync everything fails that has not ended on that handle: what a system could not write it may
 * forget, and a later sync would say nothing of it. Whoever writes again opens the file anew.
 */
export function writeTogether(): WriteTogether {
  const files = new Map<string, Written>();

  function use(path: string): Written {
    const known = files.get(path);
    if (known !== undefined) {
      known.users += 1;
      return known;
    }
    const opened = open(path, 'r+');
    const ready = opened.then(() => {});
    // Each is waited for by whoever wrote; nobody else hears of its failure.
    ready.catch(() => {});
    const made = { opened, users: 1, writing: ready, syncing: ready, nextSync: null };
    files.set(path, made);
    return made;
  }

  async function leave(path: string, file: Written): Promise<void> {
    file.users -= 1;
    if (file.users > 0) return;
    files.delete(path);
    const handle = await file.opened.catch(() => null);
    await handle?.close();
  }

  return {
    async write(path, bytes, position) {
      const file = use(path);
      try {
        await inOrder(file, bytes, position);
        await syncTogether(file);
      } finally {
        await leave(path, file);
      }
    },
  };
}

function inOrder(file: Written, bytes: Buffer, position: number): Promise<void> {
  file.writing = file.writing.then(async () => writeAll(await file.opened, bytes, position));
  file.writing.catch(() => {});
  return file.writing;
}

function syncTogether(file: Written): Promise<void> {
  if (file.nextSync !== null) return file.nextSync;
  const next = file.syncing.then(async () => {
    file.nextSync = null;
    await (await file.opened).datasync();
  });
  next.catch(() => {});
  file.nextSync = next;
  file.syncing = next;
  return next;
}

export async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
