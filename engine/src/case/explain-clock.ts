// The history of a clock of a case, so that any due date can be reckoned anew, explained and asked for its causes: also
// that of a clock of plain days, which keeps no entries of its own.
import { addDays, type HolidayTable } from '../calendar/calendar.ts';
import type { ClockEntry, ClockHistory } from '../clocks/clock-history.ts';
import { type DueExplanation, explainDue } from '../clocks/explain-due.ts';
import { type MovedClock, movedClocks } from '../clocks/moved-clocks.ts';
import { whyDue } from '../clocks/why-due.ts';
import type { CaseType, ClockDefinition } from '../definition/case-type.ts';
import type { CaseState, ClockState } from './state.ts';

export interface ClockExplanation {
  readonly steps: DueExplanation;
  readonly why: ReturnType<typeof whyDue>;
}

/** Why a clock of a case is due when it is; null for a clock that is not there or has not started. */
export function explainClock(
  caseType: CaseType,
  state: CaseState,
  { clock, holidays }: { readonly clock: string; readonly holidays: HolidayTable },
): ClockExplanation | null {
  const definition = caseType.clocks.get(clock);
  const is = Object.hasOwn(state.clocks, clock) ? state.clocks[clock] : undefined;
  if (definition === undefined || is === undefined) return null;
  const history = clockHistory(definition, is, caseType.zone);
  return { steps: explainDue(history, holidays), why: whyDue(history, holidays) };
}

export interface CaseClock {
  readonly case: string;
  readonly clock: string;
}

/** The running clocks of cases that another table of public holidays would move. No case is changed. */
export function movedCaseClocks(
  cases: Iterable<{ readonly id: string; readonly caseType: CaseType; readonly state: CaseState }>,
  tables: { readonly from: HolidayTable; readonly to: HolidayTable },
): readonly MovedClock<CaseClock>[] {
  const clocks: { id: CaseClock; history: ClockHistory }[] = [];
  for (const { id, caseType, state } of cases) {
    for (const [clock, is] of Object.entries(state.clocks)) {
      const definition = caseType.clocks.get(clock);
      if (definition === undefined) continue;
      clocks.push({ id: { case: id, clock }, history: clockHistory(definition, is, caseType.zone) });
    }
  }
  return movedClocks(clocks, tables);
}

/**
 * What happened to a clock, as entries. A clock of plain days remembers only by how many days its date was moved, and
 * not when; its move stands at its start, which changes nothing in the date.
 */
export function clockHistory(definition: ClockDefinition, is: ClockState, zone: string): ClockHistory {
  const ended: ClockEntry[] = is.stoppedOn === undefined ? [] : [{ type: 'stopped', at: is.stoppedOn }];
  if (definition.rule !== undefined) {
    return { rule: definition.rule, entries: [...(is.entries ?? []), ...ended] };
  }
  const { days, law } = definition;
  const plain = { firstDay: 'exclude', roll: 'none', place: null, zone, pauses: {}, extensions: {}, warn: [] } as const;
  const rule = { ...plain, within: { count: days, unit: 'days' }, law } as const;
  const moved: ClockEntry[] =
    is.dueOn === addDays(is.startedOn, days)
      ? []
      : [{ type: 'moved', at: is.startedOn, dueOn: is.dueOn, cause: 'the date was changed' }];
  return { rule, entries: [{ type: 'started', at: is.startedOn }, ...moved, ...ended] };
}
