// Groups of a directory: each is one role in one team, and its members are the memberships of that role.
import type { Statement } from './statement.ts';

export interface DirectoryGroupRow {
  readonly group_id: string;
  readonly display_name: string;
  readonly external_id: string | null;
  readonly team: string;
  readonly role: string;
  readonly changed_at: string;
  readonly members: readonly { readonly id: string; readonly name: string }[];
}

export interface DirectoryGroup {
  readonly groupId: string;
  readonly displayName: string;
  readonly externalId: string | null;
  readonly team: string;
  readonly role: string;
  readonly changedAt: string;
}

/** What a list is cut to; null: not by this. */
export interface GroupFilter {
  readonly id: string | null;
  readonly displayName: string | null;
  readonly externalId: string | null;
  readonly member: string | null;
}

const COLUMNS = `g.group_id, g.display_name, g.external_id, g.team, g.role, g.changed_at,
             coalesce((select jsonb_agg(jsonb_build_object('id', p.person, 'name', p.name) order by p.person)
                from membership m join person p on p.tenant = m.tenant and p.person = m.person
                where m.tenant = $1 and m.team = g.team and m.role = g.role
                  and not exists (select from client c where c.tenant = $1 and c.client = m.person)), '[]') as members`;

export function findDirectoryGroup(tenant: number, groupId: string): Statement<DirectoryGroupRow> {
  return {
    name: 'find-directory-group',
    text: `select ${COLUMNS} from directory_group g where g.tenant = $1 and g.group_id = $2`,
    values: [tenant, groupId],
  };
}

/** Kept from being changed by others until the transaction ends. */
export function lockDirectoryGroup(tenant: number, groupId: string): Statement<{ readonly group_id: string }> {
  return {
    name: 'lock-directory-group',
    text: 'select group_id from directory_group where tenant = $1 and group_id = $2 for update',
    values: [tenant, groupId],
  };
}

const FILTER = `($2::text is null or g.group_id = $2) and ($3::text is null or lower(g.display_name) = lower($3))
              and ($4::text is null or g.external_id = $4)
              and ($5::text is null or exists (select from membership m
                    where m.tenant = $1 and m.team = g.team and m.role = g.role and m.person = $5))`;

export function listDirectoryGroups(
  tenant: number,
  filter: GroupFilter,
  page: { readonly offset: number; readonly limit: number },
): Statement<DirectoryGroupRow> {
  return {
    name: 'list-directory-groups',
    text: `select ${COLUMNS} from directory_group g where g.tenant = $1 and ${FILTER} order by g.group_id offset $6 limit $7`,
    values: [tenant, ...filterValues(filter), page.offset, page.limit],
  };
}

export function countDirectoryGroups(tenant: number, filter: GroupFilter): Statement<{ readonly total: number }> {
  return {
    name: 'count-directory-groups',
    text: `select count(*) as total from directory_group g where g.tenant = $1 and ${FILTER}`,
    values: [tenant, ...filterValues(filter)],
  };
}

function filterValues({ id, displayName, externalId, member }: GroupFilter): readonly unknown[] {
  return [id, displayName, externalId, member];
}

/** The group that has a role in a team already. */
export function findGroupOfRole(tenant: number, team: string, role: string): Statement<{ readonly group_id: string }> {
  return {
    name: 'find-group-of-role',
    text: 'select group_id from directory_group where tenant = $1 and team = $2 and role = $3',
    values: [tenant, team, role],
  };
}

/** A team that is there keeps its title. */
export function addTeam(tenant: number, team: string, title: string): Statement {
  return {
    name: 'add-team',
    text: 'insert into team (tenant, team, title) values ($1, $2, $3) on conflict do nothing',
    values: [tenant, team, title],
  };
}

export function addDirectoryGroup(tenant: number, group: DirectoryGroup): Statement {
  return {
    name: 'add-directory-group',
    text: `insert into directory_group (tenant, group_id, display_name, external_id, team, role, changed_at)
           values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [tenant, group.groupId, group.displayName, group.externalId, group.team, group.role, group.changedAt],
  };
}

/** Team and role are what a group is; they never change. */
export function changeDirectoryGroup(tenant: number, group: DirectoryGroup): Statement {
  return {
    name: 'change-directory-group',
    text: `update directory_group set display_name = $3, external_id = $4, changed_at = $5 where tenant = $1 and group_id = $2`,
    values: [tenant, group.groupId, group.displayName, group.externalId, group.changedAt],
  };
}

export function removeDirectoryGroup(tenant: number, groupId: string): Statement {
  return {
    name: 'remove-directory-group',
    text: 'delete from directory_group where tenant = $1 and group_id = $2',
    values: [tenant, groupId],
  };
}

/** Those of `people` whom the directory has. */
export function findMembers(tenant: number, people: readonly string[]): Statement<{ readonly person: string }> {
  return {
    name: 'find-members',
    text: `select p.person from person p where p.tenant = $1 and p.person = any ($2::text[]) and p.removed_at is null
             and not exists (select from client c where c.tenant = $1 and c.client = p.person)`,
    values: [tenant, people],
  };
}

export interface RoleOfPeople {
  readonly team: string;
  readonly role: string;
  readonly people: readonly string[];
}

export function addRoleTo(tenant: number, { team, role, people }: RoleOfPeople): Statement {
  return {
    name: 'add-role-to',
    text: `insert into membership (tenant, team, role, person) select $1, $2, $3, p.person
           from unnest($4::text[]) as p (person) on conflict do nothing`,
    values: [tenant, team, role, people],
    unsettles: people.map((person) => `person/${person}`),
  };
}

export function takeRoleFrom(tenant: number, { team, role, people }: RoleOfPeople): Statement {
  return {
    name: 'take-role-from',
    text: 'delete from membership where tenant = $1 and team = $2 and role = $3 and person = any ($4::text[])',
    values: [tenant, team, role, people],
    unsettles: people.map((person) => `person/${person}`),
  };
}

/** @returns one row for each role that was taken */
export function takeAllRoles(
  tenant: number,
  person: string,
): Statement<{ readonly team: string; readonly role: string }> {
  return {
    name: 'take-all-roles',
    text: 'delete from membership where tenant = $1 and person = $2 returning team, role',
    values: [tenant, person],
    unsettles: [`person/${person}`],
  };
}
