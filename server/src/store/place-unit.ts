// Where the units of an agency stand: each knows what is above it, the nearest first.
import type { Statement } from './statement.ts';

export interface UnitPlace {
  readonly team: string;
  readonly title: string;
  readonly above: readonly string[];
}

/** All units, locked against others who move any of them. */
export function lockUnits(tenant: number): Statement<UnitPlace> {
  return {
    name: 'lock-units',
    text: "select team, title, coalesce(above, '{}') as above from team where tenant = $1 order by team for no key update",
    values: [tenant],
  };
}

export function listUnits(tenant: number): Statement<UnitPlace> {
  return {
    name: 'list-units',
    text: "select team, title, coalesce(above, '{}') as above from team where tenant = $1 order by team",
    values: [tenant],
  };
}

export function placeUnit(tenant: number, { team, above }: Pick<UnitPlace, 'team' | 'above'>): Statement {
  return {
    name: 'place-unit',
    text: "update team set above = nullif($3::text[], '{}') where tenant = $1 and team = $2",
    values: [tenant, team, above],
    unsettles: [`unit/${team}`],
  };
}
