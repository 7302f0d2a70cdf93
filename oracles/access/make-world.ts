// Makes small worlds by chance, full of what decides about access: periods that end just now, roles that reach below,
// delegations of delegations, shares without authority, walls on units, facts that cannot be read. Imports nothing of the product.
import { seededRandom } from '../seeded-random.ts';
import type { World, WorldFact, WorldReader } from './access-world.ts';

export interface MadeWorld {
  readonly world: World;
  readonly readers: readonly WorldReader[];
  /** Every case with the parts to ask for; null is the case itself. */
  readonly questions: readonly { readonly case: string; readonly part: string | null }[];
}

interface Making {
  readonly between: (low: number, high: number) => number;
  readonly oneOf: <T>(items: readonly [T, ...T[]]) => T;
  readonly shuffled: (count: number) => number[];
  readonly now: number;
  readonly facts: WorldFact[];
  readonly percent: (share: number) => boolean;
  readonly some: <T>(items: readonly [T, ...T[]], share: number) => T[];
  readonly add: (kind: string, members: WorldFact) => void;
}

const HOUR = 3_600_000;
const PURPOSES = ['care', 'court', 'audit'] as const;
const MARKERS = ['legal', 'privacy'] as const;
const SECTIONS = ['facts', 'health', 'money'] as const;
const PEOPLE = ['7/ann', '7/bob', '7/cat', '7/dan', '8/eve', '8/fay'] as const;
const ROLES = ['officer', 'head', 'guard', 'clerk'] as const;
const SCALES = {
  au: { levels: ['OFFICIAL', 'SENSITIVE', 'PROTECTED'], markers: [...MARKERS] },
  bc: { levels: ['Public', 'A', 'B'], markers: ['legal'] },
} as const;

/** The same world for the same seed and instant. */
export function makeWorld(seed: number, now: number): MadeWorld {
  const making = begin(seed, now);
  const people = PEOPLE;
  const units = ['7/desk', '7/office', '7/region', '7/other', '8/bureau', '8/centre'] as const;
  const cases = ['7/c1', '7/c2', '7/c3', '8/c4'] as const;
  addStructure(making, people, units);
  for (const [at, id] of cases.entries())
    addCase(making, id, at === 3 ? ['8/bureau', '8/centre'] : ['7/desk', '7/other', '7/office']);
  for (const person of people) addStanding(making, person);
  addGrants(making, people, cases);
  addDenials(making, people, cases);
  if (making.percent(15)) spoil(making);
  const asked = making.facts.filter(({ kind }) => kind === 'case').flatMap(questionsOf);
  const unique = new Map(asked.map((question) => [`${question.case} ${question.part ?? ''}`, question]));
  return {
    world: {
      scales: SCALES,
      roles: {
        officer: { below: false, delegable: true },
        head: { below: true, delegable: true },
        guard: { below: true, delegable: false },
      },
      facts: making.shuffled(making.facts.length).map((at) => making.facts[at] ?? {}),
    },
    readers: readersOf(making, people),
    questions: [...unique.values()],
  };
}

function begin(seed: number, now: number): Making {
  const random = seededRandom(seed);
  const percent = (share: number): boolean => random.between(1, 100) <= share;
  const facts: WorldFact[] = [];
  return {
    between: (low, high) => random.between(low, high),
    oneOf: (items) => random.oneOf(items),
    shuffled: (count) => random.shuffled(count),
    now,
    facts,
    percent,
    some: (items, share) => items.filter(() => percent(share)),
    add: (kind, members) => void facts.push({ id: `f${facts.length}`, kind, from: null, until: null, ...members }),
  };
}

/** Mostly in force; sometimes over, to come, or at an edge. */
function period({ now, percent, oneOf }: Making): WorldFact {
  if (percent(55)) return { from: null, until: null };
  const from = oneOf<number | null>([null, now - HOUR, now - 1, now, now - 30 * HOUR]);
  const until = oneOf<number | null>([null, now + 1, now + HOUR, now + 5 * HOUR]);
  if (percent(75)) return { from, until };
  return oneOf<WorldFact>([
    { from: null, until: now },
    { from: now + 1, until: null },
    { from: now - HOUR, until: now - 1 },
  ]);
}

function classified({ percent, oneOf, some }: Making, share: number): WorldFact | null {
  if (!percent(share)) return null;
  if (percent(4)) return { scale: oneOf(['au', 'nowhere']), level: 'COSMIC', markers: [] };
  if (percent(25)) return { scale: 'bc', level: oneOf(SCALES.bc.levels), markers: some(['legal'], 10) };
  return {
    scale: 'au',
    level: oneOf(SCALES.au.levels),
    markers: some(['legal', 'privacy', 'odd'], 8),
  };
}

function addStructure(making: Making, people: readonly string[], units: readonly [string, ...string[]]): void {
  const { add, percent, oneOf } = making;
  for (const person of people) {
    add('person', percent(93) ? { person } : { person, ...period(making) });
    // Every agency has units.
    const own = units.filter((unit) => unit.startsWith(person.slice(0, 2))) as [string, ...string[]];
    for (let more = making.between(0, 2); more >= 0; more -= 1) {
      add('membership', {
        ...{ person, unit: percent(95) ? oneOf(own) : oneOf(units), role: oneOf(ROLES), delegable: percent(75) },
        ...period(making),
      });
    }
  }
  const parents = [
    ['7/desk', '7/office'],
    ['7/office', '7/region'],
    ['8/bureau', '8/centre'],
  ] as const;
  for (const [unit, parent] of parents) add('unit', { unit, parent, ...(percent(85) ? {} : period(making)) });
  if (percent(20)) add('unit', { unit: '7/region', parent: oneOf(['7/desk', '7/other', null]) });
  if (percent(20)) add('unit', { unit: '7/desk', parent: '7/other', ...period(making) });
}

function addCase(making: Making, id: string, units: readonly [string, ...string[]]): void {
  const { add, percent, oneOf, some } = making;
  const agency = id.slice(0, 1);
  const rooms: [string, ...string[]] = [`${agency}/amber`, `${agency}/blue`];
  const purposes = (share: number): string[] | null => (percent(share) ? some(PURPOSES, 70) : null);
  const part = (name: string, kind: string, section: string): WorldFact => ({
    ...{ part: name, kind, section, classification: classified(making, 25), compartments: some(rooms, 6) },
    ...{ readers: percent(20) ? some(ROLES, 55) : null, purposes: purposes(15) },
  });
  const parts = [
    ...SECTIONS.map((section) => part(section, 'section', percent(97) ? section : oneOf(SECTIONS))),
    part('income', 'field', oneOf(SECTIONS)),
    part('diagnosis', 'field', percent(92) ? oneOf(['health', 'money']) : 'nowhere'),
    part('letter', 'document', oneOf(SECTIONS)),
    ...(percent(5) ? [part('letter', 'document', 'facts')] : []),
  ];
  const members = {
    ...{ case: id, unit: oneOf(units), matters: some([`${agency}/m1`, `${agency}/m2`], 30), parts },
    ...{ classification: classified(making, 50), compartments: some(rooms, 10), purposes: purposes(50) },
  };
  if (percent(90)) add('case', members);
  else add('case', { ...members, ...period(making) });
  if (percent(4)) add('case', { ...members, ...period(making) });
}

function addStanding(making: Making, person: string): void {
  const { add, percent, oneOf, some } = making;
  for (let more = making.between(0, 2); more > 0; more -= 1) {
    const level = percent(95) ? oneOf(['SENSITIVE', 'PROTECTED', 'OFFICIAL', 'PROTECTED']) : 'A';
    add('clearance', {
      person,
      scale: 'au',
      level,
      markers: some([...MARKERS, 'odd'] as const, 60),
      ...period(making),
    });
  }
  if (percent(60))
    add('clearance', {
      person,
      scale: 'bc',
      level: oneOf(['A', 'B']),
      markers: some(['legal'], 50),
      ...period(making),
    });
  for (const compartment of some(['7/amber', '7/blue', '8/amber'], 40))
    add('read-in', { person, compartment, ...period(making) });
}

function addGrants(
  making: Making,
  people: readonly [string, ...string[]],
  cases: readonly [string, ...string[]],
): void {
  const { add, percent, oneOf, some, now } = making;
  const times = (most: number, make: () => void): void => {
    for (let more = making.between(0, most); more > 0; more -= 1) make();
  };
  times(4, () =>
    add('assignment', { person: oneOf(people), case: oneOf(cases), delegable: percent(70), ...period(making) }),
  );
  times(4, () => add('delegation', { by: oneOf(people), to: oneOf(people), ...period(making) }));
  times(3, () => {
    const id = oneOf(cases);
    add('consent', { case: percent(85) ? id : oneOf(cases), purpose: oneOf(PURPOSES), ...period(making) });
    const last = `f${making.facts.length - 1}`;
    addShare(making, id, percent(40) ? last : null);
  });
  times(4, () => addShare(making, oneOf(cases), percent(10) ? 'f1' : null));
  times(4, () => {
    const sections = percent(50) ? null : some(SECTIONS, 60);
    const ends = percent(85)
      ? { from: now - HOUR, until: percent(88) ? now + oneOf([1, HOUR]) : null }
      : period(making);
    add('specific', { person: oneOf(people), case: oneOf(cases), sections, approvedBy: oneOf(people), ...ends });
  });
  times(4, () => {
    const from = now - oneOf([0, 1, HOUR, 4 * HOUR]);
    const until = from + oneOf([HOUR, 4 * HOUR, 24 * HOUR, 24 * HOUR + 1]);
    const reason = oneOf([
      'A child is in danger tonight.',
      'short',
      '   twenty blanks     ',
      'exactly twenty chars',
      'only nineteen chars',
    ]);
    add('break-glass', {
      person: oneOf(people),
      case: oneOf(cases),
      reason,
      from: percent(90) ? from : null,
      until: percent(95) ? until : null,
    });
  });
}

function addShare(making: Making, id: string, consent: string | null): void {
  const { add, percent, oneOf, some, now } = making;
  const owner = id.slice(0, 1);
  const other = owner === '7' ? '8' : '7';
  add('share', {
    ...{ case: id, by: percent(92) ? owner : other, to: percent(90) ? other : owner, sections: some(SECTIONS, 70) },
    ...{ unit: percent(60) ? null : oneOf(['8/bureau', '8/centre', '7/desk']), purpose: oneOf(PURPOSES), consent },
    ...{ authority: percent(92) ? 'Act s 12' : '', from: null, until: percent(92) ? now + oneOf([HOUR, 1, 0]) : null },
  });
}

function addDenials(
  making: Making,
  people: readonly [string, ...string[]],
  cases: readonly [string, ...string[]],
): void {
  const { add, percent, oneOf, some, between } = making;
  for (let more = between(0, 4); more > 0; more -= 1) {
    const target = percent(60)
      ? { person: oneOf(people), unit: null }
      : { person: null, unit: oneOf(['7/desk', '7/office', '7/region', '8/centre']) };
    const place = percent(60)
      ? { case: oneOf(cases), matter: null }
      : { case: null, matter: oneOf(['7/m1', '7/m2', '8/m1']) };
    add('wall', {
      ...place,
      ...target,
      standing: oneOf(['declared', 'suggested', 'declared', 'dismissed']),
      ...period(making),
    });
  }
  for (let more = between(0, 2); more > 0; more -= 1) {
    add('seal', {
      case: oneOf(cases),
      section: percent(40) ? null : oneOf(SECTIONS),
      openTo: some(people, 40),
      ...period(making),
    });
  }
}

/** Makes one fact unreadable, of an unknown kind, or a copy of another's id. */
function spoil({ facts, between, oneOf }: Making): void {
  const at = between(0, facts.length - 1);
  const fact = facts[at] ?? {};
  // Every fact has more members than its id and kind.
  const members = Object.keys(fact).filter((name) => !['id', 'kind'].includes(name)) as [string, ...string[]];
  const always = { from: null, until: null };
  const edits: readonly [() => WorldFact, ...(() => WorldFact)[]] = [
    () => ({ ...fact, from: '2026-01-01' }),
    () => ({ ...fact, until: 1.5 }),
    () => ({ ...fact, [oneOf(members)]: undefined }),
    () => ({ ...fact, [oneOf(members)]: 5 }),
    () => ({ ...fact, [oneOf(members)]: 'not/an/id' }),
    () => ({ ...fact, kind: 'embargo' }),
    () => ({ ...fact, id: facts[0]?.['id'] }),
    () => ({ ...fact, id: 'not an id' }),
    () => ({ id: 'odd', kind: 'assignment', person: oneOf(PEOPLE), case: 'c1', delegable: true, ...always }),
    () => ({ id: 'odd', kind: 'assignment', person: oneOf(PEOPLE), case: '7/c1', delegable: 'yes', ...always }),
    () => ({ id: 'lost', kind: 'embargo', ...always }),
  ];
  // A new fact is beside the others; an edited one takes its place.
  const made = oneOf(edits)();
  if (made['id'] === 'odd') facts.push(made);
  else facts[at] = made;
}

/** Everybody for each purpose and for none, and whoever may stand in for somebody, also where nothing was handed over. */
function readersOf({ facts, oneOf, percent }: Making, people: readonly string[]): readonly WorldReader[] {
  const readers: WorldReader[] = [];
  for (const person of people) {
    readers.push(
      { person, onBehalfOf: null, purpose: oneOf(PURPOSES) },
      { person, onBehalfOf: null, purpose: oneOf([null, ...PURPOSES]) },
    );
  }
  for (const fact of facts.filter(({ kind }) => kind === 'delegation')) {
    readers.push({ person: String(fact['to']), onBehalfOf: String(fact['by']), purpose: oneOf(PURPOSES) });
  }
  if (percent(20)) readers.push({ person: '7/ann', onBehalfOf: '7/bob', purpose: 'care' });
  if (percent(20)) readers.push({ person: '7/nobody', onBehalfOf: null, purpose: 'care' });
  return readers;
}

function questionsOf(fact: WorldFact): readonly { readonly case: string; readonly part: string | null }[] {
  const id = typeof fact['case'] === 'string' ? fact['case'] : '7/c1';
  const names = ['facts', 'health', 'money', 'income', 'diagnosis', 'letter'];
  return [null, ...names].map((part) => ({ case: id, part }));
}
