// What people may do to a clock: pause it, end a pause, extend it. Each becomes a fact, or a rejection that carries the
// sentence of the rule.
import { saidOf } from '../clocks/clock-history.ts';
import { reasonOf } from '../sentences/in-words.ts';
import { say, type Said, type SaidValue } from '../sentences/say.ts';
import { daysBetween } from '../calendar/calendar.ts';
import type { ClockEntry, ClockProblem } from '../clocks/clock-history.ts';
import type { ClockDefinition } from '../definition/case-type.ts';
import type { Draft } from '../plan/draft.ts';
import type { CaseCommand } from './commands.ts';
import type { CaseEvent } from './events.ts';
import type { Rejection } from './rejections.ts';
import { type Counting, enter, isRuled } from './ruled-clocks.ts';

export type ClockCommand = Extract<CaseCommand, { type: 'SuspendClock' | 'ResumeClock' | 'ExtendClock' }>;

type ClockFact = CaseEvent extends infer E
  ? E extends { type: 'ClockSuspended' | 'ClockResumed' | 'ClockExtended' }
    ? Omit<E, 'changes' | 'occurred'>
    : never
  : never;

export function changeClock(
  draft: Draft,
  command: ClockCommand,
  counting: Counting,
): { readonly fact: ClockFact } | { readonly rejection: Rejection } {
  const definition = draft.caseType.clocks.get(command.clock);
  if (definition === undefined) return { rejection: { code: 'unknown-clock', clock: command.clock } };
  const before = draft.clocks[command.clock];
  if (before === undefined || before.stoppedOn !== undefined) {
    return { rejection: { code: 'clock-not-running', clock: command.clock } };
  }
  const own = triggerWords(definition, command);
  if (own !== null) return refuse(command.clock, 'unknown-pause', own);
  if (!isRuled(definition)) {
    return refuse(
      command.clock,
      'unknown-pause',
      say('nothing-pauses-or-extends', { title: definition.title, reference: definition.law.reference }),
    );
  }
  const problem = enter(draft, definition, { entry: entryOf(command, draft.occurred), counting });
  if (problem !== null) return refuse(command.clock, problem.code, saidOf(problem));
  const days = daysBetween(before.dueOn, draft.clocks[command.clock]?.dueOn ?? before.dueOn);
  return { fact: factOf(command, days) };
}

export function refuse(clock: string, problem: ClockProblem['code'], said: Said): { readonly rejection: Rejection } {
  return { rejection: { code: 'clock-refused', clock, problem, ...reasonOf(said) } };
}

/** A pause that follows from the case file or the plan is not begun or ended by hand, or the two would contradict. */
function triggerWords({ triggers }: ClockDefinition, command: ClockCommand): Said | null {
  if (command.type === 'ExtendClock' || triggers === undefined || !Object.hasOwn(triggers, command.pause)) return null;
  const trigger = triggers[command.pause];
  if (trigger === undefined) return null;
  if ('during' in trigger)
    return say('follows-from-the-plan-it-holds', { pause: command.pause, during: trigger.during });
  const field: SaidValue = 'while' in trigger ? trigger.while : { each: [trigger.from, trigger.until], by: 'and' };
  return say('follows-from-the-case-file-record', { pause: command.pause, field });
}

function entryOf(command: ClockCommand, at: string): ClockEntry {
  switch (command.type) {
    case 'SuspendClock':
      return { type: 'suspended', at, pause: command.pause, cause: command.reason };
    case 'ResumeClock':
      return { type: 'resumed', at, pause: command.pause };
    case 'ExtendClock':
      return { type: 'extended', at, extension: command.extension, by: command.by, cause: command.reason };
  }
}

function factOf(command: ClockCommand, days: number): ClockFact {
  const { clock } = command;
  switch (command.type) {
    case 'SuspendClock':
      return { type: 'ClockSuspended', clock, pause: command.pause, reason: command.reason };
    case 'ResumeClock':
      return { type: 'ClockResumed', clock, pause: command.pause };
    case 'ExtendClock':
      return { type: 'ClockExtended', clock, extension: command.extension, days, reason: command.reason };
  }
}
