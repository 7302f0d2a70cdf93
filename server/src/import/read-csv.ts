// Reads an event log that is a CSV file (RFC 4180), one row at a time: line breaks inside fields, a byte order mark and
// both kinds of line end are allowed. It knows no activity and no case; columns go by the names in the first line.
import { parse, type CsvError } from 'csv-parse';
import { LogFault, unknownColumns, type LogRow, type RowBatches } from './log-row.ts';

/** A record longer than this is a quotation mark that was never closed, not a record. */
const MAX_RECORD_CHARS = 1_000_000;

export interface CsvOptions {
  readonly delimiter?: string;
  readonly encoding?: 'utf8' | 'latin1';
  /** Columns that must be there; all that are missing are named at once. */
  readonly required: readonly string[];
  /** Columns that may be there; absent: any. A file with another is refused, so that no column is passed over in silence. */
  readonly known?: (column: string) => boolean;
}

/** The rows of a CSV file, in order. Throws LogFault where it cannot be read on. */
export async function* readCsv(chunks: AsyncIterable<Buffer>, options: CsvOptions): RowBatches {
  const reader = startReader(options);
  for await (const chunk of chunks) {
    await reader.feed(chunk);
    yield reader.take();
    reader.failIfBroken();
  }
  await reader.feed(null);
  yield reader.take();
  reader.failIfBroken();
  if (!reader.begun()) throw new LogFault('The file is empty: a CSV log begins with a line of column names.', 1);
}

interface CsvReader {
  feed(chunk: Buffer | null): Promise<void>;
  take(): readonly LogRow[];
  failIfBroken(): void;
  begun(): boolean;
}

function startReader(options: CsvOptions): CsvReader {
  let columns: readonly string[] | null = null;
  let fault: LogFault | null = null;
  let index = 0;
  let rows: LogRow[] = [];
  const onRecord = (record: string[], info: { readonly lines: number }): null => {
    // Rows are taken here and not from the stream, because a stream that fails drops what it has not handed out yet.
    if (fault !== null) return null;
    if (columns === null) {
      fault = headerFault(record, options);
      columns = record;
    } else {
      index += 1;
      rows.push(toRow(columns, record, { index, line: lineOf(record, info.lines) }));
    }
    return null;
  };
  const parser = parse({
    bom: true,
    delimiter: options.delimiter ?? ',',
    encoding: options.encoding ?? 'utf8',
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_CHARS,
    on_record: onRecord,
  });
  parser.on('error', (error: CsvError) => (fault ??= csvFault(error, index)));
  parser.resume();
  return {
    feed: (chunk) =>
      new Promise((resolve) => {
        if (fault !== null) resolve();
        else if (chunk === null) parser.end(() => setImmediate(resolve)).once('close', () => resolve());
        else parser.write(chunk, () => setImmediate(resolve));
      }),
    take: () => {
      const taken = rows;
      rows = [];
      return taken;
    },
    failIfBroken: () => {
      if (fault !== null) throw fault;
    },
    begun: () => columns !== null,
  };
}

function headerFault(columns: readonly string[], { required, known }: CsvOptions): LogFault | null {
  const twice = columns.filter((name, at) => columns.indexOf(name) !== at);
  if (twice.length > 0) return new LogFault(`The first line names a column twice: ${quoted(twice)}.`, 1);
  const missing = required.filter((name) => !columns.includes(name));
  const unknown = known === undefined ? [] : columns.filter((name) => !known(name));
  if (unknown.length > 0) return new LogFault(`In the first line: ${unknownColumns(unknown)}`, 1);
  if (missing.length === 0) return null;
  return new LogFault(
    `The mapping needs ${missing.length === 1 ? 'a column' : 'columns'} that the file does not have: ${quoted(missing)}. ` +
      `The file has ${quoted(columns)}.`,
    1,
  );
}

function toRow(columns: readonly string[], record: readonly string[], at: { index: number; line: number }): LogRow {
  const values: Record<string, string> = {};
  for (let i = 0; i < columns.length; i += 1) {
    const name = columns[i];
    const value = record[i];
    if (name !== undefined && value !== undefined && value !== '') values[name] = value;
  }
  if (record.length === columns.length) return { ...at, values };
  return { ...at, values, fault: `the row has ${record.length} fields and the first line names ${columns.length}` };
}

/** The parser counts lines at the end of a record; a record begins as many lines earlier as it has line breaks. */
function lineOf(record: readonly string[], lastLine: number): number {
  let breaks = 0;
  for (const field of record) {
    for (let at = field.indexOf('\n'); at !== -1; at = field.indexOf('\n', at + 1)) breaks += 1;
  }
  return lastLine - breaks;
}

function csvFault(error: CsvError, rowsBefore: number): LogFault {
  const line = typeof error.lines === 'number' ? error.lines : null;
  const where = `after row ${rowsBefore}`;
  const reasons: Record<string, string> = {
    CSV_QUOTE_NOT_CLOSED: 'a quotation mark is opened and never closed',
    CSV_MAX_RECORD_SIZE: `a record is longer than ${MAX_RECORD_CHARS} characters, so a quotation mark is probably never closed`,
    CSV_INVALID_CLOSING_QUOTE: 'a quotation mark stands in the middle of a quoted field',
    INVALID_OPENING_QUOTE: 'a quotation mark stands in the middle of a field',
  };
  const reason = reasons[error.code ?? ''] ?? error.message;
  return new LogFault(`The CSV file cannot be read further ${where}: ${reason}.`, line, { cause: error });
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
