// People of a directory: brought, changed, made inactive, removed. Whoever leaves loses their sessions in the same
// transaction; the worker gives their tasks back.
import {
  addDirectoryPerson,
  changeDirectoryPerson,
  countDirectoryPeople,
  findDirectoryPerson,
  findOthers,
  listDirectoryPeople,
  lockDirectoryPerson,
  removeDirectoryPerson,
  type DirectoryPerson,
  type DirectoryPersonRow,
  type PersonFilter,
} from '../store/directory-people.ts';
import type { Scim } from '../identity/scim-values.ts';
import { flight } from '../store/database.ts';
import { takeAllRoles } from '../store/directory-groups.ts';
import { endSessionsOf } from '../store/find-session.ts';
import { removeIdentities } from '../store/identities.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
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

export interface DirectoryPage<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** What a directory says of somebody. */
export type PersonFacts = Pick<DirectoryPerson, 'userName' | 'userKey' | 'name' | 'externalId' | 'active'>;

export type PersonChange = (now: DirectoryPersonRow) => Scim<PersonFacts>;

export interface ProvisionPeople {
  readonly list: (
    by: Provisioner,
    filter: PersonFilter,
    page: { readonly offset: number; readonly limit: number },
  ) => Promise<Provisioned<DirectoryPage<DirectoryPersonRow>>>;
  readonly show: (by: Provisioner, person: string) => Promise<Provisioned<DirectoryPersonRow>>;
  readonly add: (by: Provisioner, facts: PersonFacts) => Promise<Provisioned<DirectoryPersonRow>>;
  readonly change: (by: Provisioner, person: string, change: PersonChange) => Promise<Provisioned<DirectoryPersonRow>>;
  readonly remove: (by: Provisioner, person: string) => Promise<Provisioned<null>>;
}

export function provisionPeople(deps: ProvisionDeps): ProvisionPeople {
  return {
    list: (by, filter, page) =>
      provision(deps, by, {
        action: 'directory:list-people',
        work: async ({ tx, tenant }) => {
          const [rows, count] = await flight(tx, [
            listDirectoryPeople(tenant, filter, page),
            countDirectoryPeople(tenant, filter),
          ]);
          return done({ items: rows.rows, total: count.rows[0]?.total ?? 0 });
        },
      }),
    show: (by, person) =>
      provision(deps, by, {
        action: 'directory:show-person',
        work: async ({ tx, tenant }) => {
          const [rows] = await flight(tx, [findDirectoryPerson(tenant, person)]);
          return rows.rows[0] === undefined ? ABSENT : done(rows.rows[0]);
        },
      }),
    add: (by, facts) => provision(deps, by, { action: 'directory:add-person', work: (at) => add(at, facts) }),
    change: (by, person, change) =>
      provision(deps, by, { action: 'directory:change-person', work: (at) => changeOne(at, person, change) }),
    remove: (by, person) =>
      provision(deps, by, { action: 'directory:remove-person', work: (at) => remove(at, person) }),
  };
}

const TAKEN = refusal({
  ...{ status: 409, scimType: 'uniqueness' },
  detail: 'Somebody else has this userName or this externalId.',
});

async function add({ tx, tenant, nowMs, now }: WorkAt, facts: PersonFacts): Promise<Work<DirectoryPersonRow>> {
  // An id stands in the record for ever, so it is made up here and says nothing of the person.
  const one = { ...facts, person: uuidV7(nowMs), changedAt: now };
  const [others] = await flight(tx, [findOthers(tenant, one)]);
  if (others.count > 0) return TAKEN;
  return {
    ...done(rowOf(one, [])),
    statements: [addDirectoryPerson(tenant, one)],
    changes: [{ change: 'person-added', person: one.person, active: one.active }],
  };
}

async function changeOne(
  { tx, tenant, now }: WorkAt,
  person: string,
  change: PersonChange,
): Promise<Work<DirectoryPersonRow>> {
  const [rows] = await flight(tx, [lockDirectoryPerson(tenant, person)]);
  const [before] = rows.rows;
  if (before === undefined) return ABSENT;
  const changed = change(before);
  if ('problem' in changed) return refusal(changed.problem);
  const one = { ...changed.value, person, changedAt: now };
  const [others] = await flight(tx, [findOthers(tenant, one)]);
  if (others.count > 0) return TAKEN;
  const left = before.active && !one.active;
  const relinked = before.external_id !== null && before.external_id !== one.externalId;
  const word = left ? 'person-left' : !before.active && one.active ? 'person-returned' : 'person-changed';
  return {
    ...done(rowOf(one, before.groups)),
    statements: [
      changeDirectoryPerson(tenant, one),
      ...(left || relinked ? [endSessionsOf(tenant, person)] : []),
      // Another id at the provider is another account there: the one before opens nothing any more.
      ...(relinked ? [removeIdentities(tenant, person)] : []),
    ],
    changes: [{ change: word, person }],
  };
}

async function remove({ tx, tenant, now }: WorkAt, person: string): Promise<Work<null>> {
  const [rows] = await flight(tx, [lockDirectoryPerson(tenant, person)]);
  if (rows.count === 0) return ABSENT;
  const [roles] = await flight(tx, [takeAllRoles(tenant, person)]);
  return {
    ...done(null),
    statements: [
      removeDirectoryPerson(tenant, person, now),
      removeIdentities(tenant, person),
      endSessionsOf(tenant, person),
    ],
    changes: [
      { change: 'person-removed', person },
      ...roles.rows.map((role) => ({ change: 'member-removed', person, ...role })),
    ],
  };
}

function rowOf(one: DirectoryPerson, groups: DirectoryPersonRow['groups']): DirectoryPersonRow {
  const { person, name, active, userName, externalId, changedAt } = one;
  return { person, name, active, user_name: userName, external_id: externalId, changed_at: changedAt, groups };
}
