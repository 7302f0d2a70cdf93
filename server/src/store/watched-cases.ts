// Cases as those look them up who watch over others, with what each row asks of everybody. A row whose time has passed is
// left out. Which of them may be told is for `oversee` of the policy; here only pages are kept full, by the same terms.
import { accessRules, type AccessAsked } from '@casewright/engine/policy';
import type { SeatScope } from './auditor-seats.ts';
import type { AccessColumns } from './case-access.ts';
import type { CaseRecord } from './read-case.ts';
import type { Statement } from './statement.ts';
import { termTest } from './write-access-sql.ts';

/**
 * SQL: whether no term keeps somebody off a row.
 *
 * @param row the alias of a row with the columns of access
 * @param held what they hold, as a `text[]`
 */
export function isOpenTo(row: string, held: string): string {
  const tests = new Set(accessRules.terms.map(({ column, test }) => termTest(`${row}.${column}`, test, held)));
  return `(${row}.access_until > now() and ${[...tests].join(' and ')})`;
}

/** SQL: a case of a seat's scope; the parameters from `first` on are `scopeValues`. */
export function inScope(first: number): string {
  return `($${first}::text[] is null or h.case_type = any ($${first}::text[]))
      and ($${first + 1}::text[] is null or h.team = any ($${first + 1}::text[])) and ($${first + 2}::uuid is null or h.case_id = $${first + 2}::uuid)`;
}

export function scopeValues({ caseTypes, teams, caseId }: SeatScope): readonly unknown[] {
  return [caseTypes, teams, caseId];
}

export const EVERYTHING: SeatScope = {
  ...{ caseTypes: null, teams: null, caseId: null, periodFrom: null, periodUntil: null },
};

export interface WatchedPart extends AccessAsked {
  readonly part: string;
}

export interface WatchedCase extends CaseRecord {
  readonly reference: string;
  readonly status: 'open' | 'closed' | 'destroyed';
  readonly watchedParts: readonly WatchedPart[];
}

/** One case where the scope has it, with what its parts ask for. None of its parts counts as seen. */
export function readWatchedCase(tenant: number, caseId: string, scope: SeatScope): Statement<WatchedCase> {
  return {
    name: 'read-watched-case',
    text: `select h.version, h.case_type, h.case_type_hash, h.team, h.reference, h.status, h.state, h.tokens, h.needs, h.purposes, h.walls,
             h.access_until, '{}'::text[] as parts,
             coalesce((select jsonb_agg(jsonb_build_object('part', p.part, 'tokens', p.tokens, 'needs', p.needs, 'purposes', p.purposes,
                         'walls', p.walls) order by p.part)
                from case_part p where p.tenant = $1 and p.case_id = h.case_id and p.access_until > now()), '[]') as "watchedParts"
           from case_head h where h.tenant = $1 and h.case_id = $2 and h.access_until > now() and ${inScope(3)}`,
    values: [tenant, caseId, ...scopeValues(scope)],
  };
}

export interface NamedCase extends AccessColumns {
  readonly case_id: string;
  readonly reference: string;
}

/** What the cases among some ids are called, and what they ask. */
export function nameCases(tenant: number, caseIds: readonly string[]): Statement<NamedCase> {
  return {
    name: 'name-cases',
    text: `select h.case_id, h.reference, h.tokens, h.needs, h.purposes, h.walls, h.access_until
           from case_head h where h.tenant = $1 and h.case_id = any ($2::uuid[]) and h.access_until > now()`,
    values: [tenant, caseIds],
  };
}
