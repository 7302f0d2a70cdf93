// Cases whose rows say who might read them until now: they show themselves to nobody until they are made anew.
import type { Statement } from './statement.ts';

export interface OutdatedCase {
  readonly case_id: string;
}

export function listOutdatedCases(tenant: number, now: string, limit: number): Statement<OutdatedCase> {
  return {
    name: 'list-outdated-cases',
    text: `select case_id from case_head
            where tenant = $1 and access_until < '9999-12-31 00:00:00+00' and access_until <= $2
            order by access_until limit $3`,
    values: [tenant, now, limit],
  };
}

/** The rows of the cases of some teams are out of date at once, whatever clock is looked at. */
export function outdateCasesOfTeams(tenant: number, teams: readonly string[]): readonly Statement[] {
  return ['case_part', 'case_access', 'task', 'case_head'].map((table) => ({
    name: `outdate-${table}`,
    text: `update ${table} set access_until = '1970-01-01 00:00:00+00' where tenant = $1
             and ${table === 'case_head' ? 'team = any ($2)' : 'case_id in (select case_id from case_head where tenant = $1 and team = any ($2))'}`,
    values: [tenant, teams],
  }));
}
