// The oracle against the tables and worked examples of docs/retention-rules.md, which it was written from.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { civilOf, monthsLater, numberOf, textAt } from './days.ts';
import type { Answer, History, RecordsClass, Schedule, Step, Trigger } from './history.ts';
import { answersOf } from './oracle.ts';
import { readPeriod } from './periods.ts';

function dayOf(text: string): number {
  const civil = civilOf(text);
  if (civil === null) throw new Error(`${text} is no date.`);
  return numberOf(civil);
}

function classOf(name: string, period: string, trigger: Trigger = 'closed'): RecordsClass {
  return {
    name,
    period,
    trigger,
    outcomes: null,
    when: null,
    action: readPeriod(period).action === null ? 'destroy' : null,
  };
}

function lastOf(classes: readonly RecordsClass[], steps: readonly Step[], more: Partial<Schedule> = {}): Answer {
  const schedule: Schedule = { choose: 'longest', financialYearStarts: 7, classes, floors: [], ...more };
  const history: History = { id: 'h', schedule, steps };
  const answer = answersOf(history).at(-1);
  if (answer === undefined) throw new Error('A history without steps has no answer.');
  return answer;
}

const closed = (on: string): Step => ({ do: 'close', on, outcome: 'done' });

describe('the oracle of retention', () => {
  test('counts days as another calendar does, over four hundred years and at both ends', () => {
    for (const year of [1, 4, 100, 400, 1583, 1900, 2000, 2023, 2024, 9999])
      for (const end of ['-01-01', '-02-28', '-03-01', '-12-31']) {
        const text = `${String(year).padStart(4, '0')}${end}`;
        const other =
          Math.round((Date.parse(`${text}T00:00:00Z`) - Date.parse('0001-01-01T00:00:00Z')) / 86_400_000) + 1;
        expect(dayOf(text)).toBe(other);
        expect(textAt(other)).toBe(text);
      }
  });

  test.each([
    ['2020-03-15', 84, 0, '2027-03-15'],
    ['2024-02-29', 12, 0, '2025-02-28'],
    ['2024-02-29', 48, 0, '2028-02-29'],
    ['2023-01-31', 1, 0, '2023-02-28'],
    ['2024-01-31', 1, 0, '2024-02-29'],
    ['2023-01-31', 1, 1, '2023-03-01'],
    ['2023-12-31', 14, 0, '2025-02-28'],
    ['2023-08-31', 6, 0, '2024-02-29'],
    ['2024-12-30', 0, 15, '2025-01-14'],
  ])('adds to %s %i months and %i days', (day, months, days, sum) => {
    expect(textAt(monthsLater(dayOf(day), months) + days)).toBe(sum);
  });

  test.each([
    ['2020-03-15', 'P7Y', '2027-03-16'],
    ['2023-02-28', 'P1Y', '2024-02-29'],
    ['2024-02-29', 'P1Y', '2025-03-01'],
    ['2024-01-31', 'P1M', '2024-03-01'],
    ['2024-05-05', 'SO nil DE', '2024-05-06'],
    ['2020-03-15', 'CY+2y', '2023-01-01'],
    ['2020-12-31', 'CY+2y', '2023-01-01'],
    ['2021-01-01', 'CY+2y', '2024-01-01'],
    ['2020-03-15', 'CY', '2021-01-01'],
    ['2020-03-15', 'CY+6m', '2021-07-01'],
    ['2020-06-30', 'FY+7y', '2027-07-01'],
    ['2020-07-01', 'FY+7y', '2028-07-01'],
    ['9998-03-03', 'P7Y', '9999-12-31'],
    ['9999-03-03', 'CY', '9999-12-31'],
  ])('closed on %s, kept by %s, is due on %s', (on, period, due) => {
    expect(lastOf([classOf('A', period)], [closed(on)])).toMatchObject({ status: 'due', due });
  });

  test.each([
    [4, '2020-03-31', 'FY+1y', '2021-04-01'],
    [3, '2023-02-10', 'FY+1y', '2024-03-01'],
    [1, '2020-03-15', 'FY+2y', '2023-01-01'],
  ])(
    'with a financial year that starts in month %i, closed on %s, kept by %s, is due on %s',
    (starts, on, period, due) => {
      expect(lastOf([classOf('A', period)], [closed(on)], { financialYearStarts: starts })).toMatchObject({ due });
    },
  );

  test('reads each text of the table', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/retention-rules.md'), 'utf8');
    const rows = [
      ...page.matchAll(
        /^\| (?<text>[^|]+) \| (?<amounts>\d+\/\d+\/\d+\/\d+|permanent) \|\s*(?<from>[^|]*?)\s*\| (?<action>\w+) \|$/gm,
      ),
    ];
    expect(rows.length).toBe(9);
    for (const { groups } of rows) {
      const { text = '', amounts, from, action } = groups ?? {};
      const { period, action: says } = readPeriod(text);
      const is = period === null ? 'permanent' : [period.years, period.months, period.weeks, period.days].join('/');
      expect([text, is, period?.from ?? '', says ?? 'none']).toEqual([text, amounts, (from ?? '').trim(), action]);
    }
  });

  test('answers the worked examples', () => {
    const seven = classOf('A', 'Destroy 7 years after action completed');
    expect(lastOf([seven], [closed('2020-02-29')])).toMatchObject({ trigger: '2020-02-29', due: '2027-03-01' });
    expect(lastOf([seven], [closed('2020-02-29'), { do: 'reopen' }])).toMatchObject({ status: 'open', due: null });
    expect(lastOf([seven], [closed('2020-02-29'), { do: 'reopen' }, closed('2021-06-30')])).toMatchObject({
      due: '2028-07-01',
    });
    const contact = classOf('B', 'Destroy 10 years after last contact', 'last-contact');
    const met = (id: string, from: string): Step => ({
      ...{ do: 'entry', id, primitive: 'communication', of: 'letter', status: 'sent', from, until: from },
    });
    const contacts = [met('communication.1', '2016-01-01'), met('communication.2', '2019-12-31'), closed('2022-01-10')];
    expect(lastOf([seven, contact], contacts)).toMatchObject({ class: 'B', due: '2030-01-01' });
    expect(lastOf([seven, contact], [closed('2022-01-10')])).toMatchObject({
      status: 'unknown',
      class: 'B',
      due: null,
    });
    const forGood = classOf('C', 'Retain as national archives');
    expect(lastOf([seven, contact, forGood], [closed('2022-01-10')])).toMatchObject({
      status: 'permanent',
      class: 'C',
    });
    const child = classOf('D', 'CY', { age: 25, born: 'born' });
    const born = (value: string): Step => ({ do: 'record', field: 'born', value });
    expect(lastOf([child], [born('2010-02-29'), closed('2030-01-01')])).toMatchObject({ status: 'unknown' });
    expect(lastOf([child], [born('2012-02-29'), closed('2030-01-01')])).toMatchObject({
      trigger: '2037-02-28',
      due: '2038-01-01',
    });
    const linked = classOf('E', 'P1Y', { latest: { closed: true, linked: true, fields: [], entries: [] } });
    const other = (name: string, on: string | null): Step => ({ do: 'linked', case: name, closed: on });
    const open = [other('c1', '2020-01-01'), other('c2', null), closed('2021-01-01')];
    expect(lastOf([linked], open)).toMatchObject({ status: 'waiting' });
    expect(lastOf([linked], [...open, other('c2', '2023-04-04')])).toMatchObject({ trigger: '2023-04-04' });
    const year = classOf('F', 'Destroy 2 years after the end of the financial year in which the matter was closed');
    expect(lastOf([year], [closed('2024-07-01')])).toMatchObject({ due: '2027-07-01' });
  });

  test('lets a floor move a date, and says which', () => {
    const made: Step = {
      ...{
        do: 'entry',
        id: 'determination.1',
        primitive: 'determination',
        of: 'any',
        status: 'made',
        from: '2024-11-30',
      },
      until: null,
    };
    const floor = { name: 'used', when: null, trigger: { determination: 'all', on: 'start' }, period: 'P1Y' } as const;
    const soon = classOf('A', 'SO nil DE');
    expect(lastOf([soon], [closed('2024-12-10')], { floors: [floor] })).toMatchObject({ due: '2024-12-11', by: null });
    expect(lastOf([soon], [made, closed('2024-12-10')], { floors: [floor] })).toMatchObject({
      due: '2025-12-01',
      by: 'used',
    });
  });
});
