// Each rule with a look that it notices and the nearest one that it does not.
import { describe, expect, it } from 'vitest';
import { calendarOf, SHIPPED_HOLIDAYS } from '../calendar/calendar.ts';
import {
  type DayOfReads,
  noticeIn,
  reviewDueOn,
  type Tie,
  type WatchedLine,
  type WatchFacts,
  type WatchKind,
  watchRules,
  workKey,
} from './watch.ts';

const CASE = 'case-1';
const OTHER = 'case-2';

/** Ann of the desk opens a case of her work on a Tuesday morning in Rome; nothing about it is unusual. */
const usual: WatchedLine = {
  entryId: 'e1',
  recordedAt: '2026-03-03T09:00:00.000Z',
  person: 'ann',
  authority: 'session:1',
  action: 'read-case',
  rule: 'team',
  caseIds: [CASE],
  denied: false,
};

const known: WatchFacts = {
  settings: { zone: 'Europe/Rome', hours: { from: '07:00', until: '19:00' }, calendar: null },
  ties: [],
  work: new Set([workKey('ann', CASE)]),
  ownWork: new Set(),
  walled: new Set(),
  vip: new Set(),
  refusals: [],
  today: [{ person: 'ann', day: '2026-03-03', opened: 1 }],
  history: [],
  peers: new Map([['ann', new Set(['ben'])]]),
};

interface Look {
  readonly line?: Partial<WatchedLine>;
  readonly facts?: Partial<WatchFacts>;
}

function kinds({ line = {}, facts = {} }: Look): readonly WatchKind[] {
  return noticeIn([{ ...usual, ...line }], { ...known, ...facts }, watchRules).map(({ kind }) => kind);
}

const tie = (person: string, kind: Tie['tie'], caseId = CASE): Partial<WatchFacts> => ({
  ties: [{ person, caseId, tie: kind }],
});
const refusals = (minutes: readonly number[], person = 'ann'): Partial<WatchFacts> => ({
  refusals: minutes.map((minute) => ({ person, at: new Date(Date.UTC(2026, 2, 3, 9, minute)).toISOString() })),
});
const refused = (minute: number): Partial<WatchedLine> => ({
  denied: true,
  rule: null,
  recordedAt: new Date(Date.UTC(2026, 2, 3, 9, minute)).toISOString(),
});
const days = (person: string, counts: readonly number[]): readonly DayOfReads[] =>
  counts.map((opened, index) => ({ person, day: `2026-02-${String(index + 10)}`, opened }));
const opened = (count: number, history: readonly DayOfReads[] = []): Partial<WatchFacts> => ({
  today: [{ person: 'ann', day: '2026-03-03', opened: count }],
  history,
});

/** By rule: looks that it notices, and the nearest ones that it does not. */
const EXAMPLES: Readonly<Record<WatchKind, { readonly fires: readonly Look[]; readonly not: readonly Look[] }>> = {
  'own-record': {
    fires: [
      { facts: tie('ann', 'self') },
      // Whoever is walled off from their own case and tries is noticed too.
      { facts: tie('ann', 'self'), line: { denied: true, rule: null } },
      { facts: tie('ann', 'self'), line: { rule: 'privacy', action: 'read-readers' } },
    ],
    not: [
      { facts: tie('ann', 'self', OTHER) },
      { facts: tie('ben', 'self', OTHER) },
      // A list shows what it shows.
      { facts: tie('ann', 'self'), line: { action: 'list-cases' } },
    ],
  },
  kin: {
    fires: [{ facts: tie('ann', 'kin') }],
    not: [{ facts: tie('ben', 'kin') }, { facts: tie('ann', 'kin', OTHER) }],
  },
  colleague: {
    fires: [{ facts: tie('ben', 'self') }, { facts: tie('ben', 'self'), line: { denied: true, rule: null } }],
    not: [{ facts: tie('ben', 'kin') }, { facts: tie('ann', 'self') }],
  },
  'no-work': {
    fires: [{ line: { caseIds: [OTHER] } }, { line: { caseIds: [CASE, OTHER] } }],
    not: [
      {},
      { line: { caseIds: [OTHER], action: 'list-cases' } },
      { line: { caseIds: [OTHER], denied: true } },
      { line: { caseIds: [OTHER], rule: 'auditor-seat' } },
      { line: { caseIds: [OTHER], authority: 'token:1' } },
      { line: { caseIds: [OTHER], action: 'refused:CloseCase' } },
      // What another agency shares, what one asks for, and what whoever watches asks of everybody.
      ...['read-shared-case', 'find-case', 'list-shared-cases', 'explain-reach', 'compare-rules'].map((action) => ({
        line: { caseIds: [OTHER], action },
      })),
      { line: { caseIds: [OTHER], rule: 'privacy-officer' } },
    ],
  },
  volume: {
    fires: [
      { facts: opened(30) },
      { facts: opened(31, days('ann', [8, 10, 10])) },
      { facts: opened(61, [...days('ann', [5, 5]), ...days('ben', [20, 20])]) },
    ],
    not: [
      { facts: opened(29) },
      { facts: opened(30, days('ann', [8, 10, 10])) },
      { facts: opened(60, [...days('ann', [5, 5]), ...days('ben', [20, 20])]) },
      // Those with another role say nothing of what is usual; nor do days that have not been yet.
      { facts: opened(29, days('eve', [1])) },
    ],
  },
  hours: {
    fires: [
      { line: { recordedAt: '2026-03-03T05:59:00.000Z' } },
      { line: { recordedAt: '2026-03-03T18:00:00.000Z' } },
      // A Saturday; and a Sunday in Rome that is still a Saturday in UTC.
      { line: { recordedAt: '2026-03-07T09:00:00.000Z' } },
    ],
    not: [
      { line: { recordedAt: '2026-03-03T06:00:00.000Z' } },
      { line: { recordedAt: '2026-03-03T17:59:00.000Z' } },
      // In summer the same clock time is another instant.
      { line: { recordedAt: '2026-07-07T05:00:00.000Z' } },
      {
        line: { recordedAt: '2026-03-07T09:00:00.000Z' },
        facts: { settings: { ...known.settings, hours: null } },
      },
      { line: { recordedAt: '2026-03-03T22:00:00.000Z', authority: 'token:1' } },
    ],
  },
  'denied-series': {
    fires: [{ line: refused(4), facts: refusals([0, 1, 2, 3, 4]) }],
    not: [
      { line: refused(4), facts: refusals([1, 2, 3, 4]) },
      // The first is ten minutes old.
      { line: refused(10), facts: refusals([0, 1, 2, 3, 10]) },
      { line: refused(4), facts: refusals([0, 1, 2, 3, 4], 'ben') },
      { facts: refusals([0, 0, 0, 0, 0]) },
    ],
  },
  'walled-attempt': {
    fires: [{ line: { denied: true, rule: null }, facts: { walled: new Set([workKey('ann', CASE)]) } }],
    not: [
      { line: { denied: true, rule: null } },
      { line: { denied: true, rule: null }, facts: { walled: new Set([workKey('ann', OTHER), workKey('ben', CASE)]) } },
      // The wall came later: what was shown was allowed then.
      { facts: { walled: new Set([workKey('ann', CASE)]) } },
    ],
  },
  vip: {
    fires: [{ facts: { vip: new Set([CASE]) } }],
    not: [
      { facts: { vip: new Set([OTHER]) } },
      { facts: { vip: new Set([CASE]), ownWork: new Set([workKey('ann', CASE)]) } },
      { line: { action: 'list-cases' }, facts: { vip: new Set([CASE]) } },
      { line: { denied: true, rule: null }, facts: { vip: new Set([CASE]) } },
    ],
  },
  'break-glass': {
    fires: [{ line: { rule: 'break-glass' } }],
    not: [{ line: { rule: 'team' } }, { line: { rule: 'break-glass', denied: true } }],
  },
};

describe.each(Object.entries(EXAMPLES))('the rule %s', (kind, { fires, not }) => {
  it.each(fires.map((look, index) => [index, look] as const))('notices look %i', (_, look) => {
    expect(kinds(look)).toContain(kind);
  });
  it.each(not.map((look, index) => [index, look] as const))('leaves look %i alone', (_, look) => {
    expect(kinds(look)).not.toContain(kind);
  });
});

describe('the rules together', () => {
  it('notice nothing in a look that is somebody’s work', () => {
    expect(kinds({})).toEqual([]);
  });

  it('have an example each, and each says what it notices and what it needs', () => {
    expect(watchRules.rules.map(({ kind }) => kind).toSorted()).toEqual(Object.keys(EXAMPLES).toSorted());
    for (const { says, needs, dueInDays } of watchRules.rules) {
      expect(says).toMatch(/^Somebody .*\.$/);
      expect(needs).not.toBe('');
      expect(dueInDays).toBeGreaterThan(0);
    }
  });

  it('say the day in the zone of the agency, the line, and why in numbers', () => {
    const late = { ...usual, recordedAt: '2026-03-03T23:30:00.000Z' };
    expect(noticeIn([late], known, watchRules)).toEqual([
      {
        ...{ kind: 'hours', person: 'ann', day: '2026-03-04', entryId: 'e1' },
        ...{ recordedAt: '2026-03-03T23:30:00.000Z', why: 'time=00:30' },
      },
    ]);
  });

  it('do not work on a public holiday of the agency', () => {
    const made = calendarOf('AU-ACT', SHIPPED_HOLIDAYS);
    if ('problem' in made) throw new Error(made.problem.reason);
    const settings = { ...known.settings, zone: 'Australia/Sydney', calendar: made.calendar };
    const canberraDay = { recordedAt: '2026-03-09T00:00:00.000Z' };
    expect(kinds({ line: canberraDay, facts: { settings } })).toContain('hours');
    expect(kinds({ line: { recordedAt: '2026-03-10T00:00:00.000Z' }, facts: { settings } })).not.toContain('hours');
  });
});

describe('the day by which somebody decides', () => {
  it('counts days on which the agency works', () => {
    expect(reviewDueOn('2026-03-03', 3, known.settings)).toBe('2026-03-06');
    expect(reviewDueOn('2026-03-06', 1, known.settings)).toBe('2026-03-09');
    const made = calendarOf('AU-ACT', SHIPPED_HOLIDAYS);
    const calendar = 'calendar' in made ? made.calendar : null;
    expect(reviewDueOn('2026-03-06', 1, { ...known.settings, calendar })).toBe('2026-03-10');
  });
});
