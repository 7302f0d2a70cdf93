// The people among whom work may go, each with what routing must know of them. Load is the weight of each open task that
// they have; those of the case that is being routed are left out, since they are changing.
import type { Principal } from '@casewright/engine/policy';
import { holdingOf, standingOf, type StandingLine } from './reader-standing.ts';
import type { Statement } from './statement.ts';

export interface CandidateRow {
  readonly person: string;
  readonly memberships: readonly { readonly team: string; readonly role: string }[];
  readonly standing: readonly StandingLine[];
  readonly capacity: number;
  /** First and last day of an absence; null where it has no such day. */
  readonly away_from: string | null;
  readonly away_until: string | null;
  readonly facts: readonly {
    readonly kind: 'skill' | 'language' | 'place' | 'queue' | 'interest';
    readonly name: string;
    readonly level: number | null;
    readonly said: string;
  }[];
  readonly load: readonly number[];
}

export interface CandidateQuestion {
  readonly tenant: number;
  readonly caseId: string;
  readonly teams: readonly string[];
  readonly queues: readonly string[];
  readonly people: readonly string[];
}

/** What a person carries of whom nothing was said. */
export const FULL_TIME = 10;

export function findCandidates(question: CandidateQuestion): Statement<CandidateRow> {
  const { tenant, caseId, teams, queues, people } = question;
  return {
    name: 'find-candidates',
    text: `
      select p.person, ${standingOf('p.person')} as standing, coalesce(w.capacity, ${FULL_TIME}) as capacity, w.away_from, w.away_until,
             coalesce((select jsonb_agg(jsonb_build_object('team', m.team, 'role', m.role) order by m.team, m.role)
                         from membership m where m.tenant = $1 and m.person = p.person), '[]') as memberships,
             coalesce((select jsonb_agg(jsonb_build_object('kind', f.kind, 'name', f.name, 'level', f.level, 'said', f.said)
                                        order by f.kind, f.name)
                         from work_fact f where f.tenant = $1 and f.person = p.person), '[]') as facts,
             coalesce((select jsonb_agg(coalesce(h.weight, 1) order by t.case_id, t.task)
                         from task t left join task_weight h on h.tenant = $1 and h.case_id = t.case_id and h.task = t.task
                        where t.tenant = $1 and t.lane = 'person:' || p.person and t.case_id <> $2), '[]') as load
        from person p
        left join work_profile w on w.tenant = $1 and w.person = p.person
       where p.tenant = $1 and p.active
         and (p.person = any ($5::text[])
              or exists (select 1 from membership m where m.tenant = $1 and m.person = p.person and m.team = any ($3::text[]))
              or exists (select 1 from work_fact f where f.tenant = $1 and f.person = p.person and f.kind = 'queue'
                            and f.name = any ($4::text[])))
       order by p.person`,
    values: [tenant, caseId, teams, queues, people],
  };
}

/**
 * As somebody who did not ask, with what they hold now.
 *
 * @param authority for what they are considered
 */
export function principalOfCandidate(
  { person, memberships, standing }: Pick<CandidateRow, 'person' | 'memberships' | 'standing'>,
  { tenant, authority, nowMs }: { readonly tenant: number; readonly authority: string; readonly nowMs: number },
): Principal {
  const { tokens } = holdingOf({ tenant, person, lines: standing, gives: () => true, nowMs });
  return { tenant, person, authority, name: '', teams: memberships, holding: tokens };
}

/** Whether somebody is away on a day. */
export function isAway(
  { away_from: from, away_until: until }: Pick<CandidateRow, 'away_from' | 'away_until'>,
  today: string,
): boolean {
  return from !== null && from <= today && (until === null || today <= until);
}
