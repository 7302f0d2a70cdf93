// What was asked for is read back from events: asked again, it gives the same event, over the lives of every shipped kind.
import { describe, expect, it } from 'vitest';
import { type CaseCommand, decide } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';
import { shippedCaseType, shippedNames } from '../definition/shipped-under-test.ts';
import { openingOf, pastActOf } from './past-act.ts';
import { type LivedStep, stepsUnderTest } from './past-under-test.ts';

const SEEDS = [11, 12];
/** By time, or not replayed: nobody's acts. */
const BY_ITSELF =
  /^(TimerFired|ClockBreached|ClockWarned|ObligationBreached|PartyEnded|ReferralLapsed|ReviewPeriodPassed)$/;

describe.each(shippedNames)('acts of people in cases of %s', (name) => {
  it('are read from what happened, and give it again', () => {
    const caseType = shippedCaseType(name);
    const steps = SEEDS.flatMap((seed) => stepsUnderTest(caseType, { seed, days: 365 }));
    const acts = steps.filter((step) => isGivenAgain(caseType, step));
    expect(acts.length).toBeGreaterThan(SEEDS.length * 5);
  });
});

/** False where nobody asked for it. */
function isGivenAgain(caseType: CaseType, step: LivedStep): boolean {
  const { event, before, after, context } = step;
  const again = actAgain(caseType, step);
  if (again === null) expect(event.type).toMatch(BY_ITSELF);
  else
    expect(JSON.stringify(decide(caseType, before, again, context)), JSON.stringify(again)).toBe(
      JSON.stringify({ event, after }),
    );
  return again !== null;
}

function actAgain(caseType: CaseType, { event, before, after }: LivedStep): CaseCommand | null {
  if (before === null) return event.type === 'CaseOpened' ? openingOf(caseType, event) : null;
  return pastActOf(caseType, { event, before, after });
}
