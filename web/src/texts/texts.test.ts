// Holds the languages beside one another: the same sentences in each, none left in English, and French as French is printed.
import { describe, expect, test } from 'vitest';
import { nombre } from './french.ts';
import { pseudo } from './pseudo.ts';

type Subjects = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const english: Subjects = import.meta.glob('./en/*.ts', { eager: true });
const french: Subjects = import.meta.glob('./fr/*.ts', { eager: true });
const frenchSource: Readonly<Record<string, string>> = import.meta.glob('./fr/*.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** Words that are the same in both. */
const SAME = new Set([
  ...['Casewright', 'Menu', 'Plan', 'Documents', 'Date', 'Note', 'Audit', 'Version', 'Versions', 'Pages', 'Page'],
  ...[
    'Classification',
    'Portal',
    'Portail',
    'Import',
    'Description',
    'Action',
    'Type',
    'Code',
    'Archive',
    'Suspension',
  ],
  ...[
    'Possible',
    '?',
    '/',
    'n',
    'j',
    'k',
    'e',
    'm',
    'Conclusion',
    'Obligations',
    'Urgent',
    'Conservation',
    'Cohorte',
    'Exception',
    'Action (code)',
    'Ctrl + K',
    'Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle',
    'شارع الملك فهد ١٢',
  ],
]);

/** Every part of an object that is no object itself, by its way there. */
function leavesOf(part: unknown, way = ''): readonly (readonly [string, unknown])[] {
  if (typeof part !== 'object' || part === null) return [[way, part]];
  return Object.entries(part).flatMap(([name, value]) => leavesOf(value, `${way}.${name}`));
}

function subjectOf(path: string): string {
  return path.replace(/^.*\/|\.ts$/g, '');
}

describe.each(Object.keys(english).map((path) => [subjectOf(path), path] as const))('texts of %s', (subject, path) => {
  const en = new Map(leavesOf(english[path]));
  const fr = new Map(leavesOf(french[path.replace('/en/', '/fr/')] ?? {}));

  test('are there in French, all of them and no others', () => {
    const missing = [...en.keys()].filter((way) => !fr.has(way));
    expect(missing, `web/src/texts/fr/${subject}.ts lacks these`).toEqual([]);
    expect([...fr.keys()].filter((way) => !en.has(way))).toEqual([]);
    for (const [way, value] of en) expect(typeof fr.get(way), way).toBe(typeof value);
  });

  test('are not left in English', () => {
    const left = [...en].filter(([way, text]) => typeof text === 'string' && fr.get(way) === text && !SAME.has(text));
    expect(left).toEqual([]);
  });

  test('can be mirrored, each word of them', () => {
    const mirrored = new Map(leavesOf(pseudo(english[path])));
    for (const [way, text] of en) {
      if (typeof text !== 'string') continue;
      const words = String(mirrored.get(way)).split(/\s+/);
      expect(words.map((word) => /^\u200f\u202e.+\u202c\u200f$/.test(word) || word === '')).not.toContain(false);
      expect(String(mirrored.get(way)).replaceAll(/[\u200f\u202e\u202c]/g, '')).toBe(text);
    }
  });
});

test('there are subjects at all, and as many in each language', () => {
  expect(Object.keys(english).length).toBeGreaterThan(20);
  expect(Object.keys(french).map(subjectOf)).toEqual(Object.keys(english).map(subjectOf));
});

describe.each(Object.entries(frenchSource))('%s', (_path, source) => {
  const lines = source.split('\n').filter((line) => !/^\s*(\/\/|\/?\*|import )/.test(line));
  const said = lines.flatMap((line) => line.match(/'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/g) ?? []).join('\n');

  test('keeps a sign with its word, by a space that does not break', () => {
    expect(said.match(/[\p{L}\d)»”}] [:;?!»%](?! ['`])(?=[\s'`.]|$).*/gu) ?? []).toEqual([]);
    expect(said).not.toMatch(/« /);
  });

  test('has the apostrophe of print, and says vous', () => {
    expect(said).not.toMatch(/\p{L}\\'\p{L}/u);
    expect(said).not.toMatch(/(^|[^\p{L}])(tu|ton|tes|toi)([^\p{L}]|$)/iu);
  });
});

test('French counts as French does', () => {
  expect([0, 1, 2, 1200].map((count) => nombre(count, 'dossier', 'dossiers').replaceAll(/\s/g, ' '))).toEqual([
    '0 dossier',
    '1 dossier',
    '2 dossiers',
    '1 200 dossiers',
  ]);
});

test('what a sentence is made of is mirrored with it, and once', () => {
  const { says } = pseudo({ says: (who: string) => `Hello ${who}` });
  const once = says('Ana');
  expect(once).toBe('\u200f\u202eHello\u202c\u200f \u200f\u202eAna\u202c\u200f');
  expect(pseudo({ once }).once).toBe(once);
});
