// Office files written by hand: those of today (archives of XML) and those of before 2007 (compound files), sound ones and
// the skeletons on which the hostile ones are built.
import { makeZip, type MadeMember, type MadeZip } from './made-archives.ts';

const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const SHOW = 'http://schemas.openxmlformats.org/presentationml/2006/main';

export interface MadeOffice {
  readonly members?: readonly MadeMember[];
  /** Further lines of the content types, and of the relations of the main part. */
  readonly types?: string;
  readonly relations?: string;
  readonly body?: string;
  readonly mainType?: string;
  readonly zip?: MadeZip;
}

interface Form {
  readonly main: string;
  readonly type: string;
  readonly document: (body: string) => string;
}

const FORMS: Readonly<Record<'docx' | 'xlsx' | 'pptx', Form>> = {
  docx: {
    main: 'word/document.xml',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
    document: (body) =>
      `<w:document xmlns:w="${WORD}" xmlns:r="${OFFICE}"><w:body>${body}<w:p><w:r><w:t>A letter</w:t></w:r></w:p></w:body></w:document>`,
  },
  xlsx: {
    main: 'xl/workbook.xml',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
    document: (body) =>
      `<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets>${body}</workbook>`,
  },
  pptx: {
    main: 'ppt/presentation.xml',
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml',
    document: (body) => `<p:presentation xmlns:p="${SHOW}" xmlns:r="${OFFICE}">${body}</p:presentation>`,
  },
};

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export function makeOoxml(form: 'docx' | 'xlsx' | 'pptx', made: MadeOffice = {}): Buffer {
  const { main, type, document } = FORMS[form];
  const folder = main.split('/')[0] ?? '';
  const name = main.split('/')[1] ?? '';
  const types = `${XML}<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="${made.mainType ?? type}"/>${made.types ?? ''}</Types>`;
  return makeZip(
    [
      { name: '[Content_Types].xml', data: types },
      {
        name: '_rels/.rels',
        data: relationsOf(`<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="${main}"/>`),
      },
      { name: main, data: XML + document(made.body ?? '') },
      { name: `${folder}/_rels/${name}.rels`, data: relationsOf(made.relations ?? '') },
      ...(made.members ?? []),
    ],
    made.zip,
  );
}

export function relationsOf(lines: string): string {
  return `${XML}<Relationships xmlns="${RELATIONS}">${lines}</Relationships>`;
}

/** @param type the last word of its type, such as `hyperlink` */
export function relation(type: string, target: string, mode = 'External'): string {
  return `<Relationship Id="rId9" Type="${OFFICE}/${type}" Target="${target}" TargetMode="${mode}"/>`;
}

export interface MadeOdf {
  readonly members?: readonly MadeMember[];
  readonly body?: string;
  readonly doctype?: string;
  readonly mimetype?: string;
}

export function makeOdf(
  form: 'text' | 'spreadsheet' | 'presentation',
  { members = [], body = '', doctype = '', mimetype }: MadeOdf = {},
): Buffer {
  const type = `application/vnd.oasis.opendocument.${form}`;
  const names = ['office', 'text', 'table', 'script', 'draw']
    .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .join(' ');
  return makeZip([
    { name: 'mimetype', data: mimetype ?? type, stored: true },
    {
      name: 'content.xml',
      data: `<?xml version="1.0"?>${doctype}<office:document-content ${names} xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:${form}><text:p>A letter</text:p>${body}</office:${form}></office:body></office:document-content>`,
    },
    {
      name: 'META-INF/manifest.xml',
      data: `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/></manifest:manifest>`,
    },
    ...members,
  ]);
}

export interface MadeStream {
  /** The storages around it and its name. */
  readonly path: readonly string[];
  readonly data: Buffer;
}

const SECTOR = 512;

interface Node {
  readonly name: string;
  readonly type: number;
  readonly children: Node[];
  readonly data: Buffer;
  start: number;
}

/** A compound file; streams are filled up to 4,096 bytes, so that all lie in sectors of their own. */
export function makeCompound(streams: readonly MadeStream[]): Buffer {
  const root: Node = { name: 'Root Entry', type: 5, children: [], data: Buffer.alloc(0), start: 0xfffffffe };
  const nodes: Node[] = [root];
  for (const { path, data } of streams) placeNode(nodes, root, { path, data });
  const directorySectors = Math.ceil((nodes.length * 128) / SECTOR);
  const dataSectors = nodes.reduce((sum, node) => sum + node.data.length / SECTOR, 0);
  const fatSectors = Math.ceil(((directorySectors + dataSectors) * 4 + 4 * 20) / SECTOR);
  const fat = Buffer.alloc(fatSectors * SECTOR, 0xff);
  const chain = (from: number, count: number): void => {
    for (let index = 0; index < count; index += 1)
      fat.writeUInt32LE(index === count - 1 ? 0xfffffffe : from + index + 1, (from + index) * 4);
  };
  for (let index = 0; index < fatSectors; index += 1) fat.writeUInt32LE(0xfffffffd, index * 4);
  chain(fatSectors, directorySectors);
  let at = fatSectors + directorySectors;
  for (const node of nodes.filter(({ data }) => data.length > 0)) {
    node.start = at;
    chain(at, node.data.length / SECTOR);
    at += node.data.length / SECTOR;
  }
  const directory = Buffer.alloc(directorySectors * SECTOR);
  for (const [index, node] of nodes.entries()) writeNode(directory.subarray(index * 128), node, nodes);
  return Buffer.concat([compoundHead(fatSectors), fat, directory, ...nodes.map(({ data }) => data)]);
}

function placeNode(nodes: Node[], root: Node, { path, data }: MadeStream): void {
  let above = root;
  for (const [index, name] of path.entries()) {
    const last = index === path.length - 1;
    let node = above.children.find((each) => each.name === name);
    if (node === undefined) {
      const filled = last
        ? Buffer.concat([data, Buffer.alloc(Math.max(4_096 - data.length, (SECTOR - (data.length % SECTOR)) % SECTOR))])
        : Buffer.alloc(0);
      node = { name, type: last ? 2 : 1, children: [], data: filled, start: 0xfffffffe };
      above.children.push(node);
      nodes.push(node);
    }
    above = node;
  }
}

/** Siblings hang one on another to the right: a tree, if no balanced one. */
function writeNode(into: Buffer, node: Node, nodes: readonly Node[]): void {
  into.write(node.name, 0, 'utf16le');
  into.writeUInt16LE(node.name.length * 2 + 2, 64);
  into[66] = node.type;
  into[67] = 1;
  const family = nodes.find(({ children }) => children.includes(node))?.children ?? [];
  const next = family[family.indexOf(node) + 1];
  const child = node.children[0];
  const idOf = (each: Node | undefined): number => (each === undefined ? 0xffffffff : nodes.indexOf(each));
  into.writeUInt32LE(0xffffffff, 68);
  into.writeUInt32LE(node.type === 5 ? 0xffffffff : idOf(next), 72);
  into.writeUInt32LE(idOf(child), 76);
  into.writeUInt32LE(node.start, 116);
  into.writeUInt32LE(node.type === 5 ? 0 : node.data.length, 120);
}

function compoundHead(fatSectors: number): Buffer {
  const head = Buffer.alloc(512, 0);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(head);
  for (const [at, value] of [
    [24, 0x3e],
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ] as const)
    head.writeUInt16LE(value, at);
  head.writeUInt32LE(fatSectors, 44);
  head.writeUInt32LE(fatSectors, 48);
  head.writeUInt32LE(4_096, 56);
  head.writeUInt32LE(0xfffffffe, 60);
  head.writeUInt32LE(0xfffffffe, 68);
  head.fill(0xff, 76);
  for (let index = 0; index < fatSectors; index += 1) head.writeUInt32LE(index, 76 + index * 4);
  return head;
}

export function makeDoc(flags = 0, text = 'A letter'): Buffer {
  const stream = Buffer.alloc(4_096);
  stream.writeUInt16LE(0xa5ec, 0);
  stream.writeUInt16LE(0xc1, 2);
  stream.writeUInt16LE(flags, 10);
  stream.write(text, 1_024, 'latin1');
  return stream;
}

export function record(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
}

/** @param kind of its one sheet: 0 is a sheet, 1 one of macros */
export function makeXls(kind = 0, more: readonly Buffer[] = []): Buffer {
  const sheet = Buffer.concat([Buffer.from([0, 0, 0, 0, 0, kind, 3, 0]), Buffer.from('One')]);
  return Buffer.concat([
    record(0x0809, Buffer.alloc(16)),
    ...more,
    record(0x0085, sheet),
    record(0x000a, Buffer.alloc(0)),
  ]);
}

export function pptRecord(type: number, data: Buffer, version = 0): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(version, 0);
  head.writeUInt16LE(type, 2);
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data]);
}

export function makePpt(more: readonly Buffer[] = []): Buffer {
  return pptRecord(0x03e8, Buffer.concat([pptRecord(0x03e9, Buffer.alloc(40), 1), ...more]), 0xf);
}

export interface MadeAttachment {
  readonly name: string;
  readonly data: Buffer;
}

export function makeMsg(attachments: readonly MadeAttachment[] = [], html = '<p>Good day</p>'): Buffer {
  const streams: MadeStream[] = [
    { path: ['__properties_version1.0'], data: Buffer.alloc(64) },
    { path: ['__substg1.0_0037001F'], data: Buffer.from('About my case', 'utf16le') },
    {
      path: ['__substg1.0_10130102'],
      data: Buffer.concat([Buffer.from(html), Buffer.alloc(Math.max(0, 4_096 - html.length), ' ')]),
    },
  ];
  for (const [index, { name, data }] of attachments.entries()) {
    const storage = `__attach_version1.0_#${String(index).padStart(8, '0')}`;
    streams.push({ path: [storage, '__substg1.0_37010102'], data });
    streams.push({ path: [storage, '__substg1.0_3707001F'], data: Buffer.from(name, 'utf16le') });
  }
  return makeCompound(streams);
}
