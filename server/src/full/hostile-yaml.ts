// Case types that mean harm: bombs made for a reader of YAML, and shapes repeated up to what it takes at all.
import { filled } from './hostile-filled.ts';
import { hostileFeel, pickOf, type HostileText } from './hostile-feel.ts';
import { count } from './hostile-models.ts';
import type { Chance } from './seeded-chance.ts';

export function yamlBomb(chance: Chance, sound: string): HostileText {
  const n = count(chance);
  const aliases = Array.from(
    { length: Math.min(n, 40) },
    (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}, *a${at}]`,
  );
  const feel = JSON.stringify(hostileFeel(chance).text);
  const bombs: readonly (() => HostileText)[] = [
    () => ({ kind: 'an alias bomb', text: `a0: &a0 [x]\n${aliases.join('\n')}\n${sound}` }),
    () => ({ kind: 'an alias of itself', text: `a: &a [*a]\n${sound}` }),
    () => ({ kind: 'merges in a circle', text: `a: &a\n  <<: *a\n${sound}` }),
    () => ({ kind: 'depth', text: '['.repeat(n * 3) }),
    () => ({
      kind: 'depth by indentation',
      text: Array.from({ length: Math.min(n, 900) }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
    }),
    () => ({ kind: 'maps in maps', text: `${'{a: '.repeat(n * 3)}1` }),
    () => ({ kind: 'many keys', text: Array.from({ length: n * 4 }, (_, at) => `k${at}: 1`).join('\n') }),
    () => ({ kind: 'the same key', text: 'caseType: x\n'.repeat(n) }),
    () => ({ kind: 'many documents', text: '---\na: 1\n'.repeat(n) }),
    () => ({ kind: 'tags', text: `a: !!js/function "process.exit()"\nb: !<tag:x> 1\nc: !!set {a, b}\n${sound}` }),
    () => ({ kind: 'a long text', text: `caseType: |\n  ${'x'.repeat(n * 180)}\n` }),
    () => ({ kind: 'too long', text: '# x\n'.repeat(140_000) }),
    () => ({ kind: 'keys of objects', text: `__proto__:\n  polluted: 1\nconstructor: 1\ntoString: 2\n${sound}` }),
    () => ({
      kind: 'hostile conditions',
      text: sound.replaceAll(/(when|condition|from|to): .+/g, (_, key: string) => `${key}: ${feel}`),
    }),
  ];
  return pickOf(chance, [...bombs, () => filledYaml(chance), () => filledYaml(chance)])();
}

/** One sign or line again and again: what makes many tokens, many errors or many levels of few bytes. */
function filledYaml(chance: Chance): HostileText {
  const line = pickOf(chance, LINES);
  const [before, after] = pickOf(chance, FRAMES);
  const lines = chance.percent(40) ? line + pickOf(chance, LINES) : line;
  const part = (at: number): string => lines.replaceAll('%', String(at));
  return { kind: `filled with ${JSON.stringify(lines)}`, text: before + filled(chance, part) + after };
}

const FRAMES: readonly (readonly [string, string])[] = [
  ['', ''],
  ['', ''],
  ['a: [', ']'],
  ['{', '}'],
  ['a: "', '"'],
  ["a: '", "'"],
  ['a: |\n', '\n'],
  ['a:\n', '\nb: 1\n'],
];

const LINES: readonly string[] = [
  ...['k%: 1\n', '1,', 'a, ', 'k%: 1, ', '- 1\n', '-\n', '\n', ' ', '  \n', '#\n', '  #x\n', 'x', 'x ', ' x\n', '\\n'],
  ...[
    ' \n',
    "'",
    '"',
    '\\',
    '\\q',
    '\\"',
    '---\na: 1\n',
    '...\n',
    '---\n',
    '- &a% 1\n',
    '- *a\n',
    '- !x 1\n',
    '&',
    '*',
    '!',
  ],
  ...[
    ':',
    ': ',
    ':\n',
    '? a\n',
    '?\n',
    '? |\n a\n: 1\n',
    ',',
    ']',
    '}',
    '[]',
    '[]\n',
    '{}',
    'a: [\n',
    '%\n',
    '@',
    '`\n',
    '\r',
  ],
  ...[
    '\r\n',
    '\t',
    '\ta: 1\n',
    '\uFEFF',
    '\u0000',
    '- - - - 1\n',
    '- ',
    '<<: *a\n',
    'a: b: c\n',
    'a b\nc: : d\n',
    '9',
    '1_',
    '!<',
  ],
  ...[
    '| \n',
    '>-\n',
    'a: |9\n',
    ' a:\n',
    '  - a:\n',
    'data:\n  f%: { type: text, label: L }\n',
    '%YAML 1.2\n',
    '%TAG ! x\n',
  ],
];
