// Changes to part of a person or a group (RFC 7644, 3.5.2), applied to what there is. A change to what a directory may not
// set is refused, one to what we do not keep is passed over, as directories send more than anyone keeps.
import {
  attribute,
  bad,
  isRecord,
  isText,
  nameIn,
  readBoolean,
  readExternalId,
  readMembers,
  type Body,
  type Scim,
  type ScimGroup,
  type ScimPerson,
} from './scim-values.ts';

const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const OPERATIONS_MAX = 1_000;

interface Operation {
  readonly op: 'add' | 'replace' | 'remove';
  /** In small letters but for what is in quotes; empty: the value names its attributes. */
  readonly path: string;
  readonly value: unknown;
}

/** Applied in order; the first that cannot be applied refuses them all. */
export function patchPerson(person: ScimPerson, body: unknown): Scim<ScimPerson> {
  return patch(person, body, changePerson);
}

export function patchGroup(group: ScimGroup, body: unknown): Scim<ScimGroup> {
  return patch(group, body, changeGroup);
}

function patch<T>(before: T, body: unknown, change: (now: T, operation: Operation) => Scim<T>): Scim<T> {
  const operations = readOperations(body);
  if ('problem' in operations) return operations;
  let now: Scim<T> = { value: before };
  for (const operation of operations.value.flatMap(byAttribute)) {
    if ('problem' in now) return now;
    now = change(now.value, operation);
  }
  return now;
}

function readOperations(body: unknown): Scim<readonly Operation[]> {
  const schemas = isRecord(body) ? attribute(body, 'schemas') : undefined;
  const list = isRecord(body) ? attribute(body, 'Operations') : undefined;
  if (!Array.isArray(schemas) || !schemas.includes(PATCH_SCHEMA) || !Array.isArray(list))
    return bad('invalidSyntax', `The body must be an object with Operations, whose schemas name ${PATCH_SCHEMA}.`);
  if (list.length === 0 || list.length > OPERATIONS_MAX)
    return bad('invalidSyntax', `There must be 1 to ${OPERATIONS_MAX} operations.`);
  const read = list.map(readOperation);
  const operations = read.filter((one) => one !== null);
  if (operations.length < read.length)
    return bad(
      'invalidSyntax',
      'Each operation must have an op (add, replace or remove) and, but for remove, a value.',
    );
  return { value: operations };
}

function readOperation(item: unknown): Operation | null {
  if (!isRecord(item)) return null;
  const op = String(attribute(item, 'op')).toLowerCase();
  const path = attribute(item, 'path') ?? '';
  const value = attribute(item, 'value');
  if ((op !== 'add' && op !== 'replace' && op !== 'remove') || typeof path !== 'string') return null;
  if (op !== 'remove' && value === undefined) return null;
  return {
    op,
    path: path.replaceAll(/"[^"]*"|[^"]+/g, (part) => (part.startsWith('"') ? part : part.toLowerCase())),
    value,
  };
}

/** Without a path the value is an object of attributes, each a change of its own. */
function byAttribute(operation: Operation): readonly Operation[] {
  const { op, path, value } = operation;
  if (path !== '' || !isRecord(value)) return [operation];
  const named = Object.entries(value).map(([name, of]) => ({ op, path: name.toLowerCase(), value: of }));
  // A display name says it better than its parts, wherever it stands.
  return named.toSorted((a, b) => Number(a.path === 'displayname') - Number(b.path === 'displayname'));
}

const READ_ONLY = ['id', 'meta', 'groups', 'schemas'];
/** Attributes of the standard that are not kept. */
const NOT_KEPT =
  /^(name\.[a-z]+|nickname|profileurl|title|usertype|preferredlanguage|locale|timezone|password|emails|phonenumbers|ims|photos|addresses|entitlements|roles|x509certificates|urn:ietf:params:scim:schemas:extension:enterprise:2\.0:user)\b/;

function changePerson(person: ScimPerson, { op, path, value }: Operation): Scim<ScimPerson> {
  const gone = op === 'remove';
  switch (path) {
    case 'username':
      return isText(value) && !gone ? { value: { ...person, userName: value } } : required('userName');
    case 'externalid': {
      const externalId = gone ? null : readExternalId(value);
      return externalId === undefined ? required('externalId') : { value: { ...person, externalId } };
    }
    case 'active': {
      const active = gone ? null : readBoolean(value);
      return active === null ? required('active') : { value: { ...person, active } };
    }
    case 'displayname':
    case 'name.formatted':
      if (gone) return { value: { ...person, name: person.userName } };
      return isText(value) ? { value: { ...person, name: value } } : required(path);
    case 'name': {
      const name = isRecord(value) ? nameIn({ name: value }) : undefined;
      return name === undefined || gone
        ? { value: person }
        : isText(name)
          ? { value: { ...person, name } }
          : required(path);
    }
    default:
      return passOver(person, path);
  }
}

function changeGroup(group: ScimGroup, { op, path, value }: Operation): Scim<ScimGroup> {
  const gone = op === 'remove';
  switch (path) {
    case 'displayname':
      return isText(value) && !gone ? { value: { ...group, displayName: value } } : required('displayName');
    case 'externalid': {
      const externalId = gone ? null : readExternalId(value);
      return externalId === undefined ? required('externalId') : { value: { ...group, externalId } };
    }
    case 'members':
      return changeMembers(group, op, value);
    default: {
      const [, member] = /^members\[\s*value\s+eq\s+"([^"]*)"\s*\]$/.exec(path) ?? [];
      if (member !== undefined && gone) return changeMembers(group, op, [{ value: member }]);
      return path.startsWith('urn:casewright:')
        ? bad('mutability', 'The team and the role of a group never change: remove the group and make another.')
        : passOver(group, path);
    }
  }
}

function changeMembers(group: ScimGroup, op: Operation['op'], value: unknown): Scim<ScimGroup> {
  if (op === 'remove' && value === undefined) return { value: { ...group, members: [] } };
  const read = readMembers(value);
  if ('problem' in read) return read;
  if (op === 'replace') return { value: { ...group, members: read.value } };
  if (op === 'add') return { value: { ...group, members: [...new Set([...group.members, ...read.value])] } };
  const taken = new Set(read.value);
  return { value: { ...group, members: group.members.filter((member) => !taken.has(member)) } };
}

function passOver<T>(now: T, path: string): Scim<T> {
  const [name = ''] = path.split(/[.[]/);
  if (READ_ONLY.includes(name)) return bad('mutability', 'This attribute cannot be changed by a directory.');
  return NOT_KEPT.test(path) ? { value: now } : bad('invalidPath', 'The path names no attribute that can be changed.');
}

function required(path: string): { readonly problem: Extract<Scim<Body>, { problem: unknown }>['problem'] } {
  return bad('invalidValue', `The value of ${path} is missing or has not its form.`);
}
