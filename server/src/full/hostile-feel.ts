// FEEL texts that mean harm: random ones from the tokens of the grammar, and ones that recurse, grow or loop without end.
// Knows no evaluator; what a text does is for whoever tries it.
import type { Chance } from './seeded-chance.ts';

export interface HostileText {
  readonly kind: string;
  readonly text: string;
}

export function pickOf<T>(chance: Chance, list: readonly T[]): T {
  const picked = list[chance.between(0, list.length - 1)];
  if (picked === undefined) throw new Error('There is nothing to pick from.');
  return picked;
}

/** Mostly short texts; now and then one that spends whatever it is given. */
export function hostileFeel(chance: Chance): HostileText {
  const roll = chance.between(1, 100);
  if (roll <= 2) return { kind: 'feel without end', text: pickOf(chance, ENDLESS)(size(chance)) };
  if (roll <= 10) return { kind: 'feel nested', text: pickOf(chance, NESTED)(size(chance)) };
  if (roll <= 20) return { kind: 'feel of odd values', text: pickOf(chance, ODD)(size(chance)) };
  if (roll <= 60) return { kind: 'feel of tokens', text: tokens(chance) };
  return { kind: 'feel grown', text: grown(chance, chance.between(1, 5)) };
}

function size(chance: Chance): number {
  return pickOf(chance, [2, 9, 33, 120, 999, 5_000, 20_000, 1_000_000_000]) + chance.between(0, 3);
}

/** Texts are kept to what may be sent at all; longer ones prove nothing more. */
function times(text: string, count: number): string {
  return text.repeat(Math.min(count, Math.floor(60_000 / text.length)));
}

type Making = (size: number) => string;

const ENDLESS: readonly Making[] = [
  (n) => `count(for i in 1..${n} return i)`,
  (n) => `for a in 1..${n}, b in 1..${n}, c in 1..${n} return a * b * c`,
  (n) => `for i in 1..${n} return concatenate(partial, partial)`,
  (n) => `some x in 1..${n}, y in 1..${n} satisfies x + y < 0`,
  () => '(function(f) f(f))(function(f) f(f))',
  (n) => `{ f: function(s, k, g) if k = 0 then s else g(s + s, k - 1, g), r: f("aaaaaaaaaaaaaaaa", ${n}, f) }.r`,
  (n) => `{ f: function(n, g) if n < 2 then n else g(n - 1, g) + g(n - 2, g), r: f(${n}, f) }.r`,
  (n) => `matches(string join(for i in 1..${Math.min(n, 20_000)} return "a"), "((a*)*)*b(a{1,900}){1,900}")`,
  (n) => `replace(string join(for i in 1..${Math.min(n, 20_000)} return "ab"), "(a|ab)*", "$1$1$1$1$1")`,
  (n) => `split(string join(for i in 1..${Math.min(n, 20_000)} return "a"), "(a+)+$")`,
  (n) => `sort(for i in 1..${n} return modulo(i * 7919, 104729), function(x, y) x < y)`,
  (n) => `sort([3, 1, 2], function(x, y) count(for i in 1..${n} return i) > 0)`,
  (n) => `distinct values(for i in 1..${n} return i)`,
  (n) => `flatten(for i in 1..${n} return [[[i]]])`,
  (n) => `string(for i in 1..${n} return "x")`,
  (n) => `union(for i in 1..${n} return i, for i in 1..${n} return i)`,
  (n) => `(1..${n})[item > 0]`,
  (n) => `for d in date("0001-01-01")..date("9999-12-31") return count(1..${n})`,
  (n) => `stddev(for i in 1..${n} return i ** 33)`,
  (n) => `mode(for i in 1..${n} return modulo(i, 3))`,
];

const NESTED: readonly Making[] = [
  (n) => times('(', n),
  (n) => `${times('(', n)}1${times(')', n)}`,
  (n) => `${times('[', n)}${times(']', n)}`,
  (n) => `${times('{a:', n)}1${times('}', n)}`,
  (n) => `${times('-', n)}1`,
  (n) => `1${times('+1', n)}`,
  (n) => `1${times('**2', n)}`,
  (n) => `${times('if true then ', n)}1${times(' else 2', n)}`,
  (n) => `${times('not(', n)}true${times(')', n)}`,
  (n) => `a${times('.a', n)}`,
  (n) => `[1]${times('[1]', n)}`,
  (n) => `${times('function(a) ', n)}a`,
  (n) => `${times('for i in [1] return ', n)}i`,
  (n) => `${times('some i in [1] satisfies ', n)}true`,
  (n) => `true${times(' and true', n)}`,
  (n) => `1${times(' = 1', n)}`,
  (n) => `1${times(' instance of number', n)}`,
  (n) => `"${times('\\u0041', n)}"`,
  (n) => `"${times('x', n)}`,
  (n) => times('a ', n),
  (n) => `/*${times('*', n)}`,
  (n) => `sum(${times('1,', n)}1)`,
  (n) => `1 in (${times('<2,', n)}3)`,
  (n) => times('"', n),
  (n) => times('"a"', n),
  (n) => times('@"P1D" + ', n),
  (n) => `{${times('a: 1, ', n)}b: 2}`,
  (n) => `[${times('{}, ', n)}{}]`,
  (n) => `1${times(' between 0 and 2', n)}`,
  (n) => `1${times(' in [1]', n)}`,
  (n) => times('amount of the ', n),
  (n) => `{ a b: 1, r: ${times('a b + ', n)}1 }`,
  (n) => `${times('[..]', n)}${times('(1..2)', n)}`,
  (n) => `1${times('/* x */ + 1', n)}`,
  (n) => `1${times(' // x\n+ 1', n)}`,
  (n) => times('..', n),
  (n) => times('a[', n),
  (n) => `1 instance of ${times('list<', n)}number${times('>', n)}`,
];

const ODD: readonly Making[] = [
  (n) => `10 ** ${n}`,
  (n) => `10 ** -${n} / 10 ** ${n}`,
  (n) => `${times('9', n)} * ${times('9', n)}`,
  (n) => `0.${times('0', n)}1 + 1`,
  (n) => `exp(${n}) + log(-${n}) + sqrt(-1)`,
  (n) => `decimal(1 / 3, ${n})`,
  (n) => `round half even(1 / 3, -${n})`,
  (n) => `date("2020-02-29") + duration("P${n}Y")`,
  (n) => `date("${n}-01-01")`,
  (n) => `date(${n}, 2, 30)`,
  (n) => `date and time("2020-01-01T00:00:00") + duration("PT${n}${n}S")`,
  (n) => `duration("P${times('9', n)}D") * ${n}`,
  (n) => `time("24:00:${n}") - time("00:00:00+99:99")`,
  (n) => `date and time("2020-01-01T00:00:00@No/Where${n}")`,
  (n) => `substring("abc", ${n}, -${n})`,
  (n) => `insert before([1], ${n}, 2)`,
  (n) => `remove([1], -${n})`,
  (n) => `matches("a", "(?<x>a){${n},}")`,
  (n) => `matches("a", "${times('(', n)}")`,
  (n) => `matches("a", "${times('(a|', Math.min(n, 2000))}b${times(')', Math.min(n, 2000))}")`,
  (n) => `replace("aaa", "a", "$${n}\\\\")`,
  (n) => `number("${times('1', n)}", " ", ".")`,
  (n) => `string length("${times('\u{1F600}', n)}\uD800")`,
  (n) => `get value({ "constructor": ${n} }, "__proto__")`,
  (n) => `context put({}, ["__proto__", "polluted"], ${n})`,
  (n) => `range("[1..${n})")`,
  (n) => `{ "__proto__": 1, constructor: toString, r: hasOwnProperty }`.replace('1', String(n)),
  (n) => `week of year(date("0000-00-${n}"))`,
];

const TOKENS: readonly string[] = [
  ...[
    '1',
    '0.1',
    '-',
    '+',
    '*',
    '/',
    '**',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '.',
    '..',
    '?',
    '"a"',
    '"',
    '@"P1D"',
  ],
  ...[
    'if',
    'then',
    'else',
    'for',
    'in',
    'return',
    'some',
    'every',
    'satisfies',
    'and',
    'or',
    'not(',
    'between',
    'null',
  ],
  ...[
    'instance of',
    'function(',
    'external',
    'true',
    'false',
    '=',
    '!=',
    '<',
    '>=',
    'amount',
    'kind',
    'on',
    'item',
    '\\',
  ],
  ...[
    'sum(',
    'count(',
    'date(',
    'duration("P1M")',
    'list contains(',
    'now()',
    '\u0000',
    '\u2028',
    '\uD800',
    '\u{1F600}',
  ],
];

function tokens(chance: Chance): string {
  const glue = chance.percent(80) ? ' ' : '';
  return Array.from({ length: chance.between(1, 25) }, () => pickOf(chance, TOKENS)).join(glue);
}

const LEAVES: readonly string[] = [
  ...[
    '1',
    '0',
    '-1',
    '0.1',
    '1e400',
    '"a"',
    '""',
    'null',
    'true',
    'amount',
    'kind',
    'on',
    '[]',
    '[1, null, "a"]',
    '{}',
  ],
  ...['@"2020-01-01"', '@"PT1H"', '@"P1Y"', '@"12:00:00"', '(1..3)', '{a: 1}', 'function(x) x', '?', '< 3', 'unknown'],
];

const FUNCTIONS: readonly string[] = [
  ...['sum', 'count', 'min', 'max', 'mean', 'all', 'any', 'not', 'string', 'number', 'date', 'time', 'duration', 'abs'],
  ...[
    'append',
    'concatenate',
    'flatten',
    'reverse',
    'sublist',
    'index of',
    'union',
    'substring',
    'upper case',
    'split',
  ],
  ...['contains', 'replace', 'matches', 'floor', 'modulo', 'sqrt', 'odd', 'before', 'meets', 'includes', 'get entries'],
  ...[
    'context',
    'list replace',
    'median',
    'years and months duration',
    'date and time',
    'is',
    'day of week',
    'partition',
  ],
];

/** A text that mostly can be read, of values that mostly do not go together. */
function grown(chance: Chance, depth: number): string {
  if (depth === 0) return pickOf(chance, LEAVES);
  const part = (): string => grown(chance, depth - 1);
  const ways: readonly (() => string)[] = [
    () => `(${part()} ${pickOf(chance, ['+', '-', '*', '/', '**', '=', '!=', '<', '>', 'and', 'or'])} ${part()})`,
    () => `${pickOf(chance, FUNCTIONS)}(${Array.from({ length: chance.between(0, 3) }, part).join(', ')})`,
    () => `if ${part()} then ${part()} else ${part()}`,
    () => `for i in ${part()} return ${part()}`,
    () => `${pickOf(chance, ['some', 'every'])} i in ${part()} satisfies ${part()}`,
    () => `${part()}[${part()}]`,
    () => `{ a: ${part()}, b: a }.${pickOf(chance, ['a', 'b', 'c'])}`,
    () => `${part()} in (${part()}, ${part()})`,
    () => `${part()} between ${part()} and ${part()}`,
    () => `${part()} instance of ${pickOf(chance, ['number', 'list<string>', 'context<a: number>', 'nothing', 'Any'])}`,
    () => `(function(x) ${part()})(${part()})`,
  ];
  return pickOf(chance, ways)();
}
