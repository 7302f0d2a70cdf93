// Written as the English of the tests has it; what each language makes of it stands in `size-text` and the journeys.
import { expect, test } from 'vitest';
import { localeTexts as french } from '../texts/fr/locale.ts';
import { COLON, decimalText, inOrder, LOCALE } from './locale.ts';
import { sizeText } from './size-text.ts';

test('a number keeps its digits and is not grouped, and what is no number stays', () => {
  expect(['12.50', '2026', '-3.25', '1.2.3', 'a.b', ''].map(decimalText)).toEqual([
    ...['12.50', '2026', '-3.25', '1.2.3', 'a.b', ''],
  ]);
  expect(LOCALE).toBe('en-GB');
});

test('order is that of people: numbers by their size, accents beside their letter', () => {
  expect(['b10', 'Éa', 'b9', 'ez', 'f'].toSorted(inOrder)).toEqual(['b9', 'b10', 'Éa', 'ez', 'f']);
});

test('sizes are said in the units of the language, the number with its unit', () => {
  expect([999, 1_000, 1_550, 250_000_000].map(sizeText)).toEqual([
    ...['999\u00a0bytes', '1\u00a0KB', '1.6\u00a0KB', '250\u00a0MB'],
  ]);
});

test('a colon is kept with the word before it, in French by a space that does not break', () => {
  expect(COLON).toBe(': ');
  expect(french.colon).toBe('\u00a0: ');
});
