// Patterns as XPath and XML Schema mean them, in what the library of patterns does not have or means otherwise.
import { describe, expect, test } from 'vitest';
import { stringOf } from './conversion.ts';
import { compileFeel, DEFAULT_BUDGET, evaluateFeel } from './feel.ts';
import { startRun } from './run.ts';

function evaluated(source: string) {
  const compilation = compileFeel(source, { names: [] });
  if ('problem' in compilation) throw new Error(compilation.problem.reason);
  const { value, problems } = evaluateFeel(compilation.compiled, []);
  return { text: stringOf(value, startRun(DEFAULT_BUDGET)), problems };
}

describe('classes', () => {
  test.each([
    // XML Schema part 2, appendix F: subtraction.
    ['matches("abc", "^[a-z-[b]]+$")', 'false'],
    ['matches("acd", "^[a-z-[b]]+$")', 'true'],
    ['matches("b", "^[a-z-[a-z-[b]]]$")', 'true'],
    ['matches("a", "^[a-z-[a-z-[b]]]$")', 'false'],
    ['matches("é", "^[\\p{L}-[\\p{IsBasicLatin}]]$")', 'true'],
    ['matches("e", "^[\\p{L}-[\\p{IsBasicLatin}]]$")', 'false'],
    ['matches("7", "^[^a-z-[7]]$")', 'false'],
    ['matches("8", "^[^a-z-[7]]$")', 'true'],
    ['replace("banana", "[a-z-[aeiou]]", "*")', '*a*a*a'],
    ['split("a1b22c", "[\\d-[1]]+")', '["a1b", "c"]'],
    // Flag i: both cases are taken away (XPath functions, 5.6.2).
    ['matches("I", "^[A-Z-[IO]]$", "i")', 'false'],
    ['matches("i", "^[A-Z-[IO]]$", "i")', 'false'],
    ['matches("k", "^[A-Z-[IO]]$", "i")', 'true'],
    ['matches("B", "^[^b]$", "i")', 'false'],
    ['matches("Q", "^[a-z]$", "i")', 'true'],
    ['matches("a", "^\\p{Lu}$", "i")', 'false'],
    // A hyphen at an end is itself.
    ['matches("-", "^[a-]$")', 'true'],
    ['matches("-", "^[-a]$")', 'true'],
    ['matches("]", "^[\\]]$")', 'true'],
    ['matches("x", "^[a-a-[a]]$")', 'false'],
  ])('%s is %s', (source, text) => {
    expect(evaluated(source)).toEqual({ text, problems: [] });
  });
});

describe('escapes', () => {
  test.each([
    ['matches("_a-b.c:1", "^\\i\\c*$")', 'true'],
    ['matches("1a", "^\\i\\c*$")', 'false'],
    ['matches("1", "^\\I$")', 'true'],
    ['matches(" ", "^\\C$")', 'true'],
    ['matches("٣", "^\\d$")', 'true'],
    ['matches("é", "^\\w$")', 'true'],
    ['matches("_", "^\\w$")', 'false'],
    ['matches("é", "^[\\W]$")', 'false'],
    ['matches("α", "^\\p{IsGreek}$")', 'true'],
    ['matches("α", "^\\P{IsGreek}$")', 'false'],
    ['matches("€", "^\\p{Sc}$")', 'true'],
    ['matches("A", "^\\p{Ll}$")', 'false'],
    ['matches("a.b", "^a\\.b$")', 'true'],
  ])('%s is %s', (source, text) => {
    expect(evaluated(source)).toEqual({ text, problems: [] });
  });
});

describe('flags', () => {
  test.each([
    ['matches("a\\nb", "a.b")', 'false'],
    ['matches("a\\nb", "a.b", "s")', 'true'],
    ['matches("a\\nb", "^b$")', 'false'],
    ['matches("a\\nb", "^b$", "m")', 'true'],
    ['matches("AB", "ab", "i")', 'true'],
    ['matches("ab", "a b # c", "x")', 'false'],
    ['matches("a b", "a[ ]b", "x")', 'true'],
    ['matches("a[b]", "a[b]", "q")', 'true'],
    ['replace("a.b", ".", "$1", "q")', 'a$1b'],
  ])('%s is %s', (source, text) => {
    expect(evaluated(source)).toEqual({ text, problems: [] });
  });
});

describe('what XPath does not have is refused', () => {
  test.each([
    ...['[', '[]', '[a', 'a]', '[[:alpha:]]', '[a-[b]', '[a-[b]c]', '[z-a]', '\\b', '\\A', '\\Qa\\E', '\\x41'],
    ...['\\p{Latin}', '\\p{IsNowhere}', '\\pL', '(?i)a', '(?<n>a)', '(?=a)', '(a)\\1', '[\\b]'],
  ])('%s', (pattern) => {
    const { text, problems } = evaluated(`matches("a", "${pattern}")`);
    expect(text).toBe('null');
    expect(problems[0]?.reason).toMatch(/cannot be read/);
  });
});

test('patterns of many large classes are read and tried in time', { timeout: 10_000 }, () => {
  for (const part of ['[\\w-[b]]', '[^\\w]', '\\W', '(\\w+)+', '[\\w-[\\c-[\\i]]]', '\\w{9}']) {
    const pattern = part.repeat(Math.floor(480 / part.length));
    const started = performance.now();
    for (const flags of ['', 'i']) evaluated(`matches("${'ab1'.repeat(100)}", "${pattern}", "${flags}")`);
    expect(performance.now() - started, part).toBeLessThan(10_000);
  }
});

test.each(['"\\w\\W[\\w-[b]]" + string(i), "i"', '"[\\w-[\\c-[\\i]]]" + string(i), "i"', '"[^a]" + string(i), "i"'])(
  'a loop over patterns such as %s ends within its budget, and soon',
  { timeout: 30_000 },
  (pattern) => {
    const started = performance.now();
    const { problems } = evaluated(`count(for i in 1..100000 return matches("aα", ${pattern}))`);
    expect(problems[0]?.reason).toMatch(/more steps/);
    expect(performance.now() - started).toBeLessThan(15_000);
  },
);
