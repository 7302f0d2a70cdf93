// How a clock stands on a day, from its definition and its recorded state. Counts nothing: the dates are in the state.
import { daysBetween } from '../calendar/calendar.ts';
import type { ClockState } from '../case/state.ts';
import type { ClockDefinition } from '../definition/case-type.ts';

/**
 * `running`: not stopped and not past. `met`: stopped in time. `late`: stopped after the due date.
 * `overdue`: a deadline that runs past its date. `lapsed`: a window that nobody used.
 */
export type ClockStanding = 'running' | 'met' | 'late' | 'overdue' | 'lapsed';

export interface ClockFace {
  readonly clock: string;
  readonly title: string;
  readonly kind: 'deadline' | 'window';
  readonly startedOn: string;
  readonly dueOn: string;
  readonly days: number;
  readonly extendedDays: number;
  readonly stoppedOn: string | null;
  readonly standing: ClockStanding;
  readonly law: string;
}

/** Standing of a clock on `today`, a date in the zone of the case type. The due date itself is still in time. */
export function standingOf(kind: ClockDefinition['kind'], clock: ClockState, today: string): ClockStanding {
  if (clock.stoppedOn !== undefined) return clock.stoppedOn <= clock.dueOn ? 'met' : 'late';
  // While a pause is open no day passes, however late it is.
  if (today <= clock.dueOn || clock.suspendedBy !== undefined) return 'running';
  return kind === 'deadline' ? 'overdue' : 'lapsed';
}

/** One clock as it is shown. */
export function faceOfClock(definition: ClockDefinition, clock: ClockState, today: string): ClockFace {
  return {
    clock: definition.name,
    title: definition.title,
    kind: definition.kind,
    startedOn: clock.startedOn,
    dueOn: clock.dueOn,
    days: definition.rule === undefined ? definition.days : daysBetween(clock.startedOn, clock.dueOn),
    extendedDays: clock.extendedDays,
    stoppedOn: clock.stoppedOn ?? null,
    standing: standingOf(definition.kind, clock, today),
    law: definition.law.reference,
  };
}
