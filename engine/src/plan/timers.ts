// Timers of the plan: when one is due, and whether it occurs again. Time is what the command says; nothing here waits.
import { endOfDay, instantOf } from '../calendar/calendar.ts';
import type { TimerState } from '../case/state.ts';
import type { PlanItemDefinition } from '../definition/case-type.ts';
import { type Draft, setTimer } from './draft.ts';
import type { Instance } from './handle.ts';
import { addDuration, isDuration } from './iso-duration.ts';
import { evaluate } from './rules.ts';

/**
 * Sets the timer of an instance.
 *
 * @param previous when its predecessor was due, for a timer that repeats
 */
export function startTimer(draft: Draft, instance: Instance, previous?: TimerState): void {
  const due = previous === undefined ? dueOf(draft, instance) : nextOf(instance.node.item, previous);
  if (due === null) {
    draft.failure ??= {
      where: instance.id,
      reason: 'The due date of the timer has no value: a field it needs is empty.',
    };
    return;
  }
  setTimer(draft, instance.id, due);
}

/** True where the timer that just occurred occurs again. */
export function timerRepeats({ node, repetition }: Instance): boolean {
  const { timer } = node.item;
  if (timer?.every === undefined) return false;
  return timer.times === undefined || repetition < timer.times;
}

function nextOf(item: PlanItemDefinition, previous: TimerState): TimerState | null {
  const dueAt = addDuration(previous.dueAt, item.timer?.every ?? '');
  return dueAt === null ? null : { dueAt };
}

function dueOf(draft: Draft, { node, repetition }: Instance): TimerState | null {
  const { timer } = node.item;
  const due = timer === undefined ? null : evaluate(draft, timer.due, repetition);
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
