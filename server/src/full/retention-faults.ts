// Faults in how retention is reckoned, one at a time: each is a mistake that somebody could make. Held against the oracle, each must show.
import type { Mutant } from './mutant-list.ts';

const PERIOD = 'retention/period.ts';
const PARSE = 'retention/parse-period.ts';
const TRIGGERS = 'retention/triggers.ts';
const CHOICE = 'retention/retention-of.ts';

const IN_FILE: readonly (readonly [file: string, name: string, find: string, put: string])[] = [
  [
    PERIOD,
    'the last day of a period is due',
    'due: addDays(addLength(trigger, period), 1)',
    'due: addLength(trigger, period)',
  ],
  [PERIOD, 'the first day of a year counts into the year before', 'sameYear > day', 'sameYear >= day'],
  [PERIOD, 'a financial year is a calendar year', "period.from === 'calendar-year' ? 1 : starts", '1'],
  [PERIOD, 'a calendar year begins with the financial one', "period.from === 'calendar-year' ? 1 : starts", 'starts'],
  [PERIOD, 'weeks have five days', '7 * weeks + days', '5 * weeks + days'],
  [
    PERIOD,
    'years are 365 days',
    'const total = 12 * years + months;',
    'const total = months; if (years > 0) return addDays(addLength(day, { years: 0, months, weeks, days }), 365 * years);',
  ],
  [PERIOD, 'time does not end', 'if (month >= 10_000 * 12) return LAST_DATE;', ''],
  [PARSE, 'semi-active years are not added', 'years: one.years + other.years', 'years: one.years'],
  [PARSE, 'a year that is called fiscal is no year', '|the fiscal) year/', ') year/'],
  [PARSE, 'selective retention destroys', "sr: 'review'", "sr: 'destroy'"],
  [
    PARSE,
    'what comes then is not read',
    'const action = end === null ? actionOf(verb) : actionOf(end);',
    'const action = actionOf(verb);',
  ],
  [PARSE, 'one hundred is one', "['one hundred', 100]", "['one hundred', 1]"],
  [TRIGGERS, 'drafts of decisions are decisions', "entry.status !== 'drafted' &&", ''],
  [
    TRIGGERS,
    'a decision without an end has ended',
    "on === 'expiry' ? own.find(([, { until }]) => until === null) : undefined",
    'undefined',
  ],
  [TRIGGERS, 'kinds of decisions are all one', 'kinds === null || kinds.includes(entry.of)', 'true'],
  [TRIGGERS, 'a letter that came back is no contact', "'bounced', ", ''],
  [
    TRIGGERS,
    'open cases below do not wait',
    'linked ? of.facts.linked.find(({ closedOn }) => closedOn === null) : undefined',
    'undefined',
  ],
  [TRIGGERS, 'the earliest day counts', 'one.on > best.on', 'one.on < best.on'],
  [TRIGGERS, 'an entry ends where it begins', 'on: until ?? from })),\n    ],', 'on: from })),\n    ],'],
  [
    TRIGGERS,
    'a parent that is open is none',
    'if (parent.closedOn === null) return { waits:',
    "if (parent.closedOn === null) return unknown('x') ?? { waits:",
  ],
  [
    TRIGGERS,
    'the term of a process does not count',
    'const on = addLength(of.closedOn, trigger.term);',
    'const on = of.closedOn;',
  ],
  [
    CHOICE,
    'what cannot be told does not apply',
    "return typeof value === 'boolean' ? value : null;",
    'return value === true;',
  ],
  [CHOICE, 'any outcome has every class', 'one.outcomes !== null && !one.outcomes.includes(outcome)', 'false'],
  [CHOICE, 'the shortest class counts', "(one.due ?? '') > (best.due ?? '')", "(one.due ?? '') < (best.due ?? '')"],
  [CHOICE, 'the last of equals counts', "(one.due ?? '') > (best.due ?? '')", "(one.due ?? '') >= (best.due ?? '')"],
  [CHOICE, 'a date is said beside what is unknown', 'if (open !== undefined) return open;', ''],
  [CHOICE, 'what is kept for good does not come first', 'if (forGood !== undefined) return forGood;', ''],
  [CHOICE, 'floors are no floors', 'highest === null || highest.due <=', 'highest === null || true || highest.due <='],
  [CHOICE, 'a floor moves by the same day', "highest.due <= (chosen.due ?? '')", "highest.due < (chosen.due ?? '')"],
  [CHOICE, 'a floor without anything to count from has no date', 'at.nothing ? null :', 'false ? null :'],
  [CHOICE, 'only the first class is asked', "retention.choose === 'first'", 'true'],
];

export const RETENTION_FAULTS: readonly Mutant[] = IN_FILE.map(([file, name, find, put]) => ({
  file,
  name,
  find,
  put,
}));
