// Any texts as if they were of a language that runs from right to left: each word keeps its letters and is written the other way
// round. It shows what is not mirrored, and what is no text of ours. Made of the English when the app is built.
import type { TextsOf } from './texts-of.ts';

/** Right-to-left mark, override; and their ends. Unicode's own signs (UAX #9), which no font needs to know. */
const [BEGIN, END] = ['\u200f\u202e', '\u202c\u200f'];

/** Texts in, texts out; what is no text stays as it is. */
export function pseudo<Texts>(texts: Texts): TextsOf<Texts> {
  // Each part is exchanged for one of its own shape.
  return mirrored(texts) as TextsOf<Texts>;
}

function mirrored(part: unknown): unknown {
  if (typeof part === 'string') return part.replaceAll(/\S+/g, mirroredWord);
  // Its arguments may be words that were mirrored before; a word is mirrored once.
  if (typeof part === 'function') return (...given: readonly unknown[]) => mirrored(Reflect.apply(part, null, given));
  if (Array.isArray(part)) return part.map(mirrored);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, mirrored(value)]));
}

function mirroredWord(word: string): string {
  return word.startsWith(BEGIN) && word.endsWith(END) ? word : `${BEGIN}${word}${END}`;
}
