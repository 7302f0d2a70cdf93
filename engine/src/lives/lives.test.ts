// Made-up cases of every shipped kind come to an outcome, and none stands still, loses a clock or is refused what it was offered.
import { describe, expect, it } from 'vitest';
import { openCaseUnderTest } from '../case/case-under-test.ts';
import { shippedCaseType, shippedNames } from '../definition/shipped-under-test.ts';
import { liveCase, type Life } from './lives.ts';

const LIVES = 6;
const PLAN = { from: '2024-01-08', days: 730 };

function livesOf(name: string): readonly Life[] {
  const caseType = shippedCaseType(name);
  return Array.from({ length: LIVES }, (_, seed) => liveCase(caseType, { seed: seed + 1, ...PLAN }));
}

/**
 * Kinds of case in which made-up people do not know yet what brings every case to its end: answers to reviews, referrals, and which
 * decision settles which issue. They are lived in the demonstration all the same, where a case may stay open.
 */
const NOT_YET = new Set([
  'claim',
  'homelessness-support',
  'investigation',
  'workplace-conduct',
  'service-delivery',
  'legal-matter',
  'child-in-care',
  'care-coordination',
  'information-request',
  'compliance',
]);

describe.each(shippedNames.filter((name) => !NOT_YET.has(name)))('cases of %s', (name) => {
  const lives = livesOf(name);

  it('come to an outcome without any trouble', () => {
    expect(lives.flatMap(({ troubles }) => troubles)).toEqual([]);
    expect(lives.filter(({ state }) => state.status === 'closed')).toHaveLength(LIVES);
  });

  it('are lived: they differ, and more is done in them than opening and closing', () => {
    const steps = lives.reduce((sum, life) => sum + life.steps.length, 0);
    expect(steps).toBeGreaterThan(LIVES * 5);
    expect(new Set(lives.map(({ steps: own }) => own.map(({ command }) => command.type).join())).size).toBe(LIVES);
  });

  it('are the same for the same seed', () => {
    const again = liveCase(shippedCaseType(name), { seed: 1, ...PLAN });
    expect(JSON.stringify(again.steps)).toBe(JSON.stringify(lives[0]?.steps));
  });
});

describe('a trouble', () => {
  it('is told: a case that nobody can bring to an end', () => {
    const { caseType } = openCaseUnderTest(`
plan: { tasks: { look: { title: Look, by: officer } } }
issues: { doubt: { title: Doubt, outcomes: { settled: Settled } } }
`);
    // Whoever takes the outcomes of closing away leaves no way to an end.
    const broken = { ...caseType, closing: { ...caseType.closing, outcomes: [] } };
    expect(liveCase(broken, { seed: 1, ...PLAN }).troubles.join(' ')).toContain('Nobody can do anything in it');
  });
});
