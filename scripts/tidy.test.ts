// The house rules, held by a test: every file of the project against every rule. The rules themselves are tested in
// `tidy/rules.test.ts`.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readTree } from './tidy/read-tree.ts';
import { report, RULES } from './tidy/rules.ts';
import { makeTree } from './tidy/tree.ts';

const tree = makeTree(readTree(fileURLToPath(new URL('..', import.meta.url))));

test('the project is read at all: its own engine, server, web and documents are among the files', () => {
  for (const path of [
    'package.json',
    'README.md',
    'engine/src/case/case.ts',
    'server/migrations/0001_spine.sql',
    'scripts/tidy.test.ts',
  ]) {
    expect(tree.files.has(path), path).toBe(true);
  }
});

test.each(RULES.map((rule) => [rule.name, rule] as const))('%s holds everywhere', (_name, rule) => {
  expect(report(rule, tree)).toBe('');
});
