// Signs to words, words to lines, lines to paragraphs, in the order in which the file shows them: whoever made it wrote it
// in the order of reading far more often than any rule about places would guess. Knows no file.
import { around, type Glyph, type Rect, rectOf } from './shapes.ts';

export interface Word {
  readonly text: string;
  readonly glyphs: readonly Glyph[];
}

export interface Line {
  readonly words: readonly Word[];
  readonly rect: Rect;
  /** Height of the font. */
  readonly size: number;
}

/** Of the height of the font: a wider gap is one between words. */
const WORD_GAP = 0.25;
/** A wider one is one between columns. */
const LINE_GAP = 2.5;

export function linesOf(glyphs: readonly Glyph[]): readonly Line[] {
  const lines: Line[] = [];
  let words: Glyph[][] = [];
  let last: Glyph | null = null;
  let isApart = true;
  const finish = (): void => {
    const line = lineOf(words);
    if (line !== null) lines.push(line);
    words = [];
  };
  for (const glyph of withoutCopies(glyphs)) {
    const step = last === null ? null : stepBetween(last, glyph);
    if (step === null || Math.abs(step.aside) > 0.3 || step.along > LINE_GAP || step.along < -0.6 || step.turned) {
      finish();
      isApart = true;
    } else if (step.along > WORD_GAP) isApart = true;
    if (glyph.text.trim() === '') {
      isApart = true;
      // A space holds a line together over its own width.
      last = words.length === 0 ? null : glyph;
      continue;
    }
    const word = words.at(-1);
    if (isApart || word === undefined) words.push([glyph]);
    else word.push(glyph);
    isApart = false;
    last = glyph;
  }
  finish();
  return lines;
}

/** Lines that follow each other closely and in the same size are one paragraph. */
export function paragraphsOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  const paragraphs: Line[][] = [];
  for (const line of lines) {
    const paragraph = paragraphs.at(-1);
    const before = paragraph?.at(-1);
    if (paragraph === undefined || before === undefined || !follows(before, line)) paragraphs.push([line]);
    else paragraph.push(line);
  }
  return paragraphs;
}

function follows(before: Line, line: Line): boolean {
  const step = line.rect.y - before.rect.y;
  const isBelow = step > 0 && step < 1.7 * before.size;
  const sharesColumn = line.rect.x < before.rect.x + before.rect.width && before.rect.x < line.rect.x + line.rect.width;
  return isBelow && sharesColumn && Math.abs(line.size - before.size) < 0.15 * before.size;
}

function lineOf(words: readonly (readonly Glyph[])[]): Line | null {
  const glyphs = words.flat();
  if (glyphs.length === 0) return null;
  return {
    words: words.map((word) => ({ text: inReadingOrder(word), glyphs: word })),
    rect: around(glyphs.map(rectOf)),
    size: Math.max(...glyphs.map(({ size }) => size)),
  };
}

/** Files show Hebrew and Arabic from left to right, as a pen does not. */
function inReadingOrder(word: readonly Glyph[]): string {
  const texts = word.map(({ text }) => text);
  const isFromRight = texts.some((text) => /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(text));
  return (isFromRight ? texts.toReversed() : texts).join('').normalize('NFC');
}

/** How one sign lies to the next, in heights of the font: along the baseline from its end, and aside of it. */
function stepBetween(
  from: Glyph,
  to: Glyph,
): { readonly along: number; readonly aside: number; readonly turned: boolean } {
  const size = Math.max(from.size, to.size, 0.01);
  const [cos, sin] = [Math.cos(from.angle), Math.sin(from.angle)];
  const [across, down] = [to.x - from.x, to.y - from.y];
  return {
    along: (across * cos + down * sin - from.advance) / size,
    aside: (down * cos - across * sin) / size,
    turned: Math.abs(from.angle - to.angle) > 0.05,
  };
}

/** Some programs make letters bold by showing them twice, a hair apart. */
function withoutCopies(glyphs: readonly Glyph[]): readonly Glyph[] {
  const seen = new Set<string>();
  return glyphs.filter((glyph) => {
    if (glyph.text.trim() === '') return true;
    const square = Math.max(0.5, glyph.size * 0.1);
    const key = `${glyph.text} ${Math.round(glyph.x / square)} ${Math.round(glyph.y / square)} ${Math.round(square * 10)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
