// How SCIM shows people, groups, lists of them, and what our side of it can do. Shapes only; what is in them comes in.
import { GROUP_SCHEMA, ROLE_SCHEMA, USER_SCHEMA } from './scim-values.ts';

const LIST_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const CORE = 'urn:ietf:params:scim:schemas:core:2.0';
/** Rows of one page at most. */
export const PAGE_MAX = 200;

export interface PersonShown {
  readonly person: string;
  readonly name: string;
  readonly active: boolean;
  readonly user_name: string | null;
  readonly external_id: string | null;
  readonly changed_at: string | null;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

export interface GroupShown {
  readonly group_id: string;
  readonly display_name: string;
  readonly external_id: string | null;
  readonly team: string;
  readonly role: string;
  readonly changed_at: string;
  readonly members: readonly { readonly id: string; readonly name: string }[];
}

type Resource = Readonly<Record<string, unknown>> & { readonly meta: Meta };

interface Meta {
  readonly resourceType: string;
  readonly lastModified?: string;
  readonly location: string;
}

/** @param base address under which the resources lie, without a slash at its end */
export function personResource(row: PersonShown, base: string): Resource {
  return {
    schemas: [USER_SCHEMA],
    id: row.person,
    ...(row.external_id === null ? {} : { externalId: row.external_id }),
    userName: row.user_name ?? row.person,
    displayName: row.name,
    name: { formatted: row.name },
    active: row.active,
    groups: row.groups.map(({ id, name }) => ({ value: id, display: name, $ref: `${base}/Groups/${id}` })),
    meta: {
      resourceType: 'User',
      ...(row.changed_at === null ? {} : { lastModified: row.changed_at }),
      location: `${base}/Users/${row.person}`,
    },
  };
}

export function groupResource(row: GroupShown, base: string): Resource {
  return {
    schemas: [GROUP_SCHEMA, ROLE_SCHEMA],
    id: row.group_id,
    ...(row.external_id === null ? {} : { externalId: row.external_id }),
    displayName: row.display_name,
    members: row.members.map(({ id, name }) => ({
      ...{ value: id, display: name, type: 'User' },
      $ref: `${base}/Users/${id}`,
    })),
    [ROLE_SCHEMA]: { team: row.team, role: row.role },
    meta: { resourceType: 'Group', lastModified: row.changed_at, location: `${base}/Groups/${row.group_id}` },
  };
}

export interface Selection {
  readonly attributes: string | undefined;
  readonly excludedAttributes: string | undefined;
}

/** RFC 7644, 3.9, by whole attributes. What names a resource is always there. */
export function selected(resource: object, { attributes, excludedAttributes }: Selection): object {
  const only = attributes?.split(',').map(topOf);
  const without = excludedAttributes?.split(',').map((name) => name.trim().toLowerCase()) ?? [];
  const always = ['schemas', 'id', 'meta'];
  return Object.fromEntries(
    Object.entries(resource).filter(([name]) => {
      const plain = name.toLowerCase();
      return always.includes(plain) || ((only === undefined || only.includes(plain)) && !without.includes(plain));
    }),
  );
}

/** `name.formatted` is of `name`. */
function topOf(attribute: string): string {
  return attribute.trim().toLowerCase().split('.')[0] ?? '';
}

export interface ListedPage {
  readonly resources: readonly object[];
  readonly total: number;
  /** From 1. */
  readonly startIndex: number;
}

export function listResponse({ resources, total, startIndex }: ListedPage): object {
  return {
    schemas: [LIST_SCHEMA],
    totalResults: total,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

export function serviceProviderConfig(base: string): object {
  return {
    schemas: [`${CORE}:ServiceProviderConfig`],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: PAGE_MAX },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: false },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'The token of a system whose scope has provision.',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  };
}

type Described = Readonly<Record<string, unknown>> & { readonly id: string };

export function resourceTypes(base: string): readonly Described[] {
  const type = (name: string, schema: string, extensions: readonly object[]): Described => ({
    schemas: [`${CORE}:ResourceType`],
    ...{ id: name, name, endpoint: `/${name}s`, schema, schemaExtensions: extensions },
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
  });
  return [type('User', USER_SCHEMA, []), type('Group', GROUP_SCHEMA, [{ schema: ROLE_SCHEMA, required: false }])];
}

interface AttributeFacts {
  readonly type?: 'string' | 'boolean' | 'complex';
  readonly required?: boolean;
  readonly multiValued?: boolean;
  readonly mutability?: 'readWrite' | 'readOnly' | 'immutable';
  readonly uniqueness?: 'none' | 'server';
  readonly caseExact?: boolean;
  readonly subAttributes?: readonly object[];
}

function attributeOf(name: string, description: string, facts: AttributeFacts = {}): object {
  return {
    name,
    ...{ type: 'string', multiValued: false, description, required: false, caseExact: false },
    ...{ mutability: 'readWrite', returned: 'default', uniqueness: 'none' },
    ...facts,
  };
}

const REFERENCE = [attributeOf('value', 'The id.', { caseExact: true }), attributeOf('display', 'The name.')];

export function schemas(base: string): readonly Described[] {
  const schema = (id: string, name: string, attributes: readonly object[]): Described => ({
    schemas: [`${CORE}:Schema`],
    ...{ id, name, attributes },
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
  });
  const externalId = attributeOf('externalId', 'The id that the provider gives.', { caseExact: true });
  return [
    schema(USER_SCHEMA, 'User', [
      attributeOf('userName', 'The name to sign in with.', { required: true, uniqueness: 'server' }),
      attributeOf('displayName', 'The name that is shown.'),
      attributeOf('name', 'The parts of the name.', {
        type: 'complex',
        subAttributes: [attributeOf('formatted', 'The whole name.')],
      }),
      externalId,
      attributeOf('active', 'False for whoever has left.', { type: 'boolean' }),
      attributeOf('groups', 'Groups that the person is in.', {
        ...{ type: 'complex', multiValued: true, mutability: 'readOnly', subAttributes: REFERENCE },
      }),
    ]),
    schema(GROUP_SCHEMA, 'Group', [
      attributeOf('displayName', 'The name, "team/role" where our extension is not sent.', { required: true }),
      externalId,
      attributeOf('members', 'People.', { type: 'complex', multiValued: true, subAttributes: REFERENCE }),
    ]),
    schema(ROLE_SCHEMA, 'Role in a team', [
      attributeOf('team', 'The team.', { required: true, mutability: 'immutable', caseExact: true }),
      attributeOf('role', 'The role in it.', { required: true, mutability: 'immutable', caseExact: true }),
    ]),
  ];
}
