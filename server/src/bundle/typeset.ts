// Plain text on pages: lines broken where they must be, one page after another. For documents that have no pages of their
// own, for the index, and for sheets that stand for what cannot be shown.
import type { ShownFont } from '../pdf/shown-font.ts';

export const SHEET = { width: 595, height: 842, margin: 56 } as const;

/** @returns the text in lines that are at most so wide, in points; a line break of the text is one */
export function brokenLines(
  text: string,
  font: ShownFont,
  { size, width }: { readonly size: number; readonly width: number },
): readonly string[] {
  return text
    .replaceAll('\t', '    ')
    .split(/\r\n|\r|\n|\f/)
    .flatMap((line) => brokenLine(line, (part) => font.widthOf(part) * size <= width));
}

function brokenLine(line: string, fits: (part: string) => boolean): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const part of line.match(/\s+|\S+/gu) ?? []) {
    if (fits(current + part)) {
      current += part;
      continue;
    }
    if (current.trim() !== '') lines.push(current.trimEnd());
    current = part.trim() === '' ? '' : part;
    // A word that is wider than the page is cut.
    while (!fits(current)) {
      const cut = longestFit(current, fits);
      lines.push(current.slice(0, cut));
      current = current.slice(cut);
    }
  }
  return [...lines, current.trimEnd()];
}

/** Units of a word that fit; at least one letter, so that it ends. */
function longestFit(word: string, fits: (part: string) => boolean): number {
  let length = 0;
  for (const letter of word) {
    if (length > 0 && !fits(word.slice(0, length + letter.length))) break;
    length += letter.length;
  }
  return length;
}
