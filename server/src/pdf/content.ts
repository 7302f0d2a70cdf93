// What is drawn on a page, as operators of content (ISO 32000-2, 8 and 9): texts that are seen or only found, boxes,
// pictures. Places are in points from the upper left corner, y downwards, and are turned here into those of PDF.
import { HIDDEN_ADVANCE } from './hidden-font.ts';
import { num, type Page, type Place, type TaggedDocument } from './tagged-document.ts';
import type { ShownFont } from './shown-font.ts';

/** A word of the layer of text below which nothing is drawn. */
export interface LaidWord {
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  /** Of the baseline, in radians, clockwise. */
  readonly angle: number;
  readonly size: number;
  /** How far it goes on along its baseline, the gap to the next word included where a space is at its end. */
  readonly width: number;
}

export function hiddenText(document: TaggedDocument, page: Page, words: readonly LaidWord[]): string {
  const parts = words.map(({ text, x, y, angle, size, width }) => {
    const { hex, count } = document.letters.codesOf(text);
    const natural = count * HIDDEN_ADVANCE * size;
    const stretch = natural === 0 ? 100 : (100 * width) / natural;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const matrix = [cos, -sin, sin, cos, x, page.height - y].map(num).join(' ');
    return `/H ${num(size)} Tf ${num(Math.max(1, stretch))} Tz ${matrix} Tm <${hex}> Tj`;
  });
  return ['BT', '3 Tr', ...parts, 'ET'].join('\n');
}

export interface ShownLine {
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size: number;
  readonly font: ShownFont;
  readonly white?: boolean;
}

export function shownText(page: Page, lines: readonly ShownLine[]): string {
  const parts = lines.map(
    ({ text, x, y, size, font, white }) =>
      `${white === true ? 1 : 0} g /${font.name} ${num(size)} Tf 1 0 0 1 ${num(x)} ${num(page.height - y)} Tm <${font.codesOf(text)}> Tj`,
  );
  return ['q', 'BT', '0 Tr 100 Tz', ...parts, 'ET', 'Q'].join('\n');
}

/** @param grey from 0, black, to 1, white */
export function filledBox(page: Page, { x, y, width, height }: Place, grey: number): string {
  const box = [x, page.height - y - height, width, height].map(num).join(' ');
  return `q ${num(grey)} g ${box} re f Q`;
}

export function pictureOver(page: Page, name: string, { x, y, width, height }: Place): string {
  const matrix = [width, 0, 0, height, x, page.height - y - height].map(num).join(' ');
  return `q ${matrix} cm /${name} Do Q`;
}
