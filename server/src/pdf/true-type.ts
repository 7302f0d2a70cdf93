// Fonts in the format of TrueType (Apple's reference manual; ISO/IEC 14496-22): makes one that has no ink, and reads of
// another which outline each letter has and how wide it is.

const UNITS = 1000;

/** A font of two outlines without ink. @param advance how far each goes on, of its height */
export function emptyFont(advance: number): Buffer {
  const width = Math.round(advance * UNITS);
  return assemble([
    ['cmap', shorts(0, 1, 3, 1, 0, 12, 4, 24, 0, 2, 2, 0, 0, 0xffff, 0, 0xffff, 1, 0)],
    ['glyf', Buffer.alloc(4)],
    ['head', head()],
    ['hhea', shorts(1, 0, 750, 0x10000 - 250, 0, width, 0, 0, width, 1, 0, 0, 0, 0, 0, 0, 0, 2)],
    ['hmtx', shorts(width, 0, width, 0)],
    ['loca', shorts(0, 0, 0)],
    ['maxp', shorts(1, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)],
    ['name', shorts(0, 0, 6)],
    ['post', shorts(3, 0, 0, 0, 0, 0, 0, 1, ...Array.from({ length: 8 }, () => 0))],
  ]);
}

function head(): Buffer {
  const table = Buffer.alloc(54);
  table.writeUInt32BE(0x00010000, 0);
  table.writeUInt32BE(0x00010000, 4);
  table.writeUInt32BE(0x5f0f3cf5, 12);
  table.writeUInt16BE(UNITS, 18);
  table.writeInt16BE(-250, 38);
  table.writeInt16BE(UNITS / 2, 40);
  table.writeInt16BE(750, 42);
  table.writeUInt16BE(8, 46);
  table.writeInt16BE(2, 48);
  return table;
}

function shorts(...values: readonly number[]): Buffer {
  const table = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) table.writeUInt16BE(value, index * 2);
  return table;
}

function assemble(tables: readonly (readonly [string, Buffer])[]): Buffer {
  const range = 2 ** Math.floor(Math.log2(tables.length));
  const head = shorts(1, 0, tables.length, range * 16, Math.log2(range), (tables.length - range) * 16);
  const records: Buffer[] = [];
  const bodies: Buffer[] = [];
  let offset = head.length + tables.length * 16;
  for (const [tag, body] of tables) {
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
    const record = Buffer.alloc(16);
    record.write(tag, 0, 'latin1');
    record.writeUInt32BE(checksum(padded), 4);
    record.writeUInt32BE(offset, 8);
    record.writeUInt32BE(body.length, 12);
    records.push(record);
    bodies.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([head, ...records, ...bodies]);
}

function checksum(table: Buffer): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0;
  return sum;
}

/** What a page needs to know of a font to set text in it. */
export interface Outlines {
  /** The outline of a letter; 0, which is that of a missing one, where the font has none. */
  readonly outlineOf: (letter: string) => number;
  /** How far an outline goes on, of the height of the font. */
  readonly advanceOf: (outline: number) => number;
}

/** @param font with a table of letters of format 4, as all that are made for office use have. @throws when it has none */
export function readOutlines(font: Buffer): Outlines {
  const tables = new Map<string, number>();
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const at = 12 + index * 16;
    tables.set(font.toString('latin1', at, at + 4), font.readUInt32BE(at + 8));
  }
  const place = (tag: string): number => {
    const found = tables.get(tag);
    if (found === undefined) throw new Error(`the font has no table ${tag}`);
    return found;
  };
  const units = font.readUInt16BE(place('head') + 18);
  const measured = font.readUInt16BE(place('hhea') + 34);
  const letters = lettersOf(font, place('cmap'));
  const widths = place('hmtx');
  return {
    outlineOf: (letter) => letters(letter.codePointAt(0) ?? 0),
    advanceOf: (outline) => font.readUInt16BE(widths + Math.min(outline, measured - 1) * 4) / units,
  };
}

function lettersOf(font: Buffer, cmap: number): (point: number) => number {
  const count = font.readUInt16BE(cmap + 2);
  const places = Array.from({ length: count }, (_, index) => cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4));
  const table = places.find((at) => font.readUInt16BE(at) === 4);
  if (table === undefined) throw new Error('the font has no table of letters of format 4');
  const segments = font.readUInt16BE(table + 6) / 2;
  const [ends, starts] = [table + 14, table + 16 + segments * 2];
  const [deltas, ranges] = [starts + segments * 2, starts + segments * 4];
  return (point) => {
    for (let index = 0; index < segments; index += 1) {
      if (font.readUInt16BE(ends + index * 2) < point) continue;
      const start = font.readUInt16BE(starts + index * 2);
      if (start > point || point > 0xffff) return 0;
      const delta = font.readUInt16BE(deltas + index * 2);
      const range = font.readUInt16BE(ranges + index * 2);
      if (range === 0) return (point + delta) & 0xffff;
      const outline = font.readUInt16BE(ranges + index * 2 + range + (point - start) * 2);
      return outline === 0 ? 0 : (outline + delta) & 0xffff;
    }
    return 0;
  };
}
