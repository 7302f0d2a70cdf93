/// <reference types="node" />
// Routing: tables and what is wrong with them, candidates and reasons, relaxation in order, draws that can be done again,
// escalation, and causes that are removed to see the answer flip. A naive router of its own stands beside it.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Candidate,
  checkRoutingTable,
  drawOne,
  escalationsDue,
  isDrawnRight,
  route,
  type RoutingInput,
  type RoutingTable,
  routeWithout,
  whyAssigned,
  whyNot,
  type Work,
} from './routing.ts';
import { sha256 } from './sha256.ts';

function tableOf(rules: readonly unknown[]): RoutingTable {
  const checked = checkRoutingTable({ name: 'test', version: '1', rules }, null);
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  return checked.table;
}

const CHILD = {
  id: 'child',
  when: 'age < 7',
  to: { team: 'children' },
  needs: { skills: { child: 2 }, language: 'language', place: 'place', continuity: true },
  relax: ['continuity', 'place', 'language', 'capacity'],
  weight: 'if risk = "high" then 3 else 1',
};
const REST = { id: 'rest', to: { queue: 'intake' }, pick: 'nobody' };
const TABLE = tableOf([CHILD, REST]);

function person(id: string, more: Partial<Candidate> = {}): Candidate {
  return {
    id,
    teams: ['children'],
    queues: ['intake'],
    skills: { child: 3 },
    languages: ['en'],
    places: ['north'],
    capacity: 10,
    load: [],
    conflicts: {},
    away: false,
    ...more,
  };
}

const PEOPLE = [
  person('ann', { load: [4] }),
  person('ben', { load: [2], languages: ['en', 'ar'] }),
  person('cay', { places: ['south'] }),
  person('dee', { conflicts: { 'party-1': 'a cousin' } }),
];

function input(more: Partial<Omit<RoutingInput, 'work'>> & { readonly work?: Partial<Work> } = {}): RoutingInput {
  const candidates = more.candidates ?? PEOPLE;
  return {
    table: TABLE,
    facts: { age: 5, language: 'en', place: 'north', risk: 'low' },
    seed: 'seed',
    ...more,
    candidates,
    work: {
      task: 'case-1/meet',
      case: 'case-1',
      parties: ['party-1'],
      continuity: null,
      decidedBy: [],
      mayOpen: new Set(candidates.map(({ id }) => id)),
      ...more.work,
    },
  };
}

describe('an assignment', () => {
  test('goes to who fits and carries least, and keeps every candidate with the reasons', () => {
    const assignment = route(input());
    expect(assignment).toMatchObject({
      rule: 'child',
      person: 'ben',
      outcome: 'assigned',
      givenUp: [],
      weight: 1,
      draw: null,
    });
    expect(assignment.candidates).toEqual([
      { person: 'ann', in: true, against: [], load: 4, capacity: 10 },
      { person: 'ben', in: true, against: [], load: 2, capacity: 10 },
      {
        person: 'cay',
        in: false,
        against: [{ need: 'place', says: 'Does not work in north.', givenUp: false }],
        load: 0,
        capacity: 10,
      },
      {
        person: 'dee',
        in: false,
        against: [{ need: 'conflict', says: 'Declared an interest in party-1: a cousin.', givenUp: false }],
        load: 0,
        capacity: 10,
      },
    ]);
  });

  test('weighs load by complexity and against part-time capacity, and not by the number of cases', () => {
    const many = person('many', { load: [0.5, 0.5, 0.5] });
    const heavy = person('heavy', { load: [3] });
    const half = person('half', { load: [1], capacity: 4 });
    expect(route(input({ candidates: [heavy, many, half] })).person).toBe('many');
    const facts = { age: 5, language: 'en', place: 'north', risk: 'high' };
    expect(route(input({ candidates: [person('full', { load: [8] }), half], facts })).candidates[0]?.against).toEqual([
      { need: 'capacity', says: 'Carries 8 of 10, and this weighs 3.', givenUp: false },
    ]);
  });

  test('goes to who can carry nothing only when nobody else is there, though capacity was given up', () => {
    const none = person('none', { capacity: 0 });
    const full = person('zed', { load: [10] });
    expect(route(input({ candidates: [none, full] }))).toMatchObject({ person: 'zed', draw: null });
    expect(route(input({ candidates: [full, none] })).givenUp).toContain('capacity');
    expect(route(input({ candidates: [none] })).person).toBe('none');
  });

  test('stays with who had it before', () => {
    expect(route(input({ work: { continuity: 'ann' } }))).toMatchObject({ person: 'ann', givenUp: [] });
  });

  test('gives up needs in the order of the rule, only as far as it must', () => {
    const away = PEOPLE.map((one) => (one.id === 'ann' ? { ...one, away: true } : one));
    expect(route(input({ candidates: away, work: { continuity: 'ann' } }))).toMatchObject({
      person: 'ben',
      givenUp: ['continuity'],
    });
    const facts = { age: 5, language: 'zh', place: 'west', risk: 'low' };
    const assignment = route(input({ facts }));
    expect(assignment).toMatchObject({ person: 'cay', givenUp: ['continuity', 'place', 'language'] });
    expect(assignment.candidates[2]?.against.map(({ need, givenUp }) => [need, givenUp])).toEqual([
      ['language', true],
      ['place', true],
    ]);
  });

  test('never goes to someone who may not open the case, has a conflict, is a party, or is away, whatever is given up', () => {
    const candidates = [
      person('out'),
      person('kin', { conflicts: { 'case-1': 'declared' } }),
      person('party-1'),
      person('ill', { away: true }),
      person('elsewhere', { teams: [] }),
    ];
    const mayOpen = new Set(['kin', 'party-1', 'ill', 'elsewhere']);
    const assignment = route(input({ candidates, work: { mayOpen } }));
    expect(assignment).toMatchObject({ person: null, outcome: 'nobody-can', target: { team: 'children' } });
    expect(assignment.candidates.map(({ person: id, against }) => [id, against[0]?.need])).toEqual([
      ['elsewhere', 'member'],
      ['ill', 'present'],
      ['kin', 'conflict'],
      ['out', 'may-open'],
      ['party-1', 'conflict'],
    ]);
  });

  test('of a review never goes to who decided before, even when nobody else is there', () => {
    const table = tableOf([{ id: 'review', to: { team: 'children' }, needs: { uninvolved: true } }]);
    const work = { decidedBy: ['ben', 'ann'] };
    expect(route(input({ table, work })).person).toBe('cay');
    expect(route(input({ table, work, candidates: PEOPLE.slice(0, 2) }))).toMatchObject({ person: null });
  });

  test('of other work may go to who decided before', () => {
    expect(route(input({ work: { decidedBy: ['ben', 'ann'] } })).person).toBe('ben');
  });

  test('goes to a queue, from which people pull, or to one person', () => {
    const facts = { age: 40 };
    expect(route(input({ facts }))).toMatchObject({
      rule: 'rest',
      target: { queue: 'intake' },
      person: null,
      outcome: 'to-be-pulled',
    });
    const table = tableOf([{ id: 'one', to: { person: 'dee' } }]);
    expect(route(input({ table, work: { parties: [] } })).person).toBe('dee');
    expect(route(input({ table })).outcome).toBe('nobody-can');
  });

  test('by a condition that cannot be evaluated goes by the last rule and says so', () => {
    const facts = { age: 'five' };
    for (const when of ['age - 1 < 7', 'age']) {
      const broken = tableOf([{ ...CHILD, when }, { ...CHILD, id: 'between', when: 'age != null' }, REST]);
      expect(route(input({ facts, table: broken }))).toMatchObject({ rule: 'rest', problems: [{ rule: 'child' }] });
    }
    // A fact that is not known yet makes no condition true, which is no fault.
    expect(route(input({ facts: {} }))).toMatchObject({ rule: 'rest', problems: [] });
    const table = tableOf([{ id: 'all', to: { team: 'children' }, weight: 'risk' }]);
    expect(route(input({ table }))).toMatchObject({ weight: 1, problems: [{ rule: 'all' }] });
  });
});

describe('a draw', () => {
  test('uses SHA-256 as everyone computes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
      }),
      { numRuns: 300 },
    );
    expect(sha256('a\ud800b')).toBe(createHash('sha256').update('a\ufffdb').digest('hex'));
    for (const length of [55, 56, 63, 64, 65, 119, 120, 1000]) {
      expect(sha256('x'.repeat(length))).toBe(createHash('sha256').update('x'.repeat(length)).digest('hex'));
    }
  });

  test('is done again from what is stored, and a changed record is noticed', () => {
    const table = tableOf([{ id: 'judges', to: { team: 'children' }, pick: 'draw' }]);
    const { draw, person: drawn } = route(input({ table, seed: 'beacon 4711' }));
    expect(draw).toMatchObject({
      algorithm: 'lowest-sha256/1',
      seed: 'beacon 4711',
      among: ['ann', 'ben', 'cay'],
      drawn,
    });
    if (draw === null) throw new Error('There was no draw.');
    const digests = draw.among.map((id) =>
      createHash('sha256').update(`beacon 4711\ncase-1/meet\n${id}`).digest('hex'),
    );
    expect(draw.among[digests.indexOf(digests.toSorted()[0] ?? '')]).toBe(drawn);
    expect(isDrawnRight(draw)).toBe(true);
    expect(isDrawnRight({ ...draw, drawn: draw.among.find((id) => id !== drawn) ?? '' })).toBe(false);
    expect(isDrawnRight({ ...draw, seed: 'another', among: [] })).toBe(false);
  });

  test('gives each the same chance', () => {
    const among = ['a', 'b', 'c', 'd'];
    const counts = new Map<string, number>();
    for (let round = 0; round < 4000; round += 1) {
      const { drawn } = drawOne(`seed ${round}`, 't', among);
      counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
    }
    // Four standard deviations of 4,000 draws with a chance of a quarter are 110.
    for (const id of among) expect(Math.abs((counts.get(id) ?? 0) - 1000)).toBeLessThan(110);
  });

  test('decides only among equals', () => {
    const candidates = [
      person('a', { load: [1] }),
      person('b', { load: [2], capacity: 20 }),
      person('c', { load: [5] }),
    ];
    expect(route(input({ candidates })).draw?.among).toEqual(['a', 'b']);
  });
});

const id = fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6');
const some = (...of: readonly string[]): fc.Arbitrary<string[]> => fc.subarray([...of]);
const randomPerson = fc.record({
  teams: some('children'),
  queues: fc.constant<string[]>([]),
  skills: fc.record({ child: fc.integer({ min: 0, max: 3 }) }),
  languages: some('en', 'ar'),
  places: some('north', 'south'),
  capacity: fc.integer({ min: 0, max: 6 }),
  load: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }),
  conflicts: fc.constantFrom<Record<string, string>>({}, {}, {}, { 'party-1': 'kin' }),
  away: fc.constantFrom(false, false, false, true),
});
const randomInput = fc
  .record({
    people: fc.uniqueArray(fc.tuple(id, randomPerson), { selector: ([name]) => name, maxLength: 6 }),
    facts: fc.record({
      age: fc.constantFrom(5, 5, 5, 40),
      language: fc.constantFrom('en', 'ar', null),
      place: fc.constantFrom('north', 'south', null),
      risk: fc.constantFrom('low', 'high'),
    }),
    continuity: fc.option(id),
    mayOpen: fc.subarray(['p1', 'p2', 'p3', 'p4', 'p5', 'p6'], { minLength: 2 }),
    seed: fc.string({ maxLength: 4 }),
    relax: fc.shuffledSubarray(['continuity', 'place', 'language', 'capacity', 'skill:child']),
    pick: fc.constantFrom('least-load', 'draw'),
  })
  .map(({ people, facts, continuity, mayOpen, seed, relax, pick }) =>
    input({
      table: tableOf([{ ...CHILD, relax, pick }, REST]),
      facts,
      seed,
      candidates: people.map(([name, one]) => ({ ...one, id: name })),
      work: { continuity, mayOpen: new Set(mayOpen) },
    }),
  );

/** Routing by the words of the rule, written without the engine: who is assigned, and what was given up. */
function naive(of: RoutingInput): { readonly person: string | null; readonly givenUp: readonly string[] } {
  const { facts, work, candidates, table, seed } = of;
  const rule = table.rules[0];
  if (facts['age'] !== 5 || rule === undefined) return { person: null, givenUp: [] };
  const weight = facts['risk'] === 'high' ? 3 : 1;
  const total = (one: Candidate): number => one.load.reduce((sum, each) => sum + each, 0);
  for (let step = 0; step <= rule.relax.length; step += 1) {
    const off = rule.relax.slice(0, step) as readonly string[];
    const left = candidates.filter((one) => {
      if (!work.mayOpen.has(one.id) || one.away || 'party-1' in one.conflicts || one.teams.length === 0) return false;
      if (!off.includes('continuity') && work.continuity !== null && work.continuity !== one.id) return false;
      if (
        !off.includes('language') &&
        facts['language'] !== null &&
        !one.languages.includes(facts['language'] as string)
      )
        return false;
      if (!off.includes('place') && facts['place'] !== null && !one.places.includes(facts['place'] as string))
        return false;
      if (!off.includes('skill:child') && (one.skills['child'] ?? 0) < 2) return false;
      return off.includes('capacity') || total(one) + weight <= one.capacity;
    });
    if (left.length === 0) continue;
    const share = (one: Candidate): number =>
      one.capacity === 0 ? Number.POSITIVE_INFINITY : total(one) / one.capacity;
    const least = Math.min(...left.map(share));
    const beaten = (one: Candidate): boolean => share(one) > least;
    const best = rule.pick === 'draw' ? left : left.filter((one) => !beaten(one));
    const digest = (one: Candidate): string =>
      createHash('sha256').update(`${seed}\n${work.task}\n${one.id}`).digest('hex');
    return {
      person:
        best.map((one) => [digest(one), one.id] as const).toSorted((a, b) => (a[0] < b[0] ? -1 : 1))[0]?.[1] ?? null,
      givenUp: off,
    };
  }
  return { person: null, givenUp: rule.relax };
}

describe('over random work and people', () => {
  test('it agrees with a naive router', () => {
    fc.assert(
      fc.property(randomInput, (of) => {
        const { person: who, givenUp } = route(of);
        expect({ person: who, givenUp }).toEqual(naive(of));
      }),
      { numRuns: 500 },
    );
  });

  test('nobody is assigned what they may not open, and the order of candidates changes nothing', () => {
    fc.assert(
      fc.property(randomInput, (of) => {
        const assignment = route(of);
        if (assignment.person !== null) {
          expect(of.work.mayOpen.has(assignment.person)).toBe(true);
          expect(of.candidates.find((one) => one.id === assignment.person)).toMatchObject({
            conflicts: {},
            away: false,
          });
        }
        expect(route({ ...of, candidates: of.candidates.toReversed() })).toEqual(assignment);
      }),
      { numRuns: 200 },
    );
  });

  test('each named cause, removed with its stand-ins, gives another answer', () => {
    fc.assert(
      fc.property(randomInput, (of) => {
        const before = route(of);
        for (const { removed } of whyAssigned(of).causes) {
          const after = routeWithout(of, removed);
          const answers = [before, after].map(({ person: who, target, draw }) => [who, target, draw !== null]);
          expect(answers[1]).not.toEqual(answers[0]);
        }
        for (const one of before.candidates) {
          const causes = whyNot(of, one.person);
          expect(causes.length === 0).toBe(one.in);
          for (const { removed } of causes) {
            const after = routeWithout(of, removed).candidates.find(({ person: name }) => name === one.person);
            expect(after?.in).not.toBe(one.in);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('why', () => {
  test('an assignment names its rule, the load and who was kept out, and nothing idle', () => {
    const { causes, person: who, drawn } = whyAssigned(input());
    expect(who).toBe('ben');
    expect(drawn).toBe(null);
    expect(causes.map(({ cause }) => cause.says)).toEqual([
      'The rule child holds: age < 7.',
      'Among those who fit, ben has the smallest share in use (2 of 10).',
      'cay: Does not work in north.',
      'dee: Declared an interest in party-1: a cousin.',
    ]);
  });

  test('not someone: one reason is removed alone, two only together', () => {
    expect(whyNot(input(), 'cay').map(({ removed }) => removed.map((cause) => cause.says))).toEqual([
      ['cay: Does not work in north.'],
    ]);
    const candidates = [...PEOPLE, person('eve', { away: true, places: [] })];
    expect(whyNot(input({ candidates }), 'eve')[0]?.removed).toHaveLength(2);
    expect(whyNot(input(), 'ben')).toEqual([]);
  });

  test('says what spoke against others also where the lot would have fallen the same', () => {
    const table = tableOf([{ id: 'judges', to: { team: 'children' }, needs: { skills: { law: 1 } }, pick: 'draw' }]);
    for (const skilled of ['ann', 'ben', 'cay']) {
      const candidates = ['ann', 'ben', 'cay'].map((id) => person(id, id === skilled ? { skills: { law: 2 } } : {}));
      const { person: chosen, causes } = whyAssigned(input({ table, candidates }));
      expect(chosen).toBe(skilled);
      // Each of the two others, were nothing against them, would have had a chance.
      expect(causes).toHaveLength(2);
    }
  });

  test('in a large team is told by need, in time', () => {
    const candidates = Array.from({ length: 1000 }, (_, index) =>
      person(`p${String(index).padStart(4, '0')}`, {
        load: [index % 7, 1],
        places: index % 3 === 0 ? ['north'] : [],
        away: index % 11 === 0,
      }),
    );
    const begin = Date.now();
    const large = input({ candidates });
    const { causes } = whyAssigned(large);
    expect(causes.length).toBeLessThan(8);
    expect(causes.at(-1)?.cause.says).toBe('place: keeps out p0001, p0002, p0004 and 663 more.');
    const before = route(large);
    for (const { removed } of causes) expect(routeWithout(large, removed).person).not.toBe(before.person);
    expect(Date.now() - begin).toBeLessThan(5_000);
  });

  test('says of a draw that it was one', () => {
    const table = tableOf([{ id: 'judges', to: { team: 'children' }, pick: 'draw' }]);
    expect(whyAssigned(input({ table })).drawn).toMatch(/^\w+ was drawn among ann, ben, cay with the seed seed\.$/);
  });
});

describe('a table', () => {
  test.each<readonly [string, unknown, string]>([
    ['no rules', { name: 'x', version: '1', rules: [] }, 'rules'],
    ['no name', { version: '1', rules: [REST] }, 'name'],
    ['no table', null, ''],
    ['a last rule with a condition', { name: 'x', version: '1', rules: [CHILD] }, 'rules[0]'],
    ['a rule that hides those after it', { name: 'x', version: '1', rules: [REST, { ...REST, id: 'b' }] }, 'rules[0]'],
    ['an id twice', { name: 'x', version: '1', rules: [CHILD, { ...REST, id: 'child' }] }, 'rules[1].id'],
    [
      'a condition that is no FEEL',
      { name: 'x', version: '1', rules: [{ ...CHILD, when: 'age <' }, REST] },
      'rules[0].when',
    ],
    ['an unknown fact', { name: 'x', version: '1', rules: [{ ...CHILD, when: 'height < 7' }, REST] }, 'rules[0].when'],
    ['two targets', { name: 'x', version: '1', rules: [{ ...REST, to: { queue: 'a', team: 'b' } }] }, 'rules[0].to'],
    [
      'a level beyond the scale',
      { name: 'x', version: '1', rules: [{ ...REST, needs: { skills: { a: 6 } } }] },
      'rules[0].needs.skills.a',
    ],
    [
      'giving up what is not asked',
      { name: 'x', version: '1', rules: [{ ...REST, relax: ['place'] }] },
      'rules[0].relax[0]',
    ],
    [
      'giving up a conflict',
      { name: 'x', version: '1', rules: [{ ...REST, relax: ['conflict'] }] },
      'rules[0].relax[0]',
    ],
    [
      'giving up the right to open',
      { name: 'x', version: '1', rules: [{ ...REST, relax: ['may-open'] }] },
      'rules[0].relax[0]',
    ],
    ['an unknown key', { name: 'x', version: '1', rules: [{ ...REST, prio: 1 }] }, 'rules[0].prio'],
    ['an unknown pick', { name: 'x', version: '1', rules: [{ ...REST, pick: 'best' }] }, 'rules[0].pick'],
    [
      'a flag that is none',
      { name: 'x', version: '1', rules: [{ ...REST, needs: { capacity: 'yes' } }] },
      'rules[0].needs.capacity',
    ],
  ])('with %s is refused where it is', (_what, source, path) => {
    const checked = checkRoutingTable(source, ['age', 'language', 'place', 'risk']);
    const problems = 'problems' in checked ? checked.problems : [];
    expect(problems.map((problem) => problem.path)).toContain(path);
    for (const { reason } of problems) expect(reason).toMatch(/^[A-Z“].*[.)]$/s);
  });

  test('of any shape is answered with a table or with problems', () => {
    fc.assert(
      fc.property(fc.anything(), (source) => {
        expect(Object.keys(checkRoutingTable(source, null))).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an escalation ladder', () => {
  const ladder = [
    { at: 50, to: ['lead'] },
    { at: 75, to: ['walled', 'chief'] },
    { at: 'due', to: ['head'] },
  ] as const;
  const base = {
    ladder,
    reckoning: {
      dueOn: '2024-05-31',
      standing: 'running',
      warnings: [
        { share: 50, on: '2024-05-15' },
        { share: 75, on: '2024-05-23' },
      ],
    },
    today: '2024-05-24',
    told: [],
    actedOn: null,
    mayOpen: new Set(['lead', 'chief', 'head']),
  } as const;

  test('tells each rung once when its day has passed, also late and after an outage', () => {
    expect(escalationsDue({ ...base, today: '2024-05-15' })).toEqual([]);
    expect(escalationsDue(base).map(({ at, on, to }) => [at, on, to])).toEqual([
      [50, '2024-05-15', ['lead']],
      [75, '2024-05-23', ['chief']],
    ]);
    expect(escalationsDue({ ...base, today: '2024-09-01', told: [50, 75] })).toMatchObject([
      { at: 'due', to: ['head'] },
    ]);
    expect(escalationsDue({ ...base, today: '2024-09-01', told: [50, 75, 'due'] })).toEqual([]);
  });

  test('stops when someone acts, while the clock is paused, and when it was stopped', () => {
    expect(escalationsDue({ ...base, actedOn: '2024-05-20' }).map(({ at }) => at)).toEqual([50]);
    for (const standing of ['suspended', 'stopped'] as const) {
      expect(escalationsDue({ ...base, reckoning: { ...base.reckoning, standing } })).toEqual([]);
    }
  });

  test('never names who may not open the case, and climbs where a rung has nobody else', () => {
    expect(escalationsDue(base)[1]).toMatchObject({ to: ['chief'], passedOver: ['walled'] });
    const few = escalationsDue({ ...base, mayOpen: new Set(['head']) });
    expect(few.map(({ to, passedOver }) => [to, passedOver])).toEqual([
      [['head'], ['lead', 'walled', 'chief']],
      [['head'], ['walled', 'chief']],
    ]);
    expect(escalationsDue({ ...base, mayOpen: new Set() })[0]).toMatchObject({
      to: [],
      passedOver: ['lead', 'walled', 'chief', 'head'],
    });
  });
});
