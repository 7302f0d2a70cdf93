// A drawn page in a new document: its picture below, its words over it where they were and in the order of reading, and
// each box as a figure that says what it is. Nothing else of the file is at hand here.
import { filledBox, hiddenText, type LaidWord, pictureOver, shownText } from '../pdf/content.ts';
import type { Value } from '../pdf/objects.ts';
import type { Element, Page, TaggedDocument } from '../pdf/tagged-document.ts';
import type { DrawnPage, PackedPicture, Rect } from './shapes.ts';
import { type Line, linesOf, paragraphsOf } from './words.ts';

export interface LaidBox extends Rect {
  /** What is said of it to whoever cannot see it, and what is printed in it. */
  readonly alt: string;
  readonly label: string;
}

export interface PageToLay {
  readonly drawn: DrawnPage;
  readonly boxes: readonly LaidBox[];
  /** The piece of the document that the page belongs to. */
  readonly parent: Element | null;
  /** What is said of a page that has no text. */
  readonly withoutText: string;
}

export function layPage(document: TaggedDocument, page: Page, { drawn, boxes, parent, withoutText }: PageToLay): void {
  const whole = { x: 0, y: 0, width: drawn.width, height: drawn.height };
  const lines = linesOf(drawn.glyphs);
  if (drawn.picture !== null) {
    const content = pictureOver(page, page.picture(imageOf(drawn.picture), drawn.pixels), whole);
    if (lines.length > 0) page.artifact(content);
    else page.mark(document.element(parent, 'Figure', withoutText), content);
  }
  for (const item of inOrder(lines, boxes)) {
    if ('alt' in item) layBox(document, page, { box: item, parent });
    else page.mark(document.element(parent, 'P'), hiddenText(document, page, laidWords(item.lines)));
  }
}

function layBox(
  document: TaggedDocument,
  page: Page,
  { box, parent }: { readonly box: LaidBox; readonly parent: Element | null },
): void {
  const font = document.plain;
  const width = Math.max(0.1, font.widthOf(box.label));
  const size = Math.min(box.height * 0.75, 11, (box.width * 0.94) / width);
  const spot = { x: box.x + (box.width - width * size) / 2, y: box.y + box.height / 2 + size * 0.35 };
  const label = shownText(page, [{ text: box.label, ...spot, size, font, white: true }]);
  // The pixels below are black already; the box is drawn once more, so that it is sharp at every size.
  page.mark(document.element(parent, 'Figure', box.alt), `${filledBox(page, box, 0)}\n${label}`);
}

type Item = LaidBox | { readonly lines: readonly Line[] };

/** Paragraphs in their order, each cut where a box stands between its lines. */
function inOrder(lines: readonly Line[], boxes: readonly LaidBox[]): readonly Item[] {
  const before = new Map<number, LaidBox[]>();
  for (const box of boxes.toSorted((one, other) => one.y - other.y || one.x - other.x)) {
    const place = placeOf(lines, box);
    before.set(place, [...(before.get(place) ?? []), box]);
  }
  const items: Item[] = [];
  let run: Line[] = [];
  const finish = (): void => {
    items.push(...paragraphsOf(run).map((paragraph) => ({ lines: paragraph })));
    run = [];
  };
  for (const [index, line] of lines.entries()) {
    const here = before.get(index) ?? [];
    if (here.length > 0) finish();
    items.push(...here);
    run.push(line);
  }
  finish();
  return [...items, ...(before.get(lines.length) ?? [])];
}

/** The place of the line before which a box is read: the first to its right at the same height, or the first below it. */
function placeOf(lines: readonly Line[], box: Rect): number {
  const middle = box.y + Math.min(box.height, 12) / 2;
  const isLevel = ({ rect }: Line): boolean => rect.y <= middle && middle <= rect.y + rect.height;
  const right = lines.findIndex((line) => isLevel(line) && line.rect.x >= box.x);
  if (right !== -1) return right;
  const left = lines.findLastIndex((line) => isLevel(line) && line.rect.x < box.x);
  if (left !== -1) return left + 1;
  const below = lines.findIndex(({ rect }) => rect.y >= middle);
  return below === -1 ? lines.length : below;
}

function laidWords(lines: readonly Line[]): readonly LaidWord[] {
  return lines.flatMap((line) =>
    line.words.map(({ text, glyphs }, index): LaidWord => {
      const [first, last] = [glyphs[0], glyphs.at(-1)];
      if (first === undefined || last === undefined) throw new Error('a word without signs');
      const along = (x: number, y: number): number =>
        (x - first.x) * Math.cos(first.angle) + (y - first.y) * Math.sin(first.angle);
      const next = line.words[index + 1]?.glyphs[0];
      const end = along(last.x, last.y) + last.advance;
      const width = next === undefined ? end + 0.25 * first.size : Math.max(end, along(next.x, next.y));
      return { text: `${text} `, x: first.x, y: first.y, angle: first.angle, size: first.size, width };
    }),
  );
}

function imageOf({ packing, width, height }: PackedPicture): Readonly<Record<string, Value>> {
  return {
    ...{ Width: width, Height: height, BitsPerComponent: 8 },
    ColorSpace: { name: packing === 'grey' ? 'DeviceGray' : 'DeviceRGB' },
    Filter: { name: packing === 'jpeg' ? 'DCTDecode' : 'FlateDecode' },
  };
}
