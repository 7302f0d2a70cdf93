// Which facts are well-formed. What cannot be read bars everything that it names, since it might have taken access away.
import type { WorldFact } from './access-world.ts';

type Check = (value: unknown) => boolean;

const NAME = /^[A-Za-z0-9_.-]{1,64}$/;
const QUALIFIED = /^[1-9][0-9]{0,8}\/[A-Za-z0-9_.-]{1,64}$/;
const AGENCY = /^[1-9][0-9]{0,8}$/;

const PART: Readonly<Record<string, Check>> = {
  part: name,
  kind: oneOf('section', 'field', 'document'),
  section: name,
  classification: orNull(classification),
  compartments: listOf(qualified),
  readers: orNull(listOf(name)),
  purposes: orNull(listOf(name)),
};

const SHAPES: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  person: { person: qualified },
  unit: { unit: qualified, parent: orNull(qualified) },
  membership: { person: qualified, unit: qualified, role: name, delegable: flag },
  assignment: { person: qualified, case: qualified, delegable: flag },
  delegation: { by: qualified, to: qualified },
  clearance: { person: qualified, scale: name, level: text, markers: listOf(name) },
  'read-in': { person: qualified, compartment: qualified },
  wall: {
    case: orNull(qualified),
    matter: orNull(qualified),
    person: orNull(qualified),
    unit: orNull(qualified),
    standing: oneOf('declared', 'suggested', 'dismissed'),
  },
  seal: { case: qualified, section: orNull(name), openTo: listOf(qualified) },
  share: {
    ...{ case: qualified, by: agency, to: agency, unit: orNull(qualified), sections: listOf(name), purpose: name },
    ...{ authority: text, consent: orNull(name) },
  },
  consent: { case: qualified, purpose: name },
  'break-glass': { person: qualified, case: qualified, reason: text },
  specific: { person: qualified, case: qualified, sections: orNull(listOf(name)), approvedBy: qualified },
  case: {
    ...{ case: qualified, unit: qualified, matters: listOf(qualified), classification: orNull(classification) },
    ...{ compartments: listOf(qualified), purposes: orNull(listOf(name)) },
    parts: listOf((part) => fits(membersOf(part), PART)),
  },
};

/** Members by which a fact names what it is about. */
const NAMING = ['case', 'matter', 'person', 'unit', 'parent', 'by', 'to', 'approvedBy'];

/** True when every member that its kind has is there and of the right form, and its period can be read. */
export function isWellFormed(fact: WorldFact): boolean {
  const shape = SHAPES[String(fact['kind'])];
  if (shape === undefined || !name(fact['id']) || !isPeriod(fact) || !fits(fact, shape)) return false;
  if (fact['kind'] === 'wall') return isWall(fact);
  if (fact['kind'] === 'case') return agencyOf(fact['case']) === agencyOf(fact['unit']);
  return true;
}

/** The qualified ids that a fact names. */
export function namedBy(fact: WorldFact): readonly string[] {
  return NAMING.map((member) => fact[member]).flatMap((value) =>
    typeof value === 'string' && QUALIFIED.test(value) ? [value] : [],
  );
}

export function agencyOf(id: unknown): string {
  return String(id).split('/')[0] ?? '';
}

function text(value: unknown): boolean {
  return typeof value === 'string';
}

function flag(value: unknown): boolean {
  return typeof value === 'boolean';
}

function name(value: unknown): boolean {
  return typeof value === 'string' && NAME.test(value);
}

function qualified(value: unknown): boolean {
  return typeof value === 'string' && QUALIFIED.test(value);
}

function agency(value: unknown): boolean {
  return typeof value === 'string' && AGENCY.test(value);
}

function orNull(check: Check): Check {
  return (value) => value === null || check(value);
}

function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every((item) => check(item));
}

function oneOf(...words: readonly string[]): Check {
  return (value) => typeof value === 'string' && words.includes(value);
}

function classification(value: unknown): boolean {
  const { scale, level, markers } = membersOf(value);
  return name(scale) && text(level) && listOf(name)(markers);
}

function isWall(fact: WorldFact): boolean {
  const one = (left: string, right: string): boolean => (fact[left] === null) !== (fact[right] === null);
  return one('case', 'matter') && one('person', 'unit');
}

function isPeriod({ from, until }: WorldFact): boolean {
  const instant = orNull((value) => Number.isSafeInteger(value));
  return instant(from) && instant(until);
}

function fits(fact: WorldFact, shape: Readonly<Record<string, Check>>): boolean {
  return Object.entries(shape).every(([member, check]) => check(fact[member]));
}

function membersOf(value: unknown): WorldFact {
  // Any object may be looked into; what it holds stays unknown.
  return typeof value === 'object' && value !== null ? (value as WorldFact) : {};
}
