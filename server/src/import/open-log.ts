// Opens an event log: finds out what it is and gives its rows. It knows both readers and nothing of what rows mean.
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { RowBatches } from './log-row.ts';
import { columnsOf } from './check-mapping.ts';
import type { ImportMapping } from './mapping.ts';
import { readBytes, readRaw, type BytesRead } from './read-bytes.ts';
import { readCsv } from './read-csv.ts';
import { readXes } from './read-xes.ts';

export interface OpenLog {
  readonly rows: RowBatches;
  readonly bytes: BytesRead;
}

/** The rows of a log in the format that the mapping or the file's name says; CSV where neither does. */
export function openLog(file: string, mapping: ImportMapping): OpenLog {
  const bytes: BytesRead = { count: 0 };
  const chunks = readBytes(file, bytes);
  const format = namedFormat(file) ?? mapping.log.format ?? 'csv';
  if (format === 'xes') return { rows: readXes(chunks), bytes };
  const { delimiter, encoding } = mapping.log;
  const rows = readCsv(chunks, {
    required: columnsOf({ mapping }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(encoding === undefined ? {} : { encoding }),
  });
  return { rows, bytes };
}

/** SHA-256 of a file as it is stored, or of its first bytes, and how many bytes it has. */
export async function describeFile(
  file: string,
  firstBytes?: number,
): Promise<{ readonly hash: string; readonly bytes: number }> {
  const { size } = await stat(file);
  const hash = createHash('sha256');
  let left = firstBytes ?? size;
  for await (const chunk of readRaw(file)) {
    const part = chunk.subarray(0, left);
    hash.update(part);
    left -= part.length;
    if (left === 0) break;
  }
  return { hash: hash.digest('hex'), bytes: size };
}

/** The format that a file's name says, packed or not; null where it says none. */
export function namedFormat(file: string): 'csv' | 'xes' | null {
  const name = file.toLowerCase().replace(/\.gz$/u, '');
  if (name.endsWith('.xes')) return 'xes';
  return name.endsWith('.csv') ? 'csv' : null;
}
