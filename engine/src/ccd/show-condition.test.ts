// The conditions of CCD in FEEL: that they mean the same, and that what cannot be said is not said.
import { describe, expect, test } from 'vitest';
import { evaluateExpression, parseExpression } from '../expression/expression.ts';
import { feelOf, type Target } from './condition-to-feel.ts';
import { readCondition } from './show-condition.ts';

const TARGETS: Readonly<Record<string, Target>> = {
  t: { kind: 'text', field: 't' },
  c: { kind: 'choice', field: 'c', option: (code) => (code === 'gone' ? null : code.replace(' ', '-')) },
  y: { kind: 'boolean', field: 'y' },
  n: { kind: 'number', field: 'n' },
  d: { kind: 'date', field: 'd' },
  m: { kind: 'money', field: 'm' },
  l: { kind: 'codes', field: 'l' },
  'g.a': { kind: 'text', field: 'ga' },
  g: { kind: 'record', fields: ['ga', 'gb'] },
};

function feel(source: string): string {
  const condition = readCondition(source);
  if (condition === null) return 'not understood';
  const made = feelOf(condition, (path) => TARGETS[path] ?? null);
  return 'feel' in made ? made.feel : `! ${made.reason}`;
}

describe('a condition', () => {
  test.each([
    ['t="x"', 't = "x"'],
    ['t = x', 't = "x"'],
    ['t!=""', 't != null'],
    ['t="*"', 't != null'],
    ['t!="*"', 't = null'],
    ['t="ab*"', 'starts with(t, "ab")'],
    ['t="a \\ b"', String.raw`t = "a \\ b"`],
    ['c="a b"', 'c = "a-b"'],
    ['c="gone" OR c!="gone"', 'false or true'],
    ['y="Yes" AND y!="No"', 'y = true and y != false'],
    ['y="DoNotShow"', 'false'],
    ['n="5"', 'n = 5'],
    ['d="2026-02-30"', 'false'],
    ['l CONTAINS "a,b"', '(contains(l, "a") and contains(l, "b"))'],
    ['l="b,a"', 'l = "a,b"'],
    ['t CONTAINS "x"', 'false'],
    ['g="*"', '(ga != null or gb != null)'],
    ['g="never"', 'false'],
    ['g.a="x"', 'ga = "x"'],
    ['t="1" OR t="2" AND t="3"', '(t = "1" or t = "2") and t = "3"'],
    ['t="1" OR (t="2" AND t="3")', 't = "1" or (t = "2" and t = "3")'],
    ['t="a AND b"', 't = "a AND b"'],
  ])('%s is %s', (source, is) => {
    expect(feel(source)).toBe(is);
    expect(parseExpression(is)).toHaveProperty('expression');
  });

  test.each(['', 't', 't=', '="x"', 't="x" AND', '(t="x"', 't="x" t="y"', 't="x")', '('.repeat(50)])(
    '%s is not understood',
    (source) => {
      expect(feel(source)).toBe('not understood');
    },
  );

  test('what is not there or cannot be compared is said', () => {
    expect([feel('z="x"'), feel('m="5"')]).toEqual([
      '! z is no field of the case type',
      '! m cannot be compared with “5”',
    ]);
  });

  test('what is absent is the empty text', () => {
    const holds = (source: string, scope: Readonly<Record<string, string | boolean | null>>): boolean => {
      const parsed = parseExpression(feel(source));
      return 'expression' in parsed && evaluateExpression(parsed.expression, scope).value === true;
    };
    expect([holds('y!="Yes"', {}), holds('y!="Yes"', { y: false }), holds('y!="Yes"', { y: true })]).toEqual([
      true,
      true,
      false,
    ]);
    expect([holds('t=""', {}), holds('t=""', { t: 'x' }), holds('t="a*"', {})]).toEqual([true, false, false]);
    expect([holds('l CONTAINS "b"', { l: 'a,b' }), holds('l CONTAINS "b"', {})]).toEqual([true, false]);
  });
});
