// Why a clock is due when it is: the smallest set of pauses, extensions, orders, holidays and rolling from which the date
// follows, and what it would be without each. It removes a cause by reckoning a history in which it did not happen.
import { say, type Said } from '../sentences/say.ts';
import { dateOf } from '../calendar/calendar.ts';
import { dateOfDay, dayOfDate } from '../calendar/civil-date.ts';
import { type Calendar, calendarOf, type HolidayTable } from '../calendar/working-days.ts';
import { type NamedCause, smallestCauses } from '../why/why.ts';
import type { ClockEntry, ClockHistory, ClockProblem } from './clock-history.ts';
import { reckonOver, type Reckoning } from './reckon.ts';

/** Something that happened or holds, and that moves a due date. Entries by their index in the history. */
export type DueCause =
  | { readonly kind: 'pause' | 'extension' | 'order'; readonly entry: number }
  | { readonly kind: 'holiday'; readonly on: string; readonly name: string }
  | { readonly kind: 'closing-hours' }
  | { readonly kind: 'rolling' };

export interface WhyDue {
  readonly dueOn: string | null;
  readonly causes: readonly {
    readonly cause: DueCause;
    readonly sentence: Said;
    /** What must go together for the date to change: mostly the cause alone. */
    readonly removed: readonly DueCause[];
    /** The due date without them; null where there would be none yet. */
    readonly otherwise: string | null;
  }[];
}

/** The causes of a due date, or of there being none while a pause is open. */
export function whyDue(history: ClockHistory, table: HolidayTable): WhyDue | { readonly problem: ClockProblem } {
  const found = history.rule.place === null ? { calendar: null } : calendarOf(history.rule.place, table);
  if ('problem' in found) return { problem: { ...found.problem, entry: 0 } };
  const { calendar } = found;
  const reckoned = reckonOver(history, calendar);
  if ('problem' in reckoned) return reckoned;
  const { reckoning } = reckoned;
  const all = causesOf(history, reckoning, calendar);
  const held = (causes: readonly DueCause[]): string => dueWith({ history, calendar, all }, causes) ?? 'none';
  const named = smallestCauses(all, held);
  return {
    dueOn: reckoning.dueOn,
    causes: named.map(({ cause, removed }: NamedCause<DueCause>) => ({
      ...{ cause, removed, sentence: sentenceOf(cause, history) },
      otherwise: dueWithout(history, table, removed),
    })),
  };
}

/** The due date as it would be had these causes not been; the counterpart by which a test sees the answer flip. */
export function dueWithout(history: ClockHistory, table: HolidayTable, removed: readonly DueCause[]): string | null {
  const { place } = history.rule;
  const found = place === null ? { calendar: null } : calendarOf(place, table);
  return 'problem' in found ? null : without({ history, calendar: found.calendar }, removed);
}

interface Whole {
  readonly history: ClockHistory;
  readonly calendar: Calendar | null;
}

function dueWith(whole: Whole & { readonly all: readonly DueCause[] }, causes: readonly DueCause[]): string | null {
  return without(
    whole,
    whole.all.filter((cause) => !causes.includes(cause)),
  );
}

function without({ history, calendar }: Whole, removed: readonly DueCause[]): string | null {
  const entries = new Set<number>();
  const days = new Set<number>();
  let { rule } = history;
  for (const cause of removed) {
    if (cause.kind === 'holiday') days.add(dayOfDate(cause.on));
    else if (cause.kind === 'rolling') rule = { ...rule, roll: 'none' };
    else if (cause.kind === 'closing-hours') {
      const { closesAt: _closesAt, ...open } = rule;
      rule = open;
    } else entries.add(cause.entry);
  }
  const reckoned = reckonOver({ rule, entries: kept(history.entries, entries) }, withoutHolidays(calendar, days));
  return 'problem' in reckoned ? null : reckoned.reckoning.dueOn;
}

/** A pause goes with the entry that ended it. */
function kept(entries: readonly ClockEntry[], removed: ReadonlySet<number>): readonly ClockEntry[] {
  const dropped = new Set<string>();
  return entries.filter((entry, index) => {
    if (removed.has(index)) {
      if (entry.type === 'suspended') dropped.add(entry.pause);
      return false;
    }
    return !(entry.type === 'resumed' && dropped.delete(entry.pause));
  });
}

function withoutHolidays(calendar: Calendar | null, days: ReadonlySet<number>): Calendar | null {
  if (calendar === null || days.size === 0) return calendar;
  return { ...calendar, holidays: new Map([...calendar.holidays].filter(([day]) => !days.has(day))) };
}

function causesOf(history: ClockHistory, reckoning: Reckoning, calendar: Calendar | null): readonly DueCause[] {
  const ofEntries = history.entries.flatMap((entry, index): readonly DueCause[] => {
    if (entry.type === 'suspended') return [{ kind: 'pause', entry: index }];
    if (entry.type === 'extended') return [{ kind: 'extension', entry: index }];
    return entry.type === 'moved' ? [{ kind: 'order', entry: index }] : [];
  });
  const { rule } = history;
  const hours: DueCause[] = rule.closesAt === undefined ? [] : [{ kind: 'closing-hours' }];
  const rolling: DueCause[] = rule.roll === 'none' ? [] : [{ kind: 'rolling' }];
  return [...ofEntries, ...hours, ...rolling, ...holidaysOf(reckoning, calendar)];
}

/** Holidays between start and due date, and one week beyond, since rolling backward passes over later ones. */
function holidaysOf(reckoning: Reckoning, calendar: Calendar | null): readonly DueCause[] {
  if (calendar === null) return [];
  const received = reckoning.steps.find((step) => step.kind === 'received');
  const first = dayOfDate(received?.on ?? reckoning.startedOn);
  const last = dayOfDate(reckoning.dueOn ?? reckoning.startedOn) + 7;
  return [...calendar.holidays]
    .filter(([day]) => first <= day && day <= last)
    .toSorted(([a], [b]) => a - b)
    .map(([day, name]) => ({ kind: 'holiday', on: dateOfDay(day), name }));
}

function sentenceOf(cause: DueCause, { rule, entries }: ClockHistory): Said {
  switch (cause.kind) {
    case 'holiday':
      return say('is-a-public-holiday', { on: { day: cause.on }, name: cause.name });
    case 'rolling':
      return say(rule.roll === 'forward' ? 'a-last-day-moves-to-the-next' : 'a-last-day-moves-back-to-the-last');
    case 'closing-hours':
      return say('what-arrives-from-on-or-on', { closesAt: rule.closesAt ?? '' });
    case 'pause':
    case 'extension':
    case 'order':
      return saysEntry(entries[cause.entry], rule);
  }
}

function saysEntry(entry: ClockEntry | undefined, rule: ClockHistory['rule']): Said {
  if (entry?.type === 'suspended') {
    return say('it-was-paused-on', {
      date: { day: dateOf(entry.at, rule.zone) },
      title: rule.pauses[entry.pause]?.title ?? entry.pause,
    });
  }
  if (entry?.type === 'extended') {
    const title = rule.extensions[entry.extension]?.title ?? entry.extension;
    return say('it-was-extended-on-by', {
      date: { day: dateOf(entry.at, rule.zone) },
      by: { period: entry.by },
      title,
    });
  }
  if (entry?.type === 'moved') return say('the-date-was-fixed-at', { dueOn: { day: entry.dueOn }, cause: entry.cause });
  return say('nothing');
}
