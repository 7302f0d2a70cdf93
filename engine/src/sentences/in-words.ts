// A code with its values as a sentence of a language. The texts of all languages have the same codes, which the compiler holds, and the
// same places, which a test holds.
import { dayInWords, type Language, periodInWords } from './days.ts';
import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';
import type { Said, SaidValue, SentenceCode } from './say.ts';

const TEXTS: Readonly<Record<Language, Readonly<Record<SentenceCode, string>>>> = { en: ENGLISH, fr: FRENCH };
const BETWEEN = {
  en: { and: ' and ', or: ' or ', comma: ', ', semicolon: '; ' },
  fr: { and: ' et ', or: ' ou ', comma: ', ', semicolon: '\u00a0; ' },
} as const;

/** What is told in a language that there is; the first place of a sentence begins with a capital where its words are ours. */
export function inWords({ code, values }: Said, language: Language): string {
  return TEXTS[language][code].replaceAll(/\{(\w+)\}/g, (_, place: string) => {
    const value = values[place];
    return value === undefined ? '' : valueInWords(value, language);
  });
}

/** What stands in a sentence by name, for programs: days as dates, anything else as the sentence has it. */
export function plainValues({ values }: Said, language: Language): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([place, value]) => [
      place,
      typeof value === 'object' && 'day' in value ? value.day : valueInWords(value, language),
    ]),
  );
}

function valueInWords(value: SaidValue, language: Language): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return `${value}`;
  if ('day' in value) return dayInWords(value.day, language);
  if ('period' in value) return periodInWords(value.period, language);
  if ('each' in value) return value.each.map((one) => valueInWords(one, language)).join(BETWEEN[language][value.by]);
  return inWords(value, language);
}

/**
 * The language of sentences for somebody: the first of theirs that there is, English where there is none.
 *
 * @param wanted tags of RFC 5646, the best first
 */
export function languageFor(wanted: readonly string[] | undefined): Language {
  const found = wanted?.map((tag) => tag.split('-')[0]).find((tag) => tag === 'en' || tag === 'fr');
  return found === 'fr' ? 'fr' : 'en';
}

/** A reason as it is told with a refusal: in English for whoever has no language, and as what it is. */
export function reasonOf(sentence: Said): { readonly reason: string; readonly sentence: Said } {
  return { reason: inWords(sentence, 'en'), sentence };
}
