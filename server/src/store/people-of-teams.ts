// People to whom work of some teams may be given, with what must be known of them first: where they stand, what they carry at most, when they
// are away, which queues they serve and what they declared.
import { FULL_TIME } from './find-candidates.ts';
import { standingOf, type StandingLine } from './reader-standing.ts';
import type { Statement } from './statement.ts';

export interface TeamPersonRow {
  readonly person: string;
  readonly name: string;
  readonly memberships: readonly { readonly team: string; readonly role: string }[];
  readonly standing: readonly StandingLine[];
  readonly capacity: number;
  /** First and last day of an absence; null where it has no such day. */
  readonly away_from: string | null;
  readonly away_until: string | null;
  readonly queues: readonly string[];
  /** By the id or the reference of a case or the id of a party. */
  readonly interests: readonly string[];
}

/** Active members of the teams, and these people; no system is among them. */
export function peopleOfTeams(
  tenant: number,
  { teams, people }: { readonly teams: readonly string[]; readonly people: readonly string[] },
): Statement<TeamPersonRow> {
  const named = (kind: 'queue' | 'interest'): string =>
    `coalesce((select array_agg(f.name order by f.name) from work_fact f
       where f.tenant = $1 and f.person = p.person and f.kind = '${kind}'), '{}')`;
  return {
    name: 'people-of-teams',
    text: `
      select p.person, p.name, ${standingOf('p.person')} as standing, coalesce(w.capacity, ${FULL_TIME}) as capacity,
             w.away_from, w.away_until, ${named('queue')} as queues, ${named('interest')} as interests,
             coalesce((select jsonb_agg(jsonb_build_object('team', m.team, 'role', m.role) order by m.team, m.role)
                         from membership m where m.tenant = $1 and m.person = p.person), '[]') as memberships
        from person p
        left join work_profile w on w.tenant = $1 and w.person = p.person
       where p.tenant = $1 and p.active and not exists (select from client c where c.tenant = $1 and c.client = p.person)
         and (p.person = any ($3::text[])
              or exists (select from membership m where m.tenant = $1 and m.person = p.person and m.team = any ($2::text[])))
       order by p.name, p.person`,
    values: [tenant, teams, people],
  };
}

/** One of those who serve a queue, if anybody does. */
export function peopleOfQueue(tenant: number, queue: string): Statement<{ readonly person: string }> {
  return {
    name: 'people-of-queue',
    text: `select p.person from person p join work_fact f on f.tenant = $1 and f.person = p.person and f.kind = 'queue' and f.name = $2
            where p.tenant = $1 and p.active limit 1`,
    values: [tenant, queue],
  };
}
