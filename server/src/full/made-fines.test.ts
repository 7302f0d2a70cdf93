import { expect, it } from 'vitest';
import { predict, readFines } from '../../../oracles/fines-log.ts';
import { makeFines } from './made-fines.ts';

it('makes the same log from the same seed, and another from another', () => {
  expect(makeFines(5, 40)).toEqual(makeFines(5, 40));
  expect(makeFines(6, 40).csv).not.toBe(makeFines(5, 40).csv);
});

it('makes only rows that can happen, with every activity that matters', () => {
  const { csv, cases, rows } = makeFines(7, 500);
  const foretold = predict(readFines(csv));
  expect(foretold).toMatchObject({ cases, events: rows, rejected: 0 });
  const activities = new Set(readFines(csv).map((row) => row.activity));
  expect(activities.size).toBeGreaterThanOrEqual(7);
});
