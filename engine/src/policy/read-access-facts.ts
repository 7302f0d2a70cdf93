// Reads facts of any origin into a world in which questions are quick: every fact that can be read is found by what it
// names, and every other bars what it names, since it might have taken access away. Decides nothing.
import {
  type AccessFact,
  type CaseFact,
  type CasePart,
  type Classification,
  FACT_SHAPES,
  type FactKind,
  type Instant,
  type MemberShape,
  NAMING_MEMBERS,
  PART_SHAPE,
} from './access-facts.ts';
import { type AccessRules, accessRules, type AccessSettings } from './access-rules.ts';

/** Facts of a kind. */
export type FactOf<K extends FactKind> = Extract<AccessFact, { readonly kind: K }>;

/** Facts, indexed, with the rules and settings by which they are judged. Made by `readAccessFacts`. */
export interface AccessWorld {
  readonly rules: AccessRules;
  readonly settings: AccessSettings;
  /** As they were given. */
  readonly given: readonly unknown[];
  /** By kind and by what they name. */
  readonly index: ReadonlyMap<string, readonly AccessFact[]>;
  /** What facts that cannot be read name. */
  readonly barred: ReadonlySet<string>;
  /** A fact that cannot be read names nothing: nobody may read anything. */
  readonly closed: boolean;
  /** Ids of the facts that cannot be read, or their places where they have none. */
  readonly unreadable: readonly string[];
}

/** Facts of one kind that hold at an instant. Whoever looks may be told how long what was seen stays true. */
export interface Sight {
  readonly world: AccessWorld;
  readonly now: Instant;
  /** Is told every instant at which a fact that was looked at begins or ends to hold. */
  readonly notice: (instant: Instant) => void;
  /** Units with all above them, as far as they were asked for. */
  readonly chains: Map<string, readonly string[]>;
  /** Cases with the parts that count, as far as they were asked for. */
  readonly cases: Map<string, FoundCase>;
}

/** A case in force and the parts that count, or why there is nothing to be shown. */
export type FoundCase = { readonly fact: CaseFact; readonly parts: readonly CasePart[] } | 'closed' | 'case' | 'part';

const NAME = /^[A-Za-z0-9_.-]{1,64}$/;
const QUALIFIED = /^[1-9][0-9]{0,8}\/[A-Za-z0-9_.-]{1,64}$/;
const AGENCY = /^[1-9][0-9]{0,8}$/;

/** By which members each kind is found. */
const LOOKED_UP: { readonly [K in FactKind]: readonly LookedUp[] } = {
  case: ['case'],
  person: ['person'],
  unit: ['unit'],
  membership: ['person', 'unit'],
  assignment: ['person', 'case'],
  delegation: ['to', 'by'],
  clearance: ['person'],
  'read-in': ['person'],
  wall: ['case', 'matter', 'person', 'unit'],
  seal: ['case', 'openTo'],
  share: ['case', 'to'],
  consent: ['case'],
  'break-glass': ['person', 'case'],
  specific: ['person', 'case'],
};

/**
 * Reads facts, without ever refusing: what is unreadable closes what it names.
 *
 * @param given rows of a database, a file, a proposal; two with the same id are both unreadable
 */
export function readAccessFacts(
  given: readonly unknown[],
  settings: AccessSettings,
  rules: AccessRules = accessRules,
): AccessWorld {
  const repeated = repeatedIds(given);
  const index = new Map<string, AccessFact[]>();
  const barred = new Set<string>();
  const unreadable: string[] = [];
  let closed = false;
  for (const [at, each] of given.entries()) {
    const fact = repeated.has(memberOf(each, 'id')) ? null : readFact(each);
    if (fact !== null) {
      keep(index, fact);
      continue;
    }
    const named = namedIn(each);
    for (const name of named) barred.add(name);
    closed ||= named.length === 0;
    const id = memberOf(each, 'id');
    unreadable.push(typeof id === 'string' ? id : `#${at}`);
  }
  return { rules, settings, given, index, barred, closed, unreadable };
}

/** A member of a fact, and what it names there. */
export type By = readonly [member: LookedUp, name: string];

type LookedUp = 'case' | 'matter' | 'person' | 'unit' | 'to' | 'by' | 'openTo';

/** The facts of a kind that name something and hold at the instant. */
export function factsAbout<K extends FactKind>({ world, now, notice }: Sight, kind: K, by: By): FactOf<K>[] {
  const found: FactOf<K>[] = [];
  for (const fact of world.index.get(`${kind} ${by[0]} ${by[1]}`) ?? []) {
    if (fact.from !== null && fact.from > now) notice(fact.from);
    else if (fact.until === null || now < fact.until) {
      if (fact.until !== null) notice(fact.until);
      // The key of the index names the kind.
      found.push(fact as FactOf<K>);
    }
  }
  return found;
}

/** All people, or all cases, of whom there are facts, whenever they hold. */
export function namesOf(world: AccessWorld, kind: 'person' | 'case'): readonly string[] {
  const start = `${kind} ${kind} `;
  return [...world.index.keys()].flatMap((key) => (key.startsWith(start) ? [key.slice(start.length)] : []));
}

/** A unit and everything above it. */
export function unitAndAbove(sight: Sight, unit: string): readonly string[] {
  const known = sight.chains.get(unit);
  if (known !== undefined) return known;
  const reached = [unit];
  sight.chains.set(unit, reached);
  for (const at of reached) {
    for (const { parent } of factsAbout(sight, 'unit', ['unit', at])) {
      if (parent !== null && !reached.includes(parent)) reached.push(parent);
    }
  }
  return reached;
}

/** The agency in which something is: `7/ann` is of 7. */
export function agencyOf(id: string): string {
  return id.slice(0, Math.max(0, id.indexOf('/')));
}

/** What something is called in its agency: `7/ann` is ann. */
export function nameIn(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}

/** A sight that tells nobody how long it lasts. */
export function sightAt(world: AccessWorld, now: Instant): Sight {
  return { world, now, notice: () => {}, chains: new Map(), cases: new Map() };
}

function keep(index: Map<string, AccessFact[]>, fact: AccessFact): void {
  for (const member of LOOKED_UP[fact.kind]) {
    const value = memberOf(fact, member);
    for (const name of Array.isArray(value) ? new Set<unknown>(value) : [value]) {
      if (typeof name !== 'string') continue;
      const key = `${fact.kind} ${member} ${name}`;
      const others = index.get(key);
      if (others === undefined) index.set(key, [fact]);
      else others.push(fact);
    }
  }
}

function readFact(given: unknown): AccessFact | null {
  const kind = memberOf(given, 'kind');
  if (typeof kind !== 'string' || !Object.hasOwn(FACT_SHAPES, kind)) return null;
  if (!isName(memberOf(given, 'id')) || !isInstant(memberOf(given, 'from')) || !isInstant(memberOf(given, 'until')))
    return null;
  // The kind is one that has a shape.
  if (!fits(given, FACT_SHAPES[kind as FactKind])) return null;
  // Every member of its kind has been looked at.
  const fact = given as AccessFact;
  return isWhole(fact) ? fact : null;
}

/** What the shapes of single members do not say. */
function isWhole(fact: AccessFact): boolean {
  if (fact.kind === 'case') return agencyOf(fact.case) === agencyOf(fact.unit);
  if (fact.kind !== 'wall') return true;
  return (fact.case === null) !== (fact.matter === null) && (fact.person === null) !== (fact.unit === null);
}

function fits(given: unknown, shape: Readonly<Record<string, MemberShape>>): boolean {
  for (const member in shape) {
    const wanted = shape[member];
    if (wanted === undefined || !isOf(memberOf(given, member), wanted)) return false;
  }
  return true;
}

function isOf(value: unknown, shape: MemberShape): boolean {
  if (typeof shape !== 'string') {
    if (shape[1] === 'or null') return value === null || isOf(value, shape[0]);
    return Array.isArray(value) && value.every((item) => isOf(item, shape[0]));
  }
  switch (shape) {
    case 'name':
      return isName(value);
    case 'qualified':
      return typeof value === 'string' && QUALIFIED.test(value);
    case 'agency':
      return typeof value === 'string' && AGENCY.test(value);
    case 'text':
      return typeof value === 'string';
    case 'flag':
      return typeof value === 'boolean';
    case 'standing':
      return value === 'declared' || value === 'suggested' || value === 'dismissed';
    case 'classification':
      return isClassification(value);
    case 'parts':
      return Array.isArray(value) && value.every(isPart);
    default:
      return shape satisfies never;
  }
}

function isClassification(value: unknown): value is Classification {
  return (
    isName(memberOf(value, 'scale')) &&
    typeof memberOf(value, 'level') === 'string' &&
    isOf(memberOf(value, 'markers'), ['name', 'list'])
  );
}

function isPart(value: unknown): value is CasePart {
  const kind = memberOf(value, 'kind');
  return (kind === 'section' || kind === 'field' || kind === 'document') && fits(value, PART_SHAPE);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && NAME.test(value);
}

function isInstant(value: unknown): value is Instant | null {
  return value === null || Number.isSafeInteger(value);
}

function repeatedIds(given: readonly unknown[]): ReadonlySet<unknown> {
  const seen = new Set<unknown>();
  const repeated = new Set<unknown>();
  for (const each of given) {
    const id = memberOf(each, 'id');
    if (seen.has(id)) repeated.add(id);
    seen.add(id);
  }
  return repeated;
}

function namedIn(given: unknown): readonly string[] {
  return NAMING_MEMBERS.flatMap((member) => {
    const value = memberOf(given, member);
    return typeof value === 'string' && QUALIFIED.test(value) ? [value] : [];
  });
}

function memberOf(value: unknown, member: string): unknown {
  // Any object may be looked into, and what it inherits is not its own.
  return typeof value === 'object' && value !== null && Object.hasOwn(value, member)
    ? (value as Readonly<Record<string, unknown>>)[member]
    : undefined;
}
