// Opens an event log or a table of cases: finds out what it is and gives its rows. It knows the readers and nothing of what
// rows mean.
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { RowBatches } from './log-row.ts';
import { leftBecause } from './carried.ts';
import { columnsOf } from './check-mapping.ts';
import { requiredColumns } from './check-table.ts';
import type { ImportMapping } from './mapping.ts';
import { readBytes, readRaw, type BytesRead } from './read-bytes.ts';
import { readCsv, type CsvOptions } from './read-csv.ts';
import { readJson } from './read-json.ts';
import { readXes } from './read-xes.ts';
import type { TableLayout, TableMapping } from './table-mapping.ts';

export interface OpenLog {
  readonly rows: RowBatches;
  readonly bytes: BytesRead;
}

/** The rows of a log in the format that the mapping or the file's name says; CSV where neither does. */
export function openLog(file: string, mapping: ImportMapping): OpenLog {
  const bytes: BytesRead = { count: 0 };
  const chunks = readBytes(file, bytes);
  if ('table' in mapping) return { rows: tableRows(chunks, mapping), bytes };
  const named = namedFormat(file);
  const format = (named === 'json' ? null : named) ?? mapping.log.format ?? 'csv';
  if (format === 'xes') return { rows: readXes(chunks), bytes };
  return { rows: readCsv(chunks, csvOptions(columnsOf({ mapping }), mapping.log)), bytes };
}

function tableRows(chunks: AsyncIterable<Buffer>, mapping: TableMapping): RowBatches {
  const { format, rows, more } = mapping.table;
  // The mapping decides and not the name: exports of services are called .txt and worse.
  if (format === 'json')
    return readJson(chunks, { ...(rows === undefined ? {} : { rows }), ...(more === undefined ? {} : { more }) });
  const carried = new Set(columnsOf({ mapping }));
  return readCsv(chunks, {
    ...csvOptions(requiredColumns(mapping), mapping.table),
    known: (column) => carried.has(column) || leftBecause(mapping, column) !== null,
  });
}

function csvOptions(
  required: readonly string[],
  { delimiter, encoding }: Pick<TableLayout, 'delimiter' | 'encoding'>,
): CsvOptions {
  return {
    required,
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(encoding === undefined ? {} : { encoding }),
  };
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
export function namedFormat(file: string): 'csv' | 'xes' | 'json' | null {
  const name = file.toLowerCase().replace(/\.gz$/u, '');
  if (name.endsWith('.xes')) return 'xes';
  if (/\.(?:json|jsonl|ndjson)$/u.test(name)) return 'json';
  return name.endsWith('.csv') ? 'csv' : null;
}
