// Sentences in every language: that French has the same codes is held by the compiler; here, that no code is said twice, that the same
// things stand in them, that nothing was left in English, and how they are printed.
import { describe, expect, it, test } from 'vitest';
import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';
import { inWords, languageFor, say } from './sentences.ts';

import { casesTexts } from './en/cases.ts';
import { clocksTexts } from './en/clocks.ts';
import { entriesTexts } from './en/entries.ts';
import { formsTexts } from './en/forms.ts';
import { statesTexts } from './en/states.ts';
import { whyTexts } from './en/why.ts';

const FILES = [casesTexts, clocksTexts, entriesTexts, formsTexts, statesTexts, whyTexts];
const pairs = Object.entries(ENGLISH).map(([code, text]) => {
  // The compiler holds that the tables have the same codes.
  return [code, text, FRENCH[code as keyof typeof ENGLISH]] as const;
});
/** What is the same in both languages: places, signs, and words that are. */
const ALIKE = new Set([
  '{what}, page {pages}',
  '{what}, pages {pages}',
  'document {number}',
  '{on} ({because})',
  '{words}',
  'suspension',
]);

const places = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted();

describe('sentences', () => {
  it('have each code once', () => {
    const codes = FILES.flatMap((texts) => Object.keys(texts));
    expect(codes.length).toBeGreaterThan(600);
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
    expect(codes.toSorted()).toEqual(Object.keys(ENGLISH).toSorted());
  });

  it('have the same places in French', () => {
    expect(pairs.filter(([, english, french]) => places(english).join() !== places(french).join())).toEqual([]);
  });

  it('are not left in English', () => {
    const left = pairs.filter(([, english, french]) => english === french && english !== '' && !ALIKE.has(english));
    expect(left).toEqual([]);
  });

  it('are printed as French is', () => {
    const wrong = pairs.filter(([, , french]) => /\S [:;?!»%]|« |\p{L}'\p{L}/u.test(french));
    expect(wrong).toEqual([]);
  });
});

test('what stands in a sentence is said in its language', () => {
  const due = say('it-is-due-by-the-end', { dueOn: { day: '2018-03-12' } });
  expect(inWords(due, 'en')).toBe('It is due by the end of Monday 12 March 2018.');
  expect(inWords(due, 'fr')).toBe('L’échéance est à la fin du lundi 12 mars 2018.');
  const waits = say('it-waits-for', { item: say('quoted', { title: 'Visite' }), transition: say('moves-complete') });
  expect(inWords(waits, 'en')).toBe('It waits for “Visite”: complete.');
  expect(inWords(waits, 'fr')).toBe('En attente de «\u00a0Visite\u00a0»\u00a0: achèvement.');
  const none = say('there-is-no-due-date-until', { names: { each: ['A', 'B'], by: 'and' } });
  expect(inWords(none, 'fr')).toContain('A et B');
});

test('the language is the first that somebody wants and that there is', () => {
  expect([undefined, [], ['de', 'fr-CA', 'en'], ['en-AU', 'fr'], ['de']].map(languageFor)).toEqual([
    ...['en', 'en', 'fr', 'en', 'en'],
  ]);
});
