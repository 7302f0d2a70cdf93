// Faults in how retention is reckoned, one at a time: each is a mistake that somebody could make. Held against the oracle, each must show.
import type { Mutant } from './mutant-list.ts';

const PERIOD = 'retention/period.ts';
const PARSE = 'retention/parse-period.ts';
const TRIGGERS = 'retention/triggers.ts';
const CHOICE = 'retention/retention-of.ts';

export const RETENTION_FAULTS: readonly Mutant[] = [
  fault(
    PERIOD,
    'the last day of a period is due',
    'due: addDays(addLength(trigger, period), 1)',
    'due: addLength(trigger, period)',
  ),
  fault(PERIOD, 'the first day of a year counts into the year before', 'sameYear > day', 'sameYear >= day'),
  fault(PERIOD, 'a financial year is a calendar year', "period.from === 'calendar-year' ? 1 : starts", '1'),
  fault(
    PERIOD,
    'a calendar year begins with the financial one',
    "period.from === 'calendar-year' ? 1 : starts",
    'starts',
  ),
  fault(PERIOD, 'weeks have five days', '7 * weeks + days', '5 * weeks + days'),
  fault(
    PERIOD,
    'years are 365 days',
    'const total = 12 * years + months;',
    'const total = months; if (years > 0) return addDays(addLength(day, { years: 0, months, weeks, days }), 365 * years);',
  ),
  fault(PERIOD, 'time does not end', 'if (month >= 10_000 * 12) return LAST_DATE;', ''),
  fault(PARSE, 'semi-active years are not added', 'years: one.years + other.years', 'years: one.years'),
  fault(PARSE, 'a year that is called fiscal is no year', '|the fiscal) year/', ') year/'),
  fault(PARSE, 'selective retention destroys', "sr: 'review'", "sr: 'destroy'"),
  fault(
    PARSE,
    'what comes then is not read',
    'const action = end === null ? actionOf(verb) : actionOf(end);',
    'const action = actionOf(verb);',
  ),
  fault(PARSE, 'one hundred is one', "['one hundred', 100]", "['one hundred', 1]"),
  fault(TRIGGERS, 'drafts of decisions are decisions', "entry.status !== 'drafted' &&", ''),
  fault(
    TRIGGERS,
    'a decision without an end has ended',
    "on === 'expiry' ? own.find(([, { until }]) => until === null) : undefined",
    'undefined',
  ),
  fault(TRIGGERS, 'kinds of decisions are all one', 'kinds === null || kinds.includes(entry.of)', 'true'),
  fault(TRIGGERS, 'a letter that came back is no contact', "'bounced', ", ''),
  fault(
    TRIGGERS,
    'open cases below do not wait',
    'linked ? of.facts.linked.find(({ closedOn }) => closedOn === null) : undefined',
    'undefined',
  ),
  fault(TRIGGERS, 'the earliest day counts', 'one.on > best.on', 'one.on < best.on'),
  fault(TRIGGERS, 'an entry ends where it begins', 'on: until ?? from })),\n    ],', 'on: from })),\n    ],'),
  fault(
    TRIGGERS,
    'a parent that is open is none',
    'if (parent.closedOn === null) return { waits:',
    "if (parent.closedOn === null) return unknown('x') ?? { waits:",
  ),
  fault(
    TRIGGERS,
    'the term of a process does not count',
    'const on = addLength(of.closedOn, trigger.term);',
    'const on = of.closedOn;',
  ),
  fault(
    CHOICE,
    'what cannot be told does not apply',
    "return typeof value === 'boolean' ? value : null;",
    'return value === true;',
  ),
  fault(CHOICE, 'any outcome has every class', 'one.outcomes !== null && !one.outcomes.includes(outcome)', 'false'),
  fault(
    CHOICE,
    'the shortest class counts',
    "(one.due ?? '') > (best.due ?? '')",
    "(one.due ?? '') < (best.due ?? '')",
  ),
  fault(
    CHOICE,
    'the last of equals counts',
    "(one.due ?? '') > (best.due ?? '')",
    "(one.due ?? '') >= (best.due ?? '')",
  ),
  fault(CHOICE, 'a date is said beside what is unknown', 'if (open !== undefined) return open;', ''),
  fault(CHOICE, 'what is kept for good does not come first', 'if (forGood !== undefined) return forGood;', ''),
  fault(
    CHOICE,
    'floors are no floors',
    'highest === null || highest.due <=',
    'highest === null || true || highest.due <=',
  ),
  fault(
    CHOICE,
    'a floor moves by the same day',
    "highest.due <= (chosen.due ?? '')",
    "highest.due < (chosen.due ?? '')",
  ),
  fault(CHOICE, 'a floor without anything to count from has no date', 'at.nothing ? null :', 'false ? null :'),
  fault(CHOICE, 'only the first class is asked', "retention.choose === 'first'", 'true'),
];

function fault(file: string, name: string, find: string, put: string): Mutant {
  return { file, name, find, put };
}
