// The headers on which an answer depends: which languages somebody wants.
import { expect, test } from 'vitest';
import { readLanguages } from './preconditions.ts';

test.each([
  [undefined, []],
  ['fr', ['fr']],
  ['fr-CA, fr;q=0.8, en;q=0.9', ['fr-CA', 'en', 'fr']],
  ['EN-au;q=1.000 ,  FR-ca ; q=0.5', ['en-AU', 'fr-CA']],
  ['*, de;q=0, zh-Hant-TW, fr;q=2, it;q=x, nl', ['nl']],
  [Array.from({ length: 40 }, () => 'fr').join(), Array.from({ length: 10 }, () => 'fr')],
  ['f'.repeat(501), []],
])('%s names the languages %j', (header, expected) => {
  expect(readLanguages(header)).toEqual(expected);
});
