// The evaluator by itself: what the kit does not ask, above all exactness, places of problems, budgets and speed.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringOf } from './conversion.ts';
import { compileFeel, DEFAULT_BUDGET, evaluateFeel, type FeelValue } from './feel.ts';
import { startRun } from './run.ts';

function evaluated(source: string, values: Readonly<Record<string, FeelValue>> = {}) {
  const compilation = compileFeel(source, { names: Object.keys(values) });
  if ('problem' in compilation) return { text: null, problems: [compilation.problem] };
  const { value, problems } = evaluateFeel(compilation.compiled, Object.values(values));
  return { text: stringOf(value, startRun(DEFAULT_BUDGET)), problems };
}

describe('values', () => {
  test.each([
    ['0.1 + 0.2', '0.3'],
    ['9007199254740991 + 2', '9007199254740993'],
    ['1.10 * 3', '3.3'],
    ['10 ** 20 / 10 ** 20', '1'],
    ['decimal(2.5, 0)', '2'],
    ['decimal(3.5, 0)', '4'],
    ['round half up(-2.5, 0)', '-3'],
    ['modulo(-12, 5)', '3'],
    ['-(2 ** 3)', '-8'],
    ['x in 5 and true', 'true'],
    ['x in (< 3, > 4)', 'true'],
    ['x in [1, 5]', 'true'],
    ['[1, 2, 3][item > x - 4]', '[2, 3]'],
    ['[{ a: 1 }, { a: 2 }][a = 2].a', '[2]'],
    ['{ first name: "Ada", greeting: "Dear " + first name }.greeting', 'Dear Ada'],
    ['for i in 1..3, j in [i] return i * j', '[1, 4, 9]'],
    ['for i in 0..4 return if i = 0 then 1 else i * partial[-1]', '[1, 1, 2, 6, 24]'],
    ['sort([3, 1, 2], function(a, b) a > b)', '[3, 2, 1]'],
    ['(function(n) n * x)(2)', '10'],
    ['substring("a\\U01F40Eb", 2, 1) = "\\U01F40E"', 'true'],
    ['replace("2026-01-15", "(\\d+)-(\\d+)-(\\d+)", "$3.$2.$1")', '15.01.2026'],
    ['date and time("2024-03-30T02:30:00@Europe/Paris") + duration("PT24H")', '2024-03-31T03:30:00@Europe/Paris'],
    ['@"-999999999-01-01" + @"P1D"', '-999999999-01-02'],
    ['@"P1Y" * 1.5', 'P1Y6M'],
    ['[1..3] instance of range<number>', 'true'],
    ['overlaps([1..3], [3..5])', 'true'],
    ['null and false', 'false'],
    ['null or "x"', 'null'],
  ])('%s is %s', (source, text) => {
    expect(evaluated(source, { x: 5 })).toEqual({ text, problems: [] });
  });

  test('sums and differences of decimals undo one another', () => {
    const cents = fc
      .tuple(fc.integer(), fc.integer({ min: 0, max: 6 }))
      .map(([digits, places]) => `${digits}e-${places}`);
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(evaluated(`(${a}) + (${b}) - (${b}) = (${a})`).text).toBe('true');
      }),
    );
  });
});

describe('problems', () => {
  test.each([
    ['1 + "a"', 'wrong-value', '1 + "a"'],
    ['2 * (x + "a")', 'wrong-value', 'x + "a"'],
    ['x + unknown', 'unknown-name', 'unknown'],
    ['[1, 2].a', 'wrong-value', '[1, 2].a'],
    ['date("2021-02-30")', 'wrong-value', 'date("2021-02-30")'],
    ['x / 0', 'wrong-value', 'x / 0'],
    ['if x > 1 then number("1,0") else 2', 'wrong-value', 'number("1,0")'],
    ['x + ', 'syntax', ''],
  ])('%s is null, and the place of the problem is told', (source, code, part) => {
    const { text, problems } = evaluated(source, { x: 5 });
    expect(text === null || text === 'null' || text === '[null, null]').toBe(true);
    expect(problems[0]?.code).toBe(code);
    expect(source.slice(problems[0]?.from, problems[0]?.to).trim()).toBe(part);
  });

  test('what is missing is no problem', () => {
    for (const source of ['x + 1', 'x > 1', 'x.y', 'string length(x)', 'x[1]', 'date(x)', 'not(x)']) {
      expect(evaluated(source, { x: null })).toEqual({ text: 'null', problems: [] });
    }
  });
});

describe('budgets', () => {
  test('a smaller budget stops sooner, and the same budget always at the same place', () => {
    const compilation = compileFeel('count(for i in 1..1000 return i)', { names: [] });
    if ('problem' in compilation) throw new Error(compilation.problem.reason);
    expect(evaluateFeel(compilation.compiled, [], { steps: 500, space: 1_000_000 }).problems[0]?.code).toBe('budget');
    expect(evaluateFeel(compilation.compiled, [], { steps: 5000, space: 1000 }).problems[0]?.reason).toContain(
      'values',
    );
    expect(evaluateFeel(compilation.compiled, [], { steps: 5000, space: 1_000_000 })).toEqual({
      value: 1000,
      problems: [],
    });
  });

  test('no text makes compiling or evaluating throw', () => {
    const word = fc.constantFrom(
      ...'x 1 "a" ( ) [ ] { } + - * / ** . .. , : < >= = != and or not in if then else for some every satisfies return function date( @"P1D" null true between instance of ? item partial sort( matches('.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 16 }), (words) => {
        expect(evaluated(words.join(' '), { x: 5 }).problems).toBeInstanceOf(Array);
      }),
      { numRuns: 2000 },
    );
  });
});
