// Cases that a measurement uses up, made before each slice: numbered ones in the bare tables, and real ones opened
// through the command path. It remembers what rates were reached, so as to make enough and not too many.
import { addBareCases } from './bare-tables.ts';
import type { BenchWorld } from './bench-world.ts';
import type { Slice } from './interleave.ts';

export interface NumberedCases {
  readonly first: number;
  readonly count: number;
}

/** One in three more than the last rate would use. */
const SPARE = 1.33;
const OPEN_AT_ONCE = 16;

/** Numbers of bare cases, never given out twice. */
export function bareSupply(
  world: BenchWorld,
  options: { readonly like: string; readonly firstNumber: number },
): (count: number) => Promise<NumberedCases> {
  let next = options.firstNumber;
  return async (count) => {
    const first = next;
    next += count;
    await addBareCases(world.owner, options.like, { first, last: first + count - 1 });
    return { first, count };
  };
}

/** Guesses how many requests a slice will need, from the rates reached so far. */
export interface RateMemory {
  readonly need: (name: string, slice: Slice) => number;
  readonly learn: (name: string, slice: Slice, perSecond: number) => void;
}

export function rateMemory(firstGuess: Readonly<Record<string, number>>): RateMemory {
  const rates = new Map<string, number>();
  return {
    need(name, { clients, seconds }) {
      // One client is bound by round trips and reaches about half of what many do.
      const rate = rates.get(`${name} ${clients}`) ?? (firstGuess[name] ?? 5000) * (clients === 1 ? 0.5 : 1);
      return Math.ceil(rate * seconds * SPARE) + clients;
    },
    learn: (name, { clients }, perSecond) => void rates.set(`${name} ${clients}`, perSecond),
  };
}

export interface CaseRange {
  readonly first: number;
  readonly count: number;
  /** From one number to the next: 1 for cases of all teams, the number of teams for cases of one team. */
  readonly step: number;
}

/** Opens so many cases through the command path; answers their ids. */
export async function openCases(world: BenchWorld, { first, count, step }: CaseRange): Promise<readonly string[]> {
  const caseIds: string[] = [];
  let next = first;
  const end = first + count * step;
  const lane = async (): Promise<void> => {
    while (next < end) {
      const number = next;
      next += step;
      caseIds.push((await world.openCase(number)).caseId);
    }
  };
  await Promise.all(Array.from({ length: OPEN_AT_ONCE }, lane));
  return caseIds;
}
