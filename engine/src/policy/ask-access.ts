// Questions over many people and cases: who may read this, what does somebody reach, what would a change change. Each is a
// pure function of facts, rules and an instant, so that "as of" is the same question with another instant.
import type { Instant } from './access-facts.ts';
import type { GrantRule } from './access-rules.ts';
import {
  type AccessDecision,
  type AccessQuestion,
  type AccessReader,
  decideAccess,
  decideIn,
  findCase,
  mayReadIn,
} from './decide-access.ts';
import { purposesOf } from './decide-terms.ts';
import {
  type AccessWorld,
  agencyOf,
  factsAbout,
  type FactOf,
  namesOf,
  readAccessFacts,
  type Sight,
  sightAt,
  unitAndAbove,
} from './read-access-facts.ts';

/** Somebody who may read something, and what granted it. */
export interface Admitted {
  readonly reader: AccessReader;
  readonly grants: readonly { readonly rule: string; readonly fact: string }[];
}

/** What a reader may read of a case. */
export interface ReachedCase {
  readonly case: string;
  readonly parts: readonly string[];
}

/** One question whose answer two worlds give differently. */
export interface AccessChange {
  readonly reader: AccessReader;
  readonly case: string;
  readonly part: string | null;
}

export interface AccessDifference {
  readonly gained: readonly AccessChange[];
  readonly lost: readonly AccessChange[];
}

/** Over whom and what two worlds are compared. */
export interface ComparedScope {
  readonly readers: readonly AccessReader[];
  readonly cases: readonly string[];
}

/** Why a reader may or may not read something: the tree of terms, each with the facts that made it so. */
export function whyAccess(world: AccessWorld, question: AccessQuestion, now: Instant): AccessDecision {
  return decideAccess(world, question, now);
}

/** Everybody who may read a case or a part of it, for themselves or standing in, for at least one purpose; with that purpose. */
export function whoMayRead(
  world: AccessWorld,
  asked: Pick<AccessQuestion, 'case' | 'part'>,
  now: Instant,
): readonly Admitted[] {
  const sight = sightAt(world, now);
  const purposes = purposesFor(sight, asked);
  const admitted: Admitted[] = [];
  for (const reader of mayBeReaders(sight, asked.case)) {
    for (const purpose of purposes) {
      const decision = decideIn(sight, { reader: { ...reader, purpose }, ...asked });
      if (!decision.allowed) continue;
      admitted.push({ reader: { ...reader, purpose }, grants: grantsOf(decision) });
      break;
    }
  }
  return admitted;
}

/** Those of these readers, with their purposes, who may read it, and what grants it to each. */
export function admittedBy(
  world: AccessWorld,
  { readers, ...asked }: Pick<AccessQuestion, 'case' | 'part'> & { readonly readers: readonly AccessReader[] },
  now: Instant,
): readonly Admitted[] {
  const sight = sightAt(world, now);
  return readers.flatMap((reader) => {
    const decision = decideIn(sight, { reader, ...asked });
    return decision.allowed ? [{ reader, grants: grantsOf(decision) }] : [];
  });
}

/** The same people for themselves, and for each colleague who handed work over to them. */
function mayBeReaders(sight: Sight, id: string): readonly Omit<AccessReader, 'purpose'>[] {
  return mayBeGranted(sight, id).flatMap((person) =>
    [null, ...factsAbout(sight, 'delegation', ['to', person]).map(({ by }) => by)].map((onBehalfOf) => ({
      person,
      onBehalfOf,
    })),
  );
}

/**
 * Everybody to whom some rule might grant something of a case, in the order of `namesOf`: people in or above its unit, people
 * whom a fact about it names, people of agencies with which it is shared, and whoever stands in for one of them. Nobody else
 * need be asked, so that the question takes as long as a case has readers, not as an agency has people.
 */
function mayBeGranted(sight: Sight, id: string): readonly string[] {
  const { world } = sight;
  const workers = new Set(world.rules.grants.flatMap((rule) => [...grantedBy(sight, rule, id)]));
  const standingIn = [...workers].flatMap((by) => factsAbout(sight, 'delegation', ['by', by]).map(({ to }) => to));
  const found = new Set([...workers, ...standingIn]);
  return namesOf(world, 'person').filter((person) => found.has(person));
}

function grantedBy(sight: Sight, { fact: kind }: GrantRule, id: string): readonly string[] {
  if (kind === 'membership') {
    const units = factsAbout(sight, 'case', ['case', id]).flatMap(({ unit }) => unitAndAbove(sight, unit));
    return units.flatMap((unit) => factsAbout(sight, 'membership', ['unit', unit]).map(({ person }) => person));
  }
  if (kind === 'share') {
    const agencies = new Set(factsAbout(sight, 'share', ['case', id]).map(({ to }) => to));
    return agencies.size === 0 ? [] : namesOf(sight.world, 'person').filter((person) => agencies.has(agencyOf(person)));
  }
  // Each of these kinds names a person and a case.
  const given: readonly FactOf<'assignment' | 'specific' | 'break-glass'>[] = factsAbout(sight, kind, ['case', id]);
  return given.map(({ person }) => person);
}

/** Every case that a reader may read, with the sections, fields and documents of it that they may read. */
export function reachOf(world: AccessWorld, reader: AccessReader, now: Instant): readonly ReachedCase[] {
  const sight = sightAt(world, now);
  return namesOf(world, 'case').flatMap((id) => {
    if (!mayReadIn(sight, { reader, case: id, part: null })) return [];
    return [{ case: id, parts: readableParts(world, { reader, case: id }, now) }];
  });
}

/** The sections, fields and documents of a case that a reader may read: what is not among them is cut out of every answer. */
export function readableParts(
  world: AccessWorld,
  { reader, case: id }: Omit<AccessQuestion, 'part'>,
  now: Instant,
): readonly string[] {
  const sight = sightAt(world, now);
  return partsOf(sight, id).filter((part) => mayReadIn(sight, { reader, case: id, part }));
}

/** What would change if these facts were added, or these ids taken away: a proposed grant, a wall, the end of a share. */
export function whatIf(
  world: AccessWorld,
  proposal: { readonly add: readonly unknown[]; readonly remove: readonly string[] },
  { scope, now }: { readonly scope: ComparedScope; readonly now: Instant },
): AccessDifference {
  const kept = world.given.filter((fact) => !proposal.remove.includes(idOf(fact)));
  const after = readAccessFacts([...kept, ...proposal.add], world.settings, world.rules);
  return compareAccess({ world, now }, { world: after, now }, scope);
}

/**
 * Access gained and lost from one world to another: two versions of the rules over the same facts, a change of facts, or the
 * same world at two instants.
 */
export function compareAccess(
  before: { readonly world: AccessWorld; readonly now: Instant },
  after: { readonly world: AccessWorld; readonly now: Instant },
  { readers, cases }: ComparedScope,
): AccessDifference {
  const [old, recent] = [sightAt(before.world, before.now), sightAt(after.world, after.now)];
  const gained: AccessChange[] = [];
  const lost: AccessChange[] = [];
  for (const id of cases) {
    const parts = [null, ...new Set([...partsOf(old, id), ...partsOf(recent, id)])];
    for (const change of readers.flatMap((reader) => parts.map((part) => ({ reader, case: id, part })))) {
      const [was, is] = [mayReadIn(old, change), mayReadIn(recent, change)];
      if (was !== is) (is ? gained : lost).push(change);
    }
  }
  return { gained, lost };
}

function grantsOf(decision: AccessDecision): Admitted['grants'] {
  if (decision.unknown !== null) return [];
  return decision.grant.considered.flatMap(({ rule, fact, missing }) => (missing.length === 0 ? [{ rule, fact }] : []));
}

/** Purposes that may decide: those that case and part ask for; where they ask for none, none and those of the shares. */
function purposesFor(sight: Sight, asked: Pick<AccessQuestion, 'case' | 'part'>): readonly (string | null)[] {
  const found = findCase(sight, asked);
  if (typeof found === 'string') return [];
  const bound = purposesOf(found.fact, found.parts);
  if (bound !== null) return bound;
  return [null, ...new Set(factsAbout(sight, 'share', ['case', asked.case]).map(({ purpose }) => purpose))];
}

function partsOf(sight: Sight, id: string): readonly string[] {
  return factsAbout(sight, 'case', ['case', id]).flatMap(({ parts }) => parts.map(({ part }) => part));
}

function idOf(fact: unknown): string {
  return typeof fact === 'object' && fact !== null && 'id' in fact && typeof fact.id === 'string' ? fact.id : '';
}
