// Finds people of an agency: those who can sign in, one of them, and names for ids.
import type { Statement } from './statement.ts';

export interface PersonRow {
  readonly person: string;
  readonly name: string;
  /** Title of the team and the role of each membership. */
  readonly teams: readonly { readonly title: string; readonly role: string }[];
}

export interface NameRow {
  readonly person: string;
  readonly name: string;
}

export function listPeople(tenant: number, limit: number): Statement<PersonRow> {
  return {
    name: 'list-people',
    text: `
      select p.person, p.name,
             coalesce((select jsonb_agg(jsonb_build_object('title', t.title, 'role', m.role) order by m.team, m.role)
                         from membership m
                         join team t on t.tenant = m.tenant and t.team = m.team
                        where m.tenant = $1 and m.person = p.person), '[]') as teams
        from person p
       where p.tenant = $1 and p.active and not exists (select from client c where c.tenant = $1 and c.client = p.person)
       order by p.person
       limit $2`,
    values: [tenant, limit],
  };
}

/** Somebody who may sign in: a person, active, and no system. */
export function findPerson(tenant: number, person: string): Statement<NameRow> {
  return {
    name: 'find-person',
    text: `select p.person, p.name from person p where p.tenant = $1 and p.person = $2 and p.active
             and not exists (select from client c where c.tenant = $1 and c.client = p.person)`,
    values: [tenant, person],
  };
}

/** Those of the given ids that are no person of the agency. */
export function findMissing(tenant: number, people: readonly string[]): Statement<{ readonly person: string }> {
  return {
    name: 'find-missing-people',
    text: `select n.person from unnest($2::text[]) as n (person)
            where not exists (select 1 from person p where p.tenant = $1 and p.person = n.person) order by n.person`,
    values: [tenant, people],
  };
}

export function findNames(tenant: number, people: readonly string[]): Statement<NameRow> {
  return {
    name: 'find-names',
    text: 'select person, name from person where tenant = $1 and person = any ($2::text[])',
    values: [tenant, people],
  };
}

/** Names of whoever acted in a stretch of one case's events, and of those for whom they stood in. */
export function findActorNames(tenant: number, caseId: string, before: number): Statement<NameRow> {
  return {
    name: 'find-actor-names',
    text: `
      select p.person, p.name
        from person p
       where p.tenant = $1
         and p.person in (
             select unnest(array[e.actor, split_part(e.authority, ':for:', 2)])
               from (select * from event e where e.tenant = $1 and e.case_id = $2 and e.seq < $3 order by e.seq desc limit 51) e)`,
    values: [tenant, caseId, before],
  };
}
