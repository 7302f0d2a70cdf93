// Writes PDF by hand for the proof of redaction: any object, any operator, older revisions, packed objects, junk. It shares
// no code with what it tests, and checks nothing: files from outside are not sound either.
import { deflateSync } from 'node:zlib';

export interface MadePage {
  readonly width: number;
  readonly height: number;
  /** Operators of its content. */
  readonly content: string[];
  /** Further members of its dictionary. */
  readonly members: string[];
  /** References in its resources: `/Name 5 0 R`, by category. */
  readonly resources: Record<string, string[]>;
  readonly annotations: string[];
}

export interface MadePdf {
  /** @returns the number of the new object */
  readonly add: (body: string | Buffer) => number;
  readonly addStream: (dict: string, bytes: Buffer | string, packed?: boolean) => number;
  readonly page: (width: number, height: number) => MadePage;
  /** Members of the catalogue. */
  readonly catalog: string[];
  readonly info: string[];
  /** Bytes that go before the newest revision: an older one, whose objects the newest replaces. */
  readonly older: { page: MadePage; content: string } | null;
  readonly replaceLater: (page: MadePage, olderContent: string) => void;
  readonly end: (options: EndOptions) => Buffer;
}

export interface EndOptions {
  /** Objects in packed streams, with a packed table. */
  readonly packedObjects: boolean;
  readonly packedContent: boolean;
  /** What stands behind the end of the file. */
  readonly behind: string;
}

interface Making {
  readonly objects: Buffer[];
  readonly pages: { readonly page: MadePage; readonly older: string | null }[];
  readonly catalog: string[];
  readonly info: string[];
}

export function makePdf(): MadePdf {
  const making: Making = { objects: [], pages: [], catalog: [], info: [] };
  const add = (body: string | Buffer): number => making.objects.push(typeof body === 'string' ? latin(body) : body);
  return {
    add,
    addStream: (dict, bytes, packed = false) =>
      add(streamOf(dict, typeof bytes === 'string' ? latin(bytes) : bytes, packed)),
    page(width, height) {
      const page = { width, height, content: [], members: [], resources: {}, annotations: [] };
      making.pages.push({ page, older: null });
      return page;
    },
    ...{ catalog: making.catalog, info: making.info, older: null },
    replaceLater(page, olderContent) {
      const index = making.pages.findIndex((each) => each.page === page);
      making.pages[index] = { page, older: olderContent };
    },
    end: (options) => endOf(making, options),
  };
}

/** A string of PDF, with every byte that is not plain in octal. */
export function literal(text: string): string {
  const bytes = [...latin(text)].map((byte) =>
    byte < 0x20 || byte > 0x7e || [0x28, 0x29, 0x5c].includes(byte)
      ? `\\${byte.toString(8).padStart(3, '0')}`
      : String.fromCodePoint(byte),
  );
  return `(${bytes.join('')})`;
}

/** The same in UTF-16, in hex. */
export function wideHex(text: string): string {
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}

function latin(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

function streamOf(dict: string, bytes: Buffer, packed: boolean): Buffer {
  const body = packed ? deflateSync(bytes) : bytes;
  const filter = packed ? '/Filter /FlateDecode' : '';
  return Buffer.concat([latin(`<<${dict} ${filter} /Length ${body.length}>>\nstream\n`), body, latin('\nendstream')]);
}

function endOf({ objects, pages, catalog, info }: Making, options: EndOptions): Buffer {
  const all = [...objects];
  const add = (body: Buffer): number => all.push(body);
  const tree = all.length + 1;
  all.push(Buffer.alloc(0));
  const replaced: { readonly number: number; readonly body: Buffer }[] = [];
  const kids = pages.map(({ page, older }) => {
    const current = streamOf('', latin(page.content.join('\n')), options.packedContent);
    const content = add(older === null ? current : streamOf('', latin(older), options.packedContent));
    if (older !== null) replaced.push({ number: content, body: current });
    const resources = Object.entries(page.resources).map(([category, names]) => `/${category} <<${names.join(' ')}>>`);
    const annotations = page.annotations.length === 0 ? '' : `/Annots [${page.annotations.join(' ')}]`;
    return add(
      latin(
        `<</Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Contents ${content} 0 R
/Resources <<${resources.join(' ')}>> ${annotations} ${page.members.join(' ')}>>`,
      ),
    );
  });
  all[tree - 1] = latin(`<</Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}]>>`);
  const infoAt = add(latin(`<<${info.join(' ')}>>`));
  const root = add(latin(`<</Type /Catalog /Pages ${tree} 0 R ${catalog.join(' ')}>>`));
  const first = options.packedObjects
    ? packedFile(all, { root, info: infoAt })
    : plainFile(all, { root, info: infoAt });
  const whole =
    replaced.length === 0 ? first : withRevision(first, replaced, { root, info: infoAt, size: all.length + 1 });
  return Buffer.concat([whole, latin(options.behind)]);
}

interface Roots {
  readonly root: number;
  readonly info: number;
}

function plainFile(objects: readonly Buffer[], { root, info }: Roots): Buffer {
  const { bytes, places } = bodies(
    objects.map((body, index) => ({ number: index + 1, body })),
    latin('%PDF-1.6\n%\xe2\xe3\xcf\xd3\n'),
  );
  const rows = places.map(([, place]) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  const trailer = `trailer\n<</Size ${objects.length + 1} /Root ${root} 0 R /Info ${info} 0 R>>\nstartxref\n${bytes.length}\n%%EOF\n`;
  return Buffer.concat([bytes, latin(table + trailer)]);
}

interface Numbered {
  readonly number: number;
  readonly body: Buffer;
}

function bodies(objects: readonly Numbered[], head: Buffer): { bytes: Buffer; places: [number, number][] } {
  const pieces = [head];
  const places: [number, number][] = [];
  let size = head.length;
  for (const { number, body } of objects) {
    places.push([number, size]);
    const piece = Buffer.concat([latin(`${number} 0 obj\n`), body, latin('\nendobj\n')]);
    pieces.push(piece);
    size += piece.length;
  }
  return { bytes: Buffer.concat(pieces), places };
}

/** A later revision that replaces objects, appended as programs do that save quickly. */
function withRevision(first: Buffer, replaced: readonly Numbered[], ends: Roots & { readonly size: number }): Buffer {
  const before = first.toString('latin1').lastIndexOf('startxref');
  const previous = Number(/startxref\s+(\d+)/.exec(first.toString('latin1', before))?.[1]);
  const { bytes, places } = bodies(replaced, first);
  const rows = places.map(([number, place]) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer\n<</Size ${ends.size} /Root ${ends.root} 0 R /Info ${ends.info} 0 R /Prev ${previous}>>`;
  return Buffer.concat([bytes, latin(`xref\n${rows}${trailer}\nstartxref\n${bytes.length}\n%%EOF\n`)]);
}

/** Everything that is no stream goes into one packed stream, and so does the table of places. */
function packedFile(objects: readonly Buffer[], { root, info }: Roots): Buffer {
  const isStream = (body: Buffer): boolean => body.includes('endstream');
  const numbered = objects.map((body, index) => ({ number: index + 1, body }));
  const inside = numbered.filter(({ body }) => !isStream(body));
  let offset = 0;
  const heads = inside.map(({ number, body }) => {
    const head = `${number} ${offset}`;
    offset += body.length + 1;
    return head;
  });
  const head = `${heads.join(' ')}\n`;
  const content = Buffer.concat([latin(head), ...inside.flatMap(({ body }) => [body, latin('\n')])]);
  const holder = objects.length + 1;
  const table = objects.length + 2;
  const packed = streamOf(`/Type /ObjStm /N ${inside.length} /First ${head.length}`, content, true);
  const outside = [...numbered.filter(({ body }) => isStream(body)), { number: holder, body: packed }];
  const { bytes, places } = bodies(outside, latin('%PDF-1.6\n%\xe2\xe3\xcf\xd3\n'));
  const placeOf = new Map([...places, [table, bytes.length] as const]);
  const rows = Array.from({ length: table + 1 }, (_, number) => {
    const row = Buffer.alloc(7);
    const index = inside.findIndex((each) => each.number === number);
    const place = placeOf.get(number);
    row.writeUInt8(index === -1 ? (place === undefined ? 0 : 1) : 2, 0);
    row.writeUInt32BE(index === -1 ? (place ?? 0) : holder, 1);
    row.writeUInt16BE(Math.max(0, index), 5);
    return row;
  });
  const dict = `/Type /XRef /W [1 4 2] /Size ${table + 1} /Root ${root} 0 R /Info ${info} 0 R`;
  const xref = Buffer.concat([
    latin(`${table} 0 obj\n`),
    streamOf(dict, Buffer.concat(rows), true),
    latin('\nendobj\n'),
  ]);
  return Buffer.concat([bytes, xref, latin(`startxref\n${bytes.length}\n%%EOF\n`)]);
}
