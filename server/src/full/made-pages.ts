// PDF files written by hand, with a table of places that is right, so that a hostile one differs from a good one in what it is
// meant to and in nothing else.
import { deflateSync } from 'node:zlib';

export interface MadePdf {
  /** Members of the catalogue, as they are written. */
  readonly catalog?: string;
  readonly page?: string;
  /** Further objects, each as it is written between `obj` and `endobj`; the first has the number 5. */
  readonly objects?: readonly (string | Buffer)[];
  readonly trailer?: string;
  readonly version?: string;
  readonly before?: string | Buffer;
  readonly behind?: string | Buffer;
  /** Places as in newer files: a stream instead of a table. */
  readonly crossStream?: boolean;
  readonly content?: string;
}

export function makePdf(made: MadePdf = {}): Buffer {
  const {
    catalog = '',
    page = '',
    objects = [],
    trailer = '',
    version = '1.7',
    content = 'BT /F1 12 Tf 72 700 Td (A letter) Tj ET',
  } = made;
  const before = bytesOf(made.before ?? '');
  const parts: Buffer[] = [before, Buffer.from(`%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`, 'latin1')];
  const places: number[] = [];
  const length = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  const add = (body: string | Buffer): void => {
    places.push(length());
    parts.push(Buffer.from(`${places.length} 0 obj\n`), bytesOf(body), Buffer.from('\nendobj\n'));
  };
  add(`<</Type/Catalog/Pages 2 0 R ${catalog}>>`);
  add('<</Type/Pages/Kids[3 0 R]/Count 1>>');
  add(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R ${page}>>`);
  add(streamObject('', Buffer.from(content)));
  for (const object of objects) add(object);
  const start = length();
  parts.push(made.crossStream === true ? crossStream(places, start, trailer) : crossTable(places, trailer));
  parts.push(Buffer.from(`startxref\n${start}\n%%EOF\n`), bytesOf(made.behind ?? ''));
  return Buffer.concat(parts);
}

/** @param members of the dictionary, besides its length */
export function streamObject(members: string, data: Buffer, length: number | string = data.length): Buffer {
  return Buffer.concat([Buffer.from(`<<${members}/Length ${length}>>\nstream\n`), data, Buffer.from('\nendstream')]);
}

export function packedStream(members: string, plain: Buffer | string): Buffer {
  return streamObject(`${members}/Filter/FlateDecode`, deflateSync(Buffer.from(plain as string))); // A string or a buffer.
}

/** Objects within a packed stream, as newer files have them. */
export function objectStream(objects: readonly string[], filter = '/Filter/FlateDecode'): Buffer {
  let at = 0;
  const places = objects.map((object, index) => {
    const place = `${20 + index} ${at}`;
    at += object.length + 1;
    return place;
  });
  const head = `${places.join(' ')} `;
  const plain = Buffer.from(head + objects.join(' '));
  const data = filter.includes('Flate') ? deflateSync(plain) : plain;
  return streamObject(`/Type/ObjStm/N ${objects.length}/First ${head.length}${filter}`, data);
}

function crossTable(places: readonly number[], trailer: string): Buffer {
  const lines = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`);
  return Buffer.from(
    `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${lines.join('')}trailer\n<</Size ${places.length + 1}/Root 1 0 R ${trailer}>>\n`,
  );
}

function crossStream(places: readonly number[], start: number, trailer: string): Buffer {
  const rows = Buffer.alloc((places.length + 2) * 6);
  for (const [index, place] of [...places, start].entries()) {
    rows[(index + 1) * 6] = 1;
    rows.writeUInt32BE(place, (index + 1) * 6 + 1);
  }
  const object = streamObject(
    `/Type/XRef/Size ${places.length + 2}/W[1 4 1]/Root 1 0 R ${trailer}/Filter/FlateDecode`,
    deflateSync(rows),
  );
  return Buffer.concat([Buffer.from(`${places.length + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
}

function bytesOf(text: string | Buffer): Buffer {
  return typeof text === 'string' ? Buffer.from(text, 'latin1') : text;
}
