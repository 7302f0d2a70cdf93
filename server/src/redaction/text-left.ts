// What of the text of a file would come over into a redacted copy, by page: for whoever looks before it is made. It is told by the same
// drawing as the copy itself, so what is seen here is what stays. Knows no case.
import { DRAW_BOUNDS, type DrawBounds, drawPages } from '../drawing/draw-pages.ts';
import type { DrawRefusal, PageBox } from '../drawing/shapes.ts';
import { linesOf } from '../drawing/words.ts';
import type { Bytes } from '../files/bytes.ts';

export interface TextLeft {
  /** In the order of the pages, a line each. */
  readonly pages: readonly string[];
}

const LIMITS = { pages: 2000, pixels: 60_000_000 };
/** Enough to tell whether a sign is seen, as the copy tells it. */
const DPI = 200;

/** @param boxes in fractions of the page, from 0 to 1 */
export async function textLeft(
  bytes: Bytes,
  { boxes, keepRecognised }: { readonly boxes: readonly PageBox[]; readonly keepRecognised: boolean },
  bounds: DrawBounds = DRAW_BOUNDS,
): Promise<TextLeft | { readonly code: DrawRefusal }> {
  const pages: string[] = [];
  const refused = await drawPages(
    bytes,
    {
      ...{ mediaType: 'application/pdf' as const, boxes, fractions: true, dpi: DPI, pictures: 'as-page' as const },
      ...{ text: keepRecognised ? ('recognised' as const) : ('seen' as const), limits: LIMITS, bounds },
    },
    ({ glyphs }) => {
      const lines = linesOf(glyphs).map(({ words }) => words.map(({ text }) => text).join(' '));
      pages.push(lines.join('\n'));
    },
  );
  return refused === null ? { pages } : { code: refused };
}
