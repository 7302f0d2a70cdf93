// How hard an English text is to read, as the years of school that it takes. A measure of sentences and words, and not of whether
// anybody understands what is meant; other languages have measures of their own, and get none here.

/** Above this a letter to the public is too hard: about two adults in three read with ease what is at or below it. */
export const HARDEST_GRADE = 8;

/**
 * The grade of Flesch and Kincaid (Kincaid et al. 1975): 0.39 words a sentence + 11.8 syllables a word - 15.59, in tenths. Null
 * for a text without words and for languages other than English.
 */
export function readingGrade(texts: readonly string[], language: string): number | null {
  if (language.split('-')[0] !== 'en') return null;
  const sentences = texts
    .flatMap((text) => text.split(/[.!?]+(?=\s|$)|[:;](?=\s|$)|\n/))
    .map(wordsOf)
    .filter(({ length }) => length > 0);
  const words = sentences.flat();
  if (words.length === 0) return null;
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  const grade = 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
  return Math.max(0, Math.round(grade * 10) / 10);
}

function wordsOf(sentence: string): readonly string[] {
  return sentence.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
}

/** Groups of vowels, without a silent e at the end; a number counts as one. */
function syllablesOf(word: string): number {
  const letters = word.toLowerCase().replaceAll(/[^a-z]/g, '');
  const groups = letters
    .replace(/(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$/, '')
    .replace(/^y/, '')
    .match(/[aeiouy]{1,2}/g);
  return Math.max(1, groups?.length ?? 1);
}
