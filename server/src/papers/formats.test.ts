import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOfBuffer } from '../files/bytes.ts';
import { madeDocx, madeMail, madeOds, madeOdt, madePptx, madeRtf, madeXlsx, madeZip } from './made-office.ts';
import { madePdf } from './made-pdf.ts';
import type { Papers } from './open-papers.ts';
import { papersUnderTest } from './papers-under-test.ts';
import type { PaperText, Unreadable } from './paper.ts';

const OOXML = 'application/vnd.openxmlformats-officedocument.';
const ODF = 'application/vnd.oasis.opendocument.';
const PAGES = ['Boundary wall\nof Kovač & sons <3', 'Second page: façade'];

let papers: Papers;
beforeAll(async () => {
  papers = await papersUnderTest();
});
afterAll(() => papers.close());

const textOf = (file: Buffer, mediaType: string): Promise<PaperText | Unreadable> =>
  papers.textOf(bytesOfBuffer(file), mediaType);

async function pagesOf(file: Buffer, mediaType: string): Promise<readonly string[]> {
  const text = await textOf(file, mediaType);
  if (text.kind === 'unreadable') throw new Error(`unreadable: ${text.reason}`);
  return text.pages.map((page) => page.text.replaceAll(/\s+/g, ' ').trim());
}

describe('the text of papers', () => {
  const plain = PAGES.map((page) => page.replaceAll('\n', ' '));

  it.each([
    [
      'a PDF',
      madePdf({ pages: PAGES.map((page) => page.replace('č', 'c')) }),
      'application/pdf',
      plain.map((page) => page.replace('č', 'c')),
    ],
    ['a document of Word', madeDocx(PAGES), `${OOXML}wordprocessingml.document`, plain],
    ['slides, in the order of the list', madePptx(PAGES), `${OOXML}presentationml.presentation`, plain],
    ['an OpenDocument text', madeOdt(PAGES), `${ODF}text`, plain],
    ['a rich text', madeRtf(PAGES), 'application/rtf', plain],
    ['a text with form feeds', Buffer.from(PAGES.join('\f')), 'text/plain', plain],
  ])('of %s is given page by page', async (_, file, mediaType, expected) => {
    expect(await pagesOf(file, mediaType)).toEqual(expected);
  });

  it.each([
    ['Excel', madeXlsx(PAGES), `${OOXML}spreadsheetml.sheet`, 'Sheet1 Boundary wall 4711 of Kovač & sons <3 4711'],
    ['OpenDocument', madeOds(PAGES), `${ODF}spreadsheet`, 'Table1 Boundary wall of Kovač & sons <3'],
  ])('of sheets of %s has a page for each sheet, with its name', async (_, file, mediaType, first) => {
    const pages = await pagesOf(file, mediaType);
    expect(pages).toHaveLength(2);
    expect(pages[0]).toBe(first);
  });

  it('of a page of HTML is what people read, with its title and language beside it', async () => {
    const html =
      '<html lang="sl"><title>Odločba</title><style>p{}</style><p>Ena &amp; <b>dva</b></p><script>tri()</script>';
    expect(await textOf(Buffer.from(html), 'text/html')).toMatchObject({
      pages: [{ text: 'Ena & dva' }],
      title: 'Odločba',
      language: 'sl',
    });
  });

  it('of a mail has its subject, people, words and the names of what is attached', async () => {
    const bytes = Buffer.from('x');
    const mail = madeMail({
      subject: 'Pritožba',
      text: 'Spoštovani',
      attachments: [{ name: 'plan.pdf', mediaType: 'application/pdf', bytes }],
    });
    const [page] = await pagesOf(mail, 'message/rfc822');
    for (const words of ['Pritožba', 'ada@example.org', 'Kovač', 'Spoštovani', 'plan.pdf'])
      expect(page).toContain(words);
  });

  it('of plain text is found in its encoding', async () => {
    const words = 'façade — Kovač';
    const utf16 = Buffer.from(words.repeat(20), 'utf16le');
    expect(await pagesOf(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), 'text/plain')).toEqual([words.repeat(20)]);
    expect(await pagesOf(utf16, 'text/csv')).toEqual([words.repeat(20)]);
    expect(await pagesOf(Buffer.from([0x66, 0xe7, 0x20, 0x80]), 'text/plain')).toEqual(['fç €']);
    expect(await pagesOf(Buffer.from([0xef, 0xf0]), 'text/plain; charset=windows-1251')).toEqual(['пр']);
  });

  it('has the title and the language that the paper gives itself', async () => {
    expect(await textOf(madeDocx(PAGES, 'Ruling'), `${OOXML}wordprocessingml.document`)).toMatchObject({
      title: 'Ruling',
      language: 'en-GB',
    });
    expect(await textOf(madePdf({ pages: ['a'], title: 'Plan' }), 'application/pdf')).toMatchObject({ title: 'Plan' });
  });
});

describe('the first page of a long PDF', () => {
  it('comes without the rest, with how many there are', async () => {
    const filler = Array.from({ length: 60 }, (_, at) => `filler ${at * 7919} ${(at * 104_729) % 9973}`).join('\n');
    const pdf = madePdf({ pages: Array.from({ length: 300 }, (_, at) => `page number ${at + 1}\n${filler}`) });
    const all = bytesOfBuffer(pdf);
    const text = await papers.textOf(all, 'application/pdf', { firstPages: 1 });
    expect(text).toMatchObject({ kind: 'text', pageCount: 300, partsRefused: [] });
    expect(text.kind === 'text' ? text.pages.map((page) => page.text.split('\n')[0]) : []).toEqual(['page number 1']);
  });
});

describe('a paper that cannot be read', () => {
  it.each([
    ['of a format that nothing here reads', Buffer.from('x'), 'video/mp4', 'format'],
    ['that is a picture, where nobody set up a reader', Buffer.from('x'), 'image/png', 'no-picture-reader'],
    ['that is no PDF', Buffer.from('%PDF-1.7 nothing'), 'application/pdf', 'damaged'],
    ['that is no archive', Buffer.from('PK nothing of the kind, long enough to look at'), `${ODF}text`, 'damaged'],
    ['that is an archive of something else', madeZip({ 'a.txt': 'a' }), `${ODF}text`, 'damaged'],
    ['that Word locked', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), `${OOXML}wordprocessingml.document`, 'encrypted'],
    [
      'that OpenDocument locked',
      madeZip({
        'content.xml': 'x',
        'META-INF/manifest.xml': '<manifest><file-entry><encryption-data/></file-entry></manifest>',
      }),
      `${ODF}text`,
      'encrypted',
    ],
    ['that is no document of old Word', Buffer.alloc(2_000, 1), 'application/msword', 'damaged'],
    ['that is no rich text', Buffer.from('nothing'), 'application/rtf', 'damaged'],
  ])('%s says why', async (_, file, mediaType, reason) => {
    expect(await textOf(file, mediaType)).toEqual({ kind: 'unreadable', reason });
  });

  it('has a broken part named and the others read', async () => {
    const odt = madeZip({ 'content.xml': '<a xmlns:text="t"><text:p>before</text:p><text:p>broken</a>' });
    expect(await textOf(odt, `${ODF}text`)).toMatchObject({
      pages: [{ text: expect.stringContaining('before') }],
      partsRefused: [{ part: 'content.xml', reason: 'damaged' }],
    });
  });
});
