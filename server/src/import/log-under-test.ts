// Small event logs for the tests of this room, made on the spot in a temporary folder.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogRow, RowBatches } from './log-row.ts';

/** A reader's rows together, and the fault with which it ended, if it did. */
export async function readAll(
  batches: RowBatches,
): Promise<{ readonly rows: readonly LogRow[]; readonly fault: unknown }> {
  const rows: LogRow[] = [];
  try {
    for await (const batch of batches) rows.push(...batch);
    return { rows, fault: null };
  } catch (fault) {
    return { rows, fault };
  }
}

/** The text in pieces of a few bytes, so that every boundary is met. */
export async function* inPieces(text: string | Buffer, size = 7): AsyncGenerator<Buffer, void, undefined> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A folder that is there for one test. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-test-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function writeLog(folder: string, name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}
