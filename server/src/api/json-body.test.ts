// What a request body may not be.
import { describe, expect, test } from 'vitest';
import { parseJsonBody } from './json-body.ts';

const parse = (text: string) => parseJsonBody(Buffer.from(text, 'utf8'));

describe('a request body', () => {
  test.each([
    ['{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}'],
    ['"a:b"'],
    ['{"a":"{\\"a\\":1,\\"a\\":2}"}'],
    ['{"text":"\\ud83d\\ude00 is one character"}'],
    ['[["x","x"],"x"]'],
    ['{"a" : "a", "b":"a"}'],
    ['null'],
  ])('%s is read as JSON reads it', (text) => {
    expect(parse(text)).toEqual({ value: JSON.parse(text) });
  });

  test.each([
    ['{"a":1,"a":2}', 'duplicate-name'],
    ['{"a":1,"\\u0061":2}', 'duplicate-name'],
    ['{"x":[{"a":1,"b":0,"a" :2}]}', 'duplicate-name'],
    ['{"a":', 'not-json'],
    ['', 'not-json'],
    ["{'a':1}", 'not-json'],
    ['{"a":"\\ud800"}', 'unstorable-character'],
    ['{"a":"\\u0000"}', 'unstorable-character'],
    ['{"\\udc00":1}', 'unstorable-character'],
    [`${'['.repeat(9)}${']'.repeat(9)}`, 'too-deep'],
    [`${'{"a":'.repeat(9)}1${'}'.repeat(9)}`, 'too-deep'],
  ])('%s is refused as %s', (text, refusal) => {
    expect(parse(text)).toEqual({ refusal });
  });

  test('bytes that are not UTF-8 are refused and not repaired', () => {
    expect(parseJsonBody(Buffer.from([0x22, 0xff, 0x22]))).toEqual({ refusal: 'not-utf8' });
  });

  test('a hundred thousand brackets are refused without delay', () => {
    const started = performance.now();
    expect(parse('['.repeat(100_000) + ']'.repeat(100_000))).toEqual({ refusal: 'too-deep' });
    expect(performance.now() - started).toBeLessThan(500);
  });
});
