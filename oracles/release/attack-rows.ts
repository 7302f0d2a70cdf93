// An attack on rows: somebody who knows everything of a person that is told of them, and looks which rows could be theirs.
import type { OpenRows } from './read-open-data.ts';

/** A person as the attacker knows them: of each column every way in which it may be told, fine to coarse; not what is sensitive. */
export interface Known {
  readonly period: string;
  readonly told: Readonly<Record<string, readonly string[]>>;
  /** What nobody else knows, to see whether it was found. */
  readonly sensitive: Readonly<Record<string, string>>;
}

export interface LinkageResult {
  /** The largest chance that a row which could be somebody's is theirs, over all who were looked for. */
  readonly largestRisk: number;
  /** People of whom a sensitive value was found, since all rows that could be theirs have it. */
  readonly found: number;
  readonly lookedFor: number;
  /** People for whom there is a row that could be theirs. */
  readonly matched: number;
}

export function attackRows({ header, rows }: OpenRows, people: readonly Known[]): LinkageResult {
  let [largestRisk, found, matched] = [0, 0, 0];
  for (const { period, told, sensitive } of people) {
    const candidates = rows.filter((row) =>
      header.every((column, at) => {
        if (column === 'period') return row[at] === period;
        const ways = told[column];
        return ways === undefined || row[at] === 'any' || ways.includes(row[at] ?? '');
      }),
    );
    if (candidates.length === 0) continue;
    matched += 1;
    largestRisk = Math.max(largestRisk, 1 / candidates.length);
    const isFound = Object.keys(sensitive).some(
      (column) => new Set(candidates.map((row) => row[header.indexOf(column)])).size === 1,
    );
    if (isFound) found += 1;
  }
  return { largestRisk, found, lookedFor: people.length, matched };
}
