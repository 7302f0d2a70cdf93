// The FEEL door: what it answers, what it refuses, and that nothing makes it hang or throw.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateExpression, parseExpression, type Expression, type Scope, type Value } from './expression.ts';

function parsed(source: string): Expression {
  const result = parseExpression(source);
  if ('problems' in result) throw new Error(`${source}: ${result.problems[0]?.reason}`);
  return result.expression;
}

function problemsOf(source: string) {
  const result = parseExpression(source);
  return 'problems' in result ? result.problems : [];
}

const SCOPE: Scope = {
  points: 3,
  code: 'x',
  notifiedOn: { date: '2007-01-15' },
  startedOn: { instant: '2011-10-11T13:42:22.688+02:00' },
  period: { duration: 'P1M' },
  paid: true,
};

describe('values', () => {
  test.each<[string, Value]>([
    ['notifiedOn + duration("P60D")', { date: '2007-03-16' }],
    ['notifiedOn + period', { date: '2007-02-15' }],
    ['date(startedOn) - notifiedOn > duration("P1D")', true],
    ['startedOn + duration("P1D")', { instant: '2011-10-12T13:42:22.688+02:00' }],
    ['date and time("2011-07-01T10:00:00@Europe/Rome")', { instant: '2011-07-01T10:00:00+02:00' }],
    ['date and time("2011-07-01T10:00:00@America/St_Johns")', { instant: '2011-07-01T10:00:00-02:30' }],
    ['notifiedOn > date("2007-01-01") and points >= 3', true],
    ['(points in [1..5]) and code in ("x", "y")', true],
    ['if points > 5 then "many" else "few"', 'few'],
    ['some p in [points, 9] satisfies p > 8', true],
    ['every p in 1..10 satisfies p < points', false],
    ['for p in 1..3 return p * points', [3, 6, 9]],
    ['[1, 2, 3][item > 1]', [2, 3]],
    ['upper case(code) = "X" // a comment', true],
    ['day of week(notifiedOn)', 'Monday'],
    ['notifiedOn.year', 2007],
    ['not(paid)', false],
    ['number(from: "1,000", grouping separator: ",", decimal separator: ".")', 1000],
    ['period', { duration: 'P1M' }],
    ['null', null],
  ])('%s', (source, value) => {
    expect(evaluateExpression(parsed(source), SCOPE)).toEqual({ value, problems: [] });
  });

  test('an expression lists the names it reads and not those it binds', () => {
    expect(parsed('some p in [points, code] satisfies p = item and paid').names).toEqual([
      'code',
      'item',
      'paid',
      'points',
    ]);
    expect(parsed('[1][item > 0] = period and date(from: notifiedOn) instance of date').names).toEqual([
      'notifiedOn',
      'period',
    ]);
  });

  test('an expression tells names whose value matters from those only tested for being there', () => {
    expect(parsed('amount != null and null = code').valueNames).toEqual([]);
    expect(parsed('amount != null and amount > points').valueNames).toEqual(['amount', 'points']);
  });

  test('a name that only looks like a keyword is a name', () => {
    expect(parsed('orNot and inForce and isPaid').names).toEqual(['inForce', 'isPaid', 'orNot']);
    expect(parsed('constructor').names).toEqual(['constructor']);
    expect(evaluateExpression(parsed('constructor'), {})).toEqual({ value: null, problems: [] });
  });
});

describe('values that are missing or wrong', () => {
  test.each([
    'unknown > 3',
    'unknown + 1 > 3',
    'unknown + duration("P1D")',
    'unknown = "x"',
    'unknown.year > 3',
    'not(unknown)',
  ])('%s over a value not yet recorded is not true and no problem', (source) => {
    const { value, problems } = evaluateExpression(parsed(source), {});
    expect(value).not.toBe(true);
    expect(problems).toEqual([]);
  });

  test.each([
    'code + 1',
    'code.year',
    'date("2011-02-30")',
    'date and time("2011-01-01T10:00:00")',
    'time("10:00:00")',
    '10 ** 999',
  ])('%s has no value and says so', (source) => {
    const { value, problems } = evaluateExpression(parsed(source), SCOPE);
    expect(value).toBeNull();
    expect(problems).toHaveLength(1);
  });

  test('a problem quotes the expression and never a value, which may be personal', () => {
    const { problems } = evaluateExpression(parsed('name + 1'), { name: 'Maria Rossi' });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('name + 1');
    expect(problems[0]).not.toContain('Rossi');
  });

  test('a date in the scope that is no date is null and a problem', () => {
    const result = evaluateExpression(parsed('notifiedOn + duration("P1D")'), { notifiedOn: { date: 'soon' } });
    expect(result).toEqual({ value: null, problems: ['notifiedOn: A date is not written as YYYY-MM-DD.'] });
  });

  test('problems of one evaluation do not stay for the next', () => {
    const expression = parsed('points + 1');
    expect(evaluateExpression(expression, { points: 'x' }).problems).toHaveLength(1);
    expect(evaluateExpression(expression, { points: 1 })).toEqual({ value: 2, problems: [] });
  });
});

describe('refusals', () => {
  test.each([
    ['', 'empty', 0],
    ['   ', 'empty', 0],
    ['points +', 'syntax', 8],
    ['points = = 1', 'not-allowed', 9],
    ['points in [1..5] and paid', 'not-allowed', 10],
    ['points in > 5 or paid', 'not-allowed', 12],
    ['1 < points < 5', 'not-allowed', 0],
    ['points + * 1', 'syntax', 9],
    ['points, code', 'syntax', 6],
    [') + (', 'syntax', 0],
    ['1) + (1', 'syntax', 1],
    ["code = 'x'", 'syntax', 7],
    ['points code', 'syntax', 0],
    ['__proto__', 'syntax', 0],
    ['now() > startedOn', 'not-allowed', 0],
    ['today() > notifiedOn', 'not-allowed', 0],
    ['matches(code, "(a+)+$")', 'not-allowed', 0],
    ['split(code, "x")', 'not-allowed', 0],
    ['replace(code, "x", "y")', 'not-allowed', 0],
    ['{ a: "x", b: a + a }', 'not-allowed', 0],
    ['function(x) x', 'not-allowed', 0],
    ['sort([1], function(x, y) x < y)', 'not-allowed', 0],
    ['sendLetter(code)', 'not-allowed', 0],
    ['count([1..1000000000])', 'not-allowed', 6],
    ['points in ([1..5], [1..9]) and count([1..9]) = 1', 'not-allowed', 37],
    ['[1..1000000000][1]', 'not-allowed', 0],
    ['for x in (for y in 1..1000 return y) return x', 'not-allowed', 9],
    ['for x in [code + code] return x', 'not-allowed', 9],
    ['for x in 1..9 return concatenate(partial, partial)', 'not-allowed', 33],
    ['for x in 1..points return x', 'not-allowed', 9],
    ['notifiedOn.value', 'not-allowed', 11],
    ['points.status', 'not-allowed', 7],
    ['some x in [points] satisfies x.status = 1', 'not-allowed', 31],
    ['for x in issues, y in 1..2 return x', 'too-many-steps', 22],
    ['issues[count(goals[status = "x"]) > 0]', 'too-many-steps', 13],
    ['for x in 1..1000000000 return x', 'too-many-steps', 9],
    ['for x in 1..10, y in 1..11 return x', 'too-many-steps', 21],
    ['some x in 1..10 satisfies every y in 1..11 satisfies x = y', 'too-many-steps', 37],
  ])('%s is refused as %s', (source, code, from) => {
    expect(problemsOf(source)[0]).toMatchObject({ code, from });
  });

  test('lists of a case are run through, and members of their elements are no names', () => {
    for (const source of [
      'count(issues[outcome = null and from > startedOn]) = 0',
      'some i in issues satisfies i.outcome = null and i.from > startedOn',
      'issues[startedOn = item.from].outcome = null',
    ]) {
      const parsed = parseExpression(source);
      expect('expression' in parsed ? parsed.expression.names : parsed.problems).toEqual(['issues', 'startedOn']);
    }
  });

  test('every refused part is reported, in order', () => {
    expect(problemsOf('today() > now() and matches(code, "x")').map((problem) => problem.from)).toEqual([0, 10, 20]);
  });

  test('a long expression and a deep one are refused, a long chain is not', () => {
    expect(problemsOf(`code = "${'x'.repeat(2000)}"`)[0]).toMatchObject({ code: 'too-long' });
    expect(problemsOf(`${'('.repeat(40)}1${')'.repeat(40)}`)[0]).toMatchObject({ code: 'too-deep' });
    expect(problemsOf(`${'-'.repeat(60)}1`)[0]).toMatchObject({ code: 'too-deep' });
    expect(problemsOf(Array.from({ length: 60 }, () => 'paid').join(' and '))).toEqual([]);
  });
});

describe('bounds', () => {
  test('the most that may run ends in time', { timeout: 10_000 }, () => {
    const sources = [
      'count(for x in 1..5, y in 1..5, z in 1..4 return x * y * z) = 100',
      `(points in [1..1000000000]) and ${Array.from({ length: 150 }, (_, index) => `n${index} = 1`).join(' or ')}`,
      `string length(string join(for x in 1..100 return ${'long + '.repeat(200)} long))`,
    ];
    const values = sources.map(
      (source) => evaluateExpression(parsed(source), { ...SCOPE, long: 'x'.repeat(2000) }).value,
    );
    expect(values).toEqual([true, false, 40_200_000]);
  });

  test.each(['(', '[(', 'if ', 'a ', 'not(', '-', 'a[', '{a:', 'a and ', 'for a in ', '"', 'x in (', '1 between '])(
    'repeating %j up to the longest expression is read in time',
    { timeout: 10_000 },
    (part) => {
      const result = parseExpression(part.repeat(Math.floor(2000 / part.length)));
      expect('problems' in result).toBe(true);
    },
  );

  test('no text makes parsing or evaluating throw', () => {
    const word = fc.constantFrom(
      ...'points code ( ) [ ] { } + - * / , . .. < > = != and or not in if then else for some every satisfies return 1 "x" @ ? // date( duration("P1D") null true between instance of'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')),
          fc.string(),
        ),
        (source) => {
          const result = parseExpression(source);
          if ('expression' in result)
            expect(evaluateExpression(result.expression, SCOPE).problems).toBeInstanceOf(Array);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

test('a chain longer than the evaluator can follow is refused when it is read, and never thrown at', () => {
  for (const source of [`1${'+1'.repeat(990)}`, `true${' and true'.repeat(200)}`]) {
    const parsed = parseExpression(source);
    if ('problems' in parsed) expect(parsed.problems[0]?.reason).toMatch(/deep/);
    else expect(evaluateExpression(parsed.expression, {}).problems).toBeInstanceOf(Array);
  }
  expect(parseExpression(`1${'+1'.repeat(990)}`)).toHaveProperty('problems');
});
