// Standing in for a colleague: for whom somebody may, in which roles they then act, and how what they do names both. What they
// may read follows from `readerTokens`.
import { accessSettings } from './access-settings.ts';
import type { Instant } from './access-facts.ts';
import type { Membership } from './principal.ts';
import { type AccessWorld, agencyOf, factsAbout, nameIn, sightAt } from './read-access-facts.ts';

/** A colleague whose work was handed over. */
export interface HandedOver {
  /** Their id in the agency. */
  readonly by: string;
  /** The first instant at which it no longer is; null where that is not said. */
  readonly until: Instant | null;
}

/** Whose work has been handed over to a person at an instant, in the order of their ids. Nobody hands over what was handed to them. */
export function handedOverTo(world: AccessWorld, person: string, now: Instant): readonly HandedOver[] {
  if (world.closed) return [];
  const ends = new Map<string, Instant | null>();
  for (const { by, until } of factsAbout(sightAt(world, now), 'delegation', ['to', person])) {
    if (by === person || agencyOf(by) !== agencyOf(person)) continue;
    const before = ends.get(by);
    ends.set(by, before === null || until === null ? null : Math.max(before ?? until, until));
  }
  return [...ends]
    .map(([by, until]) => ({ by: nameIn(by), until }))
    .toSorted((one, other) => (one.by < other.by ? -1 : 1));
}

/**
 * The memberships in which somebody acts who stands in: those of the colleague in a role that may be handed on, and those that
 * both have. So nobody does for another what either of the two could not do.
 */
export function membershipsStandingIn(
  own: readonly Membership[],
  colleagues: readonly Membership[],
): readonly Membership[] {
  const { roles } = accessSettings;
  const isHandedOn = (role: string): boolean => Object.hasOwn(roles, role) && roles[role]?.delegable === true;
  return colleagues.filter(
    ({ team, role }) => isHandedOn(role) || own.some((each) => each.team === team && each.role === role),
  );
}

/** The authority of whoever acts by a session and stands in: it names the session, and for whom. */
export function authorityStandingIn(authority: string, colleague: string): string {
  return `${authority}${FOR}${colleague}`;
}

/** The colleague whom an authority names; null where whoever acted did so in their own name. */
export function stoodInFor(authority: string): string | null {
  const at = authority.indexOf(FOR);
  return authority.startsWith('session:') && at > 0 ? authority.slice(at + FOR.length) : null;
}

/** No id has a colon. */
const FOR = ':for:';
