// What SCIM's people and groups (RFC 7643) are to us, and reading them from a body. What a directory may not set is never
// looked at, so that it cannot be posted; attribute names are compared without case, as the standard wants.

export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group';
/** Says which role in which team a group is. */
export const ROLE_SCHEMA = 'urn:casewright:params:scim:schemas:extension:1.0:Group';

export interface ScimProblem {
  readonly status: 400 | 404 | 409 | 413;
  /** RFC 7644, table 9. */
  readonly scimType?: ScimErrorType;
  readonly detail: string;
}

export type ScimErrorType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue';

export type Scim<T> = { readonly value: T } | { readonly problem: ScimProblem };

export interface ScimPerson {
  readonly userName: string;
  readonly name: string;
  readonly externalId: string | null;
  readonly active: boolean;
}

export interface ScimGroup {
  readonly displayName: string;
  readonly externalId: string | null;
  readonly team: string;
  readonly role: string;
  /** Ids of people. */
  readonly members: readonly string[];
}

export type Body = Readonly<Record<string, unknown>>;

const TEXT_MAX = 200;
const EXTERNAL_ID_MAX = 255;
/** More than any office has in one role, and still one statement. */
export const MEMBERS_MAX = 10_000;
const NAME = /^[a-z][a-z0-9-]{0,63}$/;
const PERSON = /^[A-Za-z0-9_.-]{1,64}$/;

export function bad(scimType: ScimErrorType, detail: string): { readonly problem: ScimProblem } {
  return { problem: { status: 400, scimType, detail } };
}

export function isRecord(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An attribute of a body; never one that it inherits. */
export function attribute(body: Body, name: string): unknown {
  const wanted = name.toLowerCase();
  return Object.entries(body).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

/** A text in the form in which two that differ by case alone are one. */
export function caseless(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

export function readPerson(body: unknown): Scim<ScimPerson> {
  if (!isRecord(body) || !hasSchema(body, USER_SCHEMA))
    return bad('invalidSyntax', `The body must be an object whose schemas name ${USER_SCHEMA}.`);
  const userName = attribute(body, 'userName');
  if (!isText(userName)) return bad('invalidValue', 'userName must be a text of 1 to 200 characters.');
  const externalId = readExternalId(attribute(body, 'externalId'));
  if (externalId === undefined) return bad('invalidValue', 'externalId must be a text of at most 255 characters.');
  const active = readBoolean(attribute(body, 'active') ?? true);
  if (active === null) return bad('invalidValue', 'active must be true or false.');
  const name = nameIn(body) ?? userName;
  if (!isText(name)) return bad('invalidValue', 'The name must be a text of 1 to 200 characters.');
  return { value: { userName, name, externalId, active } };
}

/** The name that is shown: `displayName`, else what `name` says; undefined where neither is given. */
export function nameIn(body: Body): unknown {
  const given = attribute(body, 'displayName');
  if (given !== undefined && given !== null && given !== '') return given;
  const parts = attribute(body, 'name');
  if (!isRecord(parts)) return undefined;
  const formatted = attribute(parts, 'formatted');
  if (formatted !== undefined && formatted !== null && formatted !== '') return formatted;
  const both = [attribute(parts, 'givenName'), attribute(parts, 'familyName')];
  return both.every(isText) ? both.join(' ') : undefined;
}

export function readGroup(body: unknown): Scim<ScimGroup> {
  if (!isRecord(body) || !hasSchema(body, GROUP_SCHEMA))
    return bad('invalidSyntax', `The body must be an object whose schemas name ${GROUP_SCHEMA}.`);
  const displayName = attribute(body, 'displayName');
  if (!isText(displayName)) return bad('invalidValue', 'displayName must be a text of 1 to 200 characters.');
  const externalId = readExternalId(attribute(body, 'externalId'));
  if (externalId === undefined) return bad('invalidValue', 'externalId must be a text of at most 255 characters.');
  const extension = attribute(body, ROLE_SCHEMA);
  const [team, role, ...rest] = isRecord(extension)
    ? [attribute(extension, 'team'), attribute(extension, 'role')]
    : displayName.split('/');
  if (!isName(team) || !isName(role) || rest.length > 0) {
    return bad(
      'invalidValue',
      `A group is a role in a team: name it "team/role", in small letters, digits and hyphens, or say team and role in ${ROLE_SCHEMA}.`,
    );
  }
  const members = readMembers(attribute(body, 'members') ?? []);
  if ('problem' in members) return members;
  return { value: { displayName, externalId, team, role, members: members.value } };
}

/** Ids of people, each once. */
export function readMembers(value: unknown): Scim<readonly string[]> {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length > MEMBERS_MAX)
    return { problem: { status: 413, detail: `A group takes at most ${MEMBERS_MAX} members at once.` } };
  const ids = list.map((member) => (isRecord(member) ? attribute(member, 'value') : member));
  if (!ids.every(isPersonId)) return bad('invalidValue', 'Each member must have the id of a person as its value.');
  return { value: [...new Set(ids)] };
}

/** Some directories send booleans as texts. */
export function readBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  return text === 'true' ? true : text === 'false' ? false : null;
}

/** Null where there is none, undefined for what cannot be one. */
export function readExternalId(value: unknown): string | null | undefined {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'string' && value.length <= EXTERNAL_ID_MAX && isPlain(value) ? value : undefined;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= TEXT_MAX && isPlain(value);
}

export function isPersonId(value: unknown): value is string {
  return typeof value === 'string' && PERSON.test(value);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && NAME.test(value);
}

/** No control characters and no halves of one: PostgreSQL stores no NUL, and no name has a line end. */
export function isPlain(value: string): boolean {
  return !/[\p{Cc}\p{Cs}]/u.test(value);
}

function hasSchema(body: Body, schema: string): boolean {
  const schemas = attribute(body, 'schemas');
  return Array.isArray(schemas) && schemas.includes(schema);
}
