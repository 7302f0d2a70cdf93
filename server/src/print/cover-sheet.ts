// The sheet on top of a letter that goes by post: who it goes to and where, as the window of an envelope shows it, and a label by which
// whoever has it in their hands again can say so. It is made when the letter is printed and kept nowhere.
import PdfFile from 'pdfkit';
import { letterFonts } from './fonts.ts';
import { bytesOf, type Page, RIGHT_TO_LEFT, signsWithout, SIZES, tagged } from './pdf-page.ts';

export interface CoverToPrint {
  /** As the agency signs; it stands above the address, small, as where to send it back. */
  readonly from: string;
  readonly name: string;
  /** Lines, as on an envelope. */
  readonly address: string;
  /** The batch and the position in it, such as 12-3. */
  readonly label: string;
  /** A tag of RFC 5646: of the letter below. */
  readonly language: string;
  readonly madeAt: string;
}

/** Points for a millimetre. */
const MM = 72 / 25.4;
/** The field of the address: 20 mm from the left, 45 mm from above, 85 mm wide, as envelopes with a window have it (DIN 5008, form B). */
const FIELD = { left: 20 * MM, top: 45 * MM, width: 85 * MM, height: 45 * MM };

/** @returns A4, or null where the font has no sign for a letter of it, or it would not fit the window: then it is not printed at all */
export async function printCover(cover: CoverToPrint): Promise<Buffer | null> {
  const { from, name, address, label, language, madeAt } = cover;
  const { regular, bold } = letterFonts();
  const page: Page = new PdfFile({
    ...{ size: 'A4', margins: { top: 0, bottom: 0, left: 0, right: 0 }, pdfVersion: '1.7', tagged: true },
    ...{ lang: language, displayTitle: true },
    info: { Title: label, Author: from, Producer: 'Casewright', Creator: 'Casewright', CreationDate: new Date(madeAt) },
    // The library takes the bytes of a font here, and its types know the names of its own alone.
    font: regular as unknown as string,
  });
  page.registerFont('regular', regular);
  page.registerFont('bold', bold);
  const done = bytesOf(page);
  const lines = [name, ...address.split('\n')];
  const texts = [from, label, ...lines];
  const size = isPrintable(page, texts) ? sizeInWindow(page, lines) : null;
  if (size !== null) draw(page, cover, { lines, size });
  page.end();
  const pdf = await done;
  return size === null ? null : pdf;
}

function draw(
  page: Page,
  { from, label }: CoverToPrint,
  { lines, size }: { readonly lines: readonly string[]; readonly size: number },
): void {
  const whole = page.struct('Document', { title: label });
  page.addStructure(whole);
  const { left, top } = FIELD;
  const small = (): void =>
    void page
      .font('regular')
      .fontSize(SIZES.small - 1)
      .text(`${from} · ${label}`, left, top, ONE);
  tagged(page, whole, { tag: 'P', draw: small });
  for (const [at, text] of lines.entries()) {
    const y = top + HEAD + at * LINE;
    tagged(page, whole, { tag: 'P', draw: () => void page.font('regular').fontSize(size).text(text, left, y, ONE) });
  }
  // Outside of the window: for whoever puts the sheets together, and for nobody who delivers them.
  const mark = (): void =>
    void page
      .font('bold')
      .fontSize(SIZES.heading)
      .text(label, 150 * MM, 20 * MM, ONE);
  tagged(page, whole, { tag: 'P', draw: mark });
  whole.end();
}

const ONE = { lineBreak: false } as const;
/** Above the address: who sent it. */
const HEAD = 5 * MM;
/** From one line of an address to the next: nine of them fit. */
const LINE = 4.4 * MM;
/** In points; what is smaller no machine reads. */
const ADDRESS_SIZES = [11, 10, 9, 8];

/** What the window cuts off arrives nowhere. */
function sizeInWindow(page: Page, lines: readonly string[]): number | null {
  if (HEAD + lines.length * LINE > FIELD.height) return null;
  const fits = (size: number): boolean => {
    page.font('regular').fontSize(size);
    return lines.every((line) => page.widthOfString(line) <= FIELD.width);
  };
  return ADDRESS_SIZES.find(fits) ?? null;
}

function isPrintable(page: Page, texts: readonly string[]): boolean {
  return !texts.some((text) => RIGHT_TO_LEFT.test(text)) && signsWithout(page, texts).length === 0;
}
