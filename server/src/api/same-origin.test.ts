// Which requests count as coming from a page of this site.
import { expect, test } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

test.each([
  [{ 'sec-fetch-site': 'same-origin' }, null, true],
  [{ 'sec-fetch-site': 'same-site', origin: 'http://a:1', host: 'a:1' }, null, false],
  [{ 'sec-fetch-site': 'cross-site' }, null, false],
  [{ 'sec-fetch-site': 'none' }, null, false],
  [{ origin: 'http://a:1', host: 'a:1' }, null, true],
  [{ origin: 'http://A:1', host: 'a:1' }, null, true],
  [{ origin: 'http://a', host: 'a:80' }, null, false],
  [{ origin: 'http://evil', host: 'a:1' }, null, false],
  [{ origin: 'null', host: 'a:1' }, null, false],
  [{ host: 'a:1' }, null, false],
  [{ origin: 'https://cases.example', host: 'internal:3000' }, 'https://cases.example', true],
  [{ origin: 'https://internal:3000', host: 'internal:3000' }, 'https://cases.example', false],
] as const)('%j with public origin %j: %j', (headers, publicOrigin, expected) => {
  expect(isSameOrigin(headers, publicOrigin)).toBe(expected);
});
