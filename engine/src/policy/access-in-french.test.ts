// What is said of access in French: every rule and condition has words of its own, and a fact says the same as in English.
import { expect, test } from 'vitest';
import { CONDITIONS_IN_FRENCH, MISSING_IN_FRENCH, RULES_IN_FRENCH } from './access-in-french.ts';
import { accessRules, CONDITION_TEXTS } from './access-rules.ts';
import { explainFact, type AccessNames } from './explain-access.ts';

const NAMES: AccessNames = {
  person: (id) => `person ${id}`,
  unit: (id) => `unit ${id}`,
  section: (name) => (name === 'secret' ? null : name),
};
const always = { from: null, until: null } as const;

test('every rule in force and every condition has French words', () => {
  const names = [...accessRules.grants.map(({ rule }) => rule), ...accessRules.terms.map(({ term }) => term)];
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter((name) => !Object.hasOwn(RULES_IN_FRENCH, name))).toEqual([]);
  expect(Object.keys(CONDITIONS_IN_FRENCH)).toEqual(Object.keys(CONDITION_TEXTS));
  const said = [CONDITIONS_IN_FRENCH, MISSING_IN_FRENCH, RULES_IN_FRENCH].flatMap((texts) => Object.values(texts));
  expect(said.filter((text) => /\p{L} [:;?!»]|\p{L}'\p{L}/u.test(text))).toEqual([]);
});

test('a fact is said in the language that is asked for, and what is hidden stays so', () => {
  const fact = { kind: 'membership', id: 'a', person: '7/ana', unit: '7/fines', role: 'officer', ...always } as const;
  const asked = {
    ...{ kind: 'specific', id: 'b', case: '7/1', person: '7/ana', approvedBy: '7/bo', sections: ['open', 'secret'] },
    ...{ reason: 'x', ...always },
  } as const;
  // Facts have more members than these sentences need.
  const say = (each: unknown, names: AccessNames): string =>
    explainFact(each as Parameters<typeof explainFact>[0], names).says;
  expect(say(fact, NAMES)).toBe('officer in unit 7/fines');
  expect(say(fact, { ...NAMES, language: 'fr' })).toBe('officer, unit 7/fines');
  expect(say(asked, { ...NAMES, language: 'fr' })).toBe(
    'person 7/ana a demandé, et person 7/bo a approuvé\u00a0: open, d’autres parties',
  );
});
