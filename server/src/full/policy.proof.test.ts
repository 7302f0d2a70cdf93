// The faults that `npm run full -- policy` tries: that there are enough, that each fits what it is put into, and that no
// rule is without one.
import { readFileSync } from 'node:fs';
import { accessRules } from '@casewright/engine/policy';
import { expect, test } from 'vitest';
import { writeAccessSql } from '../store/write-access-sql.ts';
import { POLICY_MUTANTS, SQL_MUTANTS } from './policy-code-mutants.ts';
import { ruleMutants } from './policy-rule-mutants.ts';

test('there are at least sixty faults, and each stands for one place', () => {
  expect(POLICY_MUTANTS.length + SQL_MUTANTS.length + ruleMutants().length).toBeGreaterThanOrEqual(120);
  const sources = new URL('../../../engine/src/', import.meta.url);
  const misplaced = POLICY_MUTANTS.filter(
    ({ file, find }) => readFileSync(new URL(file, sources), 'utf8').split(find).length !== 2,
  );
  expect(misplaced.map(({ name }) => name)).toEqual([]);
  const policies = writeAccessSql('plain');
  expect(SQL_MUTANTS.filter(({ find }) => policies.split(find).length !== 2).map(({ name }) => name)).toEqual([]);
});

test('every grant, every condition and every term is left out once', () => {
  const names = ruleMutants().map(({ name }) => name);
  const wanted = [
    ...accessRules.grants.flatMap(({ rule, conditions }) => [
      `${rule}: left out`,
      ...conditions.map((condition) => `${rule}: without "${condition.if}"`),
    ]),
    ...accessRules.terms.map(({ term }) => `${term}: left out`),
  ];
  expect(wanted.filter((name) => !names.includes(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});
