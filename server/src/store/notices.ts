// What people are told when the time of a case runs out, when somebody asked for access to one or opened it in an emergency, and
// what was decided of that: written once for each rung and person. The first is done with when that person acts in the case,
// the second when it was decided, the third after some days.
import type { AccessColumns } from './case-access.ts';
import { SEEN_PARTS } from './read-case.ts';
import type { Statement } from './statement.ts';

export interface NoticeRung {
  readonly caseId: string;
  /** A clock, or the id of a request or an emergency access: that has a dot, and no clock has. */
  readonly clock: string;
  readonly dueOn: string;
  /** A share in percent or `due`; of access `asked`, `broken` or `overdue`, and what was decided. */
  readonly rung: string;
}

export interface NoticeToStore extends NoticeRung {
  readonly people: readonly string[];
  readonly reachedOn: string;
  readonly seq: number;
  readonly toldAt: string;
}

/** Nobody is told the same rung twice. */
export function addNotices(tenant: number, notice: NoticeToStore): Statement {
  const { caseId, clock, dueOn, rung, people, reachedOn, seq, toldAt } = notice;
  return {
    name: 'add-notices',
    text: `insert into notice (tenant, case_id, clock, due_on, rung, person, reached_on, seq, told_at)
           select $1, $2, $3, $4, $5, p.person, $6, $7, $8 from unnest($9::text[]) as p (person)
           on conflict do nothing`,
    values: [tenant, caseId, clock, dueOn, rung, reachedOn, seq, toldAt, people],
  };
}

export interface ToldRow {
  readonly rung: string;
  readonly acted_on: string | null;
}

/** What was told of a clock for one due date. */
export function readTold(tenant: number, { caseId, clock, dueOn }: Omit<NoticeRung, 'rung'>): Statement<ToldRow> {
  return {
    name: 'read-told',
    text: 'select rung, acted_on from notice where tenant = $1 and case_id = $2 and clock = $3 and due_on = $4 order by rung, person',
    values: [tenant, caseId, clock, dueOn],
  };
}

/** Whoever acts in a case has taken note of what they were told of it. */
export function noteActed(
  tenant: number,
  of: { readonly caseId: string; readonly person: string; readonly on: string },
): Statement {
  return {
    name: 'note-acted',
    text: "update notice set acted_on = $4 where tenant = $1 and case_id = $2 and person = $3 and acted_on is null and position('.' in clock) = 0",
    values: [tenant, of.caseId, of.person, of.on],
  };
}

/** Once somebody has reviewed an emergency access or answered a request, nobody is waited for any more. */
export function noteReviewed(
  tenant: number,
  of: { readonly caseId: string; readonly access: string; readonly on: string },
): Statement {
  return {
    name: 'note-reviewed',
    text: 'update notice set acted_on = $4 where tenant = $1 and case_id = $2 and clock = $3 and acted_on is null',
    values: [tenant, of.caseId, of.access, of.on],
  };
}

export interface NoticeRow {
  readonly case_id: string;
  readonly reference: string;
  readonly case_type: string;
  readonly team: string;
  readonly clock: string;
  readonly due_on: string;
  readonly rung: string;
  readonly reached_on: string;
  readonly told_at: string;
}

/** The latest open notices of a person about clocks of cases that they may see: who lost a case is told of it no more. */
export function listOpenNotices(
  tenant: number,
  of: { readonly person: string; readonly limit: number },
): Statement<NoticeRow> {
  return {
    name: 'list-open-notices',
    text: `
      select n.case_id, h.reference, h.case_type, h.team, n.clock, n.due_on, n.rung, n.reached_on, n.told_at
        from notice n join case_head h on h.tenant = $1 and h.case_id = n.case_id
       where n.tenant = $1 and n.person = $2 and n.acted_on is null and h.status = 'open' and position('.' in n.clock) = 0
       order by n.told_at desc, n.case_id desc, n.clock, n.rung
       limit $3`,
    values: [tenant, of.person, of.limit],
  };
}

export type AccessNoticeRow = Omit<NoticeRow, 'reference' | 'case_type' | 'team'>;

/** The latest open notices of a person about access, whether or not they may read the case: that is asked of the policy. */
export function listAccessNotices(
  tenant: number,
  of: { readonly person: string; readonly decidedSince: string; readonly limit: number },
): Statement<AccessNoticeRow> {
  return {
    name: 'list-access-notices',
    text: `
      select n.case_id, n.clock, n.due_on, n.rung, n.reached_on, n.told_at from notice n
       where n.tenant = $1 and n.person = $2 and n.acted_on is null and position('.' in n.clock) > 0
         and n.rung <> 'corrected' and (n.rung in ('asked', 'broken', 'overdue') or n.told_at >= $3)
       order by n.told_at desc, n.case_id desc, n.clock, n.rung
       limit $4`,
    values: [tenant, of.person, of.decidedSince, of.limit],
  };
}

export interface CorrectionNoticeRow extends NoticeRow {
  readonly case_type_hash: Buffer;
  /** The exact JSON text of the state. */
  readonly state: string;
  readonly parts: readonly string[];
}

/** The latest notices of a person that a fact is said to be wrong, of cases that they may see. */
export function listCorrectionNotices(
  tenant: number,
  of: { readonly person: string; readonly since: string; readonly limit: number },
): Statement<CorrectionNoticeRow> {
  return {
    name: 'list-correction-notices',
    text: `
      select n.case_id, case_head.reference, case_head.case_type, case_head.team, n.clock, n.due_on, n.rung, n.reached_on, n.told_at,
             case_head.case_type_hash, case_head.state, ${SEEN_PARTS}
        from notice n join case_head on case_head.tenant = $1 and case_head.case_id = n.case_id
       where n.tenant = $1 and n.person = $2 and n.rung = 'corrected' and n.acted_on is null and n.told_at >= $3
         and case_head.status <> 'destroyed'
       order by n.told_at desc, n.case_id desc, n.clock
       limit $4`,
    values: [tenant, of.person, of.since, of.limit],
  };
}

export interface NoticeCaseRow extends Omit<AccessColumns, 'access_until'> {
  readonly case_id: string;
  readonly reference: string;
  readonly case_type: string;
  readonly case_type_hash: Buffer;
  readonly team: string;
  /** Units above it, the nearest first. */
  readonly above: readonly string[];
  /** What its state says of access, as JSON. */
  readonly access: string;
}

/** For asking the policy whether somebody may be told of them. */
export function findNoticeCases(tenant: number, caseIds: readonly string[]): Statement<NoticeCaseRow> {
  return {
    name: 'find-notice-cases',
    text: `
      select h.case_id, h.reference, h.case_type, h.case_type_hash, h.team, coalesce(t.above, '{}') as above,
             (h.state::jsonb -> 'access')::text as access, h.tokens, h.needs, h.purposes, h.walls
        from case_head h left join team t on t.tenant = $1 and t.team = h.team
       where h.tenant = $1 and h.case_id = any ($2::uuid[]) and h.status <> 'destroyed' and h.state::jsonb ? 'access'`,
    values: [tenant, caseIds],
  };
}
