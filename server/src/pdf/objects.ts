// The values of PDF as text (ISO 32000-2, 7.3): always the same text for the same value. Knows no pages.

/** A reference to an object, by its number. */
export interface Ref {
  readonly ref: number;
}

/** A name, written with a slash. */
export interface Name {
  readonly name: string;
}

/** Text for people: written as UTF-16 with its mark, so that every letter is kept. */
export interface TextString {
  readonly text: string;
}

export type Value =
  | number
  | boolean
  | null
  | Ref
  | Name
  | TextString
  | { readonly bytes: Buffer }
  | readonly Value[]
  | { readonly dict: Readonly<Record<string, Value>> };

export function nameOf(name: string): Name {
  return { name };
}

export function textOf(text: string): TextString {
  return { text };
}

export function dictOf(dict: Readonly<Record<string, Value>>): { readonly dict: Readonly<Record<string, Value>> } {
  return { dict };
}

export function written(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value);
  if (isList(value)) return `[${value.map(written).join(' ')}]`;
  if ('ref' in value) return `${value.ref} 0 R`;
  if ('name' in value) return nameText(value.name);
  if ('bytes' in value) return `<${value.bytes.toString('hex')}>`;
  if ('text' in value) return `<feff${Buffer.from(value.text, 'utf16le').swap16().toString('hex')}>`;
  const entries = Object.entries(value.dict).map(([key, each]) => `${nameText(key)} ${written(each)}`);
  return `<<${entries.join(' ')}>>`;
}

/** At most four decimals and never an exponent, which PDF does not know. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError('PDF has no such number');
  const rounded = Math.round(value * 1e4) / 1e4;
  return Number.isInteger(rounded) ? rounded.toFixed(0).replace(/^-0$/, '0') : rounded.toFixed(4).replace(/0+$/, '');
}

function nameText(name: string): string {
  const bytes = [...Buffer.from(name)];
  const isPlain = (byte: number): boolean =>
    byte > 0x20 && byte < 0x7f && !'#/()<>[]{}%'.includes(String.fromCodePoint(byte));
  return `/${bytes.map((byte) => (isPlain(byte) ? String.fromCodePoint(byte) : `#${byte.toString(16).padStart(2, '0')}`)).join('')}`;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
