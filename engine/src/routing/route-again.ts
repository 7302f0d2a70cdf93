// Routing done again from what was kept with an assignment, for whoever wants to know whether and why it had to be so.
import type { Scope } from '../expression/expression.ts';
import { isDrawnRight } from './draw.ts';
import { inputOf, type RoutingGrounds } from './grounds.ts';
import { type Assignment, route } from './route.ts';
import type { RoutingTable } from './routing-table.ts';
import { type WhyAssigned, whyAssigned } from './why-assigned.ts';

export interface RoutedAgain {
  /** Everything comes out as it was stored: rule, candidates with reasons, what was given up, and who it was. */
  readonly isSame: boolean;
  /** The draw comes out as it was stored; null where nothing was drawn. */
  readonly isDrawnRight: boolean | null;
  readonly why: WhyAssigned;
}

/** @param facts the case as it was when the work was routed */
export function routeAgain(
  table: RoutingTable,
  facts: Scope,
  { routing, grounds }: { readonly routing: Assignment; readonly grounds: RoutingGrounds },
): RoutedAgain {
  const input = inputOf(table, facts, grounds);
  return {
    isSame: JSON.stringify(inOrder(route(input))) === JSON.stringify(inOrder(routing)),
    isDrawnRight: routing.draw === null ? null : isDrawnRight(routing.draw) && routing.draw.seed === grounds.seed,
    why: whyAssigned(input),
  };
}

/** Members in one order, since a store may give them back in another. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, inOrder(member)]);
}
