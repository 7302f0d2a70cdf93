// Makes Office files, rich texts and mails with known words, for trials and long proofs: by hand, with no more than their formats need.
// Never for people.
import { crc32, deflateRawSync } from 'node:zlib';

export type ZipParts = Readonly<Record<string, string | Buffer>>;

/** An archive as every program reads it: local headers, then the list of them. */
export function madeZip(parts: ZipParts): Buffer {
  const locals: Buffer[] = [];
  const listed: Buffer[] = [];
  let at = 0;
  for (const [name, part] of Object.entries(parts)) {
    const content = typeof part === 'string' ? Buffer.from(part) : part;
    const packed = deflateRawSync(content);
    const fields = { name: Buffer.from(name), packed, size: content.length, crc: crc32(content) };
    const local = Buffer.concat([headOf(0x04034b50, fields), fields.name, packed]);
    listed.push(Buffer.concat([headOf(0x02014b50, { ...fields, at }), fields.name]));
    locals.push(local);
    at += local.length;
  }
  const list = Buffer.concat(listed);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(listed.length, 8);
  end.writeUInt16LE(listed.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, list, end]);
}

interface ZipFields {
  readonly name: Buffer;
  readonly packed: Buffer;
  readonly size: number;
  readonly crc: number;
  /** Where its local header is, in the list. */
  readonly at?: number;
}

function headOf(signature: number, { name, packed, size, crc, at }: ZipFields): Buffer {
  const isListed = at !== undefined;
  const head = Buffer.alloc(isListed ? 46 : 30);
  let place = head.writeUInt32LE(signature, 0);
  if (isListed) place = head.writeUInt16LE(20, place);
  place = head.writeUInt16LE(20, place);
  // Names are UTF-8; deflated.
  place = head.writeUInt16LE(0x0800, place);
  place = head.writeUInt16LE(8, place);
  place = head.writeUInt32LE(0x21_0000, place);
  place = head.writeUInt32LE(crc, place);
  place = head.writeUInt32LE(packed.length, place);
  place = head.writeUInt32LE(size, place);
  head.writeUInt16LE(name.length, place);
  if (isListed) head.writeUInt32LE(at, 42);
  return head;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Pages end where somebody set a break. */
export function madeDocx(pages: readonly string[], title = ''): Buffer {
  const body = pages
    .map((page, at) => {
      const paragraphs = page
        .split('\n')
        .map((line) => `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`);
      return (at === 0 ? '' : '<w:p><w:r><w:br w:type="page"/></w:r></w:p>') + paragraphs.join('');
    })
    .join('');
  return madeZip({
    '[Content_Types].xml': `${XML}<Types/>`,
    'word/document.xml': `${XML}<w:document ${W}><w:body>${body}</w:body></w:document>`,
    'docProps/core.xml': `${XML}<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>${escaped(title)}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>`,
  });
}

/** A sheet for each page, a row for each line, its first cell a shared text and the others in place. */
export function madeXlsx(pages: readonly string[]): Buffer {
  const shared: string[] = [];
  const sheets = pages.map((page) => {
    const rows = page.split('\n').map((line) => {
      const [first = '', ...others] = line.split(' ');
      shared.push(first);
      const cells = others.map((word) => `<c t="inlineStr"><is><t>${escaped(word)}</t></is></c>`).join('');
      return `<row><c t="s"><v>${shared.length - 1}</v></c>${cells}<c><v>4711</v></c></row>`;
    });
    return `${XML}<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`;
  });
  const listed = sheets
    .map((_, at) => `<sheet name="Sheet${at + 1}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join('');
  return madeZip({
    'xl/workbook.xml': `${XML}<workbook ${R}><sheets>${listed}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relsOf(sheets.map((_, at) => `worksheets/sheet${at + 1}.xml`)),
    'xl/sharedStrings.xml': `${XML}<sst>${shared.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheet])),
  });
}

export function madePptx(pages: readonly string[]): Buffer {
  const slides = pages.map((page) => {
    const lines = page.split('\n').map((line) => `<a:p><a:r><a:t>${escaped(line)}</a:t></a:r></a:p>`);
    return `${XML}<p:sld xmlns:p="p" xmlns:a="a"><p:txBody>${lines.join('')}</p:txBody></p:sld>`;
  });
  // Their order is that of the list, not that of their names.
  const listed = slides.map((_, at) => `<p:sldId id="${256 + at}" r:id="rId${at + 1}"/>`).join('');
  const nameOf = (at: number): string => `slides/slide${slides.length - at}.xml`;
  return madeZip({
    'ppt/presentation.xml': `${XML}<p:presentation xmlns:p="p" ${R}><p:sldIdLst>${listed}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relsOf(slides.map((_, at) => nameOf(at))),
    ...Object.fromEntries(slides.map((slide, at) => [`ppt/${nameOf(at)}`, slide])),
  });
}

function relsOf(targets: readonly string[]): string {
  const rows = targets.map((target, at) => `<Relationship Id="rId${at + 1}" Type="t" Target="${target}"/>`);
  return `${XML}<Relationships ${RELS}>${rows.join('')}</Relationships>`;
}

const ODF = 'xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:draw="d"';

export function madeOdt(pages: readonly string[], title = ''): Buffer {
  const body = pages
    .map((page) =>
      page
        .split('\n')
        .map((line) => `<text:p>${escaped(line)}</text:p>`)
        .join(''),
    )
    .join('<text:p><text:soft-page-break/></text:p>');
  return madeZip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `${XML}<office:document-content ${ODF}><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    'meta.xml': `${XML}<office:document-meta xmlns:office="o" xmlns:dc="d"><dc:title>${escaped(title)}</dc:title></office:document-meta>`,
  });
}

export function madeOds(pages: readonly string[]): Buffer {
  const sheets = pages.map((page, at) => {
    const rows = page.split('\n').map((line) => {
      const cells = line
        .split(' ')
        .map((word) => `<table:table-cell><text:p>${escaped(word)}</text:p></table:table-cell>`);
      return `<table:table-row>${cells.join('')}</table:table-row>`;
    });
    return `<table:table table:name="Table${at + 1}">${rows.join('')}</table:table>`;
  });
  return madeZip({
    'content.xml': `${XML}<office:document-content ${ODF}><office:body><office:spreadsheet>${sheets.join('')}</office:spreadsheet></office:body></office:document-content>`,
  });
}

/** Letters beyond ASCII by their number. */
export function madeRtf(pages: readonly string[]): Buffer {
  const words = (line: string): string =>
    line
      .replaceAll(/[\\{}]/g, String.raw`\$&`)
      .replaceAll(/[^\0-\x7f]/g, (each) => String.raw`\u${each.charCodeAt(0)}?`);
  const body = pages.map((page) =>
    page
      .split('\n')
      .map((line) => String.raw`${words(line)}\par`)
      .join('\n'),
  );
  return Buffer.from(
    String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title hidden}}\f0 ${body.join(String.raw`\page `)}}`,
    'latin1',
  );
}

export interface MadeMail {
  readonly subject: string;
  readonly text: string;
  readonly attachments?: readonly { readonly name: string; readonly mediaType: string; readonly bytes: Buffer }[];
  readonly headers?: readonly string[];
}

export function madeMail({ subject, text, attachments = [], headers = [] }: MadeMail): Buffer {
  const parts = attachments.map(({ name, mediaType, bytes }) => [
    `Content-Type: ${mediaType}`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    bytes.toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
  ]);
  const body = [
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(text).toString('base64'),
  ];
  const lines = [
    ...[
      'From: Ada Kovač <ada@example.org>',
      'To: desk@example.gov, "Second, The" <second@example.gov>',
      'Cc: cc@example.gov',
    ],
    ...[`Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`, 'Date: Tue, 03 Mar 2026 10:11:12 +0100'],
    ...['Message-ID: <made-1@example.org>', 'MIME-Version: 1.0', ...headers],
    ...['Content-Type: multipart/mixed; boundary="made"', ''],
    ...[body, ...parts].flatMap((part) => ['--made', ...part]),
    '--made--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
