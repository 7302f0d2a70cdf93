// Which cookies carry a session.
import { expect, test } from 'vitest';
import { credentialOf } from './credential.ts';

const secret = 'a'.repeat(43);

test.each([
  [undefined, null],
  ['', null],
  [`casewright_session=1.${secret}`, `1.${secret}`],
  [`theme=dark; casewright_session=7.${secret}; other=1`, `7.${secret}`],
  [`not_casewright_session=1.${secret}`, null],
  [`x=casewright_session=1.${secret}`, null],
  [`casewright_session=0.${secret}`, null],
  [`casewright_session=1.${secret}x`, null],
  [`casewright_session=1.short`, null],
  [`casewright_session="1.${secret}"`, null],
])('%j gives %j', (cookies, credential) => {
  expect(credentialOf(cookies)).toBe(credential);
});
