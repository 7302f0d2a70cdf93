// What routing knew when it decided, as plain data to be kept with the assignment. Facts of the case are not in it: they
// are in the events before, where what is personal is sealed and can be destroyed.
import type { Scope } from '../expression/expression.ts';
import type { Candidate, Work } from './candidate.ts';
import type { RoutingInput } from './route.ts';
import type { RoutingTable } from './routing-table.ts';

export interface RoutingGrounds {
  /** The seed, and the number of the event whose hash it is. */
  readonly seed: string;
  readonly seedOf: number;
  readonly work: Omit<Work, 'mayOpen' | 'mayDo'> & {
    readonly mayOpen: readonly string[];
    readonly mayDo: readonly string[];
  };
  readonly candidates: readonly Candidate[];
}

/** The grounds of an input; of what people declared only what concerns this case is kept. */
export function groundsOf({ work, candidates, seed }: RoutingInput, seedOf: number): RoutingGrounds {
  const { mayOpen, mayDo, ...rest } = work;
  const concerned = [work.case, ...work.parties];
  return {
    seed,
    seedOf,
    work: { ...rest, mayOpen: sorted(mayOpen), mayDo: sorted(mayDo ?? mayOpen) },
    candidates: candidates.map((person) => ({
      ...person,
      conflicts: Object.fromEntries(Object.entries(person.conflicts).filter(([id]) => concerned.includes(id))),
    })),
  };
}

/** What routing was asked, from what was kept and the facts of the case as they were then. */
export function inputOf(table: RoutingTable, facts: Scope, { work, candidates, seed }: RoutingGrounds): RoutingInput {
  const { mayOpen, mayDo, ...rest } = work;
  return { table, facts, work: { ...rest, mayOpen: new Set(mayOpen), mayDo: new Set(mayDo) }, candidates, seed };
}

function sorted(ids: ReadonlySet<string>): readonly string[] {
  return [...ids].toSorted((a, b) => (a < b ? -1 : Number(a > b)));
}
