import { READ_ACTIONS } from '@casewright/engine/watch';
import { expect, it } from 'vitest';
import { oversightTexts } from '../../web/src/texts/en/oversight.ts';

/** Written to the log of access beside what is read. */
const BY_THEMSELVES = ['be-here', 'sign-in', 'sign-in-by-provider', 'sign-out', 'sign-out-everywhere'];

it('says of everything that somebody can look at what they did, in words and not by its code', () => {
  const codes = [...Object.keys(READ_ACTIONS), ...BY_THEMSELVES];
  expect(codes.length).toBeGreaterThan(40);
  expect(codes.filter((code) => oversightTexts.action(code).includes(code))).toEqual([]);
});
