// People and cases between which a wall may have to be suggested, from what is declared and from who holds work, and what is
// known of each pair. What is destroyed or closed is left out, and so is whoever left.
import type { Statement } from './statement.ts';

export interface WallPair {
  readonly case_id: string;
  readonly person: string;
}

/**
 * Pairs of which something is declared: ties, interests in a case by its id or reference, and a part in a decision whose review
 * opened the case. They are few, and begin with what was declared.
 */
export function declaredPairs(tenant: number): Statement<WallPair> {
  return {
    name: 'declared-wall-pairs',
    text: `select distinct w.case_id, w.person from (
             select t.case_id, t.person from staff_tie t where t.tenant = $1
             union all
             select h.case_id, f.person from work_fact f
               join case_head h on h.tenant = $1
                and h.case_id = (case when f.name ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then f.name::uuid end)
              where f.tenant = $1 and f.kind = 'interest'
             union all
             select h.case_id, f.person from work_fact f
               cross join (select distinct name from case_type where tenant = $1) c
               join case_head h on h.tenant = $1 and h.case_type = c.name and h.reference = f.name
              where f.tenant = $1 and f.kind = 'interest'
             union all
             select l.case_id, i.person from case_link l
               join case_head c on c.tenant = $1 and c.case_id = l.case_id and c.status = 'open'
               join case_head p on p.tenant = $1 and p.case_id = l.parent_id and position('"determination"' in p.state) > 0
               ${decidedIn('p')}
              where l.tenant = $1) w
            join case_head h on h.tenant = $1 and h.case_id = w.case_id and h.status = 'open'
            join person p on p.tenant = $1 and p.person = w.person and p.active
            order by w.case_id, w.person`,
    values: [tenant],
  };
}

/** Pairs of a case and somebody who holds work in it, in the order of the primary key of tasks. */
export function workingPairs(tenant: number, after: string, limit: number): Statement<WallPair> {
  return {
    name: 'working-wall-pairs',
    text: `select distinct t.case_id, substr(t.lane, 8) as person from task t
            where t.tenant = $1 and t.lane like 'person:%' and t.case_id in
              (select distinct n.case_id from task n where n.tenant = $1 and n.case_id > $2 and n.lane like 'person:%'
                order by n.case_id limit $3)
            order by t.case_id, person`,
    values: [tenant, after, limit],
  };
}

export interface WallFactsRow extends WallPair {
  readonly version: number;
  readonly reference: string;
  readonly state: string;
  readonly holds_work: boolean;
  readonly ties: readonly ('self' | 'kin')[];
  readonly interests: readonly string[];
  readonly colleagues: readonly string[];
  readonly decided: readonly string[];
}

/** What is known of these pairs; those of which nothing is known but that the person holds work are left out. */
export function readWallFacts(tenant: number, pairs: readonly WallPair[]): Statement<WallFactsRow> {
  return {
    name: 'read-wall-facts',
    text: `select * from (select w.case_id, w.person, h.version, h.reference, h.state,
             exists (select from task t where t.tenant = $1 and t.case_id = w.case_id and t.lane = 'person:' || w.person) as holds_work,
             array(select t.tie from staff_tie t where t.tenant = $1 and t.case_id = w.case_id and t.person = w.person) as ties,
             array(select f.name from work_fact f where f.tenant = $1 and f.person = w.person and f.kind = 'interest') as interests,
             array(select distinct t.person from staff_tie t
                     join membership own on own.tenant = $1 and own.person = w.person
                     join membership other on other.tenant = $1 and other.person = t.person and other.team = own.team
                    where t.tenant = $1 and t.case_id = w.case_id and t.tie = 'self' and t.person <> w.person) as colleagues,
             array(select distinct e.key from case_link l
                     join case_head p on p.tenant = $1 and p.case_id = l.parent_id
                     ${decidedIn('p')}
                    where l.tenant = $1 and l.case_id = w.case_id and i.person = w.person) as decided
           from unnest($2::uuid[], $3::text[]) as w (case_id, person)
           join case_head h on h.tenant = $1 and h.case_id = w.case_id and h.status = 'open'
           join person p on p.tenant = $1 and p.person = w.person and p.active) k
           where cardinality(k.ties || k.interests || k.colleagues || k.decided) > 0 or ${isPartyOf('k')}`,
    values: [tenant, pairs.map((pair) => pair.case_id), pairs.map(({ person }) => person)],
  };
}

/** SQL: whether the person of a row is a party of its case, or acts for one. */
function isPartyOf(row: string): string {
  return `exists (select from jsonb_each_text(${row}.state::jsonb -> 'parties') a where a.value = ${row}.person)
       or exists (select from jsonb_each(coalesce(${row}.state::jsonb -> 'entries', '{}')) e
                   where e.value ->> 'kind' = 'party' and e.value ->> 'subject' = ${row}.person)`;
}

/** SQL: joins who (`i.person`) had a part in determinations (`e.key`) of the case of a row whose review was asked for. */
function decidedIn(row: string): string {
  return `cross join lateral jsonb_each(coalesce(${row}.state::jsonb -> 'entries', '{}')) e
               cross join lateral jsonb_array_elements_text(
                 case when e.value ->> 'kind' = 'determination' and jsonb_typeof(e.value -> 'review') = 'object'
                      then e.value -> 'involved' else '[]'::jsonb end) as i (person)`;
}
