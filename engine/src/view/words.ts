// What counts as a word, in what is kept of cases and in what people look for: the same function for both, so that they meet.
// It knows no language: nothing is stemmed, and no word is left out for being common.

/** Longer ones are cut; a prefix finds them all the same. */
const LENGTH_MOST = 64;
/** Words of one search. More would not find more. */
export const SOUGHT_MOST = 8;
/** So that the beginning of a word leaves few enough words to look at. */
const PREFIX_LEAST = 2;

/** What somebody looks for: all of these words, the last of which may be the beginning of one. */
export interface Sought {
  readonly words: readonly string[];
  readonly isPrefix: boolean;
}

/**
 * The words of a text, each once, in their order. Letters and digits that are joined, as in `INF-2026-000123`, `2026-02-01` or
 * `a.b/7`, are one word where there is a digit among them, and several where there is none.
 */
export function wordsIn(text: string): readonly string[] {
  const words = new Set<string>();
  for (const [run] of folded(text).matchAll(RUN)) for (const word of wordsOfRun(run)) words.add(word);
  return [...words];
}

/** Words of a text with the places in which they stand. */
export interface Run {
  readonly words: readonly string[];
  /** In UTF-16 units of the text. */
  readonly from: number;
  readonly to: number;
}

/** The same words as `wordsIn`, where no accent stands apart from its letter; each run of letters with where it is. */
export function runsIn(text: string): readonly Run[] {
  return [...text.matchAll(RUN_AS_WRITTEN)].map(({ 0: run, index }) => ({
    words: wordsIn(run),
    from: index,
    to: index + run.length,
  }));
}

function wordsOfRun(run: string): readonly string[] {
  return (HAS_DIGIT.test(run) ? [run] : run.split(JOINER)).filter((word) => !LONE_LETTER.test(word)).map(cut);
}

/** @param text as it was typed; a star behind its last word says that this is the beginning of one */
export function soughtIn(text: string): Sought {
  const words = wordsIn(text);
  const sought = words.slice(0, SOUGHT_MOST);
  const last = sought.at(-1) ?? '';
  const starred = /\*\s*$/u.test(text) && sought.length === words.length;
  return { words: sought, isPrefix: starred && last.length >= PREFIX_LEAST };
}

/** Whether a word is the one sought at a place, or begins with it where that is the beginning of one. */
export function isSought({ words, isPrefix }: Sought, at: number, word: string): boolean {
  const sought = words[at] ?? '';
  return isPrefix && at === words.length - 1 ? word.startsWith(sought) : word === sought;
}

const JOINER = /[-./_:@#]/u;
const RUN = /[\p{L}\p{N}]+(?:[-./_:@#][\p{L}\p{N}]+)*/gu;
/** Before letters are folded: marks that stand behind their letter belong to it. */
const RUN_AS_WRITTEN = /[\p{L}\p{N}\p{M}]+(?:[-./_:@#][\p{L}\p{N}\p{M}]+)*/gu;
const HAS_DIGIT = /\p{N}/u;
const LONE_LETTER = /^\p{Script=Latin}$/u;
const ASCII = /^[\0-\x7f]*$/u;

/** Letters that are no others with a mark, and that people type without. */
const PLAIN: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
};

/** One form of what looks alike (NFKC), without case and accents. */
function folded(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  // By way of capitals, so that letters without one form fold alike: ß and SS, ς and σ.
  const small = text.normalize('NFKC').toUpperCase().toLowerCase();
  const bare = small.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ς', 'σ');
  return bare.replaceAll(/[øłđðħıþæœ]/gu, (letter) => PLAIN[letter] ?? letter).normalize('NFC');
}

/** By characters: half of one is no text for a database. */
function cut(word: string): string {
  return word.length <= LENGTH_MOST ? word : Array.from(word).slice(0, LENGTH_MOST).join('');
}
