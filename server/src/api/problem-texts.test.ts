// Refusals in French: each code has its own words, printed as French is.
import { expect, test } from 'vitest';
import { PROBLEMS_IN_FRENCH } from './problem-texts-fr.ts';
import { PROBLEM_TEXTS } from './problem-texts.ts';
import { problem, problemIn } from './problem.ts';

test('every refusal has French words of its own, with a space that does not break before high signs', () => {
  const codes = Object.keys(PROBLEM_TEXTS);
  expect(codes.length).toBeGreaterThan(120);
  expect(Object.keys(PROBLEMS_IN_FRENCH).toSorted()).toEqual(codes.toSorted());
  for (const [code, words] of Object.entries(PROBLEMS_IN_FRENCH)) {
    const { title, detail } = Object.entries(PROBLEM_TEXTS).find(([name]) => name === code)?.[1] ?? {};
    expect(words, code).not.toEqual([title, detail]);
    expect(words.join(' '), code).not.toMatch(/\p{L} [:;?!»]|« |\p{L}'\p{L}/u);
  }
});

test('what a case type or a field says of itself stays as it is', () => {
  const own = problem('condition-not-met', { detail: 'The fee must be paid first.' });
  expect(problemIn(['fr-CA', 'en'], own)).toMatchObject({
    code: 'condition-not-met',
    status: 409,
    title: 'Pas encore possible',
    detail: 'The fee must be paid first.',
  });
  expect(problemIn(['de', 'en', 'fr'], own)).toBe(own);
  expect(problemIn([], own)).toBe(own);
});
