// Duplicates of made-up people, matched, merged, told more, unmerged in an order of chance, and held at each step against a ledger that is
// kept apart: every fact of every record must stand at the record that was told it, and every record must be one with those with whom it
// was said to be, and with nobody else. Faults are put between the play and the program, and each must be noticed.
import { openOffice, type PeopleGround, type PeopleOffice, type ShownFacts } from './people-office.ts';
import { PEOPLE_FAULTS } from './people-faults.ts';
import { type Chance, seededChance } from './seeded-chance.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface PeopleOptions extends SuiteOptions {
  readonly oracle: PeopleOracle;
  /** Records of somebody who has one already. */
  readonly duplicates: number;
  /** Of a world in which a fault is put. */
  readonly faulty: number;
  readonly ground: PeopleGround;
}

/** Who is made up, and what is written down of them, apart from the program. */
export interface PeopleOracle {
  readonly makePeople: (seed: number, duplicates: number) => MadeWorld;
  readonly openLedger: () => PeopleLedger;
  readonly compareShown: (ledger: PeopleLedger, asked: number, shown: readonly ShownRecord[]) => readonly string[];
}

export interface MadeWorld {
  readonly records: readonly {
    readonly id: number;
    readonly person: number;
    readonly said: Readonly<Record<string, string | null>>;
    readonly slips: readonly string[];
  }[];
  readonly duplicates: readonly (readonly [number, number])[];
  readonly traps: readonly { readonly one: number; readonly other: number; readonly why: string }[];
}

export interface PeopleLedger {
  readonly tell: (record: number, field: string, value: string) => void;
  readonly merge: (one: number, other: number) => void;
  readonly unmerge: (out: readonly number[]) => void;
  readonly groupOf: (record: number) => ReadonlySet<number>;
  readonly factsOf: (record: number) => readonly { readonly field: string; readonly value: string }[];
}

export interface ShownRecord {
  readonly record: number;
  readonly facts: readonly { readonly field: string; readonly value: string }[];
}

interface Play {
  readonly office: PeopleOffice;
  readonly options: PeopleOptions;
  readonly world: MadeWorld;
  readonly ledger: PeopleLedger;
  readonly chance: Chance;
  /** The case of each record, by its number. */
  readonly caseOf: string[];
  readonly counts: Tally;
  readonly wrong: string[];
}

interface Tally {
  compared: number;
  facts: number;
  merges: number;
  unmerges: number;
  told: number;
}

export async function people(options: PeopleOptions): Promise<SuiteResult> {
  const { seed, say, ground } = options;
  const office = await openOffice(ground);
  try {
    const world = options.oracle.makePeople(seed, options.duplicates);
    const play = await startPlay(options, office, world);
    say(`${world.records.length} records of ${new Set(world.records.map(({ person }) => person)).size} people`);
    const matching = await match(play);
    say(`matched: ${JSON.stringify(matching)}`);
    await mergeAndUnmerge(play);
    const faults = await noticeFaults(options, office);
    const failures = [
      ...play.wrong.slice(0, 20),
      ...faults.filter(({ wrong }) => wrong === 0).map(({ name }) => `The fault “${name}” was not noticed.`),
      ...limits(matching),
    ];
    const counts = {
      ...{ records: world.records.length, duplicates: world.duplicates.length, traps: world.traps.length },
      ...matching,
      ...play.counts,
      ...{ misassigned: play.wrong.length, faults: faults.length },
      ...{ noticed: faults.filter(({ wrong }) => wrong > 0).length },
    };
    return resultOf(
      { ...counts, ofFaults: Object.fromEntries(faults.map(({ name, wrong }) => [name, wrong])) },
      failures,
    );
  } finally {
    await office.close();
  }
}

async function startPlay(options: PeopleOptions, office: PeopleOffice, world: MadeWorld): Promise<Play> {
  const ledger = options.oracle.openLedger();
  const caseOf: string[] = [];
  for (const { id, said } of world.records) {
    const data = toldIn(said);
    caseOf[id] = await office.open(data);
    for (const [field, value] of Object.entries(data)) ledger.tell(id, field, value);
  }
  const counts = { compared: 0, facts: 0, merges: 0, unmerges: 0, told: 0 };
  return { office, options, world, ledger, caseOf, counts, wrong: [], chance: seededChance(options.seed) };
}

/** The fields of the case type that have a value. */
function toldIn({ born = null, ...said }: MadeWorld['records'][number]['said']): Readonly<Record<string, string>> {
  const data = Object.entries({ ...said, bornOn: born }).filter(([, value]) => value !== null);
  // What was null is gone.
  return Object.fromEntries(data) as Readonly<Record<string, string>>;
}

interface Matching {
  /** Duplicates that were proposed, and that were proposed as likely, in hundredths. */
  readonly recall: number;
  readonly recallLikely: number;
  /** Of what was proposed, and proposed as likely, what is of one person, in hundredths. */
  readonly precision: number;
  readonly precisionLikely: number;
  /** Of those who are easily taken for each other how many were proposed as likely. */
  readonly trapsLikely: number;
  readonly p95Ms: number;
}

async function match({ office, world, caseOf, options }: Play): Promise<Matching> {
  const recordOf = new Map(caseOf.map((caseId, id) => [caseId, id]));
  const personOf = (id: number): number | undefined => world.records[id]?.person;
  const proposed = new Map<string, 'likely' | 'possible'>();
  const times: number[] = [];
  for (const [id, caseId] of caseOf.entries()) {
    const started = performance.now();
    for (const { caseId: other, band } of await office.candidates(caseId)) {
      proposed.set(pair(id, recordOf.get(other) ?? -1), band);
    }
    times.push(performance.now() - started);
  }
  const all = [...proposed];
  const isTrue = ([key]: readonly [string, string]): boolean => {
    const [one = 0, other = 0] = key.split(' ').map(Number);
    return personOf(one) === personOf(other);
  };
  const likely = all.filter(([, band]) => band === 'likely');
  const bandOf = ([one, other]: readonly [number, number]): string | undefined => proposed.get(pair(one, other));
  const missed = world.duplicates.filter((each) => bandOf(each) === undefined);
  for (const [one, other] of missed.slice(0, 10))
    options.say(`not proposed: ${JSON.stringify(world.records[one]?.said)} ${JSON.stringify(world.records[other])}`);
  return {
    recall: share(world.duplicates.length - missed.length, world.duplicates.length),
    recallLikely: share(world.duplicates.filter((each) => bandOf(each) === 'likely').length, world.duplicates.length),
    precision: share(all.filter(isTrue).length, all.length),
    precisionLikely: share(likely.filter(isTrue).length, likely.length),
    trapsLikely: world.traps.filter(({ one, other }) => bandOf([one, other]) === 'likely').length,
    p95Ms: Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0),
  };
}

function pair(one: number, other: number): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

function share(some: number, all: number): number {
  return all === 0 ? 100 : Math.round((some / all) * 10_000) / 100;
}

/** Below these the weights or the traces have become worse. */
function limits({ recall, precisionLikely }: Matching): readonly string[] {
  return [
    ...(recall < 95 ? [`Only ${recall} % of the duplicates were proposed.`] : []),
    ...(precisionLikely < 95 ? [`Only ${precisionLikely} % of what was called likely is of one person.`] : []),
  ];
}

/** All duplicates, and some who are not one, merged in an order of chance with facts between, and taken apart in another. */
async function mergeAndUnmerge(play: Play): Promise<void> {
  const { world, chance, ledger, options } = play;
  const mistaken = world.traps.filter((_, at) => at % 3 === 0).map(({ one, other }) => [one, other] as const);
  for (const [one, other] of chance.shuffled([...world.duplicates, ...mistaken])) {
    if (!ledger.groupOf(one).has(other)) await merge(play, one, other);
    if (chance.percent(40)) await tellMore(play, chance.percent(50) ? one : other);
    await compare(play, other);
  }
  options.say(`${play.counts.merges} merges, ${play.wrong.length} wrong`);
  const inGroups = (): readonly number[] =>
    world.records.map(({ id }) => id).filter((id) => ledger.groupOf(id).size > 1);
  for (let left = inGroups(); left.length > 0; left = inGroups()) {
    for (const record of chance.shuffled(left)) {
      if (ledger.groupOf(record).size > 1) await takeOut(play, record);
      if (chance.percent(20)) await tellMore(play, record);
    }
  }
  for (const { id } of world.records) await compare(play, id);
  options.say(`${play.counts.unmerges} unmerges, ${play.wrong.length} wrong`);
}

async function merge({ office, ledger, caseOf, counts }: Play, one: number, other: number): Promise<void> {
  await office.merge(caseOf[one] ?? '', caseOf[other] ?? '');
  ledger.merge(one, other);
  counts.merges += 1;
}

/** One of a group, or where it has more than two sometimes two of it together. */
async function takeOut(play: Play, record: number): Promise<void> {
  const { office, ledger, caseOf, chance, counts } = play;
  const before = [...ledger.groupOf(record)];
  const [with_] = before.length > 2 && chance.percent(40) ? before.filter((each) => each !== record) : [];
  const out: readonly [number, ...number[]] = with_ === undefined ? [record] : [record, with_];
  const [first, ...others] = out;
  await office.unmerge([caseOf[first] ?? '', ...others.map((each) => caseOf[each] ?? '')]);
  ledger.unmerge(out);
  counts.unmerges += 1;
  for (const each of before) await compare(play, each);
}

async function tellMore({ office, ledger, caseOf, counts }: Play, record: number): Promise<void> {
  counts.told += 1;
  const [field, value] =
    counts.told % 3 === 0 ? ['address', `${counts.told} Later Lane`] : ['remark', `Remark ${counts.told}`];
  await office.tell(caseOf[record] ?? '', { [field]: value });
  ledger.tell(record, field, value);
}

async function compare({ office, ledger, caseOf, counts, wrong, options }: Play, record: number): Promise<void> {
  const shown = await office.identity(caseOf[record] ?? '');
  counts.compared += shown.length;
  counts.facts += shown.reduce((sum, { facts }) => sum + facts.length, 0);
  const recordOf = (caseId: string): number => caseOf.indexOf(caseId);
  const said = shown.map(({ caseId, facts }: ShownFacts) => ({ record: recordOf(caseId), facts }));
  wrong.push(...options.oracle.compareShown(ledger, record, said));
}

interface FaultFound {
  readonly name: string;
  readonly wrong: number;
}

/** The same play in small for each fault, through an office that has it. */
async function noticeFaults(options: PeopleOptions, office: PeopleOffice): Promise<readonly FaultFound[]> {
  const found: FaultFound[] = [];
  for (const [name, faulty] of Object.entries(PEOPLE_FAULTS)) {
    const world = options.oracle.makePeople(options.seed + 1, options.faulty);
    const quiet = { ...options, say: () => {} };
    const play = await startPlay(quiet, faulty(office), world);
    try {
      await mergeAndUnmerge(play);
    } catch (error) {
      // What the program itself refuses, such as taking apart what is no longer one, is noticed too.
      play.wrong.push(String(error));
    }
    found.push({ name, wrong: play.wrong.length });
  }
  return found;
}
