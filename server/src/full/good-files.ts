// Sound files of every kind that the gate takes: as programs write them, with names in every script. Each must pass, since a
// file that is refused without need keeps somebody from their right.
import { SCRIPTS } from './names-in-scripts.ts';
import type { Kind } from '../gate/kinds.ts';
import { makeZip, type MadeMember } from './made-archives.ts';
import { makeMail } from './made-mail.ts';
import {
  makeCompound,
  makeDoc,
  makeMsg,
  makeOdf,
  makeOoxml,
  makePpt,
  makeXls,
  relation,
  relationsOf,
} from './made-office.ts';
import { makePdf, objectStream, packedStream } from './made-pages.ts';
import {
  box,
  jpegSegment,
  makeBmp,
  makeBoxes,
  makeGif,
  makeHeic,
  makeJpeg,
  makeMp3,
  makeMp4,
  makeOgg,
  makePng,
  makeTiff,
  makeWav,
  makeWebm,
  makeWebp,
  pngChunk,
  riffChunk,
} from './made-pictures.ts';

export interface GoodFile {
  readonly kind: Kind;
  readonly name: string;
  readonly make: () => Buffer;
}

const TEXT = 'Good day,\n\nI ask for a review of the decision of 3 November.\n';
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><style>.a{fill:red}</style><rect class="a" width="5" height="5"/><text>A plan</text></svg>';
const PAGE =
  '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A letter</title><style>p { color: red }</style></head><body><h1 style="font-weight:bold">A letter</h1><p>on time = now, <a href="https://example.org/?a=1&amp;b=2">a link</a></p><img src="cid:1" alt="x"><table border="1"><tr><td>1</td></tr></table></body></html>';

type Variants = Readonly<Record<Kind, readonly ((index: number) => Buffer)[]>>;

const MEMBERS: readonly MadeMember[] = [
  { name: 'letters/', data: '', stored: true },
  { name: 'letters/one.txt', data: TEXT },
  { name: 'letters/two.txt', data: 'x' },
];

const VARIANTS: Variants = {
  pdf: [
    (index) => makePdf({ content: `BT (${index}) Tj ET` }),
    () => makePdf({ objects: [objectStream(['<</A/B>>', '[1 2 3]'])], crossStream: true }),
    () => makePdf({ catalog: '/OpenAction[3 0 R/Fit]/PageMode/UseOutlines' }),
    () => makePdf({ catalog: '/OpenAction<</S/GoTo/D[3 0 R/Fit]>>' }),
    () =>
      makePdf({
        page: '/Annots[5 0 R]',
        objects: ['<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org/a\\(1\\))>>>>'],
      }),
    () =>
      makePdf({
        objects: [
          packedStream(
            '/Subtype/Image/Width 200/Height 100/ColorSpace/DeviceGray/BitsPerComponent 8',
            Buffer.alloc(20_000, 255),
          ),
        ],
      }),
    () => makePdf({ catalog: '/AcroForm<</Fields[5 0 R]>>', objects: ['<</FT/Tx/T(name)/V(A \\) person)>>'] }),
    () =>
      makePdf({
        objects: [
          packedStream('', 'q 1 0 0 1 0 0 cm Q '.repeat(4_000)),
          '<</Length#31 (JavaScript in words)/BM/Screen>>',
        ],
      }),
    () => makePdf({ version: '1.4', behind: '\r\n' }),
    () => makePdf({ trailer: '/ID[<00112233><00112233>]/Info<</Title(\\376\\377\\000A)>>' }),
  ],
  jpeg: [
    (index) => makeJpeg({ width: 8 + index }),
    () => makeJpeg({ more: [jpegSegment(0xe1, Buffer.from('Exif\0\0II*\0'))] }),
    () => makeJpeg({ more: [jpegSegment(0xfe, Buffer.from('Created with a camera, f < 8 & more'))] }),
    () => Buffer.concat([makeJpeg(), makeJpeg()]),
    () => Buffer.concat([makeJpeg(), Buffer.alloc(40)]),
    () => Buffer.concat([makeJpeg(), makeMp4()]),
    () =>
      Buffer.concat([makeJpeg(), Buffer.from('\0\0\x01\x0a\x0e\0\0\0Image_UTC_Data1234SEFH\x6a\0\0\0SEFT', 'latin1')]),
  ],
  png: [
    (index) => makePng({ width: 1 + index }),
    () => makePng({ more: [pngChunk('tEXt', Buffer.from('Software\0A scanner'))] }),
    () => makePng({ width: 1_000, height: 700 }),
  ],
  gif: [
    (index) => makeGif({ width: 2 + index }),
    () => makeGif({ comment: 'made by hand' }),
    () => makeGif({ version: '87a' }),
  ],
  tiff: [(index) => makeTiff({ width: 4 + index }), () => makeTiff({ big: true })],
  webp: [(index) => makeWebp(4 + index), () => makeWebp(4, 4, [riffChunk('EXIF', Buffer.alloc(7))])],
  bmp: [(index) => makeBmp(1 + index)],
  heic: [() => makeHeic(), () => makeHeic('mif1')],
  avif: [() => makeHeic('avif')],
  docx: [
    () => makeOoxml('docx'),
    () =>
      makeOoxml('docx', {
        relations:
          relation('hyperlink', 'https://example.org/a?b=1') +
          relation('hyperlink', 'mailto:a@example.org').replace('rId9', 'rId8'),
      }),
    () =>
      makeOoxml('docx', {
        members: [
          { name: 'word/media/image1.png', data: makePng() },
          { name: 'word/media/image2.jpeg', data: makeJpeg() },
        ],
      }),
    () =>
      makeOoxml('docx', {
        body: '<w:p><w:r><w:instrText>HYPERLINK "https://example.org" \\h</w:instrText></w:r><w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r></w:p>',
      }),
    () =>
      makeOoxml('docx', {
        body: '<w:p><w:r><w:t>We added DDE lines; javascript: is a word; &lt;script&gt; too.</w:t></w:r></w:p>',
      }),
    () =>
      makeOoxml('docx', {
        members: [
          { name: 'word/fonts/font1.odttf', data: Buffer.alloc(100, 3) },
          { name: 'docProps/core.xml', data: '<a/>' },
        ],
      }),
    () =>
      makeOoxml('docx', {
        members: [{ name: 'word/embeddings/Microsoft_Excel_Sheet1.xlsx', data: makeOoxml('xlsx') }],
      }),
  ],
  xlsx: [
    () => makeOoxml('xlsx'),
    () =>
      makeOoxml('xlsx', {
        members: [
          {
            name: 'xl/worksheets/sheet1.xml',
            data: '<worksheet><c><f>SUM(A1:A9)</f></c><c><f>IF(A1="a|b",1,2)</f></c></worksheet>',
          },
        ],
      }),
    () =>
      makeOoxml('xlsx', { members: [{ name: 'xl/printerSettings/printerSettings1.bin', data: Buffer.alloc(80, 1) }] }),
    () =>
      makeOoxml('xlsx', {
        members: [
          {
            name: 'xl/externalLinks/_rels/externalLink1.xml.rels',
            data: relationsOf(relation('externalLinkPath', 'Budget%202026.xlsx')),
          },
        ],
      }),
    () =>
      makeOoxml('xlsx', {
        members: [
          {
            name: 'xl/worksheets/sheet2.xml',
            data: `<worksheet>${'<row r="1"><c r="A1" t="s"><v>0</v></c></row>'.repeat(60_000)}</worksheet>`,
          },
        ],
      }),
  ],
  pptx: [
    () => makeOoxml('pptx'),
    () =>
      makeOoxml('pptx', {
        members: [
          { name: 'ppt/slides/slide1.xml', data: '<a><hlinkClick action="ppaction://hlinksldjump"/></a>' },
          { name: 'ppt/media/a.gif', data: makeGif() },
        ],
      }),
  ],
  odt: [
    () => makeOdf('text'),
    () => makeOdf('text', { body: '<text:a xlink:href="https://example.org">a link</text:a>' }),
    () =>
      makeOdf('text', {
        members: [
          { name: 'Pictures/a.png', data: makePng() },
          { name: 'Thumbnails/thumbnail.png', data: makePng() },
        ],
      }),
  ],
  ods: [
    () => makeOdf('spreadsheet', { members: [{ name: 'Configurations2/accelerator/current.xml', data: '' }] }),
    () => makeOdf('spreadsheet', { body: '<table:table-cell table:formula="of:=SUM([.A1:.A9])"/>' }),
  ],
  odp: [() => makeOdf('presentation')],
  doc: [
    () =>
      makeCompound([
        { path: ['WordDocument'], data: makeDoc() },
        { path: ['1Table'], data: Buffer.alloc(600) },
        { path: ['\x05SummaryInformation'], data: Buffer.alloc(100) },
      ]),
    () =>
      makeCompound([{ path: ['WordDocument'], data: makeDoc(0, '\x13 HYPERLINK "https://example.org" \x14x\x15') }]),
  ],
  xls: [
    () => makeCompound([{ path: ['Workbook'], data: makeXls() }]),
    () => makeCompound([{ path: ['Book'], data: makeXls() }]),
  ],
  ppt: [
    () =>
      makeCompound([
        { path: ['PowerPoint Document'], data: makePpt() },
        { path: ['Pictures'], data: Buffer.alloc(50) },
      ]),
  ],
  rtf: [
    () => Buffer.from('{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\\f0 A letter \\par}'),
    () => Buffer.from('{\\rtf1 x {\\field{\\*\\fldinst HYPERLINK "https://example.org"}{\\fldrslt a link}}}\r\n'),
    () => Buffer.from("{\\rtf1\\ansi \\'e9\\u233? {\\pict\\pngblip 89504e47}}"),
  ],
  text: [
    (index) => Buffer.from(`${TEXT}${index}`),
    () => Buffer.from(`\ufeff${TEXT}`),
    () => Buffer.from(`\ufeff${TEXT}`, 'utf16le'),
    () => Buffer.from('Gr\xfc\xdfe, 5 < 6 & 7 > 3', 'latin1'),
    () => Buffer.from('on 3 = 4; a <b> and "javascript:" in words\r\n'),
    () => Buffer.from('From here on: nothing.\nTo: me\n'),
    () => Buffer.from('# A title\n\n- one\n'),
    () => Buffer.from(SCRIPTS.join('\n')),
  ],
  csv: [
    (index) => Buffer.from(`number,name\n${index},A\n`),
    () => Buffer.from('a;b\n-1;=A1+B1\n'),
    () => Buffer.from('phone\n+1 250 555 0100\n'),
  ],
  json: [() => Buffer.from('{"a":[1,2,{"b":"<b>"}]}'), () => Buffer.from('[]')],
  xml: [
    () => Buffer.from('<?xml version="1.0" encoding="UTF-8"?><a xmlns="urn:x"><b c="d">text</b></a>'),
    () => Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9</a>', 'latin1'),
  ],
  html: [
    () => Buffer.from(PAGE),
    () => Buffer.from('<p>on time = 1 <b>x</b></p>'),
    () =>
      Buffer.from(
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>x</p></body></html>',
      ),
  ],
  svg: [
    () => Buffer.from(SVG),
    () =>
      Buffer.from(
        `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">${SVG}`,
      ),
  ],
  eml: [
    () => makeMail(),
    () => makeMail([{ name: 'letter.pdf', data: makePdf(), type: 'application/pdf' }]),
    () => makeMail([], { html: PAGE }),
    () =>
      makeMail([
        { name: 'inner.eml', data: makeMail([], { boundary: 'inner' }), type: 'message/rfc822', encoding: '7bit' },
      ]),
    () =>
      makeMail([
        { name: 'photo.jpg', data: makeJpeg() },
        { name: 'table.csv', data: 'a,b\n', encoding: 'quoted-printable' },
      ]),
    () =>
      Buffer.from(
        'From: a@example.org\nTo: b@example.org\nSubject: =?utf-8?B?w6k=?=\nDate: Mon, 23 Nov 2026 08:00:00 +0000\n\nGood day.\n',
      ),
  ],
  msg: [
    () => makeMsg(),
    () => makeMsg([{ name: 'letter.doc', data: makeCompound([{ path: ['WordDocument'], data: makeDoc() }]) }]),
  ],
  mp4: [
    () => makeMp4(),
    () => makeMp4('mp42'),
    () => makeMp4('M4A '),
    () => makeBoxes('isom', [box('moov', Buffer.alloc(9)), box('moof', Buffer.alloc(9)), box('mdat', Buffer.alloc(9))]),
  ],
  mov: [() => makeMp4('qt  ')],
  wav: [() => makeWav(), () => makeWav([riffChunk('LIST', Buffer.from('INFOISFT'))])],
  avi: [
    () =>
      Buffer.from(
        Buffer.concat([
          Buffer.from('RIFF'),
          Buffer.from([28, 0, 0, 0]),
          Buffer.from('AVI '),
          riffChunk('LIST', Buffer.alloc(16)),
        ]),
      ),
  ],
  mp3: [
    () => makeMp3(),
    () =>
      Buffer.concat([
        Buffer.from('ID3\x03\0\0\0\0\0\x0a', 'latin1'),
        Buffer.alloc(10),
        makeMp3(),
        Buffer.from('TAG'.padEnd(128, '\0')),
      ]),
  ],
  ogg: [() => makeOgg()],
  webm: [() => makeWebm()],
  zip: [
    () => makeZip(MEMBERS),
    () => makeZip(MEMBERS, { zip64: true }),
    () => makeZip([{ name: 'a.txt', data: TEXT, descriptor: true }]),
    () => makeZip([{ name: 'inner.zip', data: makeZip(MEMBERS) }]),
    () => makeZip([{ name: 'Żółć/письмо.txt', data: TEXT }], { comment: Buffer.from('a remark') }),
    () =>
      makeZip([
        { name: 'a.pdf', data: makePdf() },
        { name: 'b.jpg', data: makeJpeg(), stored: true },
        { name: 'c.docx', data: makeOoxml('docx') },
      ]),
  ],
};

/** @param each how many of every kind; each has another name, and the forms of its kind come round */
export function goodFiles(each: number): readonly GoodFile[] {
  // The keys of the table are the kinds; `Object.entries` forgets that.
  const kinds = Object.entries(VARIANTS) as readonly (readonly [Kind, Variants[Kind]])[];
  return kinds.flatMap(([kind, variants]) =>
    Array.from({ length: each }, (_none, index): GoodFile => {
      const make = variants[index % variants.length] ?? variants[0] ?? (() => Buffer.alloc(0));
      return {
        kind,
        name: `${SCRIPTS[index % SCRIPTS.length] ?? 'a'}.${ENDINGS[kind] ?? kind}`,
        make: () => make(index),
      };
    }),
  );
}

const ENDINGS: Readonly<Partial<Record<Kind, string>>> = { jpeg: 'JPG', tiff: 'tif', text: 'txt', html: 'htm' };
