// What the parts of a printed letter share: its margins, its sizes, and how something is drawn under a tag.
import type PdfFile from 'pdfkit';

export type Page = InstanceType<typeof PdfFile>;
export type Struct = ReturnType<Page['struct']>;

/** In points, on A4. */
export const MARGINS = { top: 64, bottom: 72, left: 68, right: 68 };
/** Of letters, in points: nothing is smaller than nine. */
export const SIZES = { subject: 16, heading: 12.5, text: 11, cell: 10, small: 9 };

interface ToDraw {
  readonly tag: string;
  readonly draw: () => void;
  /** Of a header cell: of what it is the header. */
  readonly scope?: 'Column' | 'Row';
}

/** Draws something as one element of the structure. */
export function tagged(page: Page, parent: Struct, { tag, draw, scope }: ToDraw): void {
  const options = scope === undefined ? {} : { scope };
  // The types of the library are older than the scope of a header cell.
  const element = page.struct(tag, options as object);
  parent.add(element);
  element.add(draw);
  element.end();
}

export const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Signs that the font does not have, each once; spaces and line ends are none. */
export function signsWithout(page: Page, texts: readonly string[]): readonly string[] {
  page.font('regular');
  // The font that is open, which the types of the library leave out.
  const { _font: open } = page as unknown as {
    readonly _font: { readonly font: { readonly hasGlyphForCodePoint: (code: number) => boolean } };
  };
  const signs = new Set(texts.flatMap((text) => Array.from(text)));
  return [...signs].filter((sign) => !/\s/u.test(sign) && !open.font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0));
}

/** All of it, once it has ended. */
export function bytesOf(page: Page): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    page.on('data', (chunk: Buffer) => chunks.push(chunk));
    page.on('end', () => resolve(Buffer.concat(chunks)));
    page.on('error', reject);
  });
}
