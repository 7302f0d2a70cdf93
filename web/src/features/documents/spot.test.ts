import { describe, expect, test } from 'vitest';
import { piecesOf } from './marked-words.ts';
import { spotIn } from './spot.ts';

describe('where somebody looks first', () => {
  test('is said behind the hash, and is the beginning where nothing sensible is', () => {
    expect(spotIn('file=f1&page=12&words=red+van')).toEqual({ file: 'f1', page: 12, words: ['red', 'van'] });
    expect(spotIn('#page=2.5')).toEqual({ file: null, page: 1, words: [] });
    expect(spotIn('')).toEqual({ file: null, page: 1, words: [] });
    expect(spotIn(`words=${'a '.repeat(100)}`).words).toHaveLength(20);
  });
});

describe('marked words', () => {
  test('are whole ones, in any case and with or without accents, and nothing of the text is lost', () => {
    const text = 'The Élan of a van; VAN, vans.';
    const pieces = piecesOf(text, ['elan', 'Van']);
    expect(pieces.filter(({ isMarked }) => isMarked).map(({ piece }) => piece)).toEqual(['Élan', 'van', 'VAN']);
    expect(pieces.map(({ piece }) => piece).join('')).toBe(text);
    expect(pieces.every(({ at, piece }) => text.startsWith(piece, at))).toBe(true);
    expect(piecesOf(text, [])).toEqual([{ at: 0, piece: text, isMarked: false }]);
  });
});
