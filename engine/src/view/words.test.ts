import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSought, SOUGHT_MOST, soughtIn, wordsIn } from './words.ts';

describe('words', () => {
  it.each<readonly [text: string, words: readonly string[]]>([
    ['Maria Rossi', ['maria', 'rossi']],
    ['MÜLLER  müller, Mu\u0308ller', ['muller']],
    ['Straße STRASSE', ['strasse']],
    ['Ὀδυσσεύς ΟΔΥΣΣΕΥΣ', ['οδυσσευσ']],
    ['Łódź Søren Þór Æsir', ['lodz', 'soren', 'thor', 'aesir']],
    ['ﬁne Ｆｉｎｅ', ['fine']],
    ['İstanbul ISTANBUL ıstanbul', ['istanbul']],
    ['INF-2026-000123', ['inf-2026-000123']],
    ['on 2026-02-01 at 10:30, plate AB-123/c', ['on', '2026-02-01', 'at', '10:30', 'plate', 'ab-123/c']],
    ['Jean-Claude O’Neil, a b', ['jean', 'claude', 'neil']],
    ['7 of 9', ['7', 'of', '9']],
    ['東京 案', ['東京', '案']],
    ['Иван Йод', ['иван', 'иод']],
    ['.. -- * @ "', []],
    ['', []],
  ])('of "%s"', (text, words) => {
    expect(wordsIn(text)).toEqual(words);
  });

  it('are the same again, whatever was typed: what is kept meets what is looked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const words = wordsIn(text);
        expect(wordsIn(words.join(' '))).toEqual(words);
        expect(words.every((word) => word.length > 0 && !/\s/u.test(word))).toBe(true);
      }),
    );
  });

  it('are cut where they are endless, never within a character', () => {
    const [word = ''] = wordsIn('𝒳𐐀'.repeat(90));
    expect(Array.from(word)).toHaveLength(64);
    expect(/\p{Surrogate}/u.test(word)).toBe(false);
  });
});

describe('what somebody looks for', () => {
  it('is all of the words, the last a beginning where a star says so and it is long enough', () => {
    expect(soughtIn('Rossi  MARIA')).toEqual({ words: ['rossi', 'maria'], isPrefix: false });
    expect(soughtIn('Rossi mar*')).toEqual({ words: ['rossi', 'mar'], isPrefix: true });
    expect(soughtIn('7*')).toEqual({ words: ['7'], isPrefix: false });
    expect(soughtIn('ross* maria')).toEqual({ words: ['ross', 'maria'], isPrefix: false });
    expect(soughtIn('*')).toEqual({ words: [], isPrefix: false });
    expect(soughtIn('one two three four five six seven eight nine ten*').words).toHaveLength(SOUGHT_MOST);
  });

  it('is met by the same word, or by what begins with it', () => {
    const sought = soughtIn('rossi mar*');
    expect(isSought(sought, 0, 'rossi')).toBe(true);
    expect(isSought(sought, 0, 'rossini')).toBe(false);
    expect(isSought(sought, 1, 'maria')).toBe(true);
    expect(isSought(sought, 1, 'omar')).toBe(false);
  });
});
