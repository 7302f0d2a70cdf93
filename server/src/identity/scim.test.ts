import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFilter } from './scim-filter.ts';
import { patchGroup, patchPerson } from './scim-patch.ts';
import { GROUP_SCHEMA, readGroup, readPerson, ROLE_SCHEMA, USER_SCHEMA, type ScimPerson } from './scim-values.ts';

const ANN: ScimPerson = { userName: 'ann@city', name: 'Ann', externalId: 'x1', active: true };
const DESK = { displayName: 'desk/officer', externalId: null, team: 'desk', role: 'officer', members: ['ann', 'bob'] };

function operations(...Operations: readonly object[]): object {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations };
}

function scimType(result: object): string | undefined {
  return 'problem' in result ? (result as { problem: { scimType?: string } }).problem.scimType : 'none';
}

describe('a person of a directory', () => {
  it('is read without regard to case, and nothing is read that a directory may not set', () => {
    const body = {
      schemas: [USER_SCHEMA],
      USERNAME: 'ann@city',
      name: { givenName: 'Ann', familyName: 'Berg' },
      externalId: 'x1',
      active: 'False',
      ...{ id: 'admin', groups: [{ value: 'g' }], roles: [{ value: 'head' }], memberships: ['desk/head'], meta: {} },
    };
    expect(readPerson(body)).toEqual({
      value: { userName: 'ann@city', name: 'Ann Berg', externalId: 'x1', active: false },
    });
  });

  it('is refused where it is not one', () => {
    const made = (extra: object): object => readPerson({ schemas: [USER_SCHEMA], userName: 'a', ...extra });
    expect(readPerson(null)).toHaveProperty('problem');
    expect(readPerson({ userName: 'a' })).toHaveProperty('problem.scimType', 'invalidSyntax');
    for (const extra of [{ userName: '' }, { userName: 'a\u0000' }, { userName: 'x'.repeat(201) }, { userName: ['a'] }])
      expect(scimType(made(extra))).toBe('invalidValue');
    expect(scimType(made({ active: 'maybe' }))).toBe('invalidValue');
    expect(scimType(made({ displayName: '\ud800' }))).toBe('invalidValue');
  });

  it('inherits nothing from a prototype that was sent', () => {
    const body: unknown = JSON.parse(
      `{"schemas":["${USER_SCHEMA}"],"__proto__":{"userName":"evil"},"constructor":{"prototype":{"active":true}}}`,
    );
    expect(readPerson(body)).toHaveProperty('problem');
    expect(Object.hasOwn(Object.prototype, 'userName')).toBe(false);
  });
});

describe('changes to part', () => {
  it('of a person are taken with a path, without one, and as directories write them', () => {
    expect(patchPerson(ANN, operations({ op: 'Replace', path: 'active', value: 'False' }))).toEqual({
      value: { ...ANN, active: false },
    });
    expect(
      patchPerson(ANN, operations({ op: 'replace', value: { displayName: 'Ann Berg', 'name.formatted': 'other' } })),
    ).toEqual({ value: { ...ANN, name: 'Ann Berg' } });
    expect(patchPerson(ANN, operations({ op: 'remove', path: 'externalId' }))).toEqual({
      value: { ...ANN, externalId: null },
    });
    expect(patchPerson(ANN, operations({ op: 'add', path: 'emails[type eq "work"].value', value: 'a@b' }))).toEqual({
      value: ANN,
    });
  });

  it.each([
    [{ op: 'replace', path: 'id', value: 'root' }, 'mutability'],
    [{ op: 'add', path: 'groups', value: [{ value: 'g' }] }, 'mutability'],
    [{ op: 'replace', path: 'isAdmin', value: true }, 'invalidPath'],
    [{ op: 'replace', value: { __proto__x: 1 } }, 'invalidPath'],
    [{ op: 'move', path: 'active', value: true }, 'invalidSyntax'],
    [{ op: 'replace', path: 'active' }, 'invalidSyntax'],
    [{ op: 'remove', path: 'userName' }, 'invalidValue'],
  ])('refuse %j', (operation, type) => {
    expect(scimType(patchPerson(ANN, operations(operation)))).toBe(type);
  });

  it('of a person refuse a prototype that was sent', () => {
    const body: unknown = JSON.parse(
      '{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"add","value":{"__proto__":{"active":false}}}]}',
    );
    expect(scimType(patchPerson(ANN, body as object))).toBe('invalidPath');
  });

  it('of a group add, take and replace members, each once', () => {
    const members = (operation: object): unknown => {
      const result = patchGroup(DESK, operations(operation));
      return 'value' in result ? result.value.members : result.problem;
    };
    expect(members({ op: 'add', path: 'members', value: [{ value: 'cid' }, { value: 'ann' }] })).toEqual([
      'ann',
      'bob',
      'cid',
    ]);
    expect(members({ op: 'remove', path: 'members[value eq "ann"]' })).toEqual(['bob']);
    expect(members({ op: 'Remove', path: 'members', value: [{ value: 'bob' }] })).toEqual(['ann']);
    expect(members({ op: 'remove', path: 'members' })).toEqual([]);
    expect(members({ op: 'replace', value: { members: [{ value: 'cid' }] } })).toEqual(['cid']);
    expect(scimType(patchGroup(DESK, operations({ op: 'replace', path: ROLE_SCHEMA, value: { role: 'head' } })))).toBe(
      'mutability',
    );
  });
});

it('a group is a role in a team, by its name or by our extension, and takes no more members than a statement does', () => {
  const made = (extra: object): ReturnType<typeof readGroup> => readGroup({ schemas: [GROUP_SCHEMA], ...extra });
  expect(made({ displayName: 'desk/officer' })).toHaveProperty('value', { ...DESK, members: [] });
  expect(made({ displayName: 'Officers', [ROLE_SCHEMA]: { team: 'desk', role: 'officer' } })).toHaveProperty(
    'value.role',
    'officer',
  );
  for (const displayName of ['desk', 'desk/officer/head', 'Desk/Officer', "desk'; drop table person;--/x"])
    expect(scimType(made({ displayName }))).toBe('invalidValue');
  const members = Array.from({ length: 10_001 }, (_, index) => ({ value: `p${index}` }));
  expect(made({ displayName: 'desk/officer', members })).toHaveProperty('problem.status', 413);
  expect(made({ displayName: 'desk/officer', members: [{ value: "a' or 1=1" }] })).toHaveProperty('problem');
});

describe('a filter', () => {
  const known = ['username', 'active'];
  it('compares for equality, joined by and', () => {
    expect(readFilter('userName eq "a\\"b" and Active EQ true', known)).toEqual({
      value: new Map<string, unknown>([
        ['username', 'a"b'],
        ['active', true],
      ]),
    });
    expect(readFilter(`${USER_SCHEMA}:userName eq "a"`, known)).toHaveProperty('value');
    expect(readFilter(undefined, known)).toEqual({ value: new Map() });
  });

  it.each([
    '',
    'userName',
    'userName co "a"',
    'userName eq "a" or active eq true',
    'userName eq "a" and',
    'password eq "a"',
    'userName eq "a" and userName eq "b"',
    'userName eq a',
    'userName eq "\\u0000"',
    `userName eq "${'a'.repeat(1_000)}"`,
  ])('that is anything else is refused: %s', (text) => {
    expect(scimType(readFilter(text, known))).toBe('invalidFilter');
  });

  it('is read or refused in time, whatever it is', () => {
    const pieces = fc.array(fc.constantFrom('userName ', 'eq ', '"', '\\', 'and ', ' ', 'true', 'a', '(', '\u0000'), {
      maxLength: 300,
    });
    fc.assert(fc.property(pieces, (parts) => void readFilter(parts.join(''), known)));
  });
});
