// Which issues nothing supports yet: open ones for which no admissible evidence is offered. What is said of an issue's parts is said
// of them and not of the whole.
import type { Entries } from './entry.ts';
import { isAdmissible } from './evidence.ts';

export interface EvidenceGap {
  readonly issue: string;
  /** Its kind, and the how manieth of its kind it is in the case. */
  readonly of: string;
  readonly number: number;
  readonly why: 'none-offered' | 'none-admissible';
}

/** @param kinds kinds of issues that need evidence: those for which some kind of it may be offered */
export function gapsOf(entries: Entries, kinds: ReadonlySet<string>): readonly EvidenceGap[] {
  const offered = countEvidence(entries, () => true);
  const admissible = countEvidence(entries, isAdmissible);
  const wholes = new Set(Object.values(entries).map((entry) => (entry.kind === 'issue' ? entry.within : undefined)));
  const numbers = new Map<string, number>();
  const gaps: EvidenceGap[] = [];
  for (const [issue, entry] of Object.entries(entries)) {
    if (entry.kind !== 'issue') continue;
    const number = (numbers.get(entry.of) ?? 0) + 1;
    numbers.set(entry.of, number);
    const isAsked = kinds.has(entry.of) && entry.status === 'open' && !wholes.has(issue);
    if (!isAsked || (admissible.get(issue) ?? 0) > 0) continue;
    gaps.push({ issue, of: entry.of, number, why: offered.has(issue) ? 'none-admissible' : 'none-offered' });
  }
  return gaps;
}

type Evidence = Extract<Entries[string], { kind: 'evidence' }>;

/** How much evidence of that sort is offered for each issue; none where an issue is missing. */
export function countEvidence(entries: Entries, counts: (evidence: Evidence) => boolean): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const entry of Object.values(entries)) {
    if (entry.kind !== 'evidence' || !counts(entry)) continue;
    for (const issue of entry.offeredFor) found.set(issue, (found.get(issue) ?? 0) + 1);
  }
  return found;
}
