// Who may read, by asking only those to whom a rule might grant something, against asking everybody, in worlds made by chance.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AccessReader, decideAccess, readAccessFacts, whoMayRead } from './policy.ts';

const now = 1_000;
const CASE = '7/c1';
const PEOPLE = ['7/ann', '7/bob', '7/cyd', '8/eve'] as const;
const settings = {
  scales: { au: { levels: ['OFFICIAL', 'PROTECTED'], markers: [] } },
  roles: { head: { below: true, delegable: true }, officer: { below: false, delegable: true } },
};

type Given = Readonly<Record<string, unknown>>;

const person = fc.constantFrom(...PEOPLE);
const unit = fc.constantFrom('7/desk', '7/desk', '7/desk', '7/office', '7/other', '8/court');
const worker = fc.constantFrom('7/ann', '7/bob');
const when = { from: fc.constantFrom(null, 500, 500, 2_000), until: fc.constantFrom(null, 3_000, 3_000, 800) };
const either = <T>(value: T): fc.Arbitrary<T | null> => fc.constantFrom(value, null);

const fact: fc.Arbitrary<Given> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ kind: fc.constant('membership'), person, unit, role: fc.constantFrom('head', 'officer') },
      ...{ delegable: fc.boolean(), ...when },
    }),
  },
  fc.record({ kind: fc.constant('assignment'), person, case: fc.constant(CASE), delegable: fc.boolean(), ...when }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('delegation'),
      by: worker,
      to: fc.constantFrom('7/ann', '7/bob', '7/cyd'),
      ...when,
    }),
  },
  fc.record({
    ...{
      kind: fc.constant('specific'),
      person,
      case: fc.constant(CASE),
      sections: either(['facts']),
      approvedBy: person,
    },
    ...when,
  }),
  fc.record({
    ...{ kind: fc.constant('break-glass'), person, case: fc.constant(CASE), ...when },
    reason: fc.constant('A child is missing and cannot wait.'),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      ...{
        kind: fc.constant('share'),
        case: fc.constant(CASE),
        by: fc.constant('7'),
        to: fc.constantFrom('7', '8', '8'),
      },
      ...{ unit: fc.constantFrom(null, null, null, '8/court'), sections: fc.constant(['facts']) },
      ...{ purpose: fc.constantFrom('court', 'care'), authority: fc.constant('Act'), consent: fc.constant(null) },
      ...{ from: fc.constantFrom(null, 2_000), until: fc.constant(3_000) },
    }),
  },
  fc.record({
    ...{
      kind: fc.constant('wall'),
      case: fc.constant(CASE),
      matter: fc.constant(null),
      person,
      unit: fc.constant(null),
    },
    ...{ standing: fc.constantFrom('declared', 'dismissed'), ...when },
  }),
  fc.record({
    kind: fc.constant('clearance'),
    person,
    scale: fc.constant('au'),
    level: fc.constant('PROTECTED'),
    markers: fc.constant([]),
    ...when,
  }),
  // Not readable: it bars what it names.
  fc.record({ kind: fc.constant('tomorrow'), person: fc.constantFrom('7/cyd', '7/dan'), ...when }),
);

function worldOf(facts: readonly Given[], level: string | null): ReturnType<typeof readAccessFacts> {
  const always = { from: null, until: null };
  const part = (name: string, readers: readonly string[] | null): Given => ({
    ...{ part: name, kind: 'section', section: name, classification: null, compartments: [], readers, purposes: null },
  });
  const classification = level === null ? null : { scale: 'au', level, markers: [] };
  return readAccessFacts(
    [
      {
        ...{ kind: 'case', id: 'case', ...always, case: CASE, unit: '7/desk', matters: [], classification },
        ...{ compartments: [], purposes: null, parts: [part('facts', null), part('health', ['head'])] },
      },
      { kind: 'unit', id: 'up', ...always, unit: '7/desk', parent: '7/office' },
      ...PEOPLE.map((name, at) => ({ kind: 'person', id: `p${at}`, ...always, person: name })),
      ...facts.map((each, at) => ({ id: `f${at}`, ...each })),
    ],
    settings,
  );
}

/** Everybody, asked one by one, for every purpose that there is. */
function slowly(world: ReturnType<typeof readAccessFacts>, part: string | null): readonly string[] {
  return PEOPLE.flatMap((name) =>
    [null, ...PEOPLE].flatMap((onBehalfOf) => {
      const readers = [null, 'court', 'care'].map((purpose): AccessReader => ({ person: name, onBehalfOf, purpose }));
      const may = readers.some((reader) => decideAccess(world, { reader, case: CASE, part }, now).allowed);
      return may ? [`${name} for ${onBehalfOf ?? 'themselves'}`] : [];
    }),
  ).toSorted();
}

it('nobody is found or left out by asking fewer people', () => {
  const seen = { nobody: 0, somebody: 0, standingIn: 0, acrossAgencies: 0 };
  fc.assert(
    fc.property(
      fc.array(fact, { minLength: 1, maxLength: 20, size: 'max' }),
      fc.constantFrom(null, null, null, 'PROTECTED'),
      fc.constantFrom(null, 'facts', 'health'),
      (facts, level, part) => {
        const world = worldOf(facts, level);
        const found = whoMayRead(world, { case: CASE, part }, now).map(
          ({ reader }) => `${reader.person} for ${reader.onBehalfOf ?? 'themselves'}`,
        );
        const admitted = [...new Set(found)].toSorted();
        expect(admitted).toEqual(slowly(world, part));
        seen[admitted.length === 0 ? 'nobody' : 'somebody'] += 1;
        if (admitted.some((each) => !each.endsWith('themselves'))) seen.standingIn += 1;
        if (admitted.some((each) => each.startsWith('8/'))) seen.acrossAgencies += 1;
      },
    ),
    { numRuns: 1_000 },
  );
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
}, 60_000);
