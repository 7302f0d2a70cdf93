// A letter as a tagged PDF (ISO 32000-1, 14.8): its language and title, headings in their order, lists, and tables whose header cells are
// known as such. The same letter gives the same bytes. Nothing here claims PDF/UA, which takes more than tags.
import PdfFile from 'pdfkit';
import type { Letter } from '@casewright/engine/letters';
import { type Fonts, letterFonts } from './fonts.ts';
import { drawTable } from './pdf-table.ts';
import { bytesOf, MARGINS, type Page, RIGHT_TO_LEFT, signsWithout, SIZES, type Struct, tagged } from './pdf-page.ts';
import { textsOfLetter } from '@casewright/engine/letters';

/** A picture at the head of a letter, such as the arms of an agency, and what it shows in words. */
export interface Emblem {
  readonly png: Buffer;
  readonly words: string;
}

export interface LetterToPrint {
  readonly letter: Letter;
  /** The instant at which it was made; it stands in the file. */
  readonly madeAt: string;
  readonly emblem?: Emblem;
}

/** Why a letter cannot be printed so. The signs are characters, each once. */
export type Unprintable =
  | { readonly code: 'right-to-left' }
  | { readonly code: 'no-such-signs'; readonly signs: readonly string[] };

export type Printed = { readonly pdf: Buffer } | { readonly unprintable: Unprintable };

/**
 * Prints a letter on A4.
 *
 * What is written from right to left is refused: the library sets no such lines, and a letter whose numbers stand in the wrong order is
 * worse than none. The page (`letterHtml`) has them right.
 */
export async function printLetter(toPrint: LetterToPrint): Promise<Printed> {
  const { letter, madeAt } = toPrint;
  const texts = textsOfLetter(letter);
  if (letter.direction === 'rtl' || texts.some((text) => RIGHT_TO_LEFT.test(text))) {
    return { unprintable: { code: 'right-to-left' } };
  }
  const fonts = letterFonts();
  const page = openPage(letter, madeAt, fonts);
  const signs = signsWithout(page, texts);
  const done = bytesOf(page);
  if (signs.length === 0) drawLetter(page, toPrint);
  page.end();
  const pdf = await done;
  return signs.length === 0 ? { pdf } : { unprintable: { code: 'no-such-signs', signs } };
}

function openPage({ language, subject, from }: Letter, madeAt: string, { regular, bold }: Fonts): Page {
  const page = new PdfFile({
    ...{ size: 'A4', margins: MARGINS, pdfVersion: '1.7', tagged: true, lang: language, displayTitle: true },
    ...{ bufferPages: true, autoFirstPage: true },
    info: {
      Title: subject,
      Author: from,
      Producer: 'Casewright',
      Creator: 'Casewright',
      CreationDate: new Date(madeAt),
    },
    // The library takes the bytes of a font here, and its types know the names of its own alone.
    font: regular as unknown as string,
  });
  page.registerFont('regular', regular);
  page.registerFont('bold', bold);
  return page;
}

function drawLetter(page: Page, { letter, emblem }: LetterToPrint): void {
  const whole = page.struct('Document', { title: letter.subject });
  page.addStructure(whole);
  if (emblem !== undefined) drawEmblem(page, whole, emblem);
  const { from, to, reference, date } = letter;
  const head = [from, `${to.name} (${to.role})`, reference, date];
  for (const [at, line] of head.entries()) {
    tagged(page, whole, {
      tag: 'P',
      draw: () =>
        void page
          .font(at === 0 ? 'bold' : 'regular')
          .fontSize(SIZES.text)
          .text(line),
    });
    if (at < 2) page.moveDown(0.8);
  }
  page.moveDown(1.5);
  const draw = (): void => void page.font('bold').fontSize(SIZES.subject).text(letter.subject);
  tagged(page, whole, { tag: 'H1', draw });
  page.moveDown(0.8);
  for (const part of letter.parts) drawPart(page, whole, part);
  whole.end();
  drawNumbers(page, letter);
}

function drawPart(page: Page, whole: Struct, part: Letter['parts'][number]): void {
  switch (part.part) {
    case 'heading': {
      keepWithNext(page);
      page.moveDown(0.4);
      const draw = (): void => void page.font('bold').fontSize(SIZES.heading).text(part.text);
      tagged(page, whole, { tag: 'H2', draw });
      page.moveDown(0.3);
      return;
    }
    case 'paragraph':
      tagged(page, whole, {
        tag: 'P',
        draw: () => void page.font('regular').fontSize(SIZES.text).text(part.text, { lineGap: 2 }),
      });
      page.moveDown(0.7);
      return;
    case 'list':
      drawList(page, whole, part);
      return;
    case 'table':
      drawTable(page, whole, part);
      page.moveDown(0.7);
  }
}

/** A heading at the foot of a page would stand without what it is the heading of. */
function keepWithNext(page: Page): void {
  if (page.y > page.page.height - MARGINS.bottom - 80) page.addPage();
}

function drawList(
  page: Page,
  whole: Struct,
  { isOrdered, items }: Extract<Letter['parts'][number], { part: 'list' }>,
): void {
  const list = page.struct('L');
  whole.add(list);
  for (const [at, item] of items.entries()) {
    const one = page.struct('LI');
    list.add(one);
    page.font('regular').fontSize(SIZES.text);
    if (page.y > page.page.height - MARGINS.bottom - 2 * SIZES.text) page.addPage();
    const left = page.page.margins.left;
    const { y } = page;
    tagged(page, one, {
      tag: 'Lbl',
      draw: () => void page.text(isOrdered ? `${at + 1}.` : '•', left, y, { lineBreak: false }),
    });
    const width = page.page.width - left - 22 - page.page.margins.right;
    tagged(page, one, { tag: 'LBody', draw: () => void page.text(item, left + 22, y, { width, lineGap: 2 }) });
    one.end();
    page.x = left;
    page.moveDown(0.3);
  }
  list.end();
  page.moveDown(0.4);
}

function drawEmblem(page: Page, whole: Struct, { png, words }: Emblem): void {
  const { x, y } = page;
  const size = 56;
  const picture = page.struct('Figure', {
    // The types of the library are older than the place of a picture.
    ...({ alt: words, bbox: [x, y, x + size, y + size], placement: 'Block' } as object),
  });
  whole.add(picture);
  picture.add(() => void page.image(png, x, y, { fit: [size, size] }));
  picture.end();
  page.y = y + size + 12;
}

/** Numbers of pages are no part of what the letter says. */
function drawNumbers(page: Page, { reference }: Letter): void {
  const { start, count } = page.bufferedPageRange();
  for (let at = start; at < start + count; at += 1) {
    page.switchToPage(at);
    const { bottom } = page.page.margins;
    // Text below the margin would begin another page.
    page.page.margins.bottom = 0;
    page.markContent('Artifact', { type: 'Pagination' });
    page.font('regular').fontSize(SIZES.small);
    page.text(`${reference} · ${at + 1}/${count}`, MARGINS.left, page.page.height - 40, { lineBreak: false });
    page.endMarkedContent();
    page.page.margins.bottom = bottom;
  }
}
