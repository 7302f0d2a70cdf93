// Periods as authorities publish them are read as they mean it, and nothing else is read at all.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dueAfter, parsePeriod } from './retention.ts';

const FINANCIAL_YEAR = 7;
const rows = readFileSync(new URL('./published-classes.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' | '));

it('has at least two hundred classes to read', () => {
  expect(rows.length).toBeGreaterThanOrEqual(200);
  expect(new Set(rows.map(([, , phrase]) => phrase)).size).toBeGreaterThanOrEqual(150);
});

it.each(rows)('%s %s: %s', (_number, _title, phrase = '', meaning, action, trigger = '', due) => {
  const said = parsePeriod(phrase);
  if (said === null) throw new Error('It is not read.');
  expect(said.action ?? '-').toBe(action);
  if ('permanent' in said.period) {
    expect(meaning).toBe('permanent');
    return;
  }
  const { years, months, weeks, days, from } = said.period;
  expect(`${years}/${months}/${weeks}/${days} ${from}`).toBe(meaning);
  expect(dueAfter(trigger, said.period, FINANCIAL_YEAR).due).toBe(due);
});

describe('what is no period', () => {
  it.each([
    ...['', 'P', '7', '7 years', 'soon', 'Destroy', 'Destroy 7 years', 'Destroy seven after action completed'],
    ...['Destroy 7 years after', 'Burn 7 years after action completed', 'CY+', 'CY+2', 'XY+2y nil DE', 'CY+2y nil XX'],
    ...['CY+2y nil DE DE', 'CY+2d1y nil DE', 'P7', 'P1D1Y', 'P-7Y', 'P7Y6', 'PT5H', 'Retain as national'],
    ...['Destroy several years after action completed', 'Destroy 7 fortnights after action completed'],
    ...[
      'SO nil DE after action completed',
      'Destroy 7 years before action completed',
      `Destroy ${'1 year '.repeat(60)}after x`,
    ],
    ...['Destroy 1234567 years after action completed', 'CY +2y nil DE'],
  ])('“%s”', (text) => {
    expect(parsePeriod(text)).toBeNull();
  });

  it('is refused in time', () => {
    const began = performance.now();
    for (const text of ['1 year '.repeat(42), 'retain as '.repeat(29), 'then destroy '.repeat(22), ', and '.repeat(49)])
      expect(parsePeriod(`destroy ${text}`)).toBeNull();
    expect(performance.now() - began).toBeLessThan(200);
  });
});

it('reads any case and any white space', () => {
  expect(parsePeriod('  DESTROY   7 Years\nafter action COMPLETED . ')).toEqual(
    parsePeriod('Destroy 7 years after action completed'),
  );
});
