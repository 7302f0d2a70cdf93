// Statutory clocks of one case: when each started, when it is due and when it stopped, recomputed from the case file.
// Day 0 is the date of the starting field in the calendar's zone; the period ends with the last day (design: clocks).
import { saidOf } from '../clocks/clock-history.ts';
import { addDays, dateOf, daysBetween, endOfDay } from '../calendar/calendar.ts';
import type { ClockEntry } from '../clocks/clock-history.ts';
import type { CaseType, ClockDefinition } from '../definition/case-type.ts';
import { type Draft, setClock, setTimer } from '../plan/draft.ts';
import { refuse } from './clock-commands.ts';
import { closedOn, movedByPlan, startOf, stopOf } from './clock-moments.ts';
import type { Rejection } from './rejections.ts';
import { breachRuled, type Counting, enter, isRuled, updateRuled, warningTimer } from './ruled-clocks.ts';
import type { ClockState, Occurred } from './state.ts';

/** The timer that fires when a deadline passes is named after its clock, so that no plan item can have its id. */
export function breachTimer(clock: string): string {
  return `clock:${clock}`;
}

/** The clock a timer belongs to, or null for a timer of the plan. */
export function clockOfTimer(timer: string): string | null {
  return timer.startsWith('clock:') && !timer.includes('@') ? timer.slice('clock:'.length) : null;
}

/** Whether some clock must be looked at after every command, and not only when the case file changed. */
export function clocksFollowPlan(caseType: CaseType): boolean {
  const { clocks } = caseType;
  for (const definition of clocks.values()) if (isRuled(definition)) return true;
  return movedByPlan(caseType);
}

/** Starts, restarts and stops clocks after data changed; a rejection where a ruled clock cannot be reckoned. */
export function updateClocks(draft: Draft, counting: Counting): { readonly rejection: Rejection } | null {
  for (const definition of draft.caseType.clocks.values()) {
    if (isRuled(definition)) {
      const problem = updateRuled(draft, definition, counting);
      if (problem !== null) return refuse(definition.name, problem.code, saidOf(problem));
      continue;
    }
    const before = draft.clocks[definition.name];
    const start = startOf(draft, definition, before);
    if (start === null) continue;
    const from = dateOf(start, draft.caseType.zone);
    const { stoppedOn, ended } = stopOf(draft, definition, before);
    putClock(draft, definition, {
      startedOn: from,
      dueOn: addDays(from, definition.days + (before?.extendedDays ?? 0)),
      extendedDays: before?.extendedDays ?? 0,
      ...(stoppedOn === null ? {} : { stoppedOn }),
      ...(ended === null ? {} : { ended }),
      ...(before?.breached === true ? { breached: true } : {}),
    });
  }
  return null;
}

/** Stops every clock that runs until the case is closed. */
export function stopClocksAtClosing(draft: Draft, closed: Occurred): void {
  for (const definition of draft.caseType.clocks.values()) {
    const clock = draft.clocks[definition.name];
    const stopped = closedOn(definition, dateOf(closed, draft.caseType.zone));
    if (stopped === null || clock === undefined || clock.stoppedOn !== undefined) continue;
    putClock(draft, definition, { ...clock, ...stopped });
  }
}

/** Moves the due date of a running clock; returns the days by which it moved, or why a ruled clock cannot. */
export function moveDueDate(
  draft: Draft,
  definition: ClockDefinition,
  { dueOn, cause, counting }: { readonly dueOn: string; readonly cause: string; readonly counting: Counting },
): number | { readonly rejection: Rejection } {
  const clock = draft.clocks[definition.name];
  if (clock === undefined) return 0;
  const days = daysBetween(clock.dueOn, dueOn);
  if (!isRuled(definition)) {
    putClock(draft, definition, { ...clock, dueOn, extendedDays: clock.extendedDays + days });
    return days;
  }
  const entry: ClockEntry = { type: 'moved', at: draft.occurred, dueOn, cause };
  const problem = days === 0 ? null : enter(draft, definition, { entry, counting });
  return problem === null ? days : refuse(definition.name, problem.code, saidOf(problem));
}

export function markBreached(
  draft: Draft,
  clock: string,
  counting: Counting,
): { readonly rejection: Rejection } | null {
  const definition = draft.caseType.clocks.get(clock);
  if (definition !== undefined && isRuled(definition)) {
    const problem = breachRuled(draft, definition, counting);
    return problem === null ? null : refuse(clock, problem.code, saidOf(problem));
  }
  const state = draft.clocks[clock];
  if (state === undefined) return null;
  setTimer(draft, breachTimer(clock), null);
  setClock(draft, clock, { ...state, breached: true });
  return null;
}

function putClock(draft: Draft, definition: ClockDefinition, is: ClockState): void {
  const before = draft.clocks[definition.name];
  if (before !== undefined && sameClock(before, is)) return;
  setClock(draft, definition.name, is);
  if (definition.kind !== 'deadline') return;
  const timer = breachTimer(definition.name);
  if (is.stoppedOn !== undefined) {
    for (const set of [timer, ...(definition.rule?.warn ?? []).map((share) => warningTimer(definition.name, share))]) {
      if (draft.timers[set] !== undefined) setTimer(draft, set, null);
    }
  } else if (draft.timers[timer]?.dueOn !== is.dueOn && is.breached !== true) {
    setTimer(draft, timer, { dueAt: endOfDay(is.dueOn, draft.caseType.zone), dueOn: is.dueOn });
  }
}

function sameClock(a: ClockState, b: ClockState): boolean {
  return (
    a.startedOn === b.startedOn &&
    a.dueOn === b.dueOn &&
    a.stoppedOn === b.stoppedOn &&
    a.ended === b.ended &&
    a.extendedDays === b.extendedDays &&
    a.breached === b.breached
  );
}
