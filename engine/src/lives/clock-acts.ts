// What people do to clocks by hand: pause one for a cause that its law knows, end the pause, extend it, and move a date with a reason.
// Pauses that follow from the case are nobody's to begin.
import { addDays, dateOf } from '../calendar/calendar.ts';
import type { CaseState } from '../case/case.ts';
import type { ClockDefinition } from '../definition/definition.ts';
import { type Acting, duty, option, type PossibleAct } from './acting.ts';
import { wordsOn } from './made-words.ts';

type Clock = CaseState['clocks'][string];
type Rule = NonNullable<ClockDefinition['rule']>;

export function clockActs(acting: Acting): readonly PossibleAct[] {
  return Object.entries(acting.state.clocks).flatMap(([name, clock]) => {
    const definition = acting.caseType.clocks.get(name);
    if (definition === undefined || clock.stoppedOn !== undefined) return [];
    const { rule } = definition;
    return [...moving(acting, name, clock), ...(rule === undefined ? [] : byRule(acting, { definition, rule }, clock))];
  });
}

/** What happened to a clock is entered in its order, so nothing is while a date to come is on record. */
function isInOrder({ today, caseType }: Acting, { entries = [] }: Clock): boolean {
  return entries.every(({ at }) => dateOf(at, caseType.zone) <= today);
}

function moving(acting: Acting, clock: string, is: Clock): readonly PossibleAct[] {
  const { chance } = acting;
  if (is.deemed !== undefined || isPaused(is) || !isInOrder(acting, is)) return [];
  const dueOn = addDays(is.dueOn, 1 + chance.below(14));
  const reason = wordsOn(chance, 'reasons');
  return [{ ...option(0.04, { type: 'ChangeDueDate', clock, dueOn, reason }), name: `ChangeDueDate ${clock}` }];
}

function isPaused({ suspendedBy = [] }: Clock): boolean {
  return suspendedBy.length > 0;
}

interface Ruled {
  readonly definition: ClockDefinition;
  readonly rule: Rule;
}

function byRule(acting: Acting, ruled: Ruled, is: Clock): readonly PossibleAct[] {
  return isInOrder(acting, is) ? [...pausing(acting, ruled, is), ...extending(acting, ruled, is)] : [];
}

function pausing({ chance, today }: Acting, { definition, rule }: Ruled, is: Clock): readonly PossibleAct[] {
  const { name: clock, triggers = {} } = definition;
  const isOver = is.deemed !== undefined || (!isPaused(is) && today > is.dueOn);
  const own = Object.keys(rule.pauses).filter((pause) => !Object.hasOwn(triggers, pause));
  return own.flatMap((pause): readonly PossibleAct[] => {
    if (is.suspendedBy?.includes(pause) === true) return [duty(1.5, { type: 'ResumeClock', clock, pause })];
    if (isOver) return [];
    const reason = wordsOn(chance, 'reasons');
    return [{ ...option(0.3, { type: 'SuspendClock', clock, pause, reason }), name: `SuspendClock ${clock} ${pause}` }];
  });
}

function extending({ chance, today }: Acting, { definition, rule }: Ruled, is: Clock): readonly PossibleAct[] {
  const { name: clock } = definition;
  const isOver = is.deemed !== undefined || (!isPaused(is) && today > is.dueOn);
  return Object.entries(rule.extensions).flatMap(([extension, { by, times, when }]) => {
    const used = (is.entries ?? []).filter((one) => one.type === 'extended' && one.extension === extension).length;
    const isItsTime = when === 'any-time' || (when === 'after-expiry') === isOver;
    if (!isItsTime || (times !== null && used >= times)) return [];
    const period = by ?? ({ count: 7 + chance.below(21), unit: 'days' } as const);
    const reason = wordsOn(chance, 'reasons');
    const act = option(0.6, { type: 'ExtendClock', clock, extension, by: period, reason });
    return [{ ...act, name: `ExtendClock ${clock} ${extension}` }];
  });
}
