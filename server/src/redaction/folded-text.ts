// The text of a page in a form in which words meet that are one for a reader: case, accents, ligatures, line ends, hyphens
// and punctuation do not count. Every letter of it knows the sign that it stands for. Knows no boxes.
import type { Glyph } from '../drawing/shapes.ts';
import type { Line } from '../drawing/words.ts';

/** A text and, for each of its UTF-16 units, the line and the sign it came from; null for what was put between. */
export interface TracedText {
  readonly text: string;
  readonly from: readonly (TracedGlyph | null)[];
}

export interface TracedGlyph {
  readonly line: number;
  readonly glyph: Glyph;
}

const HYPHENS = /^[-\u00ad\u2010\u2011\u2012\u2013]$/u;

/** Letters and digits only, folded; words apart by one space, one also at both ends. */
export function foldedText(lines: readonly Line[]): TracedText {
  const traced: Traced = { text: [' '], from: [null] };
  for (const { glyphs, line, isLast } of wordsOf(lines)) {
    for (const glyph of inOrder(glyphs)) putFolded(traced, folded(glyph.text), { line, glyph });
    if (!(isLast && endsInHyphen(glyphs))) putFolded(traced, ' ', null);
  }
  putFolded(traced, ' ', null);
  return { text: traced.text.join(''), from: traced.from };
}

/** As it stands, for patterns; a line end is a space, and nothing at all after a hyphen where `joined`. */
export function plainText(lines: readonly Line[], joined: boolean): TracedText {
  const { text, from }: Traced = { text: [], from: [] };
  for (const { glyphs, line, isLast } of wordsOf(lines)) {
    const isBroken = joined && isLast && endsInHyphen(glyphs);
    for (const glyph of inOrder(isBroken ? glyphs.slice(0, -1) : glyphs)) {
      const units = glyph.text.normalize('NFKC');
      text.push(units);
      from.push(...Array.from({ length: units.length }, () => ({ line, glyph })));
    }
    if (isBroken) continue;
    text.push(' ');
    from.push(null);
  }
  return { text: text.join(''), from };
}

interface Traced {
  readonly text: string[];
  readonly from: (TracedGlyph | null)[];
}

/** Puts each unit of a text with where it came from; one space after another is dropped. */
function putFolded({ text, from }: Traced, units: string, origin: TracedGlyph | null): void {
  for (let at = 0; at < units.length; at += 1) {
    const unit = units.charAt(at);
    if (unit === ' ' && text.at(-1) === ' ') continue;
    text.push(unit);
    from.push(origin);
  }
}

interface WordOfLine {
  readonly glyphs: readonly Glyph[];
  readonly line: number;
  /** In its line. */
  readonly isLast: boolean;
}

function wordsOf(lines: readonly Line[]): readonly WordOfLine[] {
  return lines.flatMap(({ words }, line) =>
    words.map(({ glyphs }, index) => ({ glyphs, line, isLast: index === words.length - 1 })),
  );
}

function endsInHyphen(glyphs: readonly Glyph[]): boolean {
  return HYPHENS.test(glyphs.at(-1)?.text ?? '');
}

/** A phrase in the form in which `foldedText` has it, without the spaces at its ends. */
export function foldedPhrase(phrase: string): string {
  return folded(phrase).replaceAll(/ +/g, ' ').trim();
}

/**
 * Compatibility forms are taken apart (a ligature is its letters, a full-width digit a digit), accents dropped, hyphens
 * dropped, and what is neither letter nor digit is a space.
 */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}\u00ad\u2010\u2011\u2012\u2013-]/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('đ', 'd')
    .replaceAll(/[^\p{L}\p{N}]/gu, ' ');
}

function inOrder(glyphs: readonly Glyph[]): readonly Glyph[] {
  return glyphs.some(({ text }) => /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(text)) ? glyphs.toReversed() : glyphs;
}
