// Reads a table of cases that is JSON: a list, a list in a member of an object, or one object to a line. One row at a time:
// what a row nests becomes columns with a point between the names, and every value is the text of the file, so that no digit
// of a number is lost. It knows no case and no mapping.
import { StringDecoder } from 'node:string_decoder';
import { flattenJson } from './flatten-json.ts';
import { LogFault, type LogRow, type RowBatches } from './log-row.ts';

/** A row longer than this is a text that was never closed, not a row. */
const MAX_ROW_CHARS = 1_000_000;
/** What may stand before and after the rows. */
const MAX_FRAME_CHARS = 65_536;

export interface JsonOptions {
  /** The member that holds the rows; absent: a list, or one row to a line. */
  readonly rows?: string;
  /** A member beside the rows that, unless it is false or empty, says that there are more of them elsewhere. */
  readonly more?: string;
}

/** The rows of a JSON file, in order. Throws LogFault where it cannot be read on, or is only one page of several. */
export async function* readJson(chunks: AsyncIterable<Buffer>, options: JsonOptions): RowBatches {
  const decoder = new StringDecoder('utf8');
  const scanner = startScanner(options);
  for await (const chunk of chunks) {
    scanner.feed(decoder.write(chunk));
    yield scanner.take();
    scanner.failIfBroken();
  }
  scanner.feed(decoder.end());
  yield scanner.take();
  scanner.failIfBroken();
  scanner.end();
}

interface Scanner {
  feed(text: string): void;
  take(): readonly LogRow[];
  failIfBroken(): void;
  /** @throws LogFault where what is around the rows is not whole, or says that there are more */
  end(): void;
}

/** Where the scanner is: how deep, in a text or not, and the row that it is in. */
interface Place {
  readonly options: JsonOptions;
  depth: number;
  inText: boolean;
  escaped: boolean;
  /** The row so far, or null between rows. */
  row: string | null;
  rowLine: number;
  line: number;
  index: number;
  /** Everything that is not a row: the list, or the object around it. */
  frame: string;
  /** Depth at which rows begin, in the list of the rows; null outside of it. */
  rowDepth: number | null;
  fault: LogFault | null;
}

function startScanner(options: JsonOptions): Scanner {
  const at: Place = {
    ...{ options, depth: 0, inText: false, escaped: false, row: null, rowLine: 1, line: 1, index: 0 },
    ...{ frame: '', rowDepth: null, fault: null },
  };
  const rows: LogRow[] = [];
  return {
    feed(text) {
      for (const letter of text) {
        if (at.fault !== null) return;
        const row = readLetter(at, letter);
        if (row !== null) rows.push(row);
      }
    },
    take: () => rows.splice(0),
    failIfBroken: () => {
      if (at.fault !== null) throw at.fault;
    },
    end: () => checkFrame(at),
  };
}

/** One letter more; the row that it ends, or null. */
function readLetter(at: Place, letter: string): LogRow | null {
  if (letter === '\n') at.line += 1;
  if (at.row === null && at.depth === at.rowDepth) betweenRows(at, letter);
  else if (at.row === null) aroundRows(at, letter);
  else at.row += letter;
  follow(at, letter);
  if ((at.row ?? '').length > MAX_ROW_CHARS || at.frame.length > MAX_FRAME_CHARS) at.fault ??= faultAt(at, TOO_LONG);
  return at.row !== null && !at.inText && at.depth === at.rowDepth ? endRow(at, at.row) : null;
}

const TOO_LONG = 'a row, or what is around the rows, is too long, so a text is probably never closed';

function faultAt({ index, line }: Place, reason: string): LogFault {
  return new LogFault(`The JSON file cannot be read further after row ${index}: ${reason}.`, line);
}

/** In the list of the rows, where no row is. */
function betweenRows(at: Place, letter: string): void {
  if (letter === '{') {
    at.row = letter;
    at.rowLine = at.line;
  } else if (letter === ']' && at.depth > 0) {
    at.frame += letter;
    at.rowDepth = null;
  } else if (!/\s/u.test(letter) && !(letter === ',' && at.depth > 0)) {
    at.fault = faultAt(at, `there is ${JSON.stringify(letter)} where a row should begin`);
  }
}

/** Outside of the list of the rows; the letter may be the one with which it begins. */
function aroundRows(at: Place, letter: string): void {
  const { rows } = at.options;
  const first = at.frame.trim() === '';
  if (rows === undefined && first && letter === '{') {
    // One row to a line.
    at.rowDepth = 0;
    betweenRows(at, letter);
    return;
  }
  if (letter === '[' && !at.inText) {
    const isRows = rows === undefined ? first : at.depth === 1 && endsWithMember(at.frame, rows);
    if (isRows) at.rowDepth = at.depth + 1;
  }
  if (letter !== '\uFEFF' || !first) at.frame += letter;
}

function endsWithMember(frame: string, name: string): boolean {
  const before = frame.trimEnd();
  return before.endsWith(':') && before.slice(0, -1).trimEnd().endsWith(JSON.stringify(name));
}

function follow(at: Place, letter: string): void {
  if (at.inText) {
    if (at.escaped) at.escaped = false;
    else if (letter === '\\') at.escaped = true;
    else if (letter === '"') at.inText = false;
  } else if (letter === '"') at.inText = true;
  else if (letter === '{' || letter === '[') at.depth += 1;
  else if (letter === '}' || letter === ']') at.depth -= 1;
}

function endRow(at: Place, text: string): LogRow {
  at.row = null;
  at.index += 1;
  const flat = flattenJson(text);
  const where = { index: at.index, line: at.rowLine };
  return 'fault' in flat ? { ...where, values: {}, fault: flat.fault } : { ...where, values: flat.values };
}

function checkFrame(at: Place): void {
  const { rows, more } = at.options;
  if (at.row !== null || at.depth !== 0 || at.inText) throw faultAt(at, 'the file ends in the middle');
  // Rows to a line have nothing around them.
  if (at.rowDepth === 0) return;
  const around = flattenJson(at.frame.trim() === '' ? '' : at.frame);
  const isList = at.frame.trimStart().startsWith('[');
  if (rows === undefined ? !isList : 'fault' in around || !hasList(at.frame, rows))
    throw faultAt(at, rows === undefined ? 'it has no list of rows' : `it has no list of rows named "${rows}"`);
  const next = more === undefined || 'fault' in around ? undefined : around.values[more];
  if (next !== undefined && next !== 'false')
    throw faultAt(at, `"${more}" says that there are more rows than are in this file. Export all of them`);
}

function hasList(frame: string, name: string): boolean {
  // It was read just before, so it is JSON.
  const value = JSON.parse(frame) as unknown;
  return (
    typeof value === 'object' &&
    value !== null &&
    Array.isArray(Object.entries(value).find(([key]) => key === name)?.[1])
  );
}
