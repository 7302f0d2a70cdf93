// What is said of some goals: how many, what became of them, and where what was measured lies. Pure, and exact: amounts are
// decimals, never doubles.
import { daysBetween } from '@casewright/engine/calendar';
import { compareAmounts, middleOf } from '@casewright/engine/entries';

/** As much of a goal as is counted. */
export interface GoalCounted {
  readonly status: string;
  readonly set_on: string;
  readonly ended_on: string | null;
  readonly baseline: string;
  readonly last_value: string | null;
}

/** Exact decimals: the middle value, and the middles of the lower and the upper half without it. */
export interface Spread {
  /** Of how many. */
  readonly count: number;
  readonly lower: string;
  readonly median: string;
  readonly upper: string;
}

export interface GoalFigures {
  readonly goals: number;
  readonly pursued: number;
  readonly attained: number;
  readonly partlyAttained: number;
  readonly notAttained: number;
  readonly withdrawn: number;
  /** Of how many anything was measured after the baseline. */
  readonly measured: number;
  /** Null where there are fewer than five: what would be said is what was measured in single cases. */
  readonly start: Spread | null;
  readonly end: Spread | null;
  /** Days from setting to concluding, of goals that were attained. */
  readonly daysToAttain: Spread | null;
}

/** Fewer say something of single cases, and nothing of many. */
const FEWEST = 5;

export function figuresOf(goals: readonly GoalCounted[]): GoalFigures {
  const those = (status: string): number => goals.filter((goal) => goal.status === status).length;
  const ends = goals.flatMap(({ last_value: value }) => (value === null ? [] : [value]));
  return {
    goals: goals.length,
    pursued: those('pursued'),
    attained: those('attained'),
    partlyAttained: those('partly-attained'),
    notAttained: those('not-attained'),
    withdrawn: those('withdrawn'),
    measured: ends.length,
    start: spreadOf(goals.map(({ baseline }) => baseline)),
    end: spreadOf(ends),
    daysToAttain: spreadOf(
      goals.flatMap(({ status, set_on: from, ended_on: to }) =>
        status === 'attained' && to !== null ? [String(daysBetween(from, to))] : [],
      ),
    ),
  };
}

export function spreadOf(amounts: readonly string[]): Spread | null {
  if (amounts.length < FEWEST) return null;
  const sorted = amounts.toSorted(compareAmounts);
  const half = Math.floor(sorted.length / 2);
  return {
    count: sorted.length,
    lower: medianOf(sorted.slice(0, half)),
    median: medianOf(sorted),
    upper: medianOf(sorted.slice(-half)),
  };
}

/** @param sorted rising, at least one */
function medianOf(sorted: readonly string[]): string {
  const half = Math.floor(sorted.length / 2);
  const above = sorted[half] ?? '0';
  return middleOf(sorted.length % 2 === 1 ? above : (sorted[half - 1] ?? above), above);
}
