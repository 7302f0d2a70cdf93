// Tests the tidy rules on small trees: what each must catch, and what it must let pass. A rule without a fixture fails,
// since nobody would know whether it still works.
import { expect, test } from 'vitest';
import { CODE_FIXTURES } from './code-fixtures.ts';
import type { Fixtures } from './fixture.ts';
import { report, RULES } from './rules.ts';
import { TEXT_FIXTURES } from './text-fixtures.ts';
import { makeTree } from './tree.ts';

const FIXTURES: Fixtures = { ...CODE_FIXTURES, ...TEXT_FIXTURES };

test('every rule has a fixture that it must catch and one that it must let pass, and every fixture a rule', () => {
  const complete = Object.entries(FIXTURES).filter(([, { caught, passed }]) => caught.length > 0 && passed.length > 0);
  expect(complete.map(([name]) => name).toSorted()).toEqual(RULES.map(({ name }) => name).toSorted());
});

test('every rule says what to do in a sentence', () => {
  for (const { name, cure } of RULES) expect(cure, name).toMatch(/^[A-Z].{20,}[.]$/);
});

for (const rule of RULES) {
  const fixture = FIXTURES[rule.name];
  test.each((fixture?.caught ?? []).map((files, index) => [index, files] as const))(
    `${rule.name} catches its fixture %i`,
    (_index, files) => {
      const said = report(rule, makeTree(files));
      expect(said).toContain(`${rule.name}: ${rule.cure}`);
      expect(said).toMatch(/^ {2}\S+:\d+ \S/);
    },
  );
  test.each((fixture?.passed ?? []).map((files, index) => [index, files] as const))(
    `${rule.name} lets its fixture %i pass`,
    (_index, files) => {
      expect(report(rule, makeTree(files))).toBe('');
    },
  );
}
