// Reckons a clock from its history: when it is due, how it stands, and every step on the way. The same history and the
// same calendar give the same answer, whenever it is asked. Judges no entry: what may be entered is `add-entry.ts`.
import { reasonOf } from '../sentences/in-words.ts';
import { say } from '../sentences/say.ts';
import { dateOfDay, dayOfDate } from '../calendar/civil-date.ts';
import { dateOf, instantOf } from '../calendar/calendar.ts';
import { type Calendar, calendarOf, type CalendarProblem, type HolidayTable } from '../calendar/working-days.ts';
import { DAY_MS, offsetAt } from '../calendar/zone-offset.ts';
import type { ClockEntry, ClockHistory, ClockProblem } from './clock-history.ts';
import type { ClockRule, Period } from './clock-rule.ts';
import { type Counted, type Counting, countPeriods, type Gap, isMonths, NEVER, rolled } from './count-days.ts';

/** One step of how the due date came about. Dates as `YYYY-MM-DD`. */
export type Step =
  | { readonly kind: 'received'; readonly on: string; readonly countsOn: string; readonly over: readonly PassedOver[] }
  | { readonly kind: 'counted'; readonly from: string; readonly period: Period; readonly endsOn: string | null }
  | { readonly kind: 'paused'; readonly pause: string; readonly on: string; readonly until: string | null }
  | { readonly kind: 'anew'; readonly pause: string; readonly on: string; readonly period: Period }
  | {
      readonly kind: 'extended';
      readonly extension: string;
      readonly on: string;
      readonly by: Period;
      readonly endsOn: string | null;
    }
  | { readonly kind: 'moved'; readonly on: string; readonly to: string; readonly cause: string }
  | { readonly kind: 'rolled'; readonly from: string; readonly to: string; readonly over: readonly PassedOver[] }
  | { readonly kind: 'stopped'; readonly on: string; readonly inTime: boolean }
  | { readonly kind: 'deemed'; readonly on: string; readonly outcome: string };

export interface PassedOver {
  readonly on: string;
  readonly because: string;
}

export interface Reckoning {
  /** The day that the law takes as that of the start. */
  readonly startedOn: string;
  /** The last day of the period before rolling; null while a pause is open. */
  readonly countedOn: string | null;
  /** The due date; null while a pause is open. */
  readonly dueOn: string | null;
  readonly standing: 'running' | 'suspended' | 'stopped' | 'deemed';
  /** Pauses that are open, and began before the period had ended. */
  readonly suspendedBy: readonly string[];
  readonly warnings: readonly { readonly share: number; readonly on: string }[];
  readonly steps: readonly Step[];
}

export type Reckoned = { readonly reckoning: Reckoning } | { readonly problem: ClockProblem };

/**
 * Reckons a clock.
 *
 * @param history its rule and entries; entries that the rule does not know are passed over
 * @param table public holidays; a year or place that it lacks is a problem and never a guess
 */
export function reckonClock(history: ClockHistory, table: HolidayTable): Reckoned {
  const { place } = history.rule;
  if (place === null) return reckonOver(history, null);
  const found = calendarOf(place, table);
  return 'problem' in found ? { problem: { ...found.problem, entry: 0 } } : reckonOver(history, found.calendar);
}

/** The same over a calendar that is at hand; null where the rule asks for none. */
export function reckonOver(history: ClockHistory, calendar: Calendar | null): Reckoned {
  const { rule, entries } = history;
  const first = entries[0];
  if (first?.type !== 'started') {
    return { problem: { code: 'not-started', entry: 0, ...reasonOf(say('the-first-entry-of-a-clock')) } };
  }
  const start = startOf(first.at, rule, calendar);
  if ('problem' in start) return { problem: { ...start.problem, entry: 0 } };
  const course = follow(start.day, rule, entries);
  const spans = spansOf(course.leg, { calendar, gaps: course.gaps });
  if ('problem' in spans) return { problem: { ...spans.problem, entry: course.leg.entry } };
  return finish({ history, calendar, start, course, spans });
}

interface Spans {
  /** The last day after each period; for a date that was fixed, first of all that date. */
  readonly ends: readonly number[];
  /** Every day that counted, in order. */
  readonly counted: readonly number[];
}

/** Where the count stands after each period of a leg; each goes on from the one before, except months, which add up. */
function spansOf(leg: Leg, counting: Counting): Spans | { readonly problem: CalendarProblem } {
  const ends: number[] = leg.fixed ? [leg.before] : [];
  let counted: number[] = [];
  let isRun = !leg.fixed;
  for (const [index, period] of leg.periods.entries()) {
    isRun = isRun && isMonths(period);
    const before = ends.at(-1);
    const isAnew = before === undefined || isRun;
    const from = isAnew ? leg : { before, anchor: before };
    const next: Counted | { readonly problem: CalendarProblem } =
      before === NEVER
        ? { last: NEVER, counted: [] }
        : countPeriods(from, isAnew ? leg.periods.slice(0, index + 1) : [period], counting);
    if ('problem' in next) return next;
    ends.push(next.last);
    if (isAnew) counted = [];
    for (const day of next.counted) counted.push(day);
  }
  return { ends, counted };
}

interface Start {
  readonly day: number;
  readonly stated: string;
  readonly over: readonly PassedOver[];
}

/** The part of a clock's life in which days are counted through: since its start, or since it began anew. */
interface Leg {
  readonly entry: number;
  readonly anchor: number;
  readonly before: number;
  readonly periods: readonly Period[];
  /** Names of the extensions among the periods, in their order; the first period is none. */
  readonly extensions: readonly Extract<ClockEntry, { type: 'extended' }>[];
  /** True while the date is the one that someone fixed. */
  readonly fixed: boolean;
}

interface Course {
  readonly leg: Leg;
  readonly gaps: readonly Gap[];
  /** Pauses without an end, each with the day on which it begins. */
  readonly open: readonly { readonly pause: string; readonly day: number }[];
  readonly told: readonly Step[];
  /** True while the outcome that the law deems stands; further time that is allowed afterwards lifts it. */
  readonly deemed: boolean;
  readonly stoppedOn: string | null;
}

function startOf(
  at: string,
  rule: ClockRule,
  calendar: Calendar | null,
): Start | { readonly problem: CalendarProblem } {
  const stated = dateOf(at, rule.zone);
  const day = dayOfDate(stated);
  if (rule.closesAt === undefined || calendar === null) return { day, stated, over: [] };
  const late = at.length > 10 && minutesOf(at, rule.zone) >= minutesOfText(rule.closesAt);
  const next = rolled(late ? day + 1 : day, 1, calendar);
  if ('problem' in next) return next;
  const over = next.over.map((one) => ({ on: dateOfDay(one.day), because: one.because }));
  return { day: next.to, stated, over: late ? [{ on: stated, because: `after ${rule.closesAt}` }, ...over] : over };
}

function minutesOf(instant: string, zone: string): number {
  const ms = Date.parse(instantOf(instant, zone));
  const local = ms + offsetAt(ms, zone);
  return Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / 60_000);
}

function minutesOfText(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

function legFrom(day: number, rule: ClockRule, from: { readonly period: Period; readonly entry: number }): Leg {
  const before = rule.firstDay === 'include' ? day - 1 : day;
  return { entry: from.entry, anchor: day, before, periods: [from.period], extensions: [], fixed: false };
}

/** Walks through the entries: which days are not counted, and what the count begins with. */
function follow(start: number, rule: ClockRule, entries: readonly ClockEntry[]): Course {
  const open = new Map<string, { readonly day: number; readonly told: number }>();
  const gaps: Gap[] = [];
  const told: Step[] = [];
  let leg = legFrom(start, rule, { period: rule.within, entry: 0 });
  let deemed = false;
  let stoppedOn: string | null = null;
  entries.forEach((entry, index) => {
    const on = dateOf(entry.at, rule.zone);
    const day = dayOfDate(on);
    if (entry.type === 'suspended' && !open.has(entry.pause)) {
      open.set(entry.pause, { day, told: told.length });
      told.push({ kind: 'paused', pause: entry.pause, on, until: null });
    } else if (entry.type === 'resumed') {
      const opened = open.get(entry.pause);
      if (opened === undefined) return;
      open.delete(entry.pause);
      told[opened.told] = { kind: 'paused', pause: entry.pause, on: dateOfDay(opened.day), until: on };
      gaps.push(gapOf(rule, entry.pause, { from: opened.day, to: day }));
      const anew = periodAnew(rule, entry.pause);
      if (anew === null) return;
      leg = legFrom(day, rule, { period: anew, entry: index });
      told.push({ kind: 'anew', pause: entry.pause, on, period: anew });
    } else if (entry.type === 'extended') {
      leg = { ...leg, periods: [...leg.periods, entry.by], extensions: [...leg.extensions, entry] };
      deemed = false;
    } else if (entry.type === 'moved') {
      leg = fixedLeg(day, dayOfDate(entry.dueOn), index);
      told.push({ kind: 'moved', on, to: entry.dueOn, cause: entry.cause });
    } else if (entry.type === 'deemed') {
      deemed = true;
      told.push({ kind: 'deemed', on, outcome: entry.outcome });
    } else if (entry.type === 'stopped') stoppedOn = on;
  });
  for (const [pause, { day }] of open) gaps.push(gapOf(rule, pause, { from: day, to: NEVER }));
  return {
    leg,
    gaps: gaps.toSorted((a, b) => b.last - a.last),
    open: [...open].map(([pause, { day }]) => ({ pause, day })),
    told,
    deemed,
    stoppedOn,
  };
}

/** The days that a pause leaves out of the count; where its last comes before its first, there is none. */
function gapOf(rule: ClockRule, pause: string, { from, to }: { readonly from: number; readonly to: number }): Gap {
  const given = Object.hasOwn(rule.pauses, pause) ? rule.pauses[pause]?.leavesOut : undefined;
  const out = given ?? (rule.firstDay === 'include' ? 'beginning' : 'end');
  return { first: out === 'end' ? from + 1 : from, last: out === 'beginning' ? to - 1 : to };
}

function periodAnew(rule: ClockRule, pause: string): Period | null {
  const then = Object.hasOwn(rule.pauses, pause) ? rule.pauses[pause]?.then : undefined;
  if (then === undefined || then === 'continue') return null;
  return then === 'restart' ? rule.within : then;
}

/** A date that was fixed is as many days away as it is; a later pause still holds it up. */
function fixedLeg(day: number, due: number, entry: number): Leg {
  const from = Math.min(day, due);
  const periods = due > from ? [{ count: due - from, unit: 'days' } as const] : [];
  return { entry, anchor: from, before: from, periods, extensions: [], fixed: true };
}

interface Finishing {
  readonly history: ClockHistory;
  readonly calendar: Calendar | null;
  readonly start: Start;
  readonly course: Course;
  readonly spans: Spans;
}

function finish({ history: { rule }, calendar, start, course, spans }: Finishing): Reckoned {
  const { leg, told } = course;
  const counted = spans.ends.at(-1) ?? leg.before;
  const steps: Step[] = [
    { kind: 'received', on: start.stated, countsOn: dateOfDay(start.day), over: start.over },
    ...told,
    ...countedSteps(leg, spans.ends, rule.zone),
  ];
  let due = counted;
  const isFixed = leg.fixed && leg.extensions.length === 0;
  if (counted !== NEVER && rule.roll !== 'none' && calendar !== null && !isFixed) {
    const roll = rolled(counted, rule.roll === 'forward' ? 1 : -1, calendar);
    if ('problem' in roll) return { problem: { ...roll.problem, entry: leg.entry } };
    due = roll.to;
    const over = roll.over.map((one) => ({ on: dateOfDay(one.day), because: one.because }));
    if (over.length > 0) steps.push({ kind: 'rolled', from: dateOfDay(counted), to: dateOfDay(due), over });
  }
  const dueOn = due === NEVER ? null : dateOfDay(due);
  const { stoppedOn } = course;
  // What begins when the period has ended holds nothing up.
  const suspendedBy = course.open.flatMap(({ pause, day }) => (due === NEVER || day <= due ? [pause] : []));
  if (stoppedOn !== null) steps.push({ kind: 'stopped', on: stoppedOn, inTime: dueOn === null || stoppedOn <= dueOn });
  return {
    reckoning: {
      startedOn: dateOfDay(start.day),
      countedOn: counted === NEVER ? null : dateOfDay(counted),
      dueOn,
      standing: standingOf(course, suspendedBy),
      suspendedBy,
      warnings: counted === NEVER ? [] : warningsOf(rule.warn, spans.counted),
      steps,
    },
  };
}

function countedSteps(leg: Leg, ends: readonly number[], zone: string): readonly Step[] {
  const on = (end: number | undefined): string | null => (end === undefined || end === NEVER ? null : dateOfDay(end));
  const [base, ...more] = leg.fixed ? ends.slice(-leg.extensions.length - 1) : ends;
  const first: Step[] =
    leg.fixed || leg.periods[0] === undefined
      ? []
      : [{ kind: 'counted', from: dateOfDay(leg.before + 1), period: leg.periods[0], endsOn: on(base) }];
  const extended = leg.extensions.map((entry, index): Step => ({
    kind: 'extended',
    extension: entry.extension,
    on: dateOf(entry.at, zone),
    by: entry.by,
    endsOn: on(more[index]),
  }));
  return [...first, ...extended];
}

function standingOf({ stoppedOn, deemed }: Course, suspendedBy: readonly string[]): Reckoning['standing'] {
  if (stoppedOn !== null) return 'stopped';
  if (deemed) return 'deemed';
  return suspendedBy.length > 0 ? 'suspended' : 'running';
}

/** A share falls on the day by whose end so much of the counted days has passed. */
function warningsOf(shares: readonly number[], counted: readonly number[]): Reckoning['warnings'] {
  return shares.flatMap((share) => {
    const day = counted[Math.max(1, Math.ceil((counted.length * share) / 100)) - 1];
    return day === undefined ? [] : [{ share, on: dateOfDay(day) }];
  });
}
