// Who may read a case, by deciding about people who are alike together, against deciding about everybody by name: in agencies made by
// chance, with facts that cannot be read, that share an id, that name somebody else, or that hold what separates others.
import {
  accessSettings,
  gatherAlike,
  readAccessFacts,
  whoMayRead,
  whoMayReadAlike,
  type Admitted,
} from '@casewright/engine/policy';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { agencyFacts } from './access-world.ts';
import { groupsOfPeople, isClean, type AlikeRow } from './people-alike.ts';

const now = 1_000;
const CASE = '7/c1';
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'] as const;
const UNITS = [
  ['desk', 'Desk', ['office']],
  ['office', 'Office', null],
  ['other', 'Other', null],
] as const;
const always = { from: null, until: null };
const SIGNS = ['\u0001', '\u0002', '\u001e', '\u001f'];
const LEVELS = ['OFFICIAL', 'PROTECTED'] as const;

type Held = readonly [holder: string, text: string];

const name = fc.constantFrom(...NAMES);
const until = fc.constantFrom(null, null, null, 500, 2_000);

/** A fact of somebody, most of them such as many have. */
const heldBy = (person: string): fc.Arbitrary<object | string> => {
  const own = { ...always, person: `7/${person}` };
  return fc.oneof(
    { weight: 15, arbitrary: fc.constant({ kind: 'read-in', ...own, compartment: '7/c1' }) },
    {
      weight: 15,
      arbitrary: fc.record({ level: fc.constantFrom(...LEVELS), until }).map((more) => ({
        ...{ kind: 'clearance', ...own, scale: 'au-pspf', markers: [], ...more },
      })),
    },
    {
      weight: 2,
      arbitrary: fc.record({ matter: fc.constantFrom('7/m1', '7/m2'), until }).map((more) => ({
        ...{ kind: 'wall', ...own, case: null, unit: null, standing: 'declared', ...more },
      })),
    },
    {
      weight: 12,
      arbitrary: fc
        .constantFrom('a', 'b', 'c')
        .map((by) => ({ kind: 'delegation', ...always, by: `7/${by}`, to: `7/${person}` })),
    },
    name.map((other) => ({ kind: 'of-tomorrow', ...always, person: `7/${other}` })),
    fc.constant({ kind: 'read-in', ...own, compartment: 3 }),
    fc.constantFrom('{', '{"id":"x","kind":"\u001f"}', '\u001e', '{"id":"\u0001","kind":"person"}', 'null', '"id":"'),
    name.map((other) => ({ kind: 'read-in', ...always, person: `7/${other}`, compartment: '7/c1' })),
  );
};

const caseFacts = fc.record({
  level: fc.constantFrom(null, null, 'PROTECTED'),
  compartments: fc.constantFrom([], [], ['7/c1']),
  matters: fc.constantFrom([], ['7/m1']),
  specific: fc.option(name, { nil: null }),
  assigned: fc.option(name, { nil: null }),
  walled: fc.option(name, { nil: null }),
  openTo: fc.constantFrom(null, null, null, [...NAMES.slice(0, 5)]),
  unitWall: fc.constantFrom(null, null, null, null, '7/office', '7/other'),
});
type CaseFacts = typeof caseFacts extends fc.Arbitrary<infer T> ? T : never;

function factsOfCase(given: CaseFacts): readonly object[] {
  const of = { ...always, case: CASE };
  const part = {
    part: 'facts',
    kind: 'section',
    section: 'facts',
    classification: null,
    compartments: [],
    readers: null,
  };
  const classification = given.level === null ? null : { scale: 'au-pspf', level: given.level, markers: [] };
  const wall = { kind: 'wall', ...of, matter: null, person: null, unit: null, standing: 'declared' };
  const mostly = <T>(value: T | null, fact: (value: T) => object): readonly object[] =>
    value === null ? [] : [fact(value)];
  return [
    ...[{ kind: 'case', id: 'case', ...of, unit: '7/desk', matters: given.matters, classification }].map((fact) => ({
      ...fact,
      ...{ compartments: given.compartments, purposes: null, parts: [{ ...part, purposes: null }] },
    })),
    ...mostly(given.specific, (person) => ({
      ...{ kind: 'specific', id: 'c.specific.1', ...of, from: 1, until: 5_000, person: `7/${person}` },
      ...{ sections: null, approvedBy: '7/boss' },
    })),
    ...mostly(given.assigned, (person) => ({
      kind: 'assignment',
      id: 'c.a',
      ...of,
      person: `7/${person}`,
      delegable: true,
    })),
    ...mostly(given.walled, (person) => ({ ...wall, id: 'c.wall.2', person: `7/${person}` })),
    ...mostly(given.unitWall, (unit) => ({ ...wall, id: 'c.wall.3', unit })),
    ...mostly(given.openTo, (openTo) => ({
      ...{ kind: 'seal', id: 'c.seal.4', ...of, section: null, openTo: openTo.map((person) => `7/${person}`) },
    })),
  ];
}

const membership = fc.record({
  team: fc.constantFrom('desk', 'desk', 'desk', 'office', 'other'),
  role: fc.constantFrom('officer', 'officer', 'director', 'manager'),
});
const somebody = (person: string) =>
  fc.record({
    person: fc.constant(person),
    active: fc.constantFrom(true, true, true, true, false),
    memberships: fc.uniqueArray(membership, { maxLength: 2, selector: ({ team, role }) => team + role }),
    held: fc.array(heldBy(person), { maxLength: 2 }),
    sharesId: fc.constantFrom(false, false, false, false, false, false, true),
  });
const agency = fc.tuple(...NAMES.map(somebody));
type Agency = typeof agency extends fc.Arbitrary<infer T> ? T : never;

function heldIn(people: Agency): readonly Held[] {
  return people.flatMap(({ person, held, sharesId }) =>
    held.map((fact, at): Held => {
      if (typeof fact === 'string') return [person, fact];
      const id = sharesId ? `shared.${at}` : `fact.${person}.${at}`;
      const text = JSON.stringify({ kind: 'kind' in fact ? fact.kind : '', id, ...fact });
      // As this program writes it, and as a database would.
      return [person, person < 'g' ? text : text.replaceAll('":', '": ').replaceAll(',"', ', "')];
    }),
  );
}

function slowly(people: Agency, given: readonly object[], part: string | null): readonly string[] {
  const row = {
    people: JSON.stringify(people.map(({ person, active }) => [person, person, active])),
    memberships: JSON.stringify(
      people.flatMap(({ person, memberships }) => memberships.map((one) => [person, one.team, one.role])),
    ),
    units: JSON.stringify(UNITS),
    held: JSON.stringify(heldIn(people).map(([person, text]) => [`person/${person}`, text])),
  };
  const world = readAccessFacts([...given, ...agencyFacts(7, row, null).facts], accessSettings);
  return whoMayRead(world, { case: CASE, part }, now).map(wordsOf).toSorted();
}

function rowOf(people: Agency, cleaned: boolean): AlikeRow {
  const held = heldIn(people).map(
    ([person, text]) => `${person}\u001f${cleaned && SIGNS.some((sign) => text.includes(sign)) ? '' : text}`,
  );
  return {
    people: people.map(({ person, active }) => `${person}\u001f${active ? '+' : '-'}`).join('\u001e'),
    memberships: people
      .flatMap(({ person, memberships }) => memberships.map(({ team, role }) => [person, team, role].join('\u001f')))
      .join('\u001e'),
    ...{ held: held.join('\u001e'), facts: held.length, units: JSON.stringify(UNITS), of_units: '[]' },
  };
}

function wordsOf({ reader, grants }: Admitted): string {
  const rules = [...new Set(grants.map(({ rule }) => rule))].toSorted();
  return `${reader.person} for ${reader.onBehalfOf ?? 'themselves'}, ${reader.purpose ?? 'anything'}: ${rules.join()}`;
}

it('deciding about people who are alike together lets the same people in, by the same rules', () => {
  const seen = { together: 0, admitted: 0, standingIn: 0, unclean: 0, nobody: 0 };
  fc.assert(
    fc.property(agency, caseFacts, fc.constantFrom(null, 'facts'), (people, ofCase, part) => {
      const given = factsOfCase(ofCase);
      const plain = rowOf(people, false);
      const row = isClean(plain) ? plain : rowOf(people, true);
      const { groups, rest } = groupsOfPeople(7, row);
      const gathered = gatherAlike([...given, ...rest], groups, { settings: accessSettings });
      const found = whoMayReadAlike(gathered, { case: CASE, part }, now).map(wordsOf).toSorted();
      expect(found).toEqual(slowly(people, given, part));
      if (row !== plain) seen.unclean += 1;
      if ([...gathered.others.values()].some((others) => others.length > 0)) seen.together += 1;
      if (found.length > 0) seen.admitted += 1;
      else seen.nobody += 1;
      if (found.some((each) => !each.includes('for themselves'))) seen.standingIn += 1;
    }),
    { numRuns: 1_500 },
  );
  for (const [what, count] of Object.entries(seen)) expect([what, count > 30]).toEqual([what, true]);
}, 120_000);

it('a thousand people who are alike are decided about as one', () => {
  const people = Array.from({ length: 1_000 }, (_, at) => `p${at}`);
  const row: AlikeRow = {
    people: people.map((person) => `${person}\u001f+`).join('\u001e'),
    memberships: people.map((person) => `${person}\u001fdesk\u001fofficer`).join('\u001e'),
    held: people
      .map(
        (person) =>
          `${person}\u001f${JSON.stringify({ kind: 'read-in', id: `c.${person}`, ...always, person: `7/${person}`, compartment: '7/c1' })}`,
      )
      .join('\u001e'),
    ...{ facts: 1_000, units: JSON.stringify(UNITS), of_units: '[]' },
  };
  const { groups } = groupsOfPeople(7, row);
  expect(groups.map((group) => group.people.length)).toEqual([1_000]);
});
