// People as a directory keeps them. Systems are not among them, and those who were removed only by their names.
import type { Statement } from './statement.ts';

export interface DirectoryPersonRow {
  readonly person: string;
  readonly name: string;
  readonly active: boolean;
  readonly user_name: string | null;
  readonly external_id: string | null;
  readonly changed_at: string | null;
  /** Groups of the directory that the person is in. */
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

export interface DirectoryPerson {
  readonly person: string;
  readonly name: string;
  readonly active: boolean;
  readonly userName: string;
  /** The name in the form in which two that differ by case alone are one. */
  readonly userKey: string;
  readonly externalId: string | null;
  readonly changedAt: string;
}

/** What a list is cut to; null: not by this. */
export interface PersonFilter {
  readonly id: string | null;
  readonly userKey: string | null;
  readonly externalId: string | null;
  readonly name: string | null;
  readonly active: boolean | null;
}

const COLUMNS = `p.person, p.name, p.active, p.user_name, p.external_id, p.changed_at,
             coalesce((select jsonb_agg(jsonb_build_object('id', g.group_id, 'name', g.display_name) order by g.group_id)
                from membership m join directory_group g on g.tenant = m.tenant and g.team = m.team and g.role = m.role
                where m.tenant = $1 and m.person = p.person), '[]') as groups`;
const KNOWN = `p.removed_at is null and not exists (select from client c where c.tenant = $1 and c.client = p.person)`;

export function findDirectoryPerson(tenant: number, person: string): Statement<DirectoryPersonRow> {
  return {
    name: 'find-directory-person',
    text: `select ${COLUMNS} from person p where p.tenant = $1 and p.person = $2 and ${KNOWN}`,
    values: [tenant, person],
  };
}

/** The same, kept from being changed by others until the transaction ends. */
export function lockDirectoryPerson(tenant: number, person: string): Statement<DirectoryPersonRow> {
  return {
    name: 'lock-directory-person',
    text: `select ${COLUMNS} from person p where p.tenant = $1 and p.person = $2 and ${KNOWN} for update`,
    values: [tenant, person],
  };
}

/** Whoever was never named by a directory is known by their id. */
const FILTER = `($2::text is null or p.person = $2) and ($3::text is null or coalesce(p.user_key, lower(p.person)) = $3)
              and ($4::text is null or p.external_id = $4) and ($5::text is null or lower(p.name) = lower($5))
              and ($6::boolean is null or p.active = $6)`;

export function listDirectoryPeople(
  tenant: number,
  filter: PersonFilter,
  page: { readonly offset: number; readonly limit: number },
): Statement<DirectoryPersonRow> {
  return {
    name: 'list-directory-people',
    text: `select ${COLUMNS} from person p where p.tenant = $1 and ${KNOWN} and ${FILTER} order by p.person offset $7 limit $8`,
    values: [tenant, ...filterValues(filter), page.offset, page.limit],
  };
}

export function countDirectoryPeople(tenant: number, filter: PersonFilter): Statement<{ readonly total: number }> {
  return {
    name: 'count-directory-people',
    text: `select count(*) as total from person p where p.tenant = $1 and ${KNOWN} and ${FILTER}`,
    values: [tenant, ...filterValues(filter)],
  };
}

function filterValues({ id, userKey, externalId, name, active }: PersonFilter): readonly unknown[] {
  return [id, userKey, externalId, name, active];
}

/** Whoever else of the directory has this name or this id of the provider. */
export function findOthers(
  tenant: number,
  one: Pick<DirectoryPerson, 'person' | 'userKey' | 'externalId'>,
): Statement<{ readonly person: string }> {
  return {
    name: 'find-others',
    text: `select p.person from person p where p.tenant = $1 and p.person <> $2
             and (coalesce(p.user_key, lower(p.person)) = $3 or p.external_id = $4) and ${KNOWN} limit 1`,
    values: [tenant, one.person, one.userKey, one.externalId],
  };
}

export function addDirectoryPerson(tenant: number, one: DirectoryPerson): Statement {
  return {
    name: 'add-directory-person',
    text: `insert into person (tenant, person, name, active, user_name, user_key, external_id, changed_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: personValues(tenant, one),
  };
}

export function changeDirectoryPerson(tenant: number, one: DirectoryPerson): Statement {
  return {
    name: 'change-directory-person',
    text: `update person set name = $3, active = $4, user_name = $5, user_key = $6, external_id = $7, changed_at = $8
           where tenant = $1 and person = $2`,
    values: personValues(tenant, one),
    unsettles: [`person/${one.person}`],
  };
}

function personValues(tenant: number, one: DirectoryPerson): readonly unknown[] {
  return [tenant, one.person, one.name, one.active, one.userName, one.userKey, one.externalId, one.changedAt];
}

/** The name stays, since the record says who acted; everything else that names the person goes. */
export function removeDirectoryPerson(tenant: number, person: string, now: string): Statement {
  return {
    name: 'remove-directory-person',
    text: `update person set active = false, user_name = null, user_key = null, external_id = null, changed_at = $3, removed_at = $3
           where tenant = $1 and person = $2`,
    values: [tenant, person, now],
    unsettles: [`person/${person}`],
  };
}

/** A person or a system that is nobody's in any directory yet. */
export function addPerson(tenant: number, one: { readonly person: string; readonly name: string }): Statement {
  return {
    name: 'add-person',
    text: 'insert into person (tenant, person, name, active) values ($1, $2, $3, true)',
    values: [tenant, one.person, one.name],
  };
}

export function setActive(tenant: number, person: string, active: boolean): Statement {
  return {
    name: 'set-active',
    text: 'update person set active = $3 where tenant = $1 and person = $2',
    values: [tenant, person, active],
    unsettles: [`person/${person}`],
  };
}
