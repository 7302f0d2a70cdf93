// Which work somebody may give to others: of the teams in which they have the role that manages access in that kind of case, as the
// command asks. What the rooms of a team show is that work and no other.
import { dateOf } from '@casewright/engine/calendar';
import { managerOf, type CaseType } from '@casewright/engine/definition';
import type { Database } from '../store/database.ts';
import { namesOfCaseTypes, type GivenOut } from '../store/team-work.ts';
import { type CaseTypes } from './case-types.ts';
import type { Reader } from './sessions.ts';

export interface TeamDoors {
  readonly database: Database;
  readonly caseTypes: CaseTypes;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface GivenOutBy {
  readonly given: readonly GivenOut[];
  /** The version in force of each of these kinds. */
  readonly kinds: ReadonlyMap<string, CaseType>;
  readonly nowMs: number;
}

/** Cut to one team or one kind, where that is asked for. */
export interface TeamFilter {
  readonly team: string | undefined;
  readonly caseType: string | undefined;
}

export async function givenOutBy(
  { database, caseTypes, now }: TeamDoors,
  { principal }: Pick<Reader, 'principal'>,
  filter: TeamFilter = { team: undefined, caseType: undefined },
): Promise<GivenOutBy> {
  const nowMs = now();
  const at = new Date(nowMs).toISOString();
  const [names] = await database.once(principal, [namesOfCaseTypes(principal.tenant)]);
  const scope = principal.scope?.caseTypes ?? null;
  const asked = names.rows.flatMap(({ name }) => (scope === null || scope.includes(name) ? [name] : []));
  const kinds = await caseTypes.byName(principal, asked);
  const given = [...kinds.values()].flatMap((kind) =>
    principal.teams
      .filter(({ role }) => role === managerOf(kind))
      .map(({ team }) => ({ team, caseType: kind.name, today: dateOf(at, kind.zone) })),
  );
  return { given: given.filter((one) => fits(one, filter)), kinds, nowMs };
}

function fits({ team, caseType }: GivenOut, filter: TeamFilter): boolean {
  return (
    (filter.team === undefined || filter.team === team) &&
    (filter.caseType === undefined || filter.caseType === caseType)
  );
}
