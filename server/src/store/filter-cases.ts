// The list of cases by more than whether they are open: kind, team, when they were opened, what is due, whose work it is; newest or oldest first.
// Candidates come from the access list by index, a bounded number for each token; where that ends before a page is full, the page ends there.
import type { CaseListRecord, CasePlace } from './list-cases.ts';
import type { Statement } from './statement.ts';

export interface CaseFilters {
  /** Null: every kind. */
  readonly caseType: string | null;
  readonly team: string | null;
  /** Opened at this instant or after it, and before that one. */
  readonly openedFrom: string | null;
  readonly openedBefore: string | null;
  /** Has work that is due on this day or before it, of what the reader may know. */
  readonly dueBy: string | null;
  /** The lane of somebody's own work. */
  readonly heldBy: string | null;
  readonly order: 'newest' | 'oldest';
}

export interface FilterQuestion {
  readonly tenant: number;
  readonly tokens: readonly string[];
  /** Cases that are opened to the reader one by one, which no token lists. */
  readonly named: readonly string[];
  readonly status: 'open' | 'closed';
  readonly filters: CaseFilters;
  readonly after: CasePlace | null;
  readonly limit: number;
  /** Rows of the list that are looked at for each token. */
  readonly bound: number;
}

/** A case, or the place to which the list was looked at, where that is not its end. */
export type FilteredRecord = CaseListRecord & { readonly is_edge: boolean };

const ENDS = {
  newest: { openedAt: 'infinity', caseId: 'ffffffff-ffff-ffff-ffff-ffffffffffff' },
  oldest: { openedAt: '-infinity', caseId: '00000000-0000-0000-0000-000000000000' },
} as const satisfies Record<CaseFilters['order'], CasePlace>;

export function filterCases(question: FilterQuestion): Statement<FilteredRecord> {
  const { tenant, tokens, named, status, filters, after, limit, bound } = question;
  const { caseType, team, openedFrom, openedBefore, dueBy, heldBy, order } = filters;
  const { openedAt, caseId } = after ?? ENDS[order];
  const opened = [openedFrom ?? '-infinity', openedBefore ?? 'infinity'];
  const values = [
    tenant,
    tokens,
    status,
    openedAt,
    caseId,
    limit,
    named,
    ...opened,
    caseType,
    team,
    dueBy,
    heldBy,
    bound,
  ];
  return { name: `filter-cases-${order}`, text: textOf(order), values };
}

/** How many there are among as many rows of the list as may be looked at. */
export function countFiltered(
  question: Omit<FilterQuestion, 'after' | 'limit' | 'bound'>,
  most: number,
): Statement<{ readonly cases: number; readonly rows: number }> {
  const { tenant, tokens, named, status, filters } = question;
  const { caseType, team, openedFrom, openedBefore, dueBy, heldBy } = filters;
  const opened = [openedFrom ?? '-infinity', openedBefore ?? 'infinity'];
  return {
    name: 'count-filtered',
    text: `
      select count(distinct h.case_id)::int as cases, (select count(*) from unnest(array_agg(looked.case_id)) as n)::int as rows
        from (select a.case_id
                from (select case_id, opened_at from case_head where tenant = $1 and case_id = any ($4::uuid[]) and status = $3
                       union all
                      select case_id, opened_at from case_access
                       where tenant = $1 and token = any ($2::text[]) and status = $3) a
               where a.opened_at >= $5::timestamptz and a.opened_at < $6::timestamptz
               limit $7) looked
        left join case_head h on h.tenant = $1 and h.case_id = looked.case_id and ${matches(8)}`,
    values: [tenant, tokens, status, named, ...opened, most, caseType, team, dueBy, heldBy],
  };
}

/** @param first the number of the parameter that names the kind of case; the others follow */
function matches(first: number): string {
  return `
           ($${first}::text is null or h.case_type = $${first}) and ($${first + 1}::text is null or h.team = $${first + 1})
           and ($${first + 2}::date is null or exists (
             select from task t where t.tenant = $1 and t.case_id = h.case_id and t.due_on <= $${first + 2}::date))
           and ($${first + 3}::text is null or exists (
             select from task m where m.tenant = $1 and m.case_id = h.case_id and m.lane = $${first + 3}))`;
}

function textOf(order: CaseFilters['order']): string {
  const [sign, way] = order === 'newest' ? ['<', 'desc'] : ['>', 'asc'];
  const by = (alias: string): string => `${alias}.opened_at ${way}, ${alias}.case_id ${way}`;
  // What lies beyond the nearest end of any token was not looked at for that token.
  return `
      with looked as materialized (
        select c.opened_at, c.case_id, c.place from unnest($2::text[]) as mine (token) cross join lateral (
          select a.opened_at, a.case_id, row_number() over (order by ${by('a')}) as place from (
            select opened_at, case_id from case_access
             where tenant = $1 and case_access.token = mine.token and status = $3
               and (opened_at, case_id) ${sign} ($4::timestamptz, $5::uuid)
               and opened_at >= $8::timestamptz and opened_at < $9::timestamptz
             order by ${by('case_access')} limit $14) a) c),
      edge as materialized (select opened_at, case_id from looked l where l.place = $14 order by ${by('l')} limit 1),
      within as materialized (
        select l.opened_at, l.case_id from looked l
         where not exists (select from edge e where (e.opened_at, e.case_id) ${sign === '<' ? '>' : '<'} (l.opened_at, l.case_id))
        union
        select opened_at, case_id from case_head
         where tenant = $1 and case_id = any ($7::uuid[]) and status = $3
           and (opened_at, case_id) ${sign} ($4::timestamptz, $5::uuid)
           and opened_at >= $8::timestamptz and opened_at < $9::timestamptz
           and not exists (select from edge e where (e.opened_at, e.case_id) ${sign === '<' ? '>' : '<'} (case_head.opened_at, case_head.case_id)))
      select f.* from (
        (select h.case_id, h.reference, h.case_type, h.team, h.status, h.opened_at, h.version, false as is_edge
           from within w join case_head h on h.tenant = $1 and h.case_id = w.case_id
          where ${matches(10)}
          order by ${by('w')} limit $6)
        union all
        select e.case_id, '', '', '', $3, e.opened_at, 0, true from edge e) f
       order by ${by('f')}, f.is_edge`;
}
