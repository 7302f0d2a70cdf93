import { READ_ACTIONS } from '@casewright/engine/watch';
import { expect, it } from 'vitest';
import { oversightTexts } from '../../web/src/texts/en/oversight.ts';

it('says of everything that somebody can look at what they did, in words and not by its code', () => {
  const codes = Object.keys(READ_ACTIONS);
  expect(codes.length).toBeGreaterThan(40);
  expect(codes.filter((code) => oversightTexts.action(code).includes(code))).toEqual([]);
});
