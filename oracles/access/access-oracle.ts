// Says who may read which part of which case, by going through all facts for every question: slow, plain, and written from
// the design (access: grant, clearance, compartments, no wall, no seal, purpose) before there was anything to compare with.
// It imports nothing of the product.
import { agencyOf, isWellFormed, namedBy } from './access-shapes.ts';
import type { Term, World, WorldAnswer, WorldFact, WorldQuestion, WorldReader } from './access-world.ts';

const HOUR = 3_600_000;

interface Sight {
  readonly world: World;
  /** Well-formed facts that hold at the instant of the question, by kind. */
  readonly facts: Readonly<Record<string, readonly WorldFact[]>>;
  readonly barred: ReadonlySet<string>;
}

/** A question with everything that it names found. */
interface Matter {
  readonly sight: Sight;
  readonly reader: WorldReader;
  /** The reader, and whoever they stand in for: what bars access must bar neither. */
  readonly people: readonly string[];
  readonly caseFact: WorldFact;
  /** The section and the part asked for, both described in the case fact; none when the case itself is asked for. */
  readonly parts: readonly WorldFact[];
  readonly section: string | null;
}

/** Answers any question about a world at an instant, with each term of the decision. */
export function oracleAt(world: World, now: number): (question: WorldQuestion) => WorldAnswer {
  const sight = sightAt(world, now);
  return (question) => answerOf(sight, question);
}

function answerOf(sight: Sight | null, question: WorldQuestion): WorldAnswer {
  const matter = sight === null ? null : find(sight, question);
  if (matter === null) return { allowed: false, terms: null };
  const terms: Record<Term, boolean> = {
    grant: hasGrant(matter),
    clearance: matter.people.every((person) => isCleared(matter, person)),
    compartments: matter.people.every((person) => isReadIn(matter, person)),
    wall: !matter.people.some((person) => isWalledOff(matter, person)),
    seal: matter.people.every((person) => passesSeals(matter, person)),
    purpose: fitsPurpose(matter),
  };
  return { allowed: Object.values(terms).every(Boolean), terms };
}

/** Null when a fact that cannot be read names nothing, so that it bars everything. */
function sightAt(world: World, now: number): Sight | null {
  const ids = world.facts.map(({ id }) => id);
  const repeated = new Set(ids.filter((id, at) => ids.indexOf(id) !== at));
  const good = (fact: WorldFact): boolean => isWellFormed(fact) && !repeated.has(fact['id']);
  const bad = world.facts.filter((fact) => !good(fact));
  if (bad.some((fact) => namedBy(fact).length === 0)) return null;
  const facts: Record<string, WorldFact[]> = {};
  for (const fact of world.facts.filter((each) => good(each) && isInForce(each, now))) {
    (facts[String(fact['kind'])] ??= []).push(fact);
  }
  return { world, facts, barred: new Set(bad.flatMap(namedBy)) };
}

function isInForce({ from, until }: WorldFact, now: number): boolean {
  return (from === null || Number(from) <= now) && (until === null || now < Number(until));
}

function find(sight: Sight, { reader, case: id, part }: WorldQuestion): Matter | null {
  const people = reader.onBehalfOf === null ? [reader.person] : [reader.person, reader.onBehalfOf];
  if (people.some((person) => !isKnown(sight, person))) return null;
  if (reader.onBehalfOf !== null && !isHandedOver(sight, reader.onBehalfOf, reader.person)) return null;
  const found = ofKind(sight, 'case').filter((fact) => fact['case'] === id);
  const [caseFact] = found;
  if (caseFact === undefined || found.length > 1 || isCaseBarred(sight, caseFact)) return null;
  if (part === null) return { sight, reader, people, caseFact, parts: [], section: null };
  const described = list(caseFact['parts']).filter((each) => member(each, 'part') === part);
  const section = member(described[0], 'section');
  const sections = list(caseFact['parts']).filter((each) => member(each, 'part') === section);
  if (described.length !== 1 || sections.length !== 1 || member(sections[0], 'kind') !== 'section') return null;
  if (member(sections[0], 'section') !== section) return null;
  // Parts of a well-formed case fact are objects.
  const parts = [...new Set([...sections, ...described])] as WorldFact[];
  return { sight, reader, people, caseFact, parts, section: String(section) };
}

function isKnown(sight: Sight, person: string): boolean {
  if (sight.barred.has(person) || unitsAround(sight, person).some((unit) => sight.barred.has(String(unit))))
    return false;
  return ofKind(sight, 'person').some((fact) => fact['person'] === person);
}

/** Work is handed over within an agency, to somebody else, and only by who has it: a delegation does not go on. */
function isHandedOver(sight: Sight, by: string, to: string): boolean {
  if (by === to || agencyOf(by) !== agencyOf(to)) return false;
  return ofKind(sight, 'delegation').some((fact) => fact['by'] === by && fact['to'] === to);
}

function isCaseBarred(sight: Sight, caseFact: WorldFact): boolean {
  const names = [caseFact['case'], ...list(caseFact['matters']), ...unitAndAbove(sight, caseFact['unit'])];
  return names.some((name) => sight.barred.has(String(name)));
}

function hasGrant(matter: Matter): boolean {
  const { sight, reader } = matter;
  const stoodFor = reader.onBehalfOf;
  const worker = stoodFor ?? reader.person;
  const mayUse = (fact: WorldFact): boolean => stoodFor === null || fact['delegable'] === true;
  if (agencyOf(worker) === agencyOf(matter.caseFact['case'])) {
    if (of(sight, 'membership', worker).some((fact) => mayUse(fact) && isTeam(matter, fact))) return true;
    if (of(sight, 'assignment', worker).some((fact) => mayUse(fact) && isAssigned(matter, fact))) return true;
  }
  if (stoodFor !== null) return false;
  return isShared(matter) || isSpeciallyGranted(matter) || isBrokenOpen(matter);
}

/** In the unit that has the case, or above it in a role that reaches below; and in a role that the part names, if it names any. */
function isTeam({ sight, reader, caseFact, parts }: Matter, fact: WorldFact): boolean {
  const role = String(fact['role']);
  const rights = Object.hasOwn(sight.world.roles, role) ? sight.world.roles[role] : undefined;
  if (reader.onBehalfOf !== null && rights?.delegable !== true) return false;
  if (parts.some((part) => part['readers'] !== null && !list(part['readers']).includes(role))) return false;
  if (fact['unit'] === caseFact['unit']) return true;
  return rights?.below === true && unitAndAbove(sight, caseFact['unit']).includes(fact['unit']);
}

function isAssigned(matter: Matter, fact: WorldFact): boolean {
  return fact['case'] === matter.caseFact['case'] && !namesReaders(matter);
}

function isShared(matter: Matter): boolean {
  const { sight, reader, caseFact, section } = matter;
  const owner = agencyOf(caseFact['case']);
  if (agencyOf(reader.person) === owner || namesReaders(matter)) return false;
  return ofKind(sight, 'share').some((share) => {
    if (share['case'] !== caseFact['case'] || share['until'] === null || share['authority'] === '') return false;
    // Whoever received a case cannot share it on: only its own agency can.
    if (share['by'] !== owner || share['to'] !== agencyOf(reader.person)) return false;
    if (share['unit'] !== null && !unitsAround(sight, reader.person).includes(share['unit'])) return false;
    if (section !== null && !list(share['sections']).includes(section)) return false;
    if (share['purpose'] !== reader.purpose) return false;
    return share['consent'] === null || hasConsent(sight, share);
  });
}

function hasConsent(sight: Sight, share: WorldFact): boolean {
  return ofKind(sight, 'consent').some(
    (fact) => fact['id'] === share['consent'] && fact['case'] === share['case'] && fact['purpose'] === share['purpose'],
  );
}

function isSpeciallyGranted(matter: Matter): boolean {
  const { sight, reader, caseFact, section } = matter;
  const owner = agencyOf(caseFact['case']);
  if (agencyOf(reader.person) !== owner || namesReaders(matter)) return false;
  return of(sight, 'specific', reader.person).some((fact) => {
    if (fact['case'] !== caseFact['case'] || fact['until'] === null) return false;
    if (fact['approvedBy'] === reader.person || agencyOf(fact['approvedBy']) !== owner) return false;
    return section === null || fact['sections'] === null || list(fact['sections']).includes(section);
  });
}

/** Stands in for a missing grant and for nothing else: at most a day, with a reason in words. */
function isBrokenOpen({ sight, reader, caseFact }: Matter): boolean {
  if (agencyOf(reader.person) !== agencyOf(caseFact['case'])) return false;
  return of(sight, 'break-glass', reader.person).some((fact) => {
    if (fact['case'] !== caseFact['case'] || fact['from'] === null || fact['until'] === null) return false;
    return Number(fact['until']) - Number(fact['from']) <= 24 * HOUR && String(fact['reason']).trim().length >= 20;
  });
}

function namesReaders({ parts }: Matter): boolean {
  return parts.some((part) => part['readers'] !== null);
}

/** The highest of case, section and part counts; two scales count both. A level or marker that nobody knows is above all. */
function isCleared({ sight, caseFact, parts }: Matter, person: string): boolean {
  const held = of(sight, 'clearance', person);
  return [caseFact, ...parts].every((each) => {
    const asked = each['classification'];
    if (asked === null) return true;
    const scaleName = String(member(asked, 'scale'));
    const scale = Object.hasOwn(sight.world.scales, scaleName) ? sight.world.scales[scaleName] : undefined;
    const needed = scale?.levels.indexOf(String(member(asked, 'level'))) ?? -1;
    if (scale === undefined || needed < 0) return false;
    const good = held.filter((fact) => fact['scale'] === scaleName && scale.levels.includes(String(fact['level'])));
    if (!good.some((fact) => scale.levels.indexOf(String(fact['level'])) >= needed)) return false;
    const markers = good.flatMap((fact) => list(fact['markers']));
    return list(member(asked, 'markers')).every(
      (marker) => scale.markers.includes(String(marker)) && markers.includes(marker),
    );
  });
}

function isReadIn({ sight, caseFact, parts }: Matter, person: string): boolean {
  const held = of(sight, 'read-in', person).map((fact) => fact['compartment']);
  return [caseFact, ...parts].every((each) => list(each['compartments']).every((needed) => held.includes(needed)));
}

/** A suggested wall stands until somebody dismisses it. */
function isWalledOff({ sight, caseFact }: Matter, person: string): boolean {
  const around = unitsAround(sight, person);
  return ofKind(sight, 'wall').some((wall) => {
    if (wall['standing'] === 'dismissed') return false;
    const here = wall['case'] === caseFact['case'] || list(caseFact['matters']).includes(wall['matter']);
    return here && (wall['person'] === person || around.includes(wall['unit']));
  });
}

function passesSeals({ sight, caseFact, section }: Matter, person: string): boolean {
  return ofKind(sight, 'seal').every((seal) => {
    if (seal['case'] !== caseFact['case']) return true;
    if (seal['section'] !== null && seal['section'] !== section) return true;
    return list(seal['openTo']).includes(person);
  });
}

function fitsPurpose({ reader, caseFact, parts }: Matter): boolean {
  return [caseFact, ...parts].every(
    (each) => each['purposes'] === null || (reader.purpose !== null && list(each['purposes']).includes(reader.purpose)),
  );
}

function unitsAround(sight: Sight, person: string): readonly unknown[] {
  return of(sight, 'membership', person).flatMap((fact) => unitAndAbove(sight, fact['unit']));
}

function unitAndAbove(sight: Sight, unit: unknown): readonly unknown[] {
  const reached = [unit];
  for (const at of reached) {
    for (const fact of ofKind(sight, 'unit')) {
      if (fact['unit'] === at && fact['parent'] !== null && !reached.includes(fact['parent']))
        reached.push(fact['parent']);
    }
  }
  return reached;
}

function ofKind({ facts }: Sight, kind: string): readonly WorldFact[] {
  return facts[kind] ?? [];
}

function of(sight: Sight, kind: string, person: string): readonly WorldFact[] {
  return ofKind(sight, kind).filter((fact) => fact['person'] === person);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function member(value: unknown, name: string): unknown {
  // Any object may be looked into; what it holds stays unknown.
  return typeof value === 'object' && value !== null ? (value as WorldFact)[name] : undefined;
}
