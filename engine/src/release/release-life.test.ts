// The life of a release: who may take which step after which.
import { expect, it } from 'vitest';
import { type ReleaseStep, stateOf, whyNotReleased } from './release-life.ts';

const HASH = 'a'.repeat(64);

function step(kind: ReleaseStep['kind'], person: string, more: Partial<ReleaseStep> = {}): ReleaseStep {
  return { kind, person, onBehalfOf: null, at: '2026-04-01T00:00:00.000Z', hash: HASH, words: '', ...more };
}

const PREPARED = [step('prepared', 'olga')];
const APPROVED = [...PREPARED, step('approved', 'omar'), step('approved', 'petra')];
const PUBLISHED = [...APPROVED, step('published', 'olga')];
const WITHDRAWN = [...PUBLISHED, step('withdrawn', 'olga', { words: 'A column was wrong.' })];

it('is approved by two, published, and withdrawn', () => {
  const states = [PREPARED, APPROVED.slice(0, 2), APPROVED, PUBLISHED, WITHDRAWN].map(stateOf);
  expect(states).toEqual(['prepared', 'prepared', 'approved', 'published', 'withdrawn']);
});

it.each([
  ['approved by somebody else', PREPARED, step('approved', 'omar'), null],
  ['approved by whoever prepared it', PREPARED, step('approved', 'olga'), 'release-own'],
  ['approved for whoever prepared it', PREPARED, step('approved', 'omar', { onBehalfOf: 'olga' }), 'release-own'],
  ['approved twice by one', APPROVED.slice(0, 2), step('approved', 'omar'), 'release-own'],
  ['approved as another', PREPARED, step('approved', 'omar', { hash: 'b'.repeat(64) }), 'release-other-hash'],
  ['published with one approval', APPROVED.slice(0, 2), step('published', 'olga'), 'release-not-approved'],
  ['published with two', APPROVED, step('published', 'olga'), null],
  ['published twice', PUBLISHED, step('published', 'olga'), 'release-not-open'],
  ['approved when published', PUBLISHED, step('approved', 'paul'), 'release-not-open'],
  ['withdrawn before', APPROVED, step('withdrawn', 'olga', { words: 'Because it is wrong.' }), 'release-not-published'],
  ['withdrawn without a word', PUBLISHED, step('withdrawn', 'olga', { words: ' wrong     ' }), 'release-no-reason'],
  ['withdrawn', PUBLISHED, step('withdrawn', 'olga', { words: 'Because it is wrong.' }), null],
  ['withdrawn twice', WITHDRAWN, step('withdrawn', 'olga', { words: 'Because it is wrong.' }), 'release-not-published'],
])('is %s', (_what, steps, asked, refusal) => {
  expect(whyNotReleased(steps, { ...asked, isOutdated: false })).toBe(refusal);
});

it('is neither approved nor published once another was published, and withdrawn all the same', () => {
  expect(whyNotReleased(PREPARED, { ...step('approved', 'omar'), isOutdated: true })).toBe('release-outdated');
  expect(whyNotReleased(APPROVED, { ...step('published', 'olga'), isOutdated: true })).toBe('release-outdated');
  const asked = step('withdrawn', 'olga', { words: 'Because it is wrong.' });
  expect(whyNotReleased(PUBLISHED, { ...asked, isOutdated: true })).toBeNull();
});
