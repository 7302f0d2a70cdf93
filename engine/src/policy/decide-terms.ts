// The terms of a decision beside the grant: clearance, compartments, walls, seals and purpose. Each is true or false with
// the facts that made it so. None knows of grants, so no grant can lift one.
import type { CaseFact, CasePart, Classification, WallFact } from './access-facts.ts';
import type { TermRule } from './access-rules.ts';
import type { AccessReader } from './decide-access.ts';
import { type AccessWorld, type By, factsAbout, type Sight, unitAndAbove } from './read-access-facts.ts';

/** A question with everything that it names found. */
export interface AskedMatter {
  readonly sight: Sight;
  readonly reader: AccessReader;
  /** The reader, then the colleague for whom the reader stands in. */
  readonly people: readonly string[];
  readonly fact: CaseFact;
  /** The section of what is asked for, then that itself; none when the case itself is asked for. */
  readonly parts: readonly CasePart[];
}

export interface TermResult {
  readonly term: TermRule['term'];
  readonly holds: boolean;
  /** Ids of the facts that made it so. */
  readonly facts: readonly string[];
  /** What is missing or in the way, in the tokens of the database's columns. */
  readonly against: readonly string[];
}

/** What a case and its parts ask of a reader, as tokens. */
export interface Needs {
  readonly clearance: readonly string[];
  readonly compartments: readonly string[];
}

/** A need that nobody can meet. */
export const NOBODY = 'nobody';

export function decideTerm(asked: AskedMatter, { term, of }: TermRule): TermResult {
  const people = of === 'everybody' ? asked.people : asked.people.slice(0, 1);
  const results = people.map((person) => termFor(asked, term, person));
  const [only] = results;
  if (only !== undefined && results.length === 1 && only.against.length === 0 && only.facts.length < 2)
    return { term, holds: true, ...only };
  const against = results.flatMap((result) => result.against);
  const facts = [...new Set(results.flatMap((result) => result.facts))];
  return { term, holds: against.length === 0, facts, against: [...new Set(against)] };
}

/** Levels and markers that must be held: of each scale the highest level, of everything every marker. */
export function needsOf(world: AccessWorld, fact: CaseFact, parts: readonly CasePart[]): Needs {
  const levels = new Map<string, number>();
  const clearance: string[] = [];
  for (const { classification } of [fact, ...parts]) {
    if (classification === null) continue;
    const { scale, markers } = classification;
    const rank = rankOf(world, classification);
    if (rank === null) clearance.push(NOBODY);
    else levels.set(scale, Math.max(rank, levels.get(scale) ?? 0));
    const known = scaleOf(world, scale)?.markers ?? [];
    clearance.push(...markers.map((marker) => (known.includes(marker) ? `marker:${scale}/${marker}` : NOBODY)));
  }
  for (const [scale, rank] of levels) clearance.push(`level:${scale}/${rank}`);
  const compartments = [fact, ...parts].flatMap((each) => each.compartments.map((name) => `compartment:${name}`));
  return { clearance: [...new Set(clearance)], compartments: [...new Set(compartments)] };
}

/** Each token of clearance that a person holds, with the fact that gives it. */
export function clearanceOf(sight: Sight, person: string): ReadonlyMap<string, string> {
  const held = new Map<string, string>();
  for (const fact of factsAbout(sight, 'clearance', ['person', person])) {
    const rank = rankOf(sight.world, fact);
    if (rank === null) continue;
    for (let below = 0; below <= rank; below += 1) held.set(`level:${fact.scale}/${below}`, fact.id);
    for (const marker of fact.markers) held.set(`marker:${fact.scale}/${marker}`, fact.id);
  }
  return held;
}

export function compartmentsOf(sight: Sight, person: string): ReadonlyMap<string, string> {
  const facts = factsAbout(sight, 'read-in', ['person', person]);
  return new Map(facts.map(({ compartment, id }) => [`compartment:${compartment}`, id]));
}

/** Walls that stand, of those that name something. */
export function standingWalls(sight: Sight, by: By): readonly WallFact[] {
  return factsAbout(sight, 'wall', by).filter(({ standing }) => sight.world.rules.standingWalls.includes(standing));
}

/** Seals on a case, or on one of its sections. */
export function sealsOn(sight: Sight, fact: CaseFact, parts: readonly CasePart[]): readonly SealOn[] {
  const section = parts.at(0)?.section;
  return factsAbout(sight, 'seal', ['case', fact.case]).filter(
    (seal) => seal.section === null || seal.section === section,
  );
}

/** Purposes of which one must be stated: those that case, section and part have in common; null where none is bound. */
export function purposesOf(fact: CaseFact, parts: readonly CasePart[]): readonly string[] | null {
  let common: readonly string[] | null = null;
  for (const { purposes } of [fact, ...parts]) {
    if (purposes === null) continue;
    common = common === null ? purposes : common.filter((purpose) => purposes.includes(purpose));
  }
  return common;
}

interface SealOn {
  readonly id: string;
  readonly openTo: readonly string[];
}

type Found = Omit<TermResult, 'term' | 'holds'>;

const NOTHING: Found = { facts: [], against: [] };

function termFor(asked: AskedMatter, term: TermRule['term'], person: string): Found {
  const { sight, fact, parts } = asked;
  switch (term) {
    case 'clearance':
      return compare(needsOf(sight.world, fact, parts).clearance, () => clearanceOf(sight, person));
    case 'compartments':
      return compare(needsOf(sight.world, fact, parts).compartments, () => compartmentsOf(sight, person));
    case 'wall':
      return wallsAgainst(asked, person);
    case 'seal':
      return sealsAgainst(sealsOn(sight, fact, parts), person);
    case 'purpose':
      return purposeAgainst(asked);
    default:
      return term satisfies never;
  }
}

/** What is held is worked out only where something is asked for, since most cases ask for nothing. */
function compare(needed: readonly string[], holds: () => ReadonlyMap<string, string>): Found {
  if (needed.length === 0) return NOTHING;
  const held = holds();
  return {
    facts: needed.flatMap((token) => held.get(token) ?? []),
    against: needed.filter((token) => !held.has(token)),
  };
}

function wallsAgainst({ sight, fact }: AskedMatter, person: string): Found {
  const standing = wallsAround(sight, fact);
  if (standing.length === 0) return { facts: [], against: [] };
  const around = factsAbout(sight, 'membership', ['person', person]).flatMap(({ unit }) => unitAndAbove(sight, unit));
  const against = standing.filter(
    (wall) => wall.person === person || (wall.unit !== null && around.includes(wall.unit)),
  );
  return { facts: against.map(({ id }) => id), against: against.map(({ id }) => `wall:${id}`) };
}

function wallsAround(sight: Sight, fact: CaseFact): readonly WallFact[] {
  const ofMatters = fact.matters.flatMap((matter) => standingWalls(sight, ['matter', matter]));
  return [...standingWalls(sight, ['case', fact.case]), ...ofMatters];
}

function sealsAgainst(seals: readonly SealOn[], person: string): Found {
  const closed = seals.filter(({ openTo }) => !openTo.includes(person));
  return { facts: seals.map(({ id }) => id), against: closed.map(({ id }) => `seal:${id}`) };
}

function purposeAgainst({ reader, fact, parts }: AskedMatter): Found {
  const purposes = purposesOf(fact, parts);
  if (purposes === null) return { facts: [], against: [] };
  const fitting = reader.purpose !== null && purposes.includes(reader.purpose);
  return { facts: [fact.id], against: fitting ? [] : ['purpose'] };
}

function scaleOf({ settings }: AccessWorld, scale: string): AccessWorld['settings']['scales'][string] | undefined {
  return Object.hasOwn(settings.scales, scale) ? settings.scales[scale] : undefined;
}

function rankOf(world: AccessWorld, { scale, level }: Classification): number | null {
  const rank = scaleOf(world, scale)?.levels.indexOf(level) ?? -1;
  return rank < 0 ? null : rank;
}
