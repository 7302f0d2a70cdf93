// Many rows as one COPY in the binary form, for what reads a table by the million: a text row costs the driver a string for
// each column, a row of COPY is looked at where it arrived (PostgreSQL documentation, COPY, "Binary Format"). COPY takes no
// parameters, so the only values that get into its text are ids and whole numbers, each looked at here.
import type { Statement } from './statement.ts';

/** The columns of one row, each taken in its turn. What is null is told by a value that no column can hold. */
export interface BinaryRow {
  readonly int: () => number;
  readonly uuid: () => string;
  /** The same, for a column that mostly has what the row before has. */
  readonly repeatedUuid: () => string;
  readonly text: () => string;
  /** Only good until the row's function returns. */
  readonly bytes: () => Buffer;
  /** Bytes as lower-case hexadecimal. */
  readonly hex: () => string;
  /** The same, for a column that mostly has what the row before has. */
  readonly repeatedHex: () => string;
  /** An instant in UTC as ISO 8601 with milliseconds, and more digits where it has them. */
  readonly instant: () => string;
}

/** A query with its values, which are put into its text in the places `$1`, `$2`, … */
export interface CopyQuery {
  readonly text: string;
  readonly values: readonly (number | string)[];
}

/** A statement for a flight that gives each row to `each` while the next ones are on their way, in the order of the query. */
export function copyRows({ text, values }: CopyQuery, each: (row: BinaryRow) => void): Statement {
  const { row, start } = binaryRow();
  const query = text.replaceAll(/\$(\d+)/g, (_, place: string) => literal(values[Number(place) - 1]));
  return {
    name: '',
    text: `copy (${query}) to stdout (format binary)`,
    values: [],
    each: (chunk) => {
      if (start(chunk)) each(row);
    },
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A number or an id as it may stand in the text of a statement. */
function literal(value: number | string | undefined): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'string' && UUID.test(value)) return `'${value}'::uuid`;
  throw new TypeError('Only whole numbers and ids may stand in the text of a statement.');
}

/** `PGCO`: how a COPY in this form begins. No row begins so: that would be the number of its columns. */
const SIGNATURE_START = 0x50_47_43_4f;
/** The bytes before the first row. */
const HEADER_BYTES = 19;
/** No text of a database holds it. */
const NULL_TEXT = '\0';
/** Milliseconds from 1970 to the beginning of the year 2000, from which instants are counted. */
const EPOCH_MS = 946_684_800_000;

/** What a column had in the row before, by its place among those that repeat. */
interface Remembered {
  readonly bytes: Buffer;
  length: number;
  text: string;
}

/** @returns the row, and what sets it on the next message: false where that holds none */
function binaryRow(): { readonly row: BinaryRow; readonly start: (chunk: Buffer) => boolean } {
  let chunk: Buffer = Buffer.alloc(0);
  let at = 0;
  let repeated = 0;
  const before: Remembered[] = [];
  /** Goes past the next column. @returns its length; -1 where it is null */
  function next(): number {
    const length = chunk.readInt32BE(at);
    at += 4 + Math.max(length, 0);
    return length;
  }
  function hexOf(length: number): string {
    return length === -1 ? NULL_TEXT : chunk.toString('hex', at - length, at);
  }
  function asBefore(textOf: (hex: string) => string): string {
    const length = next();
    const last = (before[repeated] ??= { bytes: Buffer.alloc(64), length: -1, text: NULL_TEXT });
    repeated += 1;
    if (length > 0 && length === last.length && chunk.compare(last.bytes, 0, length, at - length, at) === 0)
      return last.text;
    const text = textOf(hexOf(length));
    if (length > 0 && length <= last.bytes.length) remember(last, text, chunk.subarray(at - length, at));
    return text;
  }
  const row: BinaryRow = {
    int() {
      const length = next();
      return intOf(chunk, at - length, length);
    },
    uuid: () => uuidText(hexOf(next())),
    repeatedUuid: () => asBefore(uuidText),
    text() {
      const length = next();
      return length === -1 ? NULL_TEXT : chunk.toString('utf8', at - length, at);
    },
    bytes() {
      const length = next();
      return chunk.subarray(at - Math.max(length, 0), at);
    },
    hex: () => hexOf(next()),
    repeatedHex: () => asBefore((hex) => hex),
    instant() {
      const length = next();
      if (length !== 8) return NULL_TEXT;
      return instantText(chunk.readInt32BE(at - 8), chunk.readUInt32BE(at - 4));
    },
  };
  return {
    row,
    start(next) {
      chunk = next;
      repeated = 0;
      // The header may come alone, and the end is a row of -1 columns.
      at = chunk.length >= HEADER_BYTES && chunk.readUInt32BE(0) === SIGNATURE_START ? HEADER_BYTES : 0;
      if (chunk.length < at + 2 || chunk.readInt16BE(at) < 0) return false;
      at += 2;
      return true;
    },
  };
}

function uuidText(hex: string): string {
  if (hex.length !== 32) return NULL_TEXT;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function remember(last: Remembered, text: string, bytes: Buffer): void {
  bytes.copy(last.bytes);
  last.length = bytes.length;
  last.text = text;
}

function intOf(chunk: Buffer, start: number, length: number): number {
  if (length === -1) return Number.NaN;
  // Of eight bytes, what a number holds exactly is far more than what is counted.
  if (length === 8) return chunk.readInt32BE(start) * 2 ** 32 + chunk.readUInt32BE(start + 4);
  return chunk.readIntBE(start, length);
}

const DAY_MS = 86_400_000;
/** Days that were written lately, each at the place that its number gives it: what instants have most in common. */
const LATE_DAYS = 1024;
const lateDays: { readonly day: number; readonly text: string }[] = Array.from({ length: LATE_DAYS }, () => ({
  day: Number.NaN,
  text: '',
}));
const TWO_DIGITS: readonly string[] = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

/** From the two halves of a count of microseconds; we never write anything finer than milliseconds, others may. */
function instantText(high: number, low: number): string {
  const micros = high * 2 ** 32 + low;
  const ms = Math.floor(micros / 1000);
  const rest = micros - ms * 1000;
  const day = Math.floor(ms / DAY_MS);
  const place = ((day % LATE_DAYS) + LATE_DAYS) % LATE_DAYS;
  let known = lateDays[place];
  if (known?.day !== day) {
    const start = new Date(day * DAY_MS + EPOCH_MS);
    // The two infinities, and what lies beyond the dates of ECMAScript.
    if (Number.isNaN(start.getTime())) return `${micros} microseconds`;
    known = { day, text: start.toISOString().slice(0, -'T00:00:00.000Z'.length) };
    lateDays[place] = known;
  }
  const inDay = ms - day * DAY_MS;
  const seconds = Math.floor(inDay / 1000);
  const two = (number: number): string => TWO_DIGITS[number] ?? '';
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const thousandths = (number: number): string => `${Math.floor(number / 100)}${two(number % 100)}`;
  return `${known.text}T${time}.${thousandths(inDay - seconds * 1000)}${rest === 0 ? '' : thousandths(rest)}Z`;
}
