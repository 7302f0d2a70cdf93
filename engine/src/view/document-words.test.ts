import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf } from './document-words.ts';
import { runsIn, soughtIn, wordsIn } from './words.ts';

describe('what is shown of a document that was found', () => {
  const long = `${'before '.repeat(60)}the Façade of house 12/b ${'after '.repeat(60)}`;

  it('is the first page that has most of the words, and a piece around the first, with each marked', () => {
    const excerpt = excerptOf(['facade alone', long, long], soughtIn('HOUSE facade'));
    expect(excerpt?.page).toBe(2);
    expect(excerpt?.marks.map(([from, to]) => excerpt.text.slice(from, to))).toEqual(['Façade', 'house']);
    expect(excerpt?.text.length).toBeLessThan(260);
    expect(excerpt?.text).toMatch(/^before .* after$/);
  });

  it('is nothing where a word stands nowhere, and the words may stand on different pages', () => {
    expect(excerptOf(['one', 'two'], soughtIn('one three'))).toBeNull();
    expect(excerptOf(['one', 'two'], soughtIn('one two'))).toMatchObject({ page: 1, text: 'one' });
    expect(excerptOf([], soughtIn('one'))).toBeNull();
  });

  it('has the words that are looked for, wherever in a text they stand', () => {
    let looked = 0;
    const letter = fc.constantFrom(
      'a',
      'É',
      'ß',
      'č',
      'ﬁ',
      '1',
      ' ',
      '-',
      '.',
      '\n',
      String.fromCodePoint(0x1f600),
      'x',
      'Ω',
    );
    fc.assert(
      fc.property(fc.array(letter, { maxLength: 60 }), (letters) => {
        const text = letters.join('');
        const words = wordsIn(text);
        expect(new Set(runsIn(text).flatMap((run) => run.words))).toEqual(new Set(words));
        for (const word of words) {
          looked += 1;
          const excerpt = excerptOf([text], { words: [word], isPrefix: false });
          const [first] = excerpt?.marks ?? [];
          expect(wordsIn(excerpt?.text.slice(...(first ?? [0, 0])) ?? '')).toContain(word);
        }
      }),
      { seed: 46, numRuns: 2_000 },
    );
    expect(looked).toBeGreaterThan(1_000);
  });
});
