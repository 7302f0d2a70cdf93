// What a routing table may say, after it was checked. Types only.
import type { Expression } from '../expression/expression.ts';

export type Target = { readonly queue: string } | { readonly team: string } | { readonly person: string };

/** What the work asks of a person. What depends on the case is an expression over its facts. */
export interface Needs {
  /** Skill to the lowest level that will do, 1 to 5. */
  readonly skills: Readonly<Record<string, number>>;
  /** FEEL; yields the language that is needed, or null for any. */
  readonly language?: Expression;
  /** FEEL; yields the place where the work is, or null for anywhere. */
  readonly place?: Expression;
  /** Whoever had the matter before goes on with it. */
  readonly continuity: boolean;
  /** Nobody who decided in this matter before: a review goes to someone who was not involved. */
  readonly uninvolved: boolean;
  /** The work must fit into what a person can carry. */
  readonly capacity: boolean;
}

/** A need that may be given up when nobody meets it, in the order in which the rule says. */
export type Relaxable = 'continuity' | 'language' | 'place' | 'capacity' | `skill:${string}`;

export interface RoutingRule {
  readonly id: string;
  /** FEEL over the facts of the case; absent in the last rule, which always holds. */
  readonly when?: Expression;
  readonly to: Target;
  readonly needs: Needs;
  readonly relax: readonly Relaxable[];
  /** How the person is chosen: by the smallest share of their capacity in use, by draw, or not at all (people pull). */
  readonly pick: 'least-load' | 'draw' | 'nobody';
  /** FEEL; how heavy the work is. Absent: 1. */
  readonly weight?: Expression;
}

declare const checked: unique symbol;

/** Minted by `checkRoutingTable`: its last rule always holds, and every expression parses. */
export interface RoutingTable {
  readonly [checked]: true;
  readonly name: string;
  readonly version: string;
  /** The first that holds decides. */
  readonly rules: readonly RoutingRule[];
}
