import { describe, expect, test } from 'vitest';
import type { Glyph } from './shapes.ts';
import { linesOf, paragraphsOf } from './words.ts';

function glyphs(text: string, x: number, y: number): Glyph[] {
  return Array.from(text, (letter, index) => ({ text: letter, x: x + 6 * index, y, angle: 0, size: 10, advance: 6 }));
}

const textsOf = (all: readonly Glyph[]): readonly (readonly string[])[] =>
  linesOf(all).map(({ words }) => words.map(({ text }) => text));

describe('signs become words and lines', () => {
  test('apart by spaces, by gaps and by baselines', () => {
    expect(textsOf([...glyphs('ab cd', 0, 20), ...glyphs('ef', 36, 20), ...glyphs('gh', 0, 32)])).toEqual([
      ['ab', 'cd', 'ef'],
      ['gh'],
    ]);
  });

  test('columns are lines of their own, and what was struck twice is one word', () => {
    expect(textsOf([...glyphs('ab', 0, 20), ...glyphs('cd', 200, 20)])).toEqual([['ab'], ['cd']]);
    expect(textsOf([...glyphs('ab', 0, 20), ...glyphs('ab', 0.2, 20)])).toEqual([['ab']]);
  });

  test('a word that is written from the right is read from the right', () => {
    expect(textsOf(glyphs('םולש', 0, 20))).toEqual([['שלום']]);
  });

  test('lines below each other in one size are a paragraph', () => {
    const lines = linesOf([...glyphs('ab', 0, 20), ...glyphs('cd', 0, 32), ...glyphs('ef', 0, 80)]);
    expect(paragraphsOf(lines).map((paragraph) => paragraph.length)).toEqual([2, 1]);
  });
});
