// Which cookies carry a session.
import { expect, test } from 'vitest';
import { credentialOf, presentedBy } from './credential.ts';

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
  expect(credentialOf(cookies, false)).toBe(credential);
});

test('behind https only the cookie counts that no other host can set', () => {
  expect(credentialOf(`casewright_session=1.${secret}`, true)).toBeNull();
  expect(credentialOf(`casewright_session=1.${secret}; __Host-casewright_session=2.${secret}`, true)).toBe(
    `2.${secret}`,
  );
});

test.each([
  [
    { authorization: `Bearer 1.${secret}`, cookie: `casewright_session=2.${secret}` },
    { kind: 'token', text: `1.${secret}` },
  ],
  [{ authorization: 'Bearer forged', cookie: `casewright_session=2.${secret}` }, null],
  [{ authorization: `Bearer 1.${secret}, Bearer 2.${secret}` }, null],
  [
    { authorization: 'Basic YTpi', cookie: `casewright_session=2.${secret}` },
    { kind: 'browser', text: `2.${secret}` },
  ],
])('%j shows %j', (headers, credential) => {
  expect(presentedBy(headers, false)).toEqual(credential);
});
