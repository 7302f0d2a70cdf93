// Sets up an agency: itself, its teams, its people and what they are in which team. Repeating it changes nothing. Every right
// that it gives is recorded in the same transaction, for the agency's log.
import { PLATFORM, programContext } from './context.ts';
import { commit, flight, type Database } from './database.ts';
import { listAgencies } from './list-agencies.ts';
import { readRights, recordRightChanges, rightTexts, type RightChange } from './right-changes.ts';
import type { Statement } from './statement.ts';

export interface AgencySetUp {
  readonly tenant: number;
  readonly slug: string;
  readonly name: string;
  readonly teams: readonly { readonly team: string; readonly title: string }[];
  readonly people: readonly PersonSetUp[];
}

export interface PersonSetUp {
  /** `[A-Za-z0-9_.-]{1,64}` */
  readonly person: string;
  readonly name: string;
  readonly memberships: readonly { readonly team: string; readonly role: string }[];
}

/** Names are brought to what is given; memberships are added, none is taken away. Throws when another agency has the slug. */
export async function upsertPeople(database: Database, agency: AgencySetUp): Promise<void> {
  const { tenant, slug, name, teams, people } = agency;
  for (const { person } of people) {
    if (!/^[A-Za-z0-9_.-]{1,64}$/.test(person))
      throw new TypeError(`"${person}" cannot be a person's id: letters, digits, _ . - only, at most 64.`);
  }
  const [agencies] = await database.once(PLATFORM, [listAgencies()]);
  if (agencies.rows.some((row) => row.slug === slug && row.tenant !== tenant))
    throw new Error(`Another agency is called ${slug} already.`);
  const memberships = people.flatMap(({ person, memberships: own }) =>
    own.map(({ team, role }) => ({ person, team, role })),
  );
  await database.transaction(programContext(tenant, 'set-up'), async (tx) => {
    const [, found] = await flight(tx, [upsertAgency(tenant, slug, name), readRights(tenant)]);
    const { rights, last = 0 } = found.rows[0] ?? {};
    const standing = new Set(rights === undefined ? [] : rightTexts(rights));
    const known = new Set(rights?.people.map(([person]) => person));
    const changes = [
      ...teams.map(({ team }): RightChange => ['team', team]),
      // Somebody who is here already stays as they are, active or not.
      ...people.filter(({ person }) => !known.has(person)).map(({ person }): RightChange => ['person', person, true]),
      ...memberships.map(({ person, team, role }): RightChange => ['member', person, team, role]),
    ].filter((change) => !standing.has(JSON.stringify(change)));
    await commit(tx, [
      upsertTeams(tenant, teams),
      upsertPersons(tenant, people),
      addMemberships(tenant, memberships),
      ...recordRightChanges({ tenant, last, actor: 'set-up', at: new Date().toISOString() }, changes),
    ]);
  });
}

function upsertAgency(tenant: number, slug: string, name: string): Statement {
  return {
    name: 'upsert-agency',
    text: `insert into agency (tenant, slug, name) values ($1, $2, $3)
           on conflict (tenant) do update set slug = excluded.slug, name = excluded.name`,
    values: [tenant, slug, name],
  };
}

function upsertTeams(tenant: number, teams: AgencySetUp['teams']): Statement {
  return {
    name: 'upsert-teams',
    text: `insert into team (tenant, team, title) select $1, t.* from unnest($2::text[], $3::text[]) as t
           on conflict (tenant, team) do update set title = excluded.title`,
    values: [tenant, teams.map(({ team }) => team), teams.map(({ title }) => title)],
  };
}

function upsertPersons(tenant: number, people: readonly PersonSetUp[]): Statement {
  return {
    name: 'upsert-persons',
    text: `insert into person (tenant, person, name, active) select $1, p.person, p.name, true
           from unnest($2::text[], $3::text[]) as p (person, name)
           on conflict (tenant, person) do update set name = excluded.name`,
    values: [tenant, people.map(({ person }) => person), people.map(({ name }) => name)],
  };
}

function addMemberships(
  tenant: number,
  memberships: readonly { readonly person: string; readonly team: string; readonly role: string }[],
): Statement {
  return {
    name: 'add-memberships',
    text: `insert into membership (tenant, person, team, role) select $1, m.* from unnest($2::text[], $3::text[], $4::text[]) as m
           on conflict do nothing`,
    values: [
      tenant,
      memberships.map(({ person }) => person),
      memberships.map(({ team }) => team),
      memberships.map(({ role }) => role),
    ],
    unsettles: memberships.map(({ person }) => `person/${person}`),
  };
}
