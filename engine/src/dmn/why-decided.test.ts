// The inputs that are named for a decision: without them the answer is another one, and without the others it stays.
import { expect, test } from 'vitest';
import type { Scope } from '../expression/expression.ts';
import { compileDmn, evaluateDecision, readDmn, whyDecided } from './dmn.ts';

function rule(amount: string, kind: string, desk: string): string {
  const entries = [amount, kind].map((text) => `<inputEntry><text>${text.replace('<', '&lt;')}</text></inputEntry>`);
  return `<rule>${entries.join('')}<outputEntry><text>"${desk}"</text></outputEntry></rule>`;
}

const COLUMNS = ['amount', 'kind'].map(
  (name) => `<input><inputExpression><text>${name}</text></inputExpression></input>`,
);
const NEEDS = ['amount', 'kind'].map(
  (name) => `<informationRequirement><requiredInput href="#${name}"/></informationRequirement>`,
);
const INPUTS = ['amount', 'kind'].map((name) => `<inputData id="${name}" name="${name}"/>`);
const TABLE = `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">${INPUTS.join('')}<decision id="d" name="d"><variable name="d"/>${NEEDS.join('')}<decisionTable hitPolicy="FIRST">${COLUMNS.join('')}<output/>${rule('> 1000', '-', 'head')}${rule('> 100', '"theft"', 'police')}${rule('-', '"none"', 'counter')}${rule('-', '-', 'counter')}</decisionTable></decision></definitions>`;

const reading = readDmn(TABLE);
if ('problems' in reading) throw new Error(reading.problems[0]?.reason);
const compiled = compileDmn(reading.model);

test.each<[string, Scope, readonly string[], readonly number[]]>([
  ['one input decides', { amount: 1500, kind: 'theft' }, ['amount'], [1]],
  ['two inputs together decide', { amount: 500, kind: 'theft' }, ['amount', 'kind'], [2]],
  ['nothing given matters', { amount: 5, kind: 'none' }, [], [3]],
  ['no input is given', { amount: null, kind: null }, [], [4]],
])('%s', (_name, inputs, mattered, rules) => {
  const { answer, causes } = whyDecided(compiled, { decision: 'd', inputs });
  expect(causes.map(({ input }) => input)).toEqual(mattered);
  expect(answer.hits).toEqual([expect.objectContaining({ rules })]);
  const without = (names: readonly string[]): unknown => {
    const left: Scope = Object.fromEntries(Object.entries(inputs).filter(([name]) => !names.includes(name)));
    return evaluateDecision(compiled, { decision: 'd', inputs: left }).value;
  };
  for (const { removed } of causes) expect(without(removed)).not.toBe(answer.value);
  expect(without(Object.keys(inputs).filter((name) => !mattered.includes(name)))).toBe(answer.value);
});

test('a value is told in plain words', () => {
  const { causes } = whyDecided(compiled, { decision: 'd', inputs: { amount: { decimal: '500.00' }, kind: 'theft' } });
  expect(causes.map(({ says }) => says)).toEqual(['“amount” is 500.00.', '“kind” is “theft”.']);
});
