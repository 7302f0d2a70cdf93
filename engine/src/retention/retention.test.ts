// The worked examples of docs/retention-rules.md, each through a case type that was checked.
import { describe, expect, it } from 'vitest';
import type { CaseState } from '../case/state.ts';
import { checkCaseType } from '../definition/check.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import type { Entries } from '../entries/entries.ts';
import {
  addLength,
  dueAfter,
  NO_FACTS,
  parsePeriod,
  retentionOf,
  type Retention,
  type RetentionFacts,
} from './retention.ts';

const BASE = `${HEAD_UNDER_TEST}zone: Australia/Sydney
team: desk
roles: { officer: Officer }
parties: { child: { title: Child, subject: true } }
data:
  note: { type: text, label: Note }
  amount: { type: number, label: Amount }
  endsOn: { type: date, label: Ends on }
  metAt: { type: instant, label: Met at }
  birthDate: { type: date, label: Born on, personal: true, subject: child, purpose: Age }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: required } } }
plan: { tasks: { work: { title: Work, by: officer } } }
closing: { by: officer, outcomes: { done: Done, upheld: Upheld } }
`;

interface Closed {
  readonly at: string;
  readonly outcome?: string;
  readonly data?: CaseState['data'];
  readonly entries?: unknown;
  readonly facts?: Partial<RetentionFacts>;
}

function answer(schedule: string, closed: Closed | null): Retention | null {
  const checked = checkCaseType(`${BASE}retention:\n${schedule}`, 'f'.repeat(64));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  const state: CaseState = {
    ...{ version: 1, caseType: { name: 'example', version: '1.0.0', hash: '' }, reference: 'EX-1', team: 'desk' },
    ...{ opened: '2000-01-01', status: closed === null ? 'open' : 'closed', parties: {}, items: {}, waiting: {} },
    ...{ required: {}, tasks: {}, timers: {}, clocks: {}, data: closed?.data ?? {} },
    ...(closed === null ? {} : { closed: { at: closed.at, outcome: closed.outcome ?? 'done' } }),
    // Only the members that count are given.
    ...(closed?.entries === undefined ? {} : { entries: closed.entries as Entries }),
  };
  return retentionOf(checked.caseType, state, { ...NO_FACTS, ...closed?.facts });
}

const line = (name: string, rest: string): string =>
  `    ${name}: { authority: Example, number: '1', version: '1', title: ${name}, ${rest} }\n`;
const SEVEN = line('a', 'trigger: closed, period: Destroy 7 years after action completed');
const CONTACT = line('b', 'trigger: last-contact, period: Destroy 10 years after last contact');
const contact = (from: string) => ({ kind: 'communication', of: 'call', status: 'recorded', from, until: null });

describe('adding to a day', () => {
  it.each([
    ['2020-03-15', 'P7Y', '2027-03-15'],
    ['2024-02-29', 'P1Y', '2025-02-28'],
    ['2024-02-29', 'P4Y', '2028-02-29'],
    ['2023-01-31', 'P1M', '2023-02-28'],
    ['2024-01-31', 'P1M', '2024-02-29'],
    ['2023-01-31', 'P1M1D', '2023-03-01'],
    ['2023-12-31', 'P1Y2M', '2025-02-28'],
    ['2023-08-31', 'P6M', '2024-02-29'],
    ['2024-12-30', 'P2W1D', '2025-01-14'],
    ['9990-01-01', 'P10Y', '9999-12-31'],
    ['9999-12-31', 'P1D', '9999-12-31'],
  ])('%s and %s is %s', (day, text, sum) => {
    const said = parsePeriod(text);
    if (said === null || 'permanent' in said.period) throw new Error('no length');
    expect(addLength(day, said.period)).toBe(sum);
  });
});

it.each([
  ['2023-02-28', 'P1Y', 7, '2024-02-29'],
  ['2020-03-15', 'CY+2y', 7, '2023-01-01'],
  ['2020-12-31', 'CY+2y', 7, '2023-01-01'],
  ['2021-01-01', 'CY+2y', 7, '2024-01-01'],
  ['2020-03-15', 'CY+6m', 7, '2021-07-01'],
  ['2020-06-30', 'FY+7y', 7, '2027-07-01'],
  ['2020-07-01', 'FY+7y', 7, '2028-07-01'],
  ['2020-03-31', 'FY+1y', 4, '2021-04-01'],
  ['2023-02-10', 'FY+1y', 3, '2024-03-01'],
  ['2020-03-15', 'FY+2y', 1, '2023-01-01'],
  ['9999-03-15', 'CY', 7, '9999-12-31'],
])('from %s, %s with financial years from month %i is due on %s', (day, text, starts, due) => {
  const said = parsePeriod(text);
  if (said === null || 'permanent' in said.period) throw new Error('no length');
  expect(dueAfter(day, said.period, starts).due).toBe(due);
});

describe('a class', () => {
  it('counts from the closing, in the zone of the case, and anew after it was reopened', () => {
    expect(answer(`  classes:\n${SEVEN}`, { at: '2020-02-29' })).toMatchObject({
      trigger: '2020-02-29',
      due: '2027-03-01',
    });
    expect(answer(`  classes:\n${SEVEN}`, null)).toMatchObject({ status: 'open', class: null, due: null });
    // Already the first of July in Sydney.
    expect(answer(`  classes:\n${SEVEN}`, { at: '2021-06-30T20:00:00Z' })).toMatchObject({ due: '2028-07-02' });
  });

  it('is the one that keeps longest, with why, and none where one of them cannot be told', () => {
    const both = `  classes:\n${SEVEN}${CONTACT}`;
    const entries = { 'communication.2': contact('2016-01-01'), 'communication.3': contact('2019-12-31') };
    const told = answer(both, { at: '2022-01-10', entries });
    expect(told).toMatchObject({ status: 'due', class: 'b', due: '2030-01-01', trigger: '2019-12-31' });
    expect(told?.because).toMatchObject([
      { rule: 'b', because: [{ from: 'entry', what: 'communication.3', on: '2019-12-31' }] },
      { rule: 'a', due: '2029-01-11' },
    ]);
    expect(answer(both, { at: '2022-01-10' })).toMatchObject({ status: 'unknown', class: 'b', due: null });
    const forGood = `${both}${line('c', 'outcomes: [upheld], trigger: closed, period: Retain as national archives')}`;
    expect(answer(forGood, { at: '2022-01-10', outcome: 'upheld' })).toMatchObject({ status: 'permanent', class: 'c' });
  });

  it('whose condition cannot be told is unknown, and one that is false is not asked', () => {
    const dear = `  classes:\n${line('dear', 'when: amount > 10, trigger: closed, period: P9Y, action: destroy')}${SEVEN}`;
    expect(answer(dear, { at: '2020-01-01' })).toMatchObject({ status: 'unknown', class: null });
    expect(answer(dear, { at: '2020-01-01', data: { amount: 5 } })).toMatchObject({ class: 'a' });
    expect(answer(dear, { at: '2020-01-01', data: { amount: 50 } })).toMatchObject({
      class: 'dear',
      due: '2029-01-02',
    });
    const first = dear.replace('  classes:', '  choose: first\n  classes:');
    expect(answer(first, { at: '2020-01-01' })).toMatchObject({ status: 'unknown', class: null });
    expect(answer(first, { at: '2020-01-01', data: { amount: 50 } })).toMatchObject({ class: 'dear' });
  });

  it('counts from the age of somebody born on a leap day', () => {
    const child = `  classes:\n${line('x', 'trigger: { age: 25, born: birthDate }, period: CY, action: destroy')}`;
    expect(answer(child, { at: '2030-01-01', data: { birthDate: '2012-02-29' } })).toMatchObject({
      ...{ trigger: '2037-02-28', due: '2038-01-01' },
    });
    expect(answer(child, { at: '2030-01-01', data: { birthDate: '[destroyed]' } })).toMatchObject({
      status: 'unknown',
    });
    expect(answer(child, { at: '2030-01-01' })).toMatchObject({ status: 'unknown', missing: 'field birthDate' });
  });

  it.each([
    ['{ closedPlus: P6M }', {}, '2020-08-29', null],
    ['parent-closed', {}, null, 'unknown'],
    ['parent-closed', { parent: { caseId: 'p', closedOn: null } }, null, 'waiting'],
    ['parent-closed', { parent: { caseId: 'p', closedOn: '2021-05-05' } }, '2021-05-05', null],
    ['{ manual: superseded }', {}, null, 'waiting'],
    ['{ manual: superseded }', { manual: { superseded: '2022-02-02' } }, '2022-02-02', null],
    ['{ repeal: Example Act }', { repeals: { 'Example Act': '2022-02-04' } }, '2022-02-04', null],
    ['{ latest: { closed: true, linked: true } }', {}, '2020-02-29', null],
    ['{ latest: { linked: true } }', {}, null, 'unknown'],
    ['{ latest: { linked: true, closed: true } }', { linked: [{ caseId: 'c', closedOn: null }] }, null, 'waiting'],
    [
      '{ latest: { linked: true, closed: true } }',
      { linked: [{ caseId: 'c', closedOn: '2023-04-04' }] },
      '2023-04-04',
      null,
    ],
  ] as const)('with %s and %j begins on %s', (trigger, facts, on, status) => {
    const said = answer(`  classes:\n${line('x', `trigger: ${trigger}, period: SO nil DE`)}`, {
      at: '2020-02-29',
      facts,
    });
    expect(said).toMatchObject(status === null ? { status: 'due', trigger: on } : { status, trigger: null, due: null });
  });

  it('counts from the end of the year in which somebody died', () => {
    const died = `  classes:\n${line('x', 'trigger: { death: child }, period: CY+1y nil DE')}`;
    expect(answer(died, { at: '2020-02-29' })).toMatchObject({ status: 'waiting', missing: 'child' });
    const facts = { deaths: { child: '2022-02-03' } };
    expect(answer(died, { at: '2020-02-29', facts })).toMatchObject({ trigger: '2022-02-03', due: '2024-01-01' });
  });

  it.each([
    ['{ field: endsOn }', { data: { endsOn: '2021-01-01' } }, '2021-01-01'],
    ['{ field: endsOn }', { data: { endsOn: 'soon' } }, 'unknown'],
    ['{ field: metAt }', { data: { metAt: '2021-01-01T20:00:00Z' } }, '2021-01-02'],
    ['{ latest: { fields: [endsOn, metAt] } }', { data: { endsOn: '2021-01-01' } }, '2021-01-01'],
    [
      '{ latest: { entries: [issue] } }',
      { entries: { 'issue.1': { kind: 'issue', from: '2019-01-01', until: null } } },
      '2019-01-01',
    ],
  ])('with %s and %j begins on %s', (trigger, has, on) => {
    const said = answer(`  classes:\n${line('x', `trigger: ${trigger}, period: SO nil DE`)}`, {
      at: '2020-02-29',
      ...has,
    });
    expect(said).toMatchObject(on === 'unknown' ? { status: 'unknown' } : { trigger: on });
  });

  it('with a determination begins when the last was made or ends, and waits for one without an end', () => {
    const made = (from: string, until: string | null, status = 'notified') => ({
      kind: 'determination',
      of: 'x',
      status,
      from,
      until,
    });
    const starts = `  classes:\n${line('x', 'trigger: { determination: all, on: start }, period: SO nil DE')}`;
    const ends = starts.replace('on: start', 'on: expiry');
    const entries = {
      'determination.2': made('2019-01-01', '2019-06-06', 'revoked'),
      'determination.3': made('2019-05-05', null, 'drafted'),
    };
    expect(answer(starts, { at: '2020-01-01', entries })).toMatchObject({ trigger: '2019-01-01' });
    expect(answer(ends, { at: '2020-01-01', entries })).toMatchObject({ trigger: '2019-06-06' });
    const lasting = { ...entries, 'determination.4': made('2018-01-01', null) };
    expect(answer(ends, { at: '2020-01-01', entries: lasting })).toMatchObject({ status: 'waiting' });
    expect(answer(starts, { at: '2020-01-01' })).toMatchObject({ status: 'unknown' });
  });
});

describe('a floor', () => {
  const FLOOR = `  floors:
    used: { authority: FOIPPA s 31, title: Used, trigger: { determination: all, on: start }, period: P1Y }
`;
  const SOON = `  classes:\n${line('x', 'trigger: closed, period: SO nil DE')}`;
  const entries = {
    'determination.2': { kind: 'determination', of: 'x', status: 'made', from: '2024-11-30', until: null },
  };

  it('moves what is due earlier, and says so', () => {
    expect(answer(`${SOON}${FLOOR}`, { at: '2024-12-10', entries })).toMatchObject({
      due: '2025-12-01',
      by: 'used',
      class: 'x',
    });
    expect(answer(`${SOON}${FLOOR}`, { at: '2026-12-10', entries })).toMatchObject({ due: '2026-12-11', by: null });
  });

  it('does not apply where nothing was decided', () => {
    expect(answer(`${SOON}${FLOOR}`, { at: '2024-12-10' })).toMatchObject({ due: '2024-12-11', by: null });
  });

  it('that cannot be told leaves no date', () => {
    const asks = FLOOR.replace('{ determination: all, on: start }', '{ field: endsOn }');
    expect(answer(`${SOON}${asks}`, { at: '2024-12-10' })).toMatchObject({ status: 'unknown', class: 'x', due: null });
  });
});
