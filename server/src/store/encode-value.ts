// Values as the protocol's text format writes them; bytes go as they are. Refuses what has no exact text.

/** For a parameter of a statement. */
export function encodeValue(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || Buffer.isBuffer(value)) return value;
  if (Array.isArray(value)) return `{${value.map(encodeElement).join(',')}}`;
  return encodeScalar(value);
}

function encodeElement(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'string') return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  // bytea's own hexadecimal form, its backslash escaped for the array.
  if (Buffer.isBuffer(value)) return `"\\\\x${value.toString('hex')}"`;
  return encodeScalar(value);
}

function encodeScalar(value: unknown): string {
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new TypeError(`A parameter is a ${typeof value}; give text, a number, a boolean, bytes, or an array of these.`);
}
