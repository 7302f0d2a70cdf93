// What of the text of a file would come over into a redacted copy, by page: for whoever looks before it is made. It is told by the same
// drawing as the copy itself, so what is seen here is what stays. Knows no case.
import { DRAW_BOUNDS, type DrawBounds, drawPages } from '../drawing/draw-pages.ts';
import type { DrawRefusal, PageBox } from '../drawing/shapes.ts';
import { linesOf } from '../drawing/words.ts';
import type { Bytes } from '../files/bytes.ts';
import { requestOf } from './redact-file.ts';

export interface TextLeft {
  /** In the order of the pages, a line each. */
  readonly pages: readonly string[];
}

/** @param boxes in fractions of the page, from 0 to 1 */
export async function textLeft(
  bytes: Bytes,
  { boxes, keepRecognised }: { readonly boxes: readonly PageBox[]; readonly keepRecognised: boolean },
  bounds: DrawBounds = DRAW_BOUNDS,
): Promise<TextLeft | { readonly code: DrawRefusal }> {
  const pages: string[] = [];
  const refused = await drawPages(
    bytes,
    { ...requestOf('application/pdf', boxes, { fractions: true, keepRecognised, bounds }), pictures: 'as-page' },
    ({ glyphs }) => {
      const lines = linesOf(glyphs).map(({ words }) => words.map(({ text }) => text).join(' '));
      pages.push(lines.join('\n'));
    },
  );
  return refused === null ? { pages } : { code: refused };
}
