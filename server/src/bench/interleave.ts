// Measures several contenders in turns: a slice of each, round after round, in a rotating order, so that what else the
// machine does falls on all of them, and their ratios hold where their rates do not.
import { treeCpuMs } from './cpu-time.ts';
import type { LoadResult } from './http-load.ts';
import { median } from './percentiles.ts';

export interface Slice {
  readonly clients: number;
  readonly seconds: number;
}

export interface Contender {
  readonly name: string;
  /** The process of the application; null where there is none or its time is not wanted. */
  readonly pid: number | null;
  /** Makes ready what a slice will use up. */
  readonly prepare?: (slice: Slice) => Promise<void>;
  readonly run: (slice: Slice) => Promise<LoadResult>;
}

export interface Plan {
  readonly clients: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
  /** The process of the database server; null where it is on another machine. */
  readonly postmaster: number | null;
}

export interface Measurement {
  readonly contender: string;
  readonly clients: number;
  readonly requests: number;
  readonly failures: number;
  readonly firstFailure: string | null;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Milliseconds of processor time for each request; null where it cannot be known. */
  readonly appCpuMs: number | null;
  readonly databaseCpuMs: number | null;
  /** The rate of each round, for ratios of what ran side by side. */
  readonly rates: readonly number[];
}

interface Measured {
  readonly contender: string;
  readonly result: LoadResult;
  readonly appMs: number | null;
  readonly databaseMs: number | null;
}

export async function interleave(contenders: readonly Contender[], plan: Plan): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = [];
  for (const clients of plan.clients) {
    const measured: Measured[] = [];
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const contender of rotated(contenders, round)) {
        measured.push(await measureSlice(contender, { clients, seconds: plan.seconds }, plan.postmaster));
      }
    }
    measurements.push(
      ...contenders.map(({ name }) =>
        sumUp(
          measured.filter(({ contender }) => contender === name),
          { contender: name, clients },
        ),
      ),
    );
  }
  return measurements;
}

/** The middle of the ratios of rounds: how the rate of one compares with that of another that ran beside it. */
export function ratioOf(ours: Measurement, theirs: Measurement): number {
  const ratios = ours.rates.map((rate, round) => rate / (theirs.rates[round] ?? Number.NaN));
  return median(ratios.filter((ratio) => Number.isFinite(ratio)));
}

async function measureSlice(contender: Contender, slice: Slice, postmaster: number | null): Promise<Measured> {
  await contender.prepare?.(slice);
  const appBefore = cpuOf(contender.pid);
  const databaseBefore = cpuOf(postmaster);
  const result = await contender.run(slice);
  return {
    contender: contender.name,
    result,
    appMs: difference(appBefore, cpuOf(contender.pid)),
    databaseMs: difference(databaseBefore, cpuOf(postmaster)),
  };
}

function sumUp(slices: readonly Measured[], of: { readonly contender: string; readonly clients: number }): Measurement {
  const results = slices.map(({ result }) => result);
  const requests = sum(results.map((result) => result.requests));
  const each = (values: readonly (number | null)[]): number | null => {
    const known = values.filter((value) => value !== null);
    return known.length < values.length || requests === 0 ? null : sum(known) / requests;
  };
  return {
    ...of,
    requests,
    failures: sum(results.map((result) => result.failures)),
    firstFailure: results.find((result) => result.firstFailure !== null)?.firstFailure ?? null,
    perSecond: requests / sum(results.map((result) => result.seconds)),
    p50Ms: median(results.map((result) => result.p50Ms)),
    p95Ms: median(results.map((result) => result.p95Ms)),
    p99Ms: median(results.map((result) => result.p99Ms)),
    appCpuMs: each(slices.map(({ appMs }) => appMs)),
    databaseCpuMs: each(slices.map(({ databaseMs }) => databaseMs)),
    rates: results.map((result) => result.perSecond),
  };
}

function rotated<T>(list: readonly T[], by: number): readonly T[] {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

function cpuOf(pid: number | null): number | null {
  return pid === null ? null : treeCpuMs(pid);
}

function difference(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : after - before;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
