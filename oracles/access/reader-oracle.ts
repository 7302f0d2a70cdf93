// Who may read which case and which part of it, by which way, and what bars them: written from the page for auditors (docs/access-rules.md) and
// the decision records, and from nothing else. It imports nothing of the product.
import { LEVELS, PARTS, REACHING_BELOW, type PartRule } from './part-tables.ts';
import type { Grant, OracleCase, OraclePerson, OracleWorld } from './route-world.ts';

export function isKnown({ by }: OraclePerson): boolean {
  return by === 'browser' || by === 'token';
}

export function isPrivacyOfficer({ by, memberships }: OraclePerson): boolean {
  return by === 'browser' && memberships.some(({ role }) => role === 'privacy-officer');
}

/** A seat, or the role, stands in for the grant that is missing and for nothing else. */
export function mayKnowOf(world: OracleWorld, person: OraclePerson, target: OracleCase): boolean {
  if (!isKnown(person) || person.agency !== target.agency) return false;
  // Under a seat the only purpose is that of the seat.
  const purpose = person.seat ?? person.purpose;
  return (person.seat !== null || isPrivacyOfficer(person)) && isUnbarred(world, { ...person, purpose }, target);
}

/** Parts that name roles are open to a seat; a level, a compartment or a seal of theirs bars it. */
export function mayAuditField(
  world: OracleWorld,
  person: OraclePerson,
  { target, field }: { readonly target: OracleCase; readonly field: string },
): boolean {
  if (person.seat === null || !mayKnowOf(world, person, target)) return false;
  return (PARTS[field] ?? []).every((rule) => isOpen(person, { target, rule }));
}

export function isForKind({ caseTypes }: OraclePerson, caseType: string): boolean {
  return caseTypes === null || caseTypes.includes(caseType);
}

/** Whether they asked for the case and are told the answer: also where they may not read it, if nothing bars them. */
export function isAnswered(world: OracleWorld, person: OraclePerson, target: OracleCase): boolean {
  const asked = target.specific.some((one) => one.person === person.person);
  return asked && person.agency === target.agency && isUnbarred(world, person, target);
}

/** Whether they may read the case at all, whatever of it. */
export function mayRead(world: OracleWorld, person: OraclePerson, target: OracleCase): boolean {
  if (!isKnown(person) || person.agency !== target.agency) return false;
  return isUnbarred(world, person, target) && ways(world, person, target).length > 0;
}

/** Whether another agency shares it with theirs, for the purpose that they state, and nothing bars it. */
export function isShared(world: OracleWorld, person: OraclePerson, target: OracleCase): boolean {
  return person.by === 'browser' && isUnbarred(world, person, target) && sharesOf(person, target).length > 0;
}

function sharesOf({ agency, purpose }: OraclePerson, target: OracleCase): OracleCase['shares'] {
  if (agency === target.agency) return [];
  return target.shares.filter((share) => share.to === agency && share.purpose === purpose && !share.ended);
}

export function mayReadShared(
  world: OracleWorld,
  person: OraclePerson,
  of: { readonly target: OracleCase; readonly field: string },
): boolean {
  const { target, field } = of;
  if (!isShared(world, person, target)) return false;
  return (PARTS[field] ?? []).every((rule) => mayReadPart(world, person, { target, rule }));
}

export function shared(world: OracleWorld, person: OraclePerson): readonly string[] {
  return world.cases.filter((each) => isShared(world, person, each)).map(({ name }) => name);
}

/** Whether they may read what stands in this field, or in words. */
export function mayReadField(
  world: OracleWorld,
  person: OraclePerson,
  of: { readonly target: OracleCase; readonly field: string },
): boolean {
  const { target, field } = of;
  const rules = PARTS[field];
  if (rules === undefined) throw new Error(`There is no field ${field}.`);
  return mayRead(world, person, target) && rules.every((rule) => mayReadPart(world, person, { target, rule }));
}

function mayReadPart(
  world: OracleWorld,
  person: OraclePerson,
  { target, rule }: { readonly target: OracleCase; readonly rule: PartRule },
): boolean {
  if (!isOpen(person, { target, rule })) return false;
  return ways(world, person, target).some(({ role, sections, opens }) => {
    if (sections !== null && !sections.includes(rule.section)) return false;
    return rule.readers === null || opens || (role !== null && rule.readers.includes(role));
  });
}

/** No level, compartment or seal stands between them and a part. */
function isOpen(
  person: OraclePerson,
  { target, rule }: { readonly target: OracleCase; readonly rule: PartRule },
): boolean {
  if (!reaches(person, [target.level, ...(rule.level === null ? [] : [rule.level])])) return false;
  if (!isReadIn(person, target, rule.compartments)) return false;
  const seals = target.seals.filter(({ section }) => section === rule.section);
  return seals.every(({ openTo }) => openTo.includes(person.person));
}

/** No level, marker, compartment, seal, wall or purpose stands between them and the case. */
export function isUnbarred({ units }: OracleWorld, person: OraclePerson, target: OracleCase): boolean {
  if (!reaches(person, [target.level]) || !target.markers.every((marker) => person.markers.includes(marker)))
    return false;
  if (!isReadIn(person, target, target.compartments)) return false;
  if (target.seals.some(({ section, openTo }) => section === null && !openTo.includes(person.person))) return false;
  const around = person.memberships.flatMap(({ team }) => [
    team,
    ...(units.find((unit) => unit.agency === person.agency && unit.team === team)?.above ?? []),
  ]);
  const isWalled = target.walls.some(
    (wall) => wall.person === person.person || (wall.unit !== null && around.includes(wall.unit)),
  );
  if (isWalled || target.matters.some((matter) => person.walledMatters.includes(matter))) return false;
  return target.purposes === null || (person.purpose !== null && target.purposes.includes(person.purpose));
}

/** Who has been read into a compartment is for its agency to say; all into which somebody was read in this world are that one's. */
function isReadIn(person: OraclePerson, { agency }: OracleCase, compartments: readonly string[]): boolean {
  return compartments.every((name) => person.agency === agency && agency === THEIRS && person.readIn.includes(name));
}

const THEIRS = 1;

function reaches({ level }: OraclePerson, asked: readonly string[]): boolean {
  return level !== null && asked.every((each) => LEVELS.indexOf(level) >= LEVELS.indexOf(each));
}

interface Way {
  /** The role of a membership. */
  readonly role: string | null;
  readonly sections: readonly string[] | null;
  /** Opens parts that name roles as well. */
  readonly opens: boolean;
}

function ways({ units }: OracleWorld, person: OraclePerson, target: OracleCase): readonly Way[] {
  if (person.agency !== target.agency)
    return sharesOf(person, target).map(({ sections }) => ({ role: null, sections, opens: false }));
  const above = units.find((unit) => unit.agency === target.agency && unit.team === target.team)?.above ?? [];
  const mine = <T extends Grant>(list: readonly T[]): readonly T[] =>
    list.filter((grant) => grant.person === person.person && !grant.expired);
  return [
    ...person.memberships
      .filter(({ team, role }) => team === target.team || (above.includes(team) && REACHING_BELOW.includes(role)))
      .map(({ role }) => ({ role, sections: null, opens: false })),
    ...(target.assigned === person.person && !target.closed ? [{ role: null, sections: null, opens: false }] : []),
    ...mine(target.specific).map(({ sections }) => ({ role: null, sections, opens: false })),
    ...mine(target.emergencies).map(() => ({ role: null, sections: null, opens: true })),
  ];
}

/** Cases whose task lies in a lane of theirs, their own or a team's. */
export function worksOn(world: OracleWorld, person: OraclePerson): readonly string[] {
  return world.cases
    .filter((each) => !each.closed && mayRead(world, person, each) && isForKind(person, each.caseType))
    .filter(({ assigned, team }) =>
      assigned === null ? person.memberships.some((own) => own.team === team) : assigned === person.person,
    )
    .map(({ name }) => name);
}

/** Cases that are in their lists. */
export function lists(world: OracleWorld, person: OraclePerson): readonly string[] {
  return world.cases
    .filter((each) => mayRead(world, person, each) && isForKind(person, each.caseType))
    .map(({ name }) => name);
}
