// Who may read something, among people of whom many are alike: one of each group is asked about for all of it. Whoever is named by
// any fact is like nobody else, and asked about alone.
import type { Instant } from './access-facts.ts';
import { accessRules, type AccessRules, type AccessSettings } from './access-rules.ts';
import { type Admitted, whoMayRead } from './ask-access.ts';
import type { AccessQuestion } from './decide-access.ts';
import { type AccessWorld, readAccessFacts } from './read-access-facts.ts';

/** People who differ in nothing but who they are. */
export interface Alike {
  /** As facts name them: `7/ann`. */
  readonly people: readonly string[];
  /** What is known of one of them, the same for each but for their name, and the ids of the facts. */
  readonly factsOf: (person: string) => readonly unknown[];
}

/** A world with one of each group in it. */
export interface GatheredWorld {
  readonly world: AccessWorld;
  /** By who is in it for others: these others. */
  readonly others: ReadonlyMap<string, readonly string[]>;
}

/**
 * The world of one of each group and of everybody who is named.
 *
 * @param rest what is known of no single person: the case, units, what units hold
 */
export function gatherAlike(
  rest: readonly unknown[],
  groups: readonly Alike[],
  { settings, rules = accessRules }: { readonly settings: AccessSettings; readonly rules?: AccessRules },
): GatheredWorld {
  const named = new Set<string>();
  for (const fact of rest) collectNames(fact, named);
  const samples = groups.map((group) => sampleOf(group));
  for (const { first, facts } of samples) {
    const inFacts = new Set<string>();
    for (const fact of facts) collectNames(fact, inFacts);
    for (const name of inFacts) if (name !== first) named.add(name);
  }
  const given: unknown[] = [...rest];
  const others = new Map<string, readonly string[]>();
  for (const { group, first, facts, areAlike } of samples) {
    const alone = areAlike ? group.people.filter((person) => named.has(person)) : group.people;
    for (const person of alone) given.push(...(person === first ? facts : group.factsOf(person)));
    const [sample, ...like] = areAlike ? group.people.filter((person) => !named.has(person)) : [];
    if (sample === undefined) continue;
    given.push(...(sample === first ? facts : group.factsOf(sample)));
    others.set(sample, like);
  }
  return { world: readAccessFacts(given, settings, rules), others };
}

/** Everybody who may read it, as `whoMayRead` has them; of each what granted it to somebody who is alike. */
export function whoMayReadAlike(
  { world, others }: GatheredWorld,
  asked: Pick<AccessQuestion, 'case' | 'part'>,
  now: Instant,
): readonly Admitted[] {
  return whoMayRead(world, asked, now).flatMap((admitted) => [
    admitted,
    ...(others.get(admitted.reader.person) ?? []).map((person) => ({
      reader: { ...admitted.reader, person },
      grants: admitted.grants,
    })),
  ]);
}

interface Sample {
  readonly group: Alike;
  readonly first: string;
  readonly facts: readonly unknown[];
  /** False where a fact of each has the same id, which makes it two facts with one id. */
  readonly areAlike: boolean;
}

function sampleOf(group: Alike): Sample {
  const [first = '', second] = group.people;
  const facts = group.factsOf(first);
  if (second === undefined) return { group, first, facts, areAlike: true };
  const ids = new Set(facts.map(idOf));
  return { group, first, facts, areAlike: !group.factsOf(second).some((fact) => ids.has(idOf(fact))) };
}

/** Every text in a fact: whatever it is that somebody is named in, they are named. */
function collectNames(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') into.add(value);
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) collectNames(each, into);
}

function idOf(fact: unknown): unknown {
  return typeof fact === 'object' && fact !== null && 'id' in fact ? fact.id : undefined;
}
