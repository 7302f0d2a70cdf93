// Past cases for tests: made-up lives, with the events that they became.
import { type CaseEvent, type CaseState, type CommandContext, decide } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';
import { everyDelegation, filesMadeFor } from '../entries/entries.ts';
import { liveCase, type LifeStep } from '../lives/lives.ts';
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
export function stepsUnderTest(caseType: CaseType, { seed, days }: LifeAsked): readonly LivedStep[] {
  const { steps } = liveCase(caseType, { seed, from: FROM, days, mayStayOpen: true });
  const lived: LivedStep[] = [];
  for (const step of steps) {
    const before = lived.at(-1)?.after ?? null;
    const context = contextOf(caseType, step);
    const decision = decide(caseType, before, step.command, context);
    if ('rejection' in decision) throw new Error(`What was lived is refused: ${JSON.stringify(decision.rejection)}`);
    lived.push({ ...decision, before, context });
  }
  return lived;
}

/** The same as a past case. What is closed is not looked at any more. */
export function lifeUnderTest(
  caseType: CaseType,
  asked: LifeAsked,
): { readonly past: PastCase; readonly untilMs: number } {
  const steps = stepsUnderTest(caseType, asked);
  const past = pastCaseOf(
    caseType,
    steps.map(({ event, context: { actor } }) => ({ event, actor })),
  );
  if (past === null) throw new Error('A life moved between versions.');
  const last = Date.parse(steps.at(-1)?.event.occurred ?? FROM);
  return { past, untilMs: past.ended.closedMs === null ? Math.max(Date.parse(FROM) + asked.days * DAY, last) : last };
}

function contextOf(caseType: CaseType, { occurred, colleague, command }: LifeStep): CommandContext {
  const actor = `made-up.${colleague}`;
  return { occurred, actor, delegations: everyDelegation(caseType, [actor]), files: filesMadeFor(command) };
}
