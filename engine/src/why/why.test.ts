// The smallest set of causes, over answers made up for it and over random ones.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallestCauses } from './why.ts';

test('a cause that changes nothing is not named', () => {
  const named = smallestCauses(['a', 'b', 'c'], (held) => String(held.includes('b')));
  expect(named).toEqual([{ cause: 'b', removed: ['b'] }]);
});

test('of two causes that do the same the earlier is named, with the other as its stand-in', () => {
  const named = smallestCauses(['a', 'b'], (held) => String(held.length > 0));
  expect(named).toEqual([{ cause: 'a', removed: ['a', 'b'] }]);
});

test('three causes that do the same must all go', () => {
  const named = smallestCauses(['a', 'b', 'c'], (held) => String(held.length > 0));
  expect(named).toEqual([{ cause: 'a', removed: ['a', 'b', 'c'] }]);
});

test('an answer that nothing caused has no causes', () => {
  expect(smallestCauses(['a', 'b'], () => 'always')).toEqual([]);
});

test('for any rule over six causes: the named suffice, none is idle, and without what is removed the answer flips', () => {
  const causes = [0, 1, 2, 3, 4, 5];
  const rule = fc.array(fc.array(fc.constantFrom(...causes), { minLength: 1, maxLength: 3 }), { maxLength: 4 });
  fc.assert(
    fc.property(rule, (ways) => {
      // The answer is yes when all causes of one of the ways hold: any monotone rule can be written so.
      const answer = (held: readonly number[]): string =>
        String(ways.some((way) => way.every((one) => held.includes(one))));
      const named = smallestCauses(causes, answer);
      const names = named.map(({ cause }) => cause);
      expect(answer(names)).toBe(answer(causes));
      for (const { cause, removed } of named) {
        expect(removed).toContain(cause);
        expect(answer(names.filter((one) => one !== cause))).not.toBe(answer(causes));
        expect(answer(causes.filter((one) => !removed.includes(one)))).not.toBe(answer(causes));
      }
    }),
    { numRuns: 1000 },
  );
});
