// Somebody of an agency in whose name an operator asks on the command line. The policy answers as it would answer them, and the
// line in the access log says that it was asked by an operator.
import type { Membership } from '@casewright/engine/policy';
import { provesActive, standingOfPerson } from '../store/access-world.ts';
import { programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { holdingOf, type StandingLine } from '../store/reader-standing.ts';
import type { Asker } from './sessions.ts';

/** Null where the agency has no such person, or they have left. */
export async function operatorAsker(
  database: Database,
  of: { readonly tenant: number; readonly person: string; readonly nowMs: number },
): Promise<Asker | null> {
  const { tenant, person, nowMs } = of;
  const [found] = await database.once(programContext(tenant, 'operator'), [standingOfPerson(tenant, person)]);
  const [row] = found.rows;
  if (row?.active !== true) return null;
  const lines = row.standing;
  return {
    principal: {
      ...{ tenant, person, name: person, authority: 'operator', teams: lines.flatMap(membershipIn) },
      holding: holdingOf({ tenant, person, lines, gives: () => true, nowMs }).tokens,
    },
    // Whoever has the machine needs no session.
    proof: provesActive(tenant, person),
  };
}

function membershipIn(line: StandingLine): readonly Membership[] {
  return 'team' in line ? [{ team: line.team, role: line.role }] : [];
}
