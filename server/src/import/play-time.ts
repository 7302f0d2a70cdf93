// The virtual clock of an imported case: lets pass the time between two rows, so that timers fire and a closing takes
// place when they are due and not when the import runs. Pure; what follows is given back as steps.
import { decide, evolve, type CaseCommand, type CaseState, type TimerState } from '@casewright/engine/case';
import { dateOf, type HolidayTable } from '@casewright/engine/calendar';
import { definitionOf } from '@casewright/engine/plan';
import type { CaseMemory, Step } from './case-memory.ts';
import { importedCaseId } from './import-ids.ts';
import { isBefore, laterOf, type StatedTime } from './log-time.ts';
import type { PersonTemplate } from './mapping.ts';
import { reasonOf } from './rejection-reason.ts';
import type { RowReading } from './row-values.ts';

/** What playing needs to know besides the case. */
export interface Playing {
  readonly reading: RowReading;
  readonly importId: string;
  /** Who is named for what the engine does by itself. */
  readonly engine: PersonTemplate;
  /** Timers of the plan that an activity of the log is compared with. */
  readonly matchedTimers: ReadonlySet<string>;
  /** Public holidays of the agency; the shipped ones where it has none of its own. */
  readonly holidays: HolidayTable;
}

/** A case in the middle of being played: its memory so far and the steps that led there. */
export interface Course {
  memory: CaseMemory;
  readonly steps: Step[];
}

/** Until when time passes. `includingDay`: also what is due at the end of that day. */
export interface Until {
  readonly time: StatedTime;
  readonly includingDay: boolean;
}

/** Decides a command and, when it is accepted, adds the step. Returns why not, or null. */
export function take(
  playing: Playing,
  course: Course,
  step: {
    readonly key: string;
    readonly command: CaseCommand;
    readonly occurred: string;
    readonly actor: PersonTemplate;
  },
): { readonly code: string; readonly reason: string } | null {
  const { caseType } = playing.reading;
  const decision = decide(caseType, course.memory.state, step.command, {
    occurred: step.occurred,
    actor: step.actor.id,
    holidays: playing.holidays,
  });
  if ('rejection' in decision) return { code: decision.rejection.code, reason: reasonOf(caseType, decision.rejection) };
  const state = evolve(course.memory.state, decision.event);
  course.memory = { ...course.memory, state };
  course.steps.push({ ...step, event: decision.event, version: state.version });
  return null;
}

/** Everything due before `until`, in the order of its time: timers of the plan, passed deadlines, a stated closing. */
export function passTime(playing: Playing, course: Course, until: Until): void {
  for (;;) {
    const timer = nextTimer(playing, course.memory, until);
    const closing = course.memory.closing;
    const closes = closing !== null && !isBefore(until.time, closing.at);
    if (
      closing !== null &&
      closes &&
      (timer === null || !isDueBefore(playing, timer.due, { time: closing.at, includingDay: false }))
    ) {
      close(playing, course);
    } else if (timer !== null) {
      fire(playing, course, timer);
    } else {
      return;
    }
  }
}

/** A timer that is set, by the definition of its plan item. */
export function timersOf(state: CaseState | null, definition: string): readonly [string, TimerState][] {
  return Object.entries(state?.timers ?? {}).filter(([instance]) => definitionOf(instance) === definition);
}

/** The date on which a timer is due. */
export function dueDate(playing: Playing, due: TimerState): string {
  return due.dueOn ?? dateOf(due.dueAt, playing.reading.caseType.zone);
}

/** Adds to the list of what the engine did, where the log can be compared with it. */
export function noteFiring(
  playing: Playing,
  memory: CaseMemory,
  fired: { timer: string; date: string; matched: boolean },
): CaseMemory {
  if (!playing.matchedTimers.has(definitionOf(fired.timer))) return memory;
  return { ...memory, engineEvents: [...memory.engineEvents, fired] };
}

/** The key of what the engine does by itself: from the case and what is due, so that any row may be what brings it about. */
export function timerKey(
  playing: Playing,
  memory: CaseMemory,
  timer: { readonly id: string; readonly due: TimerState },
): string {
  return `${caseKey(playing, memory)}/timer/${timer.id}/${timer.due.dueOn ?? timer.due.dueAt}`;
}

export function caseKey(playing: Playing, memory: CaseMemory): string {
  return `import/${playing.importId}/${importedCaseId(playing.importId, memory.key)}`;
}

interface SetTimer {
  readonly id: string;
  readonly due: TimerState;
}

function nextTimer(playing: Playing, memory: CaseMemory, until: Until): SetTimer | null {
  let next: SetTimer | null = null;
  for (const [id, due] of Object.entries(memory.state?.timers ?? {})) {
    if (memory.stuckTimers.includes(id) || !isDueBefore(playing, due, until)) continue;
    if (next === null || due.dueAt < next.due.dueAt || (due.dueAt === next.due.dueAt && id < next.id))
      next = { id, due };
  }
  return next;
}

/** A day is over when a later day begins; an instant timer on a day without times is due when that day is over. */
function isDueBefore(playing: Playing, due: TimerState, until: Until): boolean {
  const { at, date } = until.time;
  if (due.dueOn === undefined && at !== null) return Date.parse(due.dueAt) <= at;
  const dueOn = dueDate(playing, due);
  return dueOn < date || (until.includingDay && at === null && dueOn === date);
}

function fire(playing: Playing, course: Course, timer: SetTimer): void {
  const refused = take(playing, course, {
    key: timerKey(playing, course.memory, timer),
    command: { type: 'FireTimer', timer: timer.id },
    occurred: timer.due.dueOn ?? timer.due.dueAt,
    actor: playing.engine,
  });
  const { memory } = course;
  if (refused === null) {
    const date = dueDate(playing, timer.due);
    const at = timer.due.dueOn === undefined ? Date.parse(timer.due.dueAt) : null;
    const last = laterOf(memory.last, { occurred: timer.due.dueOn ?? timer.due.dueAt, date, at });
    course.memory = noteFiring(playing, { ...memory, last }, { timer: timer.id, date, matched: false });
    return;
  }
  // A timer that cannot fire must not stop the clock for the rest of the case.
  course.memory = {
    ...memory,
    stuckTimers: [...memory.stuckTimers, timer.id],
    problems: [...memory.problems, { case: memory.key, step: `timer ${timer.id}`, ...refused }],
  };
}

function close(playing: Playing, course: Course): void {
  const { closing } = course.memory;
  if (closing === null) return;
  const refused = take(playing, course, {
    key: `${caseKey(playing, course.memory)}/close`,
    command: { type: 'CloseCase', outcome: closing.outcome },
    occurred: closing.at.occurred,
    actor: closing.actor,
  });
  const { memory } = course;
  const problems =
    refused === null ? memory.problems : [...memory.problems, { case: memory.key, step: 'closing', ...refused }];
  course.memory = { ...memory, closing: null, problems, last: laterOf(memory.last, closing.at) };
}
