// Where the words stand that somebody wants out: phrases, patterns, names of people. It proposes; a person looks at each
// place and decides, since no list of words knows what identifies somebody. Knows no case.
import { RE2JS, RE2JSException } from 're2js';
import { DRAW_BOUNDS, type DrawBounds, drawPages } from '../drawing/draw-pages.ts';
import { around, type DrawnPage, type DrawRefusal, rectOf, type Rect } from '../drawing/shapes.ts';
import { type Line, linesOf } from '../drawing/words.ts';
import type { Bytes } from '../files/bytes.ts';
import { foldedPhrase, foldedText, plainText, type TracedGlyph, type TracedText } from './folded-text.ts';

export interface Wanted {
  /** Words as a person writes them; found in any case, with or without accents, over line ends and hyphens. */
  readonly phrases: readonly string[];
  /** In the syntax of RE2, case not counting, over line ends. */
  readonly patterns: readonly string[];
  /** Names of people: also turned around, and each part alone that has three letters or more. */
  readonly names: readonly string[];
}

/** One place, in points; a find that goes over a line end has a box for each line. */
export interface SuggestedBox extends Rect {
  readonly page: number;
  /** What it would cover, as the document has it. */
  readonly words: string;
  /** The phrase, pattern or name that it was found by. */
  readonly because: string;
}

export interface Suggestions {
  readonly boxes: readonly SuggestedBox[];
  readonly pages: number;
  /** Of each page, in points. */
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
  /** Pages without any text, which somebody must look at: nothing can be found there. */
  readonly pagesWithoutText: readonly number[];
}

export interface SuggestRefusal {
  readonly code: DrawRefusal | 'bad-pattern' | 'nothing-wanted' | 'too-much-wanted';
}

const MOST_WANTED = 500;
const MOST_PAGES = 2000;

/** @param bytes of a PDF; pictures have no text to look in */
export async function suggestBoxes(
  bytes: Bytes,
  wanted: Wanted,
  bounds: DrawBounds = DRAW_BOUNDS,
): Promise<Suggestions | SuggestRefusal> {
  const finders = findersOf(wanted);
  if ('code' in finders) return finders;
  const boxes: SuggestedBox[] = [];
  const pagesWithoutText: number[] = [];
  const sizes: { readonly width: number; readonly height: number }[] = [];
  const refused = await drawPages(
    bytes,
    {
      ...{ mediaType: 'application/pdf', boxes: [], fractions: false, dpi: 72, text: 'all', pictures: 'as-page' },
      ...{ limits: { pages: MOST_PAGES, pixels: 60_000_000 }, bounds },
    },
    (drawn) => {
      sizes.push({ width: drawn.width, height: drawn.height });
      const found = boxesOf(drawn, finders.all);
      if (found === null) pagesWithoutText.push(drawn.page);
      else boxes.push(...found);
    },
  );
  return refused === null ? { boxes, pages: sizes.length, sizes, pagesWithoutText } : { code: refused };
}

interface Finder {
  readonly because: string;
  readonly find: (texts: Texts) => readonly Found[];
}

interface Texts {
  readonly folded: TracedText;
  readonly plain: TracedText;
  readonly joined: TracedText;
}

interface Found {
  readonly text: TracedText;
  readonly start: number;
  readonly end: number;
}

function findersOf({ phrases, patterns, names }: Wanted): { readonly all: readonly Finder[] } | SuggestRefusal {
  const texts = [...phrases.map((each) => [each, each] as const), ...names.flatMap(phrasesOfName)];
  const all: Finder[] = [];
  for (const [phrase, because] of texts) {
    const folded = foldedPhrase(phrase);
    if (folded !== '') all.push({ because, find: ({ folded: text }) => phraseIn(text, folded) });
  }
  for (const pattern of patterns) {
    const compiled = compile(pattern);
    if (compiled === null) return { code: 'bad-pattern' };
    const find = ({ plain, joined }: Texts): readonly Found[] =>
      [plain, joined].flatMap((text) => patternIn(text, compiled));
    all.push({ because: pattern, find });
  }
  if (all.length === 0) return { code: 'nothing-wanted' };
  return all.length > MOST_WANTED ? { code: 'too-much-wanted' } : { all };
}

/** A name as it may stand in a letter, each way with the name itself as its reason. */
export function phrasesOfName(name: string): readonly (readonly [string, string])[] {
  const parts = name.split(/[\s,]+/u).filter((part) => part !== '');
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined || parts.length === 1) return [[name, name]];
  const initial = Array.from(first)[0] ?? '';
  const ways = [
    ...[parts.join(' '), `${last} ${parts.slice(0, -1).join(' ')}`, `${first} ${last}`, `${initial} ${last}`],
    ...parts.filter((part) => Array.from(part).length >= 3),
  ];
  return [...new Set(ways)].map((way) => [way, name] as const);
}

function compile(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  } catch (thrown) {
    if (thrown instanceof RE2JSException) return null;
    throw thrown;
  }
}

function phraseIn(text: TracedText, phrase: string): readonly Found[] {
  // Scripts that put no space between words have no ends of words either.
  const isWithoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(phrase);
  const edge = isWithoutSpaces ? 0 : 1;
  const sought = isWithoutSpaces ? phrase : ` ${phrase} `;
  const found: Found[] = [];
  for (let at = text.text.indexOf(sought); at !== -1; at = text.text.indexOf(sought, at + 1))
    found.push({ text, start: at + edge, end: at + sought.length - edge });
  return found;
}

function patternIn(text: TracedText, pattern: RE2JS): readonly Found[] {
  const matcher = pattern.matcher(text.text);
  const found: Found[] = [];
  while (matcher.find())
    if (matcher.end() > matcher.start()) found.push({ text, start: matcher.start(), end: matcher.end() });
  return found;
}

/** @returns null for a page without text */
function boxesOf(drawn: DrawnPage, finders: readonly Finder[]): readonly SuggestedBox[] | null {
  const lines = linesOf(drawn.glyphs);
  if (lines.length === 0) return null;
  const texts = { folded: foldedText(lines), plain: plainText(lines, false), joined: plainText(lines, true) };
  const all = finders.flatMap(({ because, find }) =>
    find(texts).flatMap(({ text, start, end }) => {
      const traced = text.from.slice(start, end).flatMap((each) => (each === null ? [] : [each]));
      return placesOf(traced, lines).map((box) => ({ page: drawn.page, ...box, because }));
    }),
  );
  // A part of a name that stands in the whole name is one place and not two, and so is what was found twice.
  return all.filter(
    (box, index) => !all.some((other, at) => at !== index && holds(other, box) && (at < index || !holds(box, other))),
  );
}

function placesOf(
  traced: readonly TracedGlyph[],
  lines: readonly Line[],
): readonly (Rect & { readonly words: string })[] {
  const byLine = new Map<number, Set<TracedGlyph['glyph']>>();
  for (const { line, glyph } of traced) byLine.set(line, (byLine.get(line) ?? new Set()).add(glyph));
  return [...byLine].flatMap(([line, signs]) => {
    const shown = (lines[line]?.words ?? []).map(({ glyphs }) => glyphs.filter((glyph) => signs.has(glyph)));
    const words = shown.map((glyphs) => glyphs.map(({ text }) => text).join(''));
    const text = words.filter((word) => word !== '').join(' ');
    const isUpright = [...signs].every(({ angle }) => Math.abs(Math.sin(2 * angle)) < 0.02);
    // Aslant, one upright box would cover much else: each sign gets its own.
    const groups = isUpright ? [[...signs]] : [...signs].map((glyph) => [glyph]);
    return groups.map((group) => ({ ...padded(around(group.map(rectOf)), group[0]?.size ?? 0), words: text }));
  });
}

/** A little more than the letters take, for accents and overhanging strokes; less than the space between two lines. */
function padded({ x, y, width, height }: Rect, size: number): Rect {
  const [aside, above] = [size * 0.06, size * 0.08];
  return { x: x - aside, y: y - above, width: width + 2 * aside, height: height + 1.5 * above };
}

function holds(outer: Rect, inner: Rect): boolean {
  const hair = 0.05;
  return (
    outer.x <= inner.x + hair &&
    outer.y <= inner.y + hair &&
    outer.x + outer.width >= inner.x + inner.width - hair &&
    outer.y + outer.height >= inner.y + inner.height - hair
  );
}
