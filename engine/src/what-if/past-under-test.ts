// Past cases for tests: made-up lives, with the events that they became.
import { type CaseEvent, type CaseState, type CommandContext, decide } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';
import { type LifeStep, liveOn } from '../lives/lives.ts';
import { everyDelegation } from './every-delegation.ts';
import { type PastCase, pastCaseOf } from './past-case.ts';

const FROM = '2024-01-08';
const DAY = 86_400_000;

export interface LivedStep {
  readonly event: CaseEvent;
  readonly before: CaseState | null;
  readonly after: CaseState;
  readonly context: CommandContext;
}

interface LifeAsked {
  readonly seed: number;
  readonly days: number;
}

/** A life of so many days, step by step; what has no outcome by then is open. */
export function* stepsUnderTest(caseType: CaseType, { seed, days }: LifeAsked): Generator<LivedStep> {
  const living = liveOn(caseType, { seed, from: FROM, days, mayStayOpen: true });
  let before: CaseState | null = null;
  for (let next = living.next(); next.done !== true;) {
    const context = contextOf(caseType, next.value);
    const decision = decide(caseType, before, next.value.command, context);
    if ('rejection' in decision) {
      next = living.next(decision);
      continue;
    }
    const { event, after } = decision;
    yield { event, before, after, context };
    before = after;
    next = living.next({ after, breached: event.type === 'ClockBreached' });
  }
}

/** The same as a past case. What is closed is not looked at any more. */
export function lifeUnderTest(
  caseType: CaseType,
  asked: LifeAsked,
): { readonly past: PastCase; readonly untilMs: number } {
  const steps = [...stepsUnderTest(caseType, asked)];
  const past = pastCaseOf(
    caseType,
    steps.map(({ event, context: { actor } }) => ({ event, actor })),
  );
  if (past === null) throw new Error('A life moved between versions.');
  const last = Date.parse(steps.at(-1)?.event.occurred ?? FROM);
  return { past, untilMs: past.ended.closedMs === null ? Math.max(Date.parse(FROM) + asked.days * DAY, last) : last };
}

function contextOf(caseType: CaseType, { occurred, colleague }: LifeStep): CommandContext {
  const actor = `made-up.${colleague}`;
  return { occurred, actor, delegations: everyDelegation(caseType, [actor]) };
}
