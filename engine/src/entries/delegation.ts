// Delegations: who may decide something in the name of an agency, by which instrument and in which time. Which there are comes from
// outside; here it is judged whether one of them covers what is done.
import { say, type Said } from '../sentences/say.ts';
import type { DeterminationDefinition } from '../definition/entry-definition.ts';
import type { Doer } from './entry.ts';

/** One person's delegation, as the register of the agency has it. */
export interface Delegation {
  /** Its reference in the register. */
  readonly id: string;
  readonly instrument: string;
  readonly person: string;
  /** The first and the last day; null where it has no end. */
  readonly from: string;
  readonly until: string | null;
}

/** The one under which something was decided, as it stood then. */
export interface HeldDelegation {
  readonly id: string;
  readonly instrument: string;
  readonly law: string;
  readonly from: string;
  readonly until: string | null;
}

/**
 * What whoever makes it must hold themselves on that day: whoever stands in for a colleague does not hold what the colleague does.
 *
 * @returns null for what a body outside has decided
 */
export function delegationFor(
  { delegation: needed, title }: DeterminationDefinition,
  { doer, on }: { readonly doer: Doer; readonly on: string },
  delegations: readonly Delegation[],
): { readonly delegation: HeldDelegation | null } | { readonly reason: Said } {
  if (needed === undefined) return { delegation: null };
  const { instrument, law } = needed;
  const found = delegations.find(
    (one) =>
      one.instrument === instrument &&
      one.person === doer.actor &&
      one.from <= on &&
      (one.until === null || one.until >= on),
  );
  if (found === undefined) {
    return { reason: say('is-made-by-a-delegate-and', { title, instrument, ref: law.ref, on }) };
  }
  const { id, from, until } = found;
  return { delegation: { id, instrument, law: law.ref, from, until } };
}

/** Each of these people holds every instrument that a kind of case names, at all times: where who may decide is not what is asked. */
export function everyDelegation(
  { determinations }: { readonly determinations: ReadonlyMap<string, DeterminationDefinition> },
  people: readonly string[],
): readonly Delegation[] {
  const instruments = [...determinations.values()].flatMap(({ delegation }) => delegation?.instrument ?? []);
  return [...new Set(instruments)].flatMap((instrument) =>
    people.map((person) => ({ id: `${instrument}.${person}`, instrument, person, from: '0001-01-01', until: null })),
  );
}
