// What may be entered in a clock's history, by its rule and by how the clock stands at that moment. A refusal says what
// the rule is and what to do instead.
import { reasonOf } from '../sentences/in-words.ts';
import { say } from '../sentences/say.ts';
import { dateOf, isDate, isOccurred } from '../calendar/calendar.ts';
import type { HolidayTable } from '../calendar/working-days.ts';
import type { ClockEntry, ClockHistory, ClockProblem } from './clock-history.ts';
import type { ExtensionRule, Period } from './clock-rule.ts';
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
    return { code: 'not-a-date', ...reasonOf(say('say-when-a-date-or-an')) };
  }
  const last = entries.at(-1);
  if (last === undefined) {
    return entry.type === 'started'
      ? null
      : { code: 'not-started', ...reasonOf(say('the-clock-has-not-started-start')) };
  }
  if (entry.type === 'started') return { code: 'already-started', ...reasonOf(say('the-clock-has-started-already')) };
  const on = dateOf(entry.at, rule.zone);
  const lastOn = dateOf(last.at, rule.zone);
  if (on < lastOn) {
    const reason = reasonOf(say('this-is-said-to-have-happened', { on: { day: on }, lastOn: { day: lastOn } }));
    return { code: 'out-of-order', ...reason };
  }
  const reckoned = reckonClock(history, table);
  if ('problem' in reckoned) return reckoned.problem;
  const now = { history, reckoning: reckoned.reckoning, on };
  if (now.reckoning.standing === 'stopped')
    return { code: 'ended', ...reasonOf(say('the-clock-was-stopped-nothing-more')) };
  if (now.reckoning.standing === 'deemed' && entry.type !== 'extended' && entry.type !== 'stopped') {
    return {
      code: 'ended',
      ...reasonOf(say('the-period-has-passed-and-the')),
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
        : { code: 'not-suspended', ...reasonOf(say('the-clock-is-not-paused-by', { pause: entry.pause })) };
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
    const may =
      known.length === 0 ? say('nothing-pauses-this-clock') : say('it-is-paused-only-by', { pauses: known.join(', ') });
    return {
      code: 'unknown-pause',
      ...reasonOf(say('does-not-pause-this-clock', { pause, may, reference: rule.law.reference })),
    };
  }
  if (reckoning.suspendedBy.includes(pause)) {
    return { code: 'already-suspended', ...reasonOf(say('the-clock-is-paused-by-already', { pause })) };
  }
  if (reckoning.dueOn === null || on <= reckoning.dueOn) return null;
  return {
    code: 'expired',
    ...reasonOf(say('the-period-ended-on-so-it', { dueOn: { day: reckoning.dueOn }, on: { day: on } })),
  };
}

function refuseExtend(now: Now, entry: Extract<ClockEntry, { type: 'extended' }>): Refusal | null {
  const { rule, entries } = now.history;
  const extension = Object.hasOwn(rule.extensions, entry.extension) ? rule.extensions[entry.extension] : undefined;
  if (extension === undefined) {
    const known = Object.keys(rule.extensions);
    const may =
      known.length === 0 ? say('nothing-extends-it') : say('it-is-extended-only-by', { extensions: known.join(', ') });
    return {
      code: 'unknown-extension',
      ...reasonOf(say('there-is-no-extension-of-this', { extension: entry.extension, may })),
    };
  }
  const used = entries.filter((one) => one.type === 'extended' && one.extension === entry.extension).length;
  if (extension.times !== null && used >= extension.times) {
    const often = extension.times === 1 ? say('once') : say('so-many-times', { times: extension.times });
    return {
      code: 'extension-used-up',
      ...reasonOf(say('may-be-used-and-was', { title: extension.title, often, reference: extension.law.reference })),
    };
  }
  return refuseLength(extension, entry.by) ?? refuseMoment(now, extension);
}

function refuseLength(extension: ExtensionRule, by: Period): Refusal | null {
  if (!Number.isInteger(by.count) || by.count < 1 || by.count > LONGEST[by.unit]) {
    return {
      code: 'extension-too-long',
      ...reasonOf(say('an-extension-is-a-whole-number')),
    };
  }
  if (extension.by === null || (by.unit === extension.by.unit && by.count <= extension.by.count)) return null;
  const reason = reasonOf(
    say('extends-by-at-most-and-was', {
      title: extension.title,
      by: { period: extension.by },
      by2: { period: by },
      reference: extension.law.reference,
    }),
  );
  return { code: 'extension-too-long', ...reason };
}

function refuseMoment({ reckoning, on }: Now, extension: ExtensionRule): Refusal | null {
  const expired = reckoning.standing === 'deemed' || (reckoning.dueOn !== null && on > reckoning.dueOn);
  if (expired && extension.when === 'before-expiry') {
    const reason = reasonOf(
      say('the-period-ended-on-and-cannot', {
        dueOn: { day: reckoning.dueOn ?? on },
        on: { day: on },
        title: extension.title,
        reference: extension.law.reference,
      }),
    );
    return { code: 'expired', ...reason };
  }
  if (!expired && extension.when === 'after-expiry') {
    const reason = reasonOf(
      say('is-possible-only-after-the-period', { title: extension.title, reference: extension.law.reference }),
    );
    return { code: 'not-expired', ...reason };
  }
  return null;
}

function refuseDeem({ history: { rule }, reckoning, on }: Now): Refusal | null {
  if (rule.deemed === undefined) {
    return { code: 'no-deemed-outcome', ...reasonOf(say('the-law-deems-nothing-when-this')) };
  }
  if (reckoning.dueOn !== null && on > reckoning.dueOn) return null;
  return {
    code: 'not-expired',
    ...reasonOf(
      say('nothing-is-deemed-before-the-period', {
        on: reckoning.dueOn === null ? '' : say('on-the-day', { on: { day: reckoning.dueOn } }),
      }),
    ),
  };
}
