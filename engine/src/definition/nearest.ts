// Guesses which known name was meant, for suggestions in problems.

import type { Findings } from './problem.ts';

/** After this many problems nobody reads suggestions, and comparing thousands of names with thousands takes minutes. */
const MOST_SUGGESTIONS = 100;

/** “Did you mean” followed by the nearest known name, or an empty text where none is near. */
export function suggestion(name: string, known: Iterable<string>, { problems }: Findings): string {
  if (problems.length > MOST_SUGGESTIONS) return '';
  let best: string | null = null;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best === null ? '' : ` Did you mean “${best}”?`;
}

/** Levenshtein distance with one row of memory; names are short. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
