// What may be entered in a clock's history, by its rule and by how the clock stands at that moment. A refusal says what
// the rule is and what to do instead.
import { dateOf, isDate, isOccurred } from '../calendar/calendar.ts';
import type { HolidayTable } from '../calendar/working-days.ts';
import type { ClockEntry, ClockHistory, ClockProblem } from './clock-history.ts';
import type { ExtensionRule, Period } from './clock-rule.ts';
import { sayDate, sayPeriod } from './plain-words.ts';
import { reckonClock, type Reckoning } from './reckon.ts';

export type Added = { readonly history: ClockHistory } | { readonly problem: ClockProblem };

/** Ten years at once; more would be counted for long and mean nothing. */
const LONGEST = { days: 3_660, 'working-days': 2_610, weeks: 522, months: 120, years: 10 } as const;

type Refusal = Omit<ClockProblem, 'entry'>;

/**
 * Adds an entry, or says why the law or the order of things does not allow it.
 *
 * @param table public holidays by which "expired" is judged now
 */
export function addEntry(history: ClockHistory, entry: ClockEntry, table: HolidayTable): Added {
  const index = history.entries.length;
  const added = { ...history, entries: [...history.entries, entry] };
  const refused = refusal(history, entry, table);
  if (refused !== null) return { problem: { ...refused, entry: index } };
  const reckoned = reckonClock(added, table);
  return 'problem' in reckoned ? { problem: { ...reckoned.problem, entry: index } } : { history: added };
}

function refusal(history: ClockHistory, entry: ClockEntry, table: HolidayTable): Refusal | null {
  const { entries, rule } = history;
  if (!isOccurred(entry.at) || (entry.type === 'moved' && !isDate(entry.dueOn))) {
    return { code: 'not-a-date', reason: 'Say when: a date, or an instant with its offset.' };
  }
  const last = entries.at(-1);
  if (last === undefined) {
    return entry.type === 'started'
      ? null
      : { code: 'not-started', reason: 'The clock has not started. Start it first.' };
  }
  if (entry.type === 'started') return { code: 'already-started', reason: 'The clock has started already.' };
  const on = dateOf(entry.at, rule.zone);
  const lastOn = dateOf(last.at, rule.zone);
  if (on < lastOn) {
    const reason = `This is said to have happened on ${sayDate(on)}, before the last entry of ${sayDate(lastOn)}. Entries follow one another in time.`;
    return { code: 'out-of-order', reason };
  }
  const reckoned = reckonClock(history, table);
  if ('problem' in reckoned) return reckoned.problem;
  const now = { history, reckoning: reckoned.reckoning, on };
  if (now.reckoning.standing === 'stopped')
    return { code: 'ended', reason: 'The clock was stopped. Nothing more can be entered.' };
  if (now.reckoning.standing === 'deemed' && entry.type !== 'extended' && entry.type !== 'stopped') {
    return {
      code: 'ended',
      reason:
        'The period has passed and the outcome was deemed. Only further time can be entered, or when it was done after all.',
    };
  }
  return refusalNow(now, entry);
}

interface Now {
  readonly history: ClockHistory;
  readonly reckoning: Reckoning;
  readonly on: string;
}

function refusalNow(now: Now, entry: Exclude<ClockEntry, { type: 'started' }>): Refusal | null {
  switch (entry.type) {
    case 'suspended':
      return refuseSuspend(now, entry.pause);
    case 'resumed':
      return now.reckoning.suspendedBy.includes(entry.pause)
        ? null
        : { code: 'not-suspended', reason: `The clock is not paused by “${entry.pause}”, so that cannot end.` };
    case 'extended':
      return refuseExtend(now, entry);
    case 'deemed':
      return refuseDeem(now);
    case 'moved':
    case 'stopped':
      return null;
  }
}

function refuseSuspend({ history: { rule }, reckoning, on }: Now, pause: string): Refusal | null {
  if (!Object.hasOwn(rule.pauses, pause)) {
    const known = Object.keys(rule.pauses);
    const may = known.length === 0 ? 'Nothing pauses this clock' : `It is paused only by: ${known.join(', ')}`;
    return { code: 'unknown-pause', reason: `“${pause}” does not pause this clock. ${may} (${rule.law.reference}).` };
  }
  if (reckoning.suspendedBy.includes(pause)) {
    return { code: 'already-suspended', reason: `The clock is paused by “${pause}” already.` };
  }
  if (reckoning.dueOn === null || on <= reckoning.dueOn) return null;
  return {
    code: 'expired',
    reason: `The period ended on ${sayDate(reckoning.dueOn)}, so it cannot be paused on ${sayDate(on)}.`,
  };
}

function refuseExtend(now: Now, entry: Extract<ClockEntry, { type: 'extended' }>): Refusal | null {
  const { rule, entries } = now.history;
  const extension = Object.hasOwn(rule.extensions, entry.extension) ? rule.extensions[entry.extension] : undefined;
  if (extension === undefined) {
    const known = Object.keys(rule.extensions);
    const may = known.length === 0 ? 'Nothing extends it' : `It is extended only by: ${known.join(', ')}`;
    return { code: 'unknown-extension', reason: `There is no extension “${entry.extension}” of this clock. ${may}.` };
  }
  const used = entries.filter((one) => one.type === 'extended' && one.extension === entry.extension).length;
  if (extension.times !== null && used >= extension.times) {
    const often = extension.times === 1 ? 'once' : `${extension.times} times`;
    return {
      code: 'extension-used-up',
      reason: `“${extension.title}” may be used ${often}, and was (${extension.law.reference}).`,
    };
  }
  return refuseLength(extension, entry.by) ?? refuseMoment(now, extension);
}

function refuseLength(extension: ExtensionRule, by: Period): Refusal | null {
  if (!Number.isInteger(by.count) || by.count < 1 || by.count > LONGEST[by.unit]) {
    return {
      code: 'extension-too-long',
      reason: 'An extension is a whole number of days, weeks, months or years, at least 1, and at most ten years.',
    };
  }
  if (extension.by === null || (by.unit === extension.by.unit && by.count <= extension.by.count)) return null;
  const reason = `“${extension.title}” extends by at most ${sayPeriod(extension.by)}, and ${sayPeriod(by)} was asked for (${extension.law.reference}).`;
  return { code: 'extension-too-long', reason };
}

function refuseMoment({ reckoning, on }: Now, extension: ExtensionRule): Refusal | null {
  const expired = reckoning.standing === 'deemed' || (reckoning.dueOn !== null && on > reckoning.dueOn);
  if (expired && extension.when === 'before-expiry') {
    const reason = `The period ended on ${sayDate(reckoning.dueOn ?? on)} and cannot be extended on ${sayDate(on)}: “${extension.title}” is possible until it ends (${extension.law.reference}).`;
    return { code: 'expired', reason };
  }
  if (!expired && extension.when === 'after-expiry') {
    const reason = `“${extension.title}” is possible only after the period has ended (${extension.law.reference}).`;
    return { code: 'not-expired', reason };
  }
  return null;
}

function refuseDeem({ history: { rule }, reckoning, on }: Now): Refusal | null {
  if (rule.deemed === undefined) {
    return { code: 'no-deemed-outcome', reason: 'The law deems nothing when this period passes.' };
  }
  if (reckoning.dueOn !== null && on > reckoning.dueOn) return null;
  return {
    code: 'not-expired',
    reason: `Nothing is deemed before the period has ended${reckoning.dueOn === null ? '' : ` on ${sayDate(reckoning.dueOn)}`}.`,
  };
}
