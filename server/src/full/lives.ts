// A thousand made-up cases of every shipped kind, lived by sensible people over two years: each comes to an outcome, and none stands
// still, loses a clock or is refused what was offered. It goes on with the next kind where it was stopped.
import type { CaseType } from '@casewright/engine/definition';
import { liveCase } from '@casewright/engine/lives';
import { keepState, resultOf, stateFile, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface LivesOptions extends SuiteOptions {
  readonly caseTypes: readonly CaseType[];
  /** Of each kind. */
  readonly lives: number;
}

interface KindCounts {
  readonly cases: number;
  readonly steps: number;
  /** By name. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly breaches: number;
  /** Cases in which nothing was left to do at some time, so that the team was asked. */
  readonly handed: number;
  /** Cases that were open for all their days and were then brought to an end. */
  readonly ranOut: number;
  readonly troubles: number;
  /** Milliseconds of this process that one took on average. */
  readonly msEach: number;
  /** How often each command was done, by name; the most frequent first. */
  readonly acts: Readonly<Record<string, number>>;
}

interface KeptLives {
  readonly seed: number;
  readonly lives: number;
  readonly kinds: Readonly<Record<string, KindCounts>>;
  readonly failures: readonly string[];
}

const FROM = '2024-01-08';
const TWO_YEARS = 730;
const TOLD = 30;

export function lives(options: LivesOptions): Promise<SuiteResult> {
  const { seed, say, caseTypes } = options;
  const fresh: KeptLives = { seed, lives: options.lives, kinds: {}, failures: [] };
  const state = keepState(stateFile(options), fresh);
  if (state.value.lives !== options.lives) state.change({ lives: options.lives, kinds: {}, failures: [] });
  for (const caseType of caseTypes) {
    const { name } = caseType;
    if (state.value.kinds[name] !== undefined) continue;
    const { counts, failures } = liveAll(caseType, options);
    state.change({
      kinds: { ...state.value.kinds, [name]: counts },
      failures: [...state.value.failures, ...failures].slice(0, TOLD),
    });
    say(`${name}: ${counts.cases} cases, ${counts.steps} steps, ${counts.troubles} troubles.`);
  }
  const { kinds, failures } = state.value;
  const total = (of: (counts: KindCounts) => number): number =>
    Object.values(kinds).reduce((sum, counts) => sum + of(counts), 0);
  const counts = {
    kinds: Object.keys(kinds).length,
    cases: total(({ cases }) => cases),
    steps: total(({ steps }) => steps),
    breaches: total(({ breaches }) => breaches),
    troubles: total(({ troubles }) => troubles),
    byKind: kinds,
  };
  return Promise.resolve(resultOf(counts, failures));
}

function liveAll(
  caseType: CaseType,
  { seed, lives: wanted }: LivesOptions,
): { readonly counts: KindCounts; readonly failures: readonly string[] } {
  const failures: string[] = [];
  const outcomes: Record<string, number> = {};
  const acts = new Map<string, number>();
  const began = process.cpuUsage();
  const sums = { steps: 0, breaches: 0, handed: 0, ranOut: 0, troubles: 0 };
  for (let at = 0; at < wanted; at += 1) {
    const own = (seed * 1_000_003 + at) >>> 0;
    const life = liveCase(caseType, { seed: own, from: FROM, days: TWO_YEARS });
    sums.steps += life.steps.length;
    sums.breaches += life.breaches;
    sums.handed += life.wasHanded ? 1 : 0;
    sums.ranOut += life.ranOut ? 1 : 0;
    sums.troubles += life.troubles.length;
    for (const { command } of life.steps) acts.set(command.type, (acts.get(command.type) ?? 0) + 1);
    const outcome = life.state.closed?.outcome ?? 'none';
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    failures.push(
      ...life.troubles.map((trouble) => `${caseType.name}, seed ${own}: ${trouble}`).slice(0, TOLD - failures.length),
    );
  }
  const { user, system } = process.cpuUsage(began);
  const msEach = Math.round((user + system) / 1_000 / Math.max(1, wanted));
  const inOrder = Object.fromEntries([...acts].toSorted(([, one], [, other]) => other - one));
  return { counts: { cases: wanted, outcomes, ...sums, msEach, acts: inOrder }, failures };
}
