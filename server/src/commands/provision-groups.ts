// Groups of a directory, each a role in a team: made, changed, removed, with their members. A member who gains or loses
// a role signs in again, since their sessions have the rights of before.
import type { Scim } from '../identity/scim-values.ts';
import { flight } from '../store/database.ts';
import {
  addDirectoryGroup,
  addRoleTo,
  addTeam,
  changeDirectoryGroup,
  countDirectoryGroups,
  findDirectoryGroup,
  findGroupOfRole,
  findMembers,
  listDirectoryGroups,
  lockDirectoryGroup,
  removeDirectoryGroup,
  takeRoleFrom,
  type DirectoryGroup,
  type DirectoryGroupRow,
  type GroupFilter,
} from '../store/directory-groups.ts';
import type { Statement } from '../store/statement.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import type { DirectoryPage } from './provision-people.ts';
import {
  ABSENT,
  done,
  provision,
  refusal,
  type Provisioned,
  type ProvisionDeps,
  type Provisioner,
  type Work,
  type WorkAt,
} from './provision.ts';

/** What a directory says of a group. */
export type GroupFacts = Pick<DirectoryGroup, 'displayName' | 'externalId' | 'team' | 'role'> & {
  readonly members: readonly string[];
};

export type GroupChange = (now: DirectoryGroupRow) => Scim<GroupFacts>;

export interface ProvisionGroups {
  readonly list: (
    by: Provisioner,
    filter: GroupFilter,
    page: { readonly offset: number; readonly limit: number },
  ) => Promise<Provisioned<DirectoryPage<DirectoryGroupRow>>>;
  readonly show: (by: Provisioner, groupId: string) => Promise<Provisioned<DirectoryGroupRow>>;
  readonly add: (by: Provisioner, facts: GroupFacts) => Promise<Provisioned<DirectoryGroupRow>>;
  readonly change: (by: Provisioner, groupId: string, change: GroupChange) => Promise<Provisioned<DirectoryGroupRow>>;
  readonly remove: (by: Provisioner, groupId: string) => Promise<Provisioned<null>>;
}

export function provisionGroups(deps: ProvisionDeps): ProvisionGroups {
  return {
    list: (by, filter, page) =>
      provision(deps, by, {
        action: 'directory:list-groups',
        work: async ({ tx, tenant }) => {
          const [rows, count] = await flight(tx, [
            listDirectoryGroups(tenant, filter, page),
            countDirectoryGroups(tenant, filter),
          ]);
          return done({ items: rows.rows, total: count.rows[0]?.total ?? 0 });
        },
      }),
    show: (by, groupId) =>
      provision(deps, by, {
        action: 'directory:show-group',
        work: async ({ tx, tenant }) => {
          const [rows] = await flight(tx, [findDirectoryGroup(tenant, groupId)]);
          return rows.rows[0] === undefined ? ABSENT : done(rows.rows[0]);
        },
      }),
    add: (by, facts) => provision(deps, by, { action: 'directory:add-group', work: (at) => add(at, facts) }),
    change: (by, groupId, change) =>
      provision(deps, by, { action: 'directory:change-group', work: (at) => changeOne(at, groupId, change) }),
    remove: (by, groupId) =>
      provision(deps, by, { action: 'directory:remove-group', work: (at) => remove(at, groupId) }),
  };
}

async function add(at: WorkAt, facts: GroupFacts): Promise<Work<DirectoryGroupRow>> {
  const { tx, tenant, nowMs, now } = at;
  const { team, role } = facts;
  const [others] = await flight(tx, [findGroupOfRole(tenant, team, role)]);
  if (others.count > 0) {
    return refusal({ status: 409, scimType: 'uniqueness', detail: 'There is a group for this role in this team.' });
  }
  const group = { ...facts, groupId: uuidV7(nowMs), changedAt: now };
  // Whoever had the role before there was a group for it is a member of it.
  await flight(tx, [addTeam(tenant, team, titleOf(team)), addDirectoryGroup(tenant, group)]);
  return withMembers(at, group, { change: 'group-added', statements: [] });
}

async function changeOne(at: WorkAt, groupId: string, change: GroupChange): Promise<Work<DirectoryGroupRow>> {
  const { tx, tenant, now } = at;
  const [, rows] = await flight(tx, [lockDirectoryGroup(tenant, groupId), findDirectoryGroup(tenant, groupId)]);
  const [before] = rows.rows;
  if (before === undefined) return ABSENT;
  const changed = change(before);
  if ('problem' in changed) return refusal(changed.problem);
  const { team, role } = before;
  if (changed.value.team !== team || changed.value.role !== role)
    return refusal({ status: 400, scimType: 'mutability', detail: 'The team and the role of a group never change.' });
  const group = { ...changed.value, groupId, changedAt: now };
  return withMembers(at, group, { change: 'group-changed', statements: [changeDirectoryGroup(tenant, group)] });
}

interface GroupStep {
  readonly change: string;
  readonly statements: readonly Statement[];
}

/** Brings the members of a group that is there to what `group` says, with a line for each who came or went. */
async function withMembers(
  { tx, tenant }: WorkAt,
  group: DirectoryGroup & Pick<GroupFacts, 'members'>,
  { change, statements }: GroupStep,
): Promise<Work<DirectoryGroupRow>> {
  const { groupId, team, role, members } = group;
  const [known, now] = await flight(tx, [findMembers(tenant, members), findDirectoryGroup(tenant, groupId)]);
  if (known.count < members.length)
    return refusal({ status: 400, scimType: 'invalidValue', detail: 'A member is nobody whom this directory has.' });
  const had = new Set(now.rows[0]?.members.map(({ id }) => id));
  const come = members.filter((person) => !had.has(person));
  const wanted = new Set(members);
  const gone = [...had].filter((person) => !wanted.has(person));
  const [, , after] = await flight(tx, [
    addRoleTo(tenant, { team, role, people: come }),
    takeRoleFrom(tenant, { team, role, people: gone }),
    findDirectoryGroup(tenant, groupId),
  ]);
  const [row] = after.rows;
  if (row === undefined) return ABSENT;
  const { displayName, externalId, changedAt } = group;
  return {
    ...done({ ...row, display_name: displayName, external_id: externalId, changed_at: changedAt }),
    statements,
    changes: [
      { change, team, role },
      ...come.map((person) => ({ change: 'member-added', person, team, role })),
      ...gone.map((person) => ({ change: 'member-removed', person, team, role })),
    ],
  };
}

async function remove({ tx, tenant }: WorkAt, groupId: string): Promise<Work<null>> {
  const [, rows] = await flight(tx, [lockDirectoryGroup(tenant, groupId), findDirectoryGroup(tenant, groupId)]);
  const [before] = rows.rows;
  if (before === undefined) return ABSENT;
  const { team, role } = before;
  const people = before.members.map(({ id }) => id);
  return {
    ...done(null),
    statements: [takeRoleFrom(tenant, { team, role, people }), removeDirectoryGroup(tenant, groupId)],
    changes: [
      { change: 'group-removed', team, role },
      ...people.map((person) => ({ change: 'member-removed', person, team, role })),
    ],
  };
}

/** A team that comes from a directory is called as it is named until somebody gives it a title. */
function titleOf(team: string): string {
  const words = team.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
