// Which units of an agency lie below others: none in most, so that asking costs little.
import type { Statement } from './statement.ts';

export interface UnitRow {
  readonly team: string;
  /** What is above it, the nearest first. */
  readonly above: readonly string[];
}

export function unitsBelowOthers(tenant: number): Statement<UnitRow> {
  return {
    name: 'units-below-others',
    text: 'select team, above from team where tenant = $1 and above is not null',
    values: [tenant],
  };
}

/** Finds what is above a unit among the rows of `unitsBelowOthers`. */
export function aboveIn(rows: readonly UnitRow[]): (team: string) => readonly string[] {
  return (team) => rows.find((row) => row.team === team)?.above ?? [];
}
