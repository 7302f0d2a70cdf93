// Somebody of an agency as whoever acts, where no session says so: for made-up work and for tests.
import type { Principal } from '@casewright/engine/policy';
import { holdingOf } from '../store/reader-standing.ts';

/** With what their memberships give them to hold, in units that lie below no other. */
export function principalOfMember(who: Omit<Principal, 'holding' | 'scope'>): Principal {
  const { tenant, person, teams } = who;
  const lines = teams.map(({ team, role }) => ({ team, role, above: null }));
  const { tokens } = holdingOf({ tenant, person, lines, gives: () => true, nowMs: 0 });
  return { ...who, holding: tokens };
}
