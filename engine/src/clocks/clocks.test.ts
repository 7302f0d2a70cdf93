// Clocks beside the golden vectors: agreement with a naive count, what may be entered, warnings, replay, moved clocks,
// and causes that are removed to see the date flip.
import { inWords } from '../sentences/sentences.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type HolidayTable, SHIPPED_HOLIDAYS } from '../calendar/calendar.ts';
import {
  addEntry,
  type ClockEntry,
  type ClockHistory,
  type ClockRule,
  dueWithout,
  explainDue,
  movedClocks,
  reckonClock,
  type Reckoning,
  whyDue,
} from './clocks.ts';
import {
  australianFoi,
  BRITISH_FOI,
  days,
  extended,
  FEDERAL_COURT_DEFENCE,
  historyOf,
  inEnglish,
  NDIS_ACCESS,
  resumed,
  statute,
  suspended,
} from './test-laws.ts';
import { naiveDue } from './test-naive-due.ts';

function reckoned(history: ClockHistory, table: HolidayTable = SHIPPED_HOLIDAYS): Reckoning {
  const answer = reckonClock(history, table);
  if ('problem' in answer) throw new Error(answer.problem.reason);
  return answer.reckoning;
}

function refused(history: ClockHistory, entry: ClockEntry): { readonly code: string; readonly reason: string } | null {
  const added = addEntry(history, entry, SHIPPED_HOLIDAYS);
  return 'problem' in added ? added.problem : null;
}

const pauseLaw = statute('test');
const RULE: ClockRule = {
  ...australianFoi(),
  pauses: {
    a: { title: 'A', then: 'continue', law: pauseLaw },
    b: { title: 'B', then: 'continue', leavesOut: 'both', law: pauseLaw },
    c: { title: 'C', then: 'continue', leavesOut: 'beginning', law: pauseLaw },
  },
  extensions: {
    more: { title: 'More', by: null, times: null, when: 'any-time', law: pauseLaw },
  },
};

const PLACES = ['AU', 'AU-ACT', 'AU-VIC', 'CA-BC', 'GB-ENG+GB-NIR+GB-SCT+GB-WLS'];

/** A random clock with the same facts for the engine and for the naive count. */
const randomClock = fc
  .record({
    start: fc.integer({ min: 0, max: 5500 }).map((day) => addDays('2016-01-01', day)),
    firstDay: fc.constantFrom('exclude' as const, 'include' as const),
    roll: fc.constantFrom('none' as const, 'forward' as const, 'backward' as const),
    place: fc.constantFrom(...PLACES),
    within: fc.record({
      count: fc.integer({ min: 1, max: 60 }),
      unit: fc.constantFrom('days' as const, 'working-days' as const, 'weeks' as const),
    }),
    more: fc.array(
      fc.record({
        count: fc.integer({ min: 1, max: 20 }),
        unit: fc.constantFrom('days' as const, 'working-days' as const),
      }),
      { maxLength: 2 },
    ),
    pauses: fc.array(
      fc.record({
        name: fc.constantFrom('a', 'b', 'c'),
        after: fc.integer({ min: 0, max: 60 }),
        lasts: fc.integer({ min: 0, max: 25 }),
      }),
      { maxLength: 4 },
    ),
  })
  .map((made) => {
    const rule: ClockRule = {
      ...RULE,
      ...{ firstDay: made.firstDay, roll: made.roll, place: made.place, within: made.within },
    };
    const left: [string, string][] = [];
    const events: ClockEntry[] = [];
    const names = new Set<string>();
    for (const { name, after, lasts } of made.pauses) {
      if (names.has(name)) continue;
      names.add(name);
      const from = addDays(made.start, after);
      const to = addDays(from, lasts);
      events.push(suspended(from, name), resumed(to, name));
      const out = { a: made.firstDay === 'include' ? 'beginning' : 'end', b: 'both', c: 'beginning' }[name];
      left.push([out === 'end' ? addDays(from, 1) : from, out === 'beginning' ? addDays(to, -1) : to]);
    }
    const order = (entry: ClockEntry): number => (entry.type === 'suspended' ? 0 : 1);
    events.sort((x, y) => (x.at < y.at ? -1 : Number(x.at > y.at)) || order(x) - order(y));
    const last = events.at(-1)?.at ?? made.start;
    events.push(...made.more.map((by) => extended(last, 'more', by)));
    const counts = [made.within, ...made.more].map(({ count, unit }) => ({
      days: unit === 'weeks' ? count * 7 : count,
      working: unit === 'working-days',
    }));
    const naive = {
      start: made.start,
      firstDayCounts: made.firstDay === 'include',
      counts,
      left,
      place: made.place,
      roll: made.roll,
    };
    return { history: historyOf(rule, made.start, ...events), naive };
  });

describe('counting', () => {
  test('agrees with a naive count, one day after another, over random rules, pauses, extensions and places', () => {
    fc.assert(
      fc.property(randomClock, ({ history, naive }) => {
        const { countedOn, dueOn } = reckoned(history);
        expect({ countedOn, dueOn }).toEqual(naiveDue(naive, SHIPPED_HOLIDAYS));
      }),
      { numRuns: 500 },
    );
  });

  test('a history that went through JSON gives the same reckoning', () => {
    fc.assert(
      fc.property(randomClock, ({ history }) => {
        // The parsed text has the shape of what was written.
        const stored = JSON.parse(JSON.stringify(history)) as ClockHistory;
        expect(reckoned(stored)).toEqual(reckoned(history));
        expect(explainDue(stored, SHIPPED_HOLIDAYS)).toEqual(explainDue(history, SHIPPED_HOLIDAYS));
      }),
      { numRuns: 200 },
    );
  });

  test('warnings fall on the day by whose end the share has passed, counting only days that count', () => {
    const history = historyOf(australianFoi(), '2018-02-09');
    expect(reckoned(history).warnings).toEqual([
      { share: 50, on: '2018-02-24' },
      { share: 80, on: '2018-03-05' },
      { share: 100, on: '2018-03-11' },
    ]);
    const later = historyOf(
      australianFoi(),
      '2018-02-09',
      suspended('2018-02-20', 'charges'),
      resumed('2018-02-27', 'charges'),
    );
    expect(reckoned(later).warnings[0]).toEqual({ share: 50, on: '2018-03-03' });
  });

  test('a share that falls within a day is reached at its end', () => {
    const history = historyOf({ ...australianFoi(), warn: [1, 33, 99] }, '2018-02-09');
    expect(reckoned(history).warnings.map(({ on }) => on)).toEqual(['2018-02-10', '2018-02-19', '2018-03-11']);
  });

  test('of months that add up, each day is counted once', () => {
    const rule: ClockRule = { ...RULE, roll: 'none', within: { count: 1, unit: 'months' }, warn: [50, 100] };
    const history = historyOf(rule, '2024-01-31', extended('2024-02-01', 'more', { count: 1, unit: 'months' }));
    expect(reckoned(history).warnings).toEqual([
      { share: 50, on: '2024-03-01' },
      { share: 100, on: '2024-03-31' },
    ]);
  });

  test('while a pause is open there is no due date and no warning, and the explanation says so', () => {
    const history = historyOf(australianFoi(), '2018-02-09', suspended('2018-02-20', 'charges'));
    expect(reckoned(history)).toMatchObject({
      dueOn: null,
      standing: 'suspended',
      suspendedBy: ['charges'],
      warnings: [],
    });
    const explained = explainDue(history, SHIPPED_HOLIDAYS);
    expect(inEnglish(explained).at(-1)).toBe('There is no due date until “Waiting for a charge to be paid” ends.');
  });

  test('a date that was fixed stays where it was put, and a later pause or extension still moves it', () => {
    const order: ClockEntry = { type: 'moved', at: '2018-02-20', dueOn: '2018-04-01', cause: 'order of the tribunal' };
    // 1 April 2018 is Easter Sunday; an order is not rolled.
    expect(reckoned(historyOf(australianFoi(), '2018-02-09', order)).dueOn).toBe('2018-04-01');
    const paused = [suspended('2018-03-01', 'charges'), resumed('2018-03-08', 'charges')];
    expect(reckoned(historyOf(australianFoi(), '2018-02-09', order, ...paused)).dueOn).toBe('2018-04-08');
    const more = extended('2018-03-01', 'agreed', days(9));
    expect(reckoned(historyOf(australianFoi(), '2018-02-09', order, more)).dueOn).toBe('2018-04-10');
  });
});

describe('what may be entered', () => {
  const start = historyOf(australianFoi(), '2018-02-09');

  test.each<readonly [string, ClockHistory, ClockEntry, string]>([
    [
      'a clock that has not started',
      { rule: australianFoi(), entries: [] },
      { type: 'stopped', at: '2018-03-01' },
      'not-started',
    ],
    ['a second start', start, { type: 'started', at: '2018-03-01' }, 'already-started'],
    ['an entry before the last one', start, suspended('2018-02-08', 'charges'), 'out-of-order'],
    ['a pause that the law does not know', start, suspended('2018-02-20', 'constructor'), 'unknown-pause'],
    ['a pause after the end', start, suspended('2018-03-13', 'charges'), 'expired'],
    ['the end of a pause that is not open', start, resumed('2018-02-20', 'charges'), 'not-suspended'],
    [
      'an extension that the law does not know',
      start,
      extended('2018-02-20', 'toString', days(1)),
      'unknown-extension',
    ],
    ['an extension by nothing', start, extended('2018-02-20', 'agreed', days(0)), 'extension-too-long'],
    ['an extension by a fraction', start, extended('2018-02-20', 'complex', days(1.5)), 'extension-too-long'],
    ['an extension after the end', start, extended('2018-03-13', 'agreed', days(5)), 'expired'],
    ['what is no date', start, suspended('soon', 'charges'), 'not-a-date'],
    [
      'a deemed outcome where the law has none',
      historyOf(BRITISH_FOI, '2024-03-20'),
      { type: 'deemed', at: '2025-01-01', outcome: 'x' },
      'no-deemed-outcome',
    ],
    [
      'a date fixed at no date',
      start,
      { type: 'moved', at: '2018-02-20', dueOn: '2018-02-30', cause: 'x' },
      'not-a-date',
    ],
  ])('%s is refused', (_what, history, entry, code) => {
    expect(refused(history, entry)).toMatchObject({ code, entry: history.entries.length });
  });

  test('an extension after expiry is refused with the day, the extension and the law', () => {
    expect(refused(start, extended('2018-03-20', 'agreed', days(5)))?.reason).toBe(
      'The period ended on Monday 12 March 2018 and cannot be extended on Tuesday 20 March 2018: “Extension agreed with the applicant” is possible until it ends (Freedom of Information Act 1982 (Cth) s 15AA).',
    );
  });

  test('a paused clock has not expired, however late it is', () => {
    const paused = historyOf(australianFoi(), '2018-02-09', suspended('2018-02-20', 'charges'));
    expect(refused(paused, extended('2019-06-01', 'agreed', days(5)))).toBe(null);
    expect(refused(paused, { type: 'deemed', at: '2019-06-01', outcome: 'refused' })?.code).toBe('not-expired');
    expect(refused(paused, suspended('2018-03-01', 'charges'))?.code).toBe('already-suspended');
  });

  test('a stopped clock takes nothing more', () => {
    const stopped = historyOf(australianFoi(), '2018-02-09', { type: 'stopped', at: '2018-03-01' });
    expect(reckoned(stopped)).toMatchObject({ standing: 'stopped', dueOn: '2018-03-12' });
    expect(refused(stopped, suspended('2018-03-02', 'charges'))?.code).toBe('ended');
    expect(refused(stopped, { type: 'stopped', at: '2018-03-02' })?.code).toBe('ended');
  });

  test('a decision after a deemed refusal is late, and both stand in the record', () => {
    const refusal: ClockEntry = { type: 'deemed', at: '2018-03-13', outcome: 'refused' };
    const decided = historyOf(australianFoi(), '2018-02-09', refusal, { type: 'stopped', at: '2018-03-20' });
    expect(
      reckoned(decided)
        .steps.slice(-3)
        .map(({ kind }) => kind),
    ).toEqual(['counted', 'rolled', 'stopped']);
    const explained = explainDue(decided, SHIPPED_HOLIDAYS);
    expect(inEnglish(explained).join(' ')).toContain('the law takes this as decided: refused');
    expect(inEnglish(explained).join(' ')).toContain('It was stopped on Tuesday 20 March 2018, late.');
  });

  test('a calendar without the year, or without the place, is a problem and no guess', () => {
    expect(reckonClock(historyOf(australianFoi(), '2035-12-20'), SHIPPED_HOLIDAYS)).toMatchObject({
      problem: { code: 'calendar-year', reason: expect.stringContaining('2036') },
    });
    expect(reckonClock(historyOf(australianFoi('NZ'), '2020-01-01'), SHIPPED_HOLIDAYS)).toMatchObject({
      problem: { code: 'unknown-place' },
    });
    expect(refused({ rule: australianFoi(), entries: [] }, { type: 'started', at: '2035-12-20' })?.code).toBe(
      'calendar-year',
    );
  });

  test('many and long extensions are counted in time, and beyond ten years refused', () => {
    const twoCenturies = Array.from({ length: 20 }, () => extended('2018-02-10', 'more', days(3_660)));
    const history = historyOf({ ...RULE, roll: 'none' }, '2018-02-09', ...twoCenturies);
    const begin = Date.now();
    expect(reckoned(history).dueOn).toBe(addDays('2018-02-09', 30 + 20 * 3_660));
    expect(Date.now() - begin).toBeLessThan(1_000);
    expect(refused(history, extended('2018-02-10', 'more', days(3_661)))?.code).toBe('extension-too-long');
    expect(refused(history, extended('2018-02-10', 'more', { count: 11, unit: 'years' }))?.code).toBe(
      'extension-too-long',
    );
  });

  test('months and days that follow one another are each counted from where the last ended', () => {
    const rule: ClockRule = { ...RULE, roll: 'none', within: { count: 1, unit: 'months' } };
    const by = (count: number, unit: 'days' | 'months'): ClockEntry => extended('2024-02-01', 'more', { count, unit });
    // One month and one more from 31 January are the end of March; a month after some days begins at their end.
    expect(reckoned(historyOf(rule, '2024-01-31', by(1, 'months'))).dueOn).toBe('2024-03-31');
    expect(reckoned(historyOf(rule, '2024-01-31', by(1, 'days'))).dueOn).toBe('2024-03-01');
    expect(reckoned(historyOf(rule, '2024-01-31', by(1, 'days'), by(1, 'months'))).dueOn).toBe('2024-04-01');
  });

  test('random entries are added or refused and never leave a history that cannot be reckoned', () => {
    const at = fc.integer({ min: -3, max: 120 }).map((day) => addDays('2024-03-01', day));
    const name = fc.constantFrom('charges', 'practical-refusal', 'information', 'x');
    const entry: fc.Arbitrary<ClockEntry> = fc.oneof(
      fc.record({ type: fc.constant('suspended' as const), at, pause: name, cause: fc.constant('c') }),
      fc.record({ type: fc.constant('resumed' as const), at, pause: name }),
      fc.record({
        type: fc.constant('extended' as const),
        at,
        extension: fc.constantFrom('agreed', 'complex', 'third-party', 'after-refusal'),
        by: fc.record({ count: fc.integer({ min: 0, max: 40 }), unit: fc.constant('days' as const) }),
        cause: fc.constant('c'),
      }),
      fc.record({ type: fc.constant('deemed' as const), at, outcome: fc.constant('refused') }),
      fc.record({ type: fc.constant('stopped' as const), at }),
    );
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 12 }),
        fc.constantFrom(australianFoi('AU-ACT'), NDIS_ACCESS),
        (entries, rule) => {
          let history = historyOf(rule, '2024-03-01');
          for (const one of entries) {
            const before = reckoned(history);
            const added = addEntry(history, one, SHIPPED_HOLIDAYS);
            if ('problem' in added) expect(added.problem.reason.length).toBeGreaterThan(10);
            else history = added.history;
            const { dueOn } = reckoned(history);
            // By this law nothing brings a due date nearer except information that arrives early.
            if (rule !== NDIS_ACCESS && dueOn !== null && before.dueOn !== null)
              expect(dueOn >= before.dueOn).toBe(true);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

test('a new holiday table lists the clocks that move, and only those', () => {
  const newDay = 'New Day: 2024-06-03';
  const table: HolidayTable = {
    ...SHIPPED_HOLIDAYS,
    version: 'next',
    places: { ...SHIPPED_HOLIDAYS.places, 'AU-ACT': [...(SHIPPED_HOLIDAYS.places['AU-ACT'] ?? []), newDay] },
  };
  const shorter: HolidayTable = { ...SHIPPED_HOLIDAYS, version: 'short', lastYear: 2023 };
  const clocks = [
    { id: 'ends on it', history: historyOf(australianFoi('AU-ACT'), '2024-05-03') },
    { id: 'ends before it', history: historyOf(australianFoi('AU-ACT'), '2024-05-01') },
    { id: 'elsewhere', history: historyOf(australianFoi('AU-NSW'), '2024-05-03') },
    { id: 'stopped', history: historyOf(australianFoi('AU-ACT'), '2024-05-03', { type: 'stopped', at: '2024-05-05' }) },
    { id: 'paused', history: historyOf(australianFoi('AU-ACT'), '2024-05-03', suspended('2024-05-05', 'charges')) },
  ];
  expect(movedClocks(clocks, { from: SHIPPED_HOLIDAYS, to: table })).toEqual([
    { id: 'ends on it', from: '2024-06-03', to: '2024-06-04' },
  ]);
  expect(movedClocks(clocks, { from: SHIPPED_HOLIDAYS, to: SHIPPED_HOLIDAYS })).toEqual([]);
  expect(movedClocks(clocks.slice(0, 1), { from: SHIPPED_HOLIDAYS, to: shorter })).toMatchObject([
    { from: '2024-06-03', to: { code: 'calendar-year' } },
  ]);
});

describe('why a clock is due when it is', () => {
  function whys(history: ClockHistory): readonly string[] {
    const why = whyDue(history, SHIPPED_HOLIDAYS);
    if ('problem' in why) throw new Error(why.problem.reason);
    for (const { removed, otherwise } of why.causes) {
      expect(dueWithout(history, SHIPPED_HOLIDAYS, removed)).toBe(otherwise);
      expect(otherwise).not.toBe(why.dueOn);
    }
    return why.causes.map(({ sentence, otherwise }) => `${inWords(sentence, 'en')} -> ${otherwise}`);
  }

  test('rolling and the holiday that it passed over are named, and without either the date is another', () => {
    expect(whys(historyOf(australianFoi('AU-ACT'), '2018-02-09'))).toEqual([
      'A last day that is no working day moves to the next working day. -> 2018-03-11',
      'Monday 12 March 2018 is a public holiday (Canberra Day). -> 2018-03-12',
    ]);
  });

  test('a pause within another is not named; two over the same days are removed together', () => {
    const nested = [
      suspended('2018-02-12', 'charges'),
      suspended('2018-02-13', 'practical-refusal'),
      resumed('2018-02-14', 'practical-refusal'),
      resumed('2018-02-19', 'charges'),
    ];
    expect(whys(historyOf(australianFoi(), '2018-02-09', ...nested))[0]).toContain('Waiting for a charge');
    const history = historyOf(
      { ...RULE, roll: 'none' },
      ...(['2018-02-09', suspended('2018-02-12', 'a'), suspended('2018-02-13', 'c')] as const),
      ...[resumed('2018-02-19', 'a'), resumed('2018-02-20', 'c')],
    );
    const why = whyDue(history, SHIPPED_HOLIDAYS);
    expect('causes' in why && why.causes.map(({ removed }) => removed.length)).toEqual([2]);
    expect(whys(history)).toHaveLength(1);
  });

  test('an open pause is why there is no due date', () => {
    expect(whys(historyOf(australianFoi(), '2018-02-09', suspended('2018-02-12', 'charges')))).toEqual([
      'It was paused on Monday 12 February 2018: Waiting for a charge to be paid. -> 2018-03-12',
    ]);
  });

  test('closing hours are named where they moved the start', () => {
    expect(whys(historyOf(FEDERAL_COURT_DEFENCE, '2024-05-01T16:30:00+10:00'))[0]).toContain('16:30');
    expect(whys(historyOf(FEDERAL_COURT_DEFENCE, '2024-05-01T16:00:00+10:00'))).toEqual([]);
  });

  test('for random clocks each named cause, taken away, moves the date', () => {
    fc.assert(
      fc.property(randomClock, ({ history }) => {
        whys(history);
      }),
      { numRuns: 100 },
    );
  });
});
