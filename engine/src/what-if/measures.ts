// What people ask of many cases at once: how many ended and how, how long it took, which deadlines passed, how much work there was.
// Cases are counted one by one, and nothing of one is kept but numbers.
import type { PlayedCase } from './replay-case.ts';

export interface Measures {
  readonly cases: number;
  readonly closed: number;
  /** Days from opening to closing, of those that were closed; null where none was. */
  readonly daysToClose: Spread | null;
  /** Cases by outcome. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Cases in which a deadline passed, by its clock. */
  readonly breaches: Readonly<Record<string, number>>;
  readonly work: Readonly<Record<string, WorkMeasures>>;
}

export interface Spread {
  readonly median: number;
  /** Nine in ten took no longer. */
  readonly ninth: number;
}

export interface WorkMeasures {
  /** How often it came up. */
  readonly came: number;
  readonly done: number;
  /** Days from when it was to do until it was done or fell away; null where that never happened. */
  readonly days: Spread | null;
  /** How many of them lay open on an average day of the time that was looked at. */
  readonly open: number;
}

export interface Measuring {
  readonly add: (played: Pick<PlayedCase, 'ended' | 'work'>) => void;
  readonly measures: () => Measures;
}

const DAY = 86_400_000;

/** @param period what was looked at, in milliseconds since 1970 */
export function openMeasuring({ fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number }): Measuring {
  let cases = 0;
  const closing: number[] = [];
  const outcomes = new Map<string, number>();
  const breaches = new Map<string, number>();
  const work = new Map<string, { came: number; readonly days: number[]; openDays: number }>();
  const periodDays = Math.max(1, (untilMs - fromMs) / DAY);
  return {
    add({ ended, work: done }) {
      cases += 1;
      if (ended.closedMs !== null) closing.push((ended.closedMs - ended.openedMs) / DAY);
      if (ended.outcome !== null) count(outcomes, ended.outcome);
      for (const clock of ended.breaches) count(breaches, clock);
      for (const one of done) {
        const of = work.get(one.task) ?? { came: 0, days: [], openDays: 0 };
        work.set(one.task, of);
        of.came += 1;
        if (one.untilMs !== null) of.days.push((one.untilMs - one.fromMs) / DAY);
        of.openDays += Math.max(0, (Math.min(one.untilMs ?? untilMs, untilMs) - Math.max(one.fromMs, fromMs)) / DAY);
      }
    },
    measures: () => ({
      ...{ cases, closed: closing.length, daysToClose: spreadOf(closing) },
      ...{ outcomes: inOrder(outcomes), breaches: inOrder(breaches) },
      work: Object.fromEntries(
        [...work]
          .toSorted(byName)
          .map(([task, { came, days, openDays }]): readonly [string, WorkMeasures] => [
            task,
            { came, done: days.length, days: spreadOf(days), open: openDays / periodDays },
          ]),
      ),
    }),
  };
}

function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return { median: at(0.5), ninth: at(0.9) };
}

export function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

export function inOrder(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].toSorted(byName));
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
