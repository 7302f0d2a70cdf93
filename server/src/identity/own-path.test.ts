import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ownPath } from './own-path.ts';

it.each([
  ['/cases/1?tab=plan#note', '/cases/1?tab=plan#note'],
  ['/work', '/work'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/..//evil.example', '/'],
  ['/.//evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['/ok\r\nset-cookie: a=b', '/'],
  ['', '/'],
  [undefined, '/'],
  [['/a'], '/'],
])('leads from %j to %s', (asked, led) => {
  expect(ownPath(asked)).toBe(led);
});

it('never leads to another site, whatever is asked', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '/',
      '\\',
      'evil.example',
      '@',
      ':',
      '?',
      '#',
      '%2f',
      '\t',
      '\n',
      ' ',
      'http:',
      '..',
      '.',
      '\u2028',
    ),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      const led = ownPath(parts.join(''));
      expect(new URL(led, 'https://cases.example').origin).toBe('https://cases.example');
      // Also where a browser joins it to an address once more.
      expect(led).not.toMatch(/^\/[/\\]/);
    }),
    { numRuns: 2_000 },
  );
});
