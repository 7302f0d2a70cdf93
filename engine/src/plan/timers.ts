// Timers of the plan: when one is due, and whether it occurs again. Time is what the command says; nothing here waits.
import { endOfDay, instantOf } from '../calendar/calendar.ts';
import type { TimerState } from '../case/state.ts';
import type { PlanItemDefinition } from '../definition/case-type.ts';
import { type Draft, itemOf, setTimer } from './draft.ts';
import { addDuration, isDuration } from './iso-duration.ts';
import { repetitionOf } from './instance.ts';
import { evaluate } from './rules.ts';

/**
 * Sets the timer of an instance.
 *
 * @param previous when its predecessor was due, for a timer that repeats
 */
export function startTimer(draft: Draft, instance: string, previous?: TimerState): void {
  const item = itemOf(draft, instance);
  const due = previous === undefined ? dueOf(draft, instance, item) : nextOf(item, previous);
  if (due === null) {
    draft.failure ??= { where: instance, reason: 'The due date of the timer has no value: a field it needs is empty.' };
    return;
  }
  setTimer(draft, instance, due);
}

/** True where the timer that just occurred occurs again. */
export function timerRepeats(draft: Draft, instance: string): boolean {
  const { timer } = itemOf(draft, instance);
  if (timer?.every === undefined) return false;
  return timer.times === undefined || repetitionOf(instance) < timer.times;
}

function nextOf(item: PlanItemDefinition, previous: TimerState): TimerState | null {
  const dueAt = addDuration(previous.dueAt, item.timer?.every ?? '');
  return dueAt === null ? null : { dueAt };
}

function dueOf(draft: Draft, instance: string, item: PlanItemDefinition): TimerState | null {
  const due = item.timer === undefined ? null : evaluate(draft, item.timer.due, repetitionOf(instance));
  const { zone } = draft.caseType;
  if (typeof due === 'string' && isDuration(due)) return fromNow(draft, due);
  if (typeof due !== 'object' || due === null) return null;
  if ('date' in due) return { dueAt: endOfDay(due.date, zone), dueOn: due.date };
  if ('instant' in due) return { dueAt: instantOf(due.instant, zone) };
  return 'duration' in due ? fromNow(draft, due.duration) : null;
}

function fromNow(draft: Draft, duration: string): TimerState | null {
  const dueAt = addDuration(instantOf(draft.occurred, draft.caseType.zone), duration);
  return dueAt === null ? null : { dueAt };
}
