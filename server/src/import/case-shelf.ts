// Keeps what is remembered of each case of an import: the ones in use in memory, the others in a temporary file, so
// that memory stays flat however many cases a log has. It knows nothing of what it keeps.
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One entry in the temporary file. A slot keeps some room, so that most entries can be written back in place. */
interface Slot {
  readonly at: number;
  readonly room: number;
  bytes: number;
}

export interface CaseShelf<T> {
  /** What is kept under the key, or undefined. */
  get(key: string): T | undefined;
  put(key: string, value: T): void;
  /** Everything, each once, in the order in which the keys first came. */
  entries(): IterableIterator<[string, T]>;
  readonly size: number;
  /** Removes the temporary file. */
  close(): void;
}

/** A shelf for plain JSON values. @param inMemory how many stay in memory before the longest unused are put aside */
export function openCaseShelf<T>(inMemory = 5_000): CaseShelf<T> {
  const recent = new Map<string, T>();
  const aside = new Map<string, Slot | null>();
  const file = spillFile();

  function putAside(): void {
    // An eighth at a time: the Map keeps the order of use, so the first are the longest unused.
    let left = Math.max(1, Math.floor(inMemory / 8));
    for (const [key, value] of recent) {
      if (left === 0) return;
      left -= 1;
      aside.set(key, file.write(JSON.stringify(value), aside.get(key) ?? null));
      recent.delete(key);
    }
  }

  function readAside(key: string): T | undefined {
    const slot = aside.get(key);
    // Only this shelf writes the file, and it writes nothing but values of T.
    return slot === undefined || slot === null ? undefined : (JSON.parse(file.read(slot)) as T);
  }

  return {
    get(key) {
      const value = recent.get(key);
      if (value === undefined) return readAside(key);
      return value;
    },
    put(key, value) {
      if (!aside.has(key)) aside.set(key, null);
      recent.delete(key);
      recent.set(key, value);
      if (recent.size > inMemory) putAside();
    },
    *entries() {
      for (const key of aside.keys()) {
        const value = recent.get(key) ?? readAside(key);
        if (value !== undefined) yield [key, value];
      }
    },
    get size() {
      return aside.size;
    },
    close: () => file.remove(),
  };
}

interface SpillFile {
  write(text: string, slot: Slot | null): Slot;
  read(slot: Slot): string;
  remove(): void;
}

function spillFile(): SpillFile {
  let opened: { readonly folder: string; readonly handle: number } | null = null;
  let end = 0;
  const open = (): { readonly folder: string; readonly handle: number } => {
    // The folder is made for this process alone (mode 0700): states can hold personal data.
    const folder = mkdtempSync(join(tmpdir(), 'casewright-import-'));
    return { folder, handle: openSync(join(folder, 'cases'), 'w+', 0o600) };
  };
  return {
    write(text, slot) {
      opened ??= open();
      const bytes = Buffer.from(text, 'utf8');
      const into =
        slot !== null && slot.room >= bytes.length ? slot : { at: end, room: Math.ceil(bytes.length * 1.5), bytes: 0 };
      if (into !== slot) end += into.room;
      writeSync(opened.handle, bytes, 0, bytes.length, into.at);
      into.bytes = bytes.length;
      return into;
    },
    read(slot) {
      if (opened === null) throw new Error('Nothing was put aside yet.');
      const bytes = Buffer.allocUnsafe(slot.bytes);
      readSync(opened.handle, bytes, 0, slot.bytes, slot.at);
      return bytes.toString('utf8');
    },
    remove() {
      if (opened === null) return;
      closeSync(opened.handle);
      rmSync(opened.folder, { recursive: true, force: true });
      opened = null;
    },
  };
}
