// What a search for canaries found, held against what was destroyed and what was left alone; and what is asked of such a run.
import type { Papers } from '../papers/open-papers.ts';
import { canaryScanner, type Found } from './canary-scan.ts';
import type { CanaryCase } from './canary-world.ts';
import type { SuiteOptions } from './suite.ts';

export interface CanariesOptions extends SuiteOptions {
  /** Cases to be destroyed. */
  readonly canaries: number;
  readonly papers: Pick<Papers, 'textOf'>;
}

export interface Run {
  readonly options: CanariesOptions;
  readonly data: string;
  readonly lists: string;
  readonly counts: Record<string, unknown>;
  readonly failures: string[];
}

interface Place {
  readonly name: string;
  readonly scan: (scanner: ReturnType<typeof canaryScanner>) => void;
}

/** Nothing that was destroyed may be found, and everything that was left alone must be. */
export function searchAfter(run: Run, cases: readonly CanaryCase[], { name, scan }: Place): void {
  const scanner = canaryScanner();
  scan(scanner);
  report(run, cases, { name, found: scanner.found() });
}

export function report(
  run: Run,
  cases: readonly CanaryCase[],
  { name, found }: { readonly name: string; readonly found: Found },
): void {
  const controls = new Set(cases.filter(({ fate }) => fate === 'control').map(({ number }) => number));
  const returned = [...found.numbers].filter((number) => !controls.has(number));
  const kept = [...found.numbers].filter((number) => controls.has(number));
  run.counts[name] = { searchedBytes: found.bytes, found: returned.length, controlsFound: kept.length };
  if (returned.length > 0)
    run.failures.push(
      `${name}: ${returned.length} destroyed canaries were found, of ${placesOf(found, returned)}, in ${found.where.slice(0, 5).join(', ')}.`,
    );
  if (kept.length < controls.size)
    run.failures.push(
      `${name}: only ${kept.length} of ${controls.size} controls were found, so the search proves nothing.`,
    );
}

/** In which places those of these numbers stood. */
function placesOf(found: Found, numbers: readonly number[]): string {
  const cases = numbers.map((number) => ({ number }));
  return [...placesOfCases(found, cases)].toSorted().join(' ');
}

/** In which places those of these cases stood. */
export function placesOfCases({ marks }: Found, cases: readonly Pick<CanaryCase, 'number'>[]): ReadonlySet<string> {
  const numbers = new Set(cases.map(({ number }) => number));
  const stood = [...marks].flatMap((mark) => {
    const [number, place = ''] = mark.split(' ');
    return numbers.has(Number(number)) ? [place] : [];
  });
  return new Set(stood);
}
