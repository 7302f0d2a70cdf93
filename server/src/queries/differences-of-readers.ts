// Who gains and who loses a case or parts of it between two worlds: by a change in the case, or by other rules.
import { nameIn, whoMayReadAlike, type GatheredWorld } from '@casewright/engine/policy';

export interface WorldsToCompare {
  readonly before: GatheredWorld;
  readonly after: GatheredWorld;
  readonly nowMs: number;
}

/** Who gains or loses a part, by their ids. */
export interface PartChange {
  readonly part: string | null;
  readonly people: readonly string[];
}

export function differencesOfReaders(
  { before, after, nowMs }: WorldsToCompare,
  { parts, case: id }: { readonly case: string; readonly parts: readonly (string | null)[] },
): { readonly gained: readonly PartChange[]; readonly lost: readonly PartChange[] } {
  const gained: PartChange[] = [];
  const lost: PartChange[] = [];
  for (const part of parts) {
    const readersIn = (world: GatheredWorld): ReadonlySet<string> =>
      new Set(whoMayReadAlike(world, { case: id, part }, nowMs).map(({ reader }) => reader.person));
    const [was, is] = [readersIn(before), readersIn(after)] as const;
    for (const [from, to, into] of [
      [was, is, gained],
      [is, was, lost],
    ] as const) {
      const people = [...to].filter((person) => !from.has(person)).map(nameIn);
      if (people.length > 0) into.push({ part, people });
    }
  }
  return { gained, lost };
}

/** The same for people to read. */
export interface NamedReaders {
  /** Null is the case itself. */
  readonly part: string | null;
  readonly total: number;
  /** The first of them by name. */
  readonly people: readonly { readonly person: string; readonly name: string }[];
}

const NAMED_MOST = 50;

export function namedReaders({ part, people }: PartChange, names: ReadonlyMap<string, string>): NamedReaders {
  const named = people
    .map((person) => ({ person, name: names.get(person) ?? person }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return { part, total: people.length, people: named.slice(0, NAMED_MOST) };
}
