// Holds by query: which cases they cover, who knows of them. Whether one stands on a case is asked inside the function that destroys, and
// whether a predicate covers a case is asked of the database alone, so that there is one answer.
import type { AccessAsked } from '@casewright/engine/policy';
import type { Statement } from './statement.ts';

/** Every member that is there must hold; without any it covers every case of the agency. */
export interface HoldPredicate {
  readonly caseTypes?: readonly string[];
  readonly teams?: readonly string[];
  readonly outcomes?: readonly string[];
  /** Days of opening, both included, each wherever on earth it is that day. */
  readonly openedFrom?: string;
  readonly openedTo?: string;
  /** Ids of people and organisations, of which one is in the case. */
  readonly subjects?: readonly string[];
  readonly fields?: readonly HoldFilter[];
}

export interface HoldFilter {
  readonly field: string;
  readonly is: '=' | '<' | '>';
  readonly value: string | number | boolean;
}

export interface HoldQueryToAdd {
  readonly holdId: string;
  readonly title: string;
  readonly predicate: HoldPredicate;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly authority: string | null;
  /** Who answers for it. */
  readonly owner: string | null;
  /** When somebody must look whether it is still needed. */
  readonly reviewOn: string | null;
}

export function addHoldQuery(tenant: number, hold: HoldQueryToAdd): Statement {
  const { holdId, title, predicate, reason, by, at, authority, owner, reviewOn } = hold;
  return {
    name: 'add-hold-query',
    text: `insert into hold_query (tenant, hold_id, title, predicate, reason, added_by, added_at, authority, owner, review_on)
           values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, $10)`,
    values: [tenant, holdId, title, JSON.stringify(predicate), reason, by, at, authority, owner, reviewOn],
  };
}

const COVERS = `app.hold_covers(q.predicate, h.case_type, h.team, h.opened_at, h.state)`;

/** Puts every case that standing holds cover under them, from now on. @param holdId null: all holds of the agency */
export function keepMembers(tenant: number, holdId: string | null, at: string): Statement {
  return {
    name: 'keep-hold-members',
    text: `insert into hold_member (tenant, hold_id, case_id, since)
           select $1, q.hold_id, h.case_id, $3::timestamptz from hold_query q
             join case_head h on h.tenant = $1 and h.status <> 'destroyed'
            where q.tenant = $1 and q.ended_at is null and ($2::uuid is null or q.hold_id = $2) and ${COVERS}
              and not exists (select from hold_member m where m.tenant = $1 and m.hold_id = q.hold_id and m.case_id = h.case_id)
           on conflict do nothing`,
    values: [tenant, holdId, at],
  };
}

/** The same for some cases, with what was just written of them. */
export function coverCases(tenant: number, caseIds: readonly string[], at: string): Statement {
  return {
    name: 'cover-cases',
    text: `insert into hold_member (tenant, hold_id, case_id, since)
           select $1, q.hold_id, h.case_id, $3::timestamptz from hold_query q
             join case_head h on h.tenant = $1 and h.case_id = any ($2::uuid[])
            where q.tenant = $1 and q.ended_at is null and ${COVERS}
           on conflict do nothing`,
    values: [tenant, caseIds, at],
  };
}

export interface HoldQueryRow {
  readonly hold_id: string;
  readonly title: string;
  readonly predicate: HoldPredicate;
  readonly reason: string;
  readonly added_by: string;
  readonly added_at: string;
  readonly ended_at: string | null;
  /** Cases that it has covered and that are not destroyed. */
  readonly cases: number;
  readonly told: number;
  readonly acknowledged: number;
}

/** @param holdId null: all holds by query of the agency */
export function listHoldQueries(tenant: number, holdId: string | null): Statement<HoldQueryRow> {
  return {
    name: 'list-hold-queries',
    text: `select q.hold_id, q.title, q.predicate, q.reason, q.added_by, q.added_at, q.ended_at,
                  (select count(*)::int from hold_member m join case_head h on h.tenant = $1 and h.case_id = m.case_id and h.status <> 'destroyed'
                    where m.tenant = $1 and m.hold_id = q.hold_id) as cases,
                  (select count(*)::int from hold_custodian c where c.tenant = $1 and c.hold_id = q.hold_id) as told,
                  (select count(*)::int from hold_custodian c where c.tenant = $1 and c.hold_id = q.hold_id and c.acknowledged_at is not null) as acknowledged
             from hold_query q where q.tenant = $1 and ($2::uuid is null or q.hold_id = $2) order by q.added_at, q.hold_id`,
    values: [tenant, holdId],
  };
}

export interface HoldOnCase {
  readonly hold_id: string;
  readonly kind: 'case' | 'query';
  readonly since: string;
  readonly title: string;
}

/** Holds of both kinds that stand on cases, as far as it was noticed until now. */
export function holdsOn(
  tenant: number,
  caseIds: readonly string[],
): Statement<HoldOnCase & { readonly case_id: string }> {
  return {
    name: 'holds-on-cases',
    text: `select h.case_id, h.hold_id, 'case' as kind, h.added_at as since, h.reason as title from hold h
            where h.tenant = $1 and h.case_id = any ($2::uuid[]) and h.ended_at is null
           union all
           select m.case_id, m.hold_id, 'query', m.since, q.title from hold_member m
             join hold_query q on q.tenant = $1 and q.hold_id = m.hold_id and q.ended_at is null
            where m.tenant = $1 and m.case_id = any ($2::uuid[])
           order by 4, 2`,
    values: [tenant, caseIds],
  };
}

export function endHoldQuery(tenant: number, holdId: string, record: number): Statement<{ readonly ended: number }> {
  return {
    name: 'end-hold-query',
    text: 'select app.end_hold_query(a.tenant, $2, $3) as ended from agency a where a.tenant = $1',
    values: [tenant, holdId, record],
  };
}

export function tellCustodians(
  tenant: number,
  holdId: string,
  { people, at }: { readonly people: readonly string[]; readonly at: string },
): Statement {
  return {
    name: 'tell-custodians',
    text: `insert into hold_custodian (tenant, hold_id, person, told_at) select $1, $2, p.person, $4::timestamptz from unnest($3::text[]) as p (person)
           on conflict do nothing`,
    values: [tenant, holdId, people, at],
  };
}

/** @returns a count of 0 where they were not told of it, or have said so before */
export function acknowledgeHold(
  tenant: number,
  holdId: string,
  of: { readonly person: string; readonly at: string },
): Statement {
  return {
    name: 'acknowledge-hold',
    text: `update hold_custodian set acknowledged_at = $4 where tenant = $1 and hold_id = $2 and person = $3 and acknowledged_at is null`,
    values: [tenant, holdId, of.person, of.at],
  };
}

export interface CustodianRow {
  readonly hold_id: string;
  readonly title: string;
  readonly person: string;
  readonly told_at: string;
  readonly acknowledged_at: string | null;
}

/** Who was told of holds that stand. @param of.person null: everybody. @param of.holdId null: of every hold */
export function listCustodians(
  tenant: number,
  of: { readonly person: string | null; readonly holdId: string | null },
): Statement<CustodianRow> {
  return {
    name: 'list-custodians',
    text: `select c.hold_id, q.title, c.person, c.told_at, c.acknowledged_at from hold_custodian c
             join hold_query q on q.tenant = $1 and q.hold_id = c.hold_id and q.ended_at is null
            where c.tenant = $1 and ($2::text is null or c.person = $2) and ($3::uuid is null or c.hold_id = $3)
            order by q.added_at, c.person`,
    values: [tenant, of.person, of.holdId],
  };
}

/** How many cases a predicate would cover now, by kind and what they ask of everybody, before anybody puts it in force. */
export function countCovered(
  tenant: number,
  predicate: HoldPredicate,
): Statement<AccessAsked & { readonly case_type: string; readonly cases: number }> {
  return {
    name: 'count-covered',
    text: `select h.case_type, '{}'::text[] as tokens, h.needs, h.purposes, h.walls, count(*)::int as cases
             from case_head h cross join (select $2::jsonb as predicate) q
            where h.tenant = $1 and h.status <> 'destroyed' and ${COVERS}
            group by h.case_type, h.needs, h.purposes, h.walls order by h.case_type`,
    values: [tenant, JSON.stringify(predicate)],
  };
}
