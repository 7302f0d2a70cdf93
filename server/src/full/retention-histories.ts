// Random histories of cases under random schedules, in the form of docs/retention-rules.md, section 9: with many days at the ends of months,
// of years and of time, and with every trigger, correction and reopening. Knows neither the engine nor the oracle.
import type { HistoryToAsk, StepToAsk, TriggerToAsk } from './retention-answers.ts';
import { seededChance, type Chance } from './seeded-chance.ts';

type Schedule = HistoryToAsk['schedule'];
type Rule = Schedule['floors'][number];

const HISTORIES_OF_SCHEDULE = 20;
const EDGES = [
  '01-01',
  '01-31',
  '02-28',
  '02-29',
  '03-01',
  '03-31',
  '04-01',
  '04-30',
  '06-30',
  '07-01',
  '09-30',
  '10-01',
  '12-31',
];
const OUTCOMES = ['a', 'b', 'c'];
const KINDS = ['k1', 'k2'];
const PRIMITIVES = ['issue', 'goal', 'obligation', 'determination', 'evidence', 'referral', 'communication'];
const STATUSES: Readonly<Record<string, readonly string[]>> = {
  determination: ['drafted', 'discarded', 'made', 'notified', 'affirmed', 'varied', 'set-aside', 'revoked'],
  communication: ['drafted', 'approved', 'discarded', 'sent', 'delivered', 'bounced', 'recorded'],
};
const NUMBERS = [
  'one',
  'two',
  'seven',
  'twelve',
  'eighteen',
  'twenty-five',
  'seventy-five',
  'one hundred',
  '3',
  '10',
  '18',
  '600',
];
const EVENTS = [
  ...['action completed', 'last action', 'the end of the calendar year', 'the end of the financial year'],
  ...['end of financial year in which it ended', 'the end of the year of closing', 'the end of the fiscal year'],
];

export function* randomHistories(seed: number, count: number): Generator<HistoryToAsk> {
  const chance = seededChance(seed);
  let schedule = randomSchedule(chance);
  for (let at = 0; at < count; at += 1) {
    if (at % HISTORIES_OF_SCHEDULE === 0) schedule = randomSchedule(chance);
    const known = chance.percent(75) ? everythingKnown(chance) : [];
    const steps = [...known, ...Array.from({ length: chance.between(3, 10) }, () => randomStep(chance))];
    yield { id: `h-${seed}-${at}`, schedule, steps };
  }
}

function pick<T>(chance: Chance, list: readonly T[]): T {
  // No list here is empty.
  return list[chance.between(0, list.length - 1)] as T;
}

function randomSchedule(chance: Chance): Schedule {
  const rule = (name: string, like: Rule | undefined): Rule => ({
    ...{ name, when: chance.percent(30) ? randomCondition(chance) : null },
    ...(like !== undefined && chance.percent(25)
      ? // The same day twice, so that it is seen which of equals counts.
        { trigger: like.trigger, period: like.period }
      : { trigger: randomTrigger(chance), period: randomPeriod(chance) }),
  });
  const classes: Schedule['classes'][number][] = [];
  for (let at = chance.between(1, 4); at > 0; at -= 1) {
    const one = rule(`class${at}`, classes.at(-1));
    const period = chance.percent(8) ? 'Retain as national archives' : one.period;
    const says = /destroy|dispose|transfer|review|retain as|de$|sr$|fr$/i.test(period);
    const outcomes = chance.percent(50) ? OUTCOMES.filter(() => chance.percent(60)) : null;
    const action = says ? null : pick(chance, ['destroy', 'transfer', 'review', 'retain', 'destroy'] as const);
    classes.push({ ...one, period, outcomes, action });
  }
  const like = classes.find(({ period, action }) => action !== 'retain' && !/archives$|fr$/i.test(period));
  return {
    ...{ choose: chance.percent(40) ? 'first' : 'longest', financialYearStarts: chance.between(1, 12), classes },
    floors: Array.from({ length: pick(chance, [0, 0, 1, 2]) }, (_, at) => rule(`floor${at}`, like)),
  };
}

/** A case that is closed and of which then all comes on record that a trigger may ask for. */
function everythingKnown(chance: Chance): readonly StepToAsk[] {
  const day = (): string => randomDay(chance);
  const entry = { of: pick(chance, KINDS), from: day(), until: chance.percent(50) ? day() : null };
  return [
    { do: 'close', on: day(), outcome: pick(chance, OUTCOMES) },
    ...['d1', 'd2', 'i1'].map((field): StepToAsk => ({ do: 'record', field, value: day() })),
    ...['n1', 'n2'].map((field): StepToAsk => ({ do: 'record', field, value: chance.between(-3, 6) })),
    { do: 'parent', closed: day() },
    { do: 'linked', case: 'c1', closed: day() },
    { ...entry, do: 'entry', id: 'determination.1', primitive: 'determination', status: 'notified' },
    { ...entry, do: 'entry', id: 'communication.1', primitive: 'communication', status: 'sent', from: day() },
    { do: 'state', what: 'manual', name: 'superseded', on: day() },
    { do: 'state', what: 'death', name: 'child', on: day() },
    { do: 'state', what: 'repeal', name: 'Example Act', on: day() },
  ];
}

function randomCondition(chance: Chance): NonNullable<Rule['when']> {
  if (chance.percent(20)) return { field: 'b1', is: '=', value: chance.percent(50) };
  if (chance.percent(30)) return { field: 't1', is: '=', value: pick(chance, ['x', 'y']) };
  const field = pick(chance, ['n1', 'n2']);
  return { field, is: pick(chance, ['=', '>', '<'] as const), value: chance.between(-2, 5) };
}

function randomTrigger(chance: Chance): TriggerToAsk {
  const day = (): string => pick(chance, ['d1', 'd2', 'i1']);
  return pick<() => TriggerToAsk>(chance, [
    () => 'closed',
    () => 'closed',
    () => 'parent-closed',
    () => 'last-contact',
    () => ({ closedPlus: pick(chance, ['P6M', 'P1Y', 'P1M', 'P1Y1M1D', 'P2W', 'P30D']) }),
    () => ({ field: day() }),
    () => ({
      latest: {
        ...{ closed: chance.percent(60), linked: chance.percent(50) },
        ...{ fields: chance.percent(50) ? [day(), day()] : [] },
        entries: PRIMITIVES.filter(() => chance.percent(25)),
      },
    }),
    () => ({
      determination: chance.percent(50) ? 'all' : [pick(chance, KINDS)],
      on: chance.percent(60) ? 'start' : 'expiry',
    }),
    () => ({ manual: pick(chance, ['superseded', 'returned']) }),
    () => ({ age: chance.between(0, 100), born: pick(chance, ['d1', 'd2']) }),
    () => ({ death: 'child' }),
    () => ({ repeal: 'Example Act' }),
  ])();
}

function randomPeriod(chance: Chance): string {
  const coded = (): string => {
    const parts = `${chance.percent(80) ? `${chance.between(0, 12)}y` : ''}${chance.percent(25) ? `${chance.between(1, 20)}m` : ''}${chance.percent(10) ? `${chance.between(1, 5)}w` : ''}${chance.percent(10) ? `${chance.between(1, 40)}d` : ''}`;
    return parts === '' ? '1y' : parts;
  };
  const final = pick(chance, [' DE', ' DE', ' SR', ' SR']);
  const spoken = (): string => {
    const units = chance.percent(15)
      ? `${pick(chance, NUMBERS)} years and ${chance.between(1, 18)} months`
      : `${pick(chance, NUMBERS)} ${pick(chance, ['years', 'years', 'months', 'weeks', 'days', 'year'])}`;
    return `${units} ${pick(chance, ['after', 'from'])} ${pick(chance, EVENTS)}`;
  };
  return pick<() => string>(chance, [
    () => pick(chance, ['P7Y', 'P1Y', 'P1M', 'P1Y6M', 'P90D', 'P2W', 'P0D', 'P100Y', 'P9000Y']),
    () =>
      `${pick(chance, ['SO', 'CY', 'FY'])}${chance.percent(70) ? `+${coded()}` : ''} ${chance.percent(50) ? 'nil' : coded()}${final}`,
    () => `${pick(chance, ['so', 'cy', 'fy'])}+${coded()}${chance.percent(50) ? ' nil de' : ''}`,
    () => `Destroy ${spoken()}`,
    () => `${pick(chance, ['Dispose of', 'Transfer', 'Transfer to State archives', 'Review'])} ${spoken()}`,
    () => `Retain minimum of ${spoken()}, then ${pick(chance, ['destroy', 'review', 'transfer to archives'])}`,
    () => `Destroy ${pick(chance, ['when', 'immediately after', 'after'])} ${pick(chance, EVENTS)}`,
  ])();
}

function randomStep(chance: Chance): StepToAsk {
  const day = (): string => randomDay(chance);
  return pick<() => StepToAsk>(chance, [
    () => ({ do: 'close', on: day(), outcome: pick(chance, OUTCOMES) }),
    () => ({ do: 'close', on: day(), outcome: pick(chance, OUTCOMES) }),
    () => ({ do: 'close', on: day(), outcome: pick(chance, OUTCOMES) }),
    () => ({ do: 'reopen' }),
    () => ({
      do: 'record',
      field: pick(chance, ['d1', 'd2']),
      value: chance.percent(15) ? pick(chance, [null, '2021-02-29', 'soon', '2020-13-01']) : day(),
    }),
    () => ({ do: 'record', field: 'i1', value: chance.percent(15) ? null : day() }),
    () => ({
      do: 'record',
      field: pick(chance, ['n1', 'n2']),
      value: chance.percent(15) ? null : chance.between(-3, 6),
    }),
    () => ({ do: 'record', field: 't1', value: pick(chance, ['x', 'y', 'z', null]) }),
    () => ({ do: 'record', field: 'b1', value: pick(chance, [true, false, null]) }),
    () => ({ do: 'parent', closed: chance.percent(30) ? null : day() }),
    () => ({ do: 'linked', case: pick(chance, ['c1', 'c2', 'c3']), closed: chance.percent(25) ? null : day() }),
    () => randomEntry(chance),
    () => randomEntry(chance),
    () => randomEntry(chance),
    () => {
      const [what, name] = pick(chance, [
        ['manual', 'superseded'],
        ['manual', 'returned'],
        ['death', 'child'],
        ['repeal', 'Example Act'],
      ] as const);
      return { do: 'state', what, name, on: chance.percent(20) ? null : day() };
    },
  ])();
}

function randomEntry(chance: Chance): StepToAsk {
  const primitive = pick(chance, ['determination', 'communication', ...PRIMITIVES]);
  return {
    ...{ do: 'entry', id: `${primitive}.${chance.between(1, 3)}`, primitive, of: pick(chance, KINDS) },
    ...{ status: pick(chance, STATUSES[primitive] ?? ['open', 'settled']), from: randomDay(chance) },
    until: chance.percent(50) ? null : randomDay(chance),
  };
}

/** One in two lies where a month or a year ends or begins, and a few in the last years that can be written. */
function randomDay(chance: Chance): string {
  const year = chance.percent(2) ? chance.between(9_950, 9_999) : chance.between(1_950, 2_060);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const edge = pick(chance, EDGES);
  const monthDay = chance.percent(50)
    ? edge
    : `${String(chance.between(1, 12)).padStart(2, '0')}-${String(chance.between(1, 28)).padStart(2, '0')}`;
  return `${year}-${monthDay === '02-29' && !leap ? '02-28' : monthDay}`;
}
