// Writes the messages of a flight into one buffer, so that they leave in one write: PostgreSQL, "Message Formats", 55.7.
// Knows no connection and no statement's meaning.

/** Where a flight is being written. Its memory is used again for the next one. */
export interface FlightBytes {
  bytes: Buffer;
  end: number;
}

const FIRST_BYTES = 16_384;

export function newFlightBytes(): FlightBytes {
  return { bytes: Buffer.allocUnsafe(FIRST_BYTES), end: 0 };
}

/** Begins a new flight. */
export function startFlight(to: FlightBytes): void {
  to.end = 0;
}

/** Closes a prepared statement; right also where it does not exist. */
export function writeClose(to: FlightBytes, name: string): void {
  const at = openMessage(to, 'C');
  writeCString(to, `S${name}`);
  shutMessage(to, at);
}

/** Parses a statement and asks what its rows look like. */
export function writeParse(to: FlightBytes, name: string, text: string): void {
  const parse = openMessage(to, 'P');
  writeCString(to, name);
  writeCString(to, text);
  writeInt16(to, 0);
  shutMessage(to, parse);
  const describe = openMessage(to, 'D');
  writeCString(to, `S${name}`);
  shutMessage(to, describe);
}

/** Binds values to a prepared statement and runs it; answers come as text. */
export function writeExecute(to: FlightBytes, name: string, values: readonly (string | Buffer | null)[]): void {
  const bind = openMessage(to, 'B');
  writeCString(to, '');
  writeCString(to, name);
  writeInt16(to, values.length);
  for (const value of values) writeInt16(to, Buffer.isBuffer(value) ? 1 : 0);
  writeInt16(to, values.length);
  for (const value of values) writeValue(to, value);
  // All columns of the answer as text.
  writeInt16(to, 1);
  writeInt16(to, 0);
  shutMessage(to, bind);
  const execute = openMessage(to, 'E');
  writeCString(to, '');
  // All rows.
  writeInt32(to, 0);
  shutMessage(to, execute);
}

/** Ends the flight. @returns a copy of its bytes: the socket may keep them while the next flight is written. */
export function endFlight(to: FlightBytes): Buffer {
  shutMessage(to, openMessage(to, 'S'));
  return Buffer.from(to.bytes.subarray(0, to.end));
}

function reserve(to: FlightBytes, more: number): void {
  if (to.end + more <= to.bytes.length) return;
  const larger = Buffer.allocUnsafe(Math.max(to.bytes.length * 2, to.end + more));
  to.bytes.copy(larger, 0, 0, to.end);
  to.bytes = larger;
}

/** @returns where the message's length will stand. */
function openMessage(to: FlightBytes, code: string): number {
  reserve(to, 5);
  to.bytes.writeUInt8(code.charCodeAt(0), to.end);
  to.end += 5;
  return to.end - 4;
}

function shutMessage(to: FlightBytes, lengthAt: number): void {
  to.bytes.writeInt32BE(to.end - lengthAt, lengthAt);
}

function writeInt16(to: FlightBytes, value: number): void {
  reserve(to, 2);
  to.end = to.bytes.writeInt16BE(value, to.end);
}

function writeInt32(to: FlightBytes, value: number): void {
  reserve(to, 4);
  to.end = to.bytes.writeInt32BE(value, to.end);
}

function writeCString(to: FlightBytes, text: string): void {
  // A UTF-16 unit takes at most three bytes.
  reserve(to, text.length * 3 + 1);
  to.end += to.bytes.write(text, to.end, 'utf8');
  to.end = to.bytes.writeUInt8(0, to.end);
}

function writeValue(to: FlightBytes, value: string | Buffer | null): void {
  if (value === null) {
    writeInt32(to, -1);
  } else if (typeof value === 'string') {
    reserve(to, value.length * 3 + 4);
    const length = to.bytes.write(value, to.end + 4, 'utf8');
    to.bytes.writeInt32BE(length, to.end);
    to.end += length + 4;
  } else {
    reserve(to, value.length + 4);
    writeInt32(to, value.length);
    to.end += value.copy(to.bytes, to.end);
  }
}
