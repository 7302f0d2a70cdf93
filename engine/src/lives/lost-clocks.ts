// Whether a case has lost a clock: a deadline that runs has a timer for the day after which it is breached, or nobody would ever be told.
import type { CaseState } from '../case/case.ts';
import type { CaseType } from '../definition/definition.ts';

/** Sentences on deadlines that run and will never be told; none in a sound case. */
export function lostClocks({ clocks: kinds }: CaseType, { clocks, timers }: CaseState): readonly string[] {
  return Object.entries(clocks).flatMap(([name, clock]) => {
    const { dueOn, stoppedOn, suspendedBy = [], breached, deemed } = clock;
    const isOver = stoppedOn !== undefined || breached === true || deemed !== undefined;
    if (kinds.get(name)?.kind !== 'deadline' || isOver || suspendedBy.length > 0) return [];
    const set = timers[`clock:${name}`]?.dueOn;
    return set === dueOn ? [] : [`The clock ${name} is due on ${dueOn}, and its timer ${set ?? 'is not set'}.`];
  });
}
