// Writes the objects of a PDF one after the other, with the table of their places at the end (ISO 32000-2, 7.5). The
// same objects give the same bytes: no time and no chance is in them. Knows no pages.
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { dictOf, type Ref, type Value, written } from './objects.ts';

export interface FileWriter {
  /** A number for an object that is written later. */
  readonly reserve: () => Ref;
  readonly write: (value: Value, at?: Ref) => Ref;
  /** @param dict what is said of the stream; its length is added, and its packing where it is not packed yet */
  readonly writeStream: (dict: Readonly<Record<string, Value>>, bytes: Buffer, at?: Ref) => Ref;
  /** Ends the file. @returns all of its bytes, in pieces */
  readonly end: (catalog: Ref, info: Ref) => readonly Buffer[];
}

export function openFile(): FileWriter {
  const pieces: Buffer[] = [];
  const places: (number | undefined)[] = [];
  const hash = createHash('sha256');
  let size = 0;
  const put = (bytes: Buffer): void => {
    pieces.push(bytes);
    hash.update(bytes);
    size += bytes.length;
  };
  const reserve = (): Ref => ({ ref: places.push(undefined) });
  const begin = (at: Ref): void => {
    if (places[at.ref - 1] !== undefined) throw new Error(`object ${at.ref} is written twice`);
    places[at.ref - 1] = size;
    put(Buffer.from(`${at.ref} 0 obj\n`));
  };
  // The second line has bytes above 127, so that nobody takes the file for text.
  put(Buffer.concat([Buffer.from('%PDF-1.7\n%'), Buffer.from([0xe2, 0xe3, 0xcf, 0xd3]), Buffer.from('\n')]));
  return {
    reserve,
    write(value, at = reserve()) {
      begin(at);
      put(Buffer.from(`${written(value)}\nendobj\n`));
      return at;
    },
    writeStream(dict, bytes, at = reserve()) {
      const isPacked = dict['Filter'] !== undefined;
      const body = isPacked ? bytes : deflateSync(bytes, { level: 6 });
      begin(at);
      const packing: Record<string, Value> = isPacked ? {} : { Filter: { name: 'FlateDecode' } };
      put(Buffer.from(`${written(dictOf({ ...dict, ...packing, Length: body.length }))}\nstream\n`));
      put(body);
      put(Buffer.from('\nendstream\nendobj\n'));
      return at;
    },
    end(catalog, info) {
      const id = { bytes: hash.copy().digest().subarray(0, 16) };
      const start = size;
      const rows = places.map((place, index) => {
        if (place === undefined) throw new Error(`object ${index + 1} was promised and never written`);
        return `${String(place).padStart(10, '0')} 00000 n \n`;
      });
      const trailer = dictOf({ Size: places.length + 1, Root: catalog, Info: info, ID: [id, id] });
      const table = `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${rows.join('')}`;
      put(Buffer.from(`${table}trailer\n${written(trailer)}\nstartxref\n${start}\n%%EOF\n`));
      return pieces;
    },
  };
}
