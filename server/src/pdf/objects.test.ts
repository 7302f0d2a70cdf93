import { describe, expect, test } from 'vitest';
import { dictOf, nameOf, numberText, textOf, written } from './objects.ts';

describe('values of PDF', () => {
  test('numbers never have an exponent or a needless digit', () => {
    expect([0.1 + 0.2, -0, 1e-9, 1234567, -2.5].map(numberText)).toEqual(['0.3', '0', '0', '1234567', '-2.5']);
    expect(() => numberText(Number.NaN)).toThrow(RangeError);
  });

  test('texts keep every letter, and names escape what ends them', () => {
    expect(written(textOf('é𝒜'))).toBe('<feff00e9d835dc9c>');
    expect(written(dictOf({ 'A B': [nameOf('#/'), { ref: 3 }, null, true] }))).toBe(
      '<</A#20B [/#23#2f 3 0 R null true]>>',
    );
  });
});
