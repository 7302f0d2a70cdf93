// What people and units of an agency hold beside their memberships: clearances, compartments into which they were read, walls
// off matters, work handed over. Facts as the rules of access read them, found by whom they are for.
import { type AccessFact, nameIn } from '@casewright/engine/policy';
import type { Statement } from './statement.ts';

/** Kinds that belong to no case. */
export type HeldFact = Extract<AccessFact, { readonly kind: 'clearance' | 'read-in' | 'delegation' | 'wall' }>;

export interface HeldFactRow {
  readonly fact_id: string;
  readonly holder: string;
  readonly fact: string;
}

/** By whose name a fact is looked up. */
export function holderOf(fact: HeldFact): string {
  if (fact.kind === 'delegation') return `person/${nameIn(fact.to)}`;
  if (fact.kind === 'wall' && fact.unit !== null) return `unit/${nameIn(fact.unit)}`;
  return `person/${nameIn(fact.person ?? '')}`;
}

/** A fact with the same id takes the place of the one before. */
export function putHeldFact(tenant: number, fact: HeldFact): Statement {
  return {
    name: 'put-held-fact',
    text: `insert into access_fact (tenant, fact_id, holder, fact) values ($1, $2, $3, $4)
           on conflict (tenant, fact_id) do update set holder = excluded.holder, fact = excluded.fact`,
    values: [tenant, fact.id, holderOf(fact), JSON.stringify(fact)],
    unsettles: [holderOf(fact)],
  };
}

export function listHeldFacts(tenant: number): Statement<HeldFactRow> {
  return {
    name: 'list-held-facts',
    text: 'select fact_id, holder, fact from access_fact where tenant = $1 order by fact_id',
    values: [tenant],
  };
}
