// Proves that tampering is found and named, also where whoever did it holds the database and the master key: rounds in which
// agencies are tampered with, each in one of fifteen kinds, and `verify` must name the event and no other case. Some agencies
// are left alone in every round, and must be passed over in silence, or the proof is void.
import { seededChance, type Chance } from './seeded-chance.ts';
import { keepState, resultOf, stateFile, type SuiteOptions, type SuiteResult } from './suite.ts';
import { TAMPER_KINDS, type Tampered } from './tamper-kinds.ts';
import { openTamperWorld, type TamperAgency, type TamperWorld } from './tamper-world.ts';
import type { EventColumn } from './column-edits.ts';

export interface TamperOptions extends SuiteOptions {
  readonly tamperings: number;
  readonly agencies: number;
  /** Cases of each agency. */
  readonly cases: number;
}

/** Of the agencies, so many in a hundred are left alone in each round. */
const LEFT_ALONE = 10;

interface Count {
  made: number;
  detected: number;
}

interface State {
  readonly seed: number;
  /** What else the rounds follow from. */
  readonly of: string;
  readonly isMade: boolean;
  readonly rounds: readonly Round[];
}

interface Round {
  readonly kinds: Readonly<Record<string, Count>>;
  /** What is found without the witness; null where nobody asked. */
  readonly alone: Count | null;
  /** Agencies that were left alone. */
  readonly spared: number;
  readonly missed: readonly string[];
}

export async function tamper(options: TamperOptions): Promise<SuiteResult> {
  const { seed, tamperings, agencies, cases, say } = options;
  const of = `${tamperings} of ${agencies} agencies of ${cases} cases`;
  const fresh: State = { seed, of, isMade: false, rounds: [] };
  const state = keepState<State>(stateFile(options), fresh);
  if (state.value.of !== of) state.change(fresh);
  const { isMade } = state.value;
  const world = await openTamperWorld(options, { agencies, cases, chance: seededChance(seed), isMade });
  try {
    state.change({ isMade: true });
    const columns = await columnsOf(world);
    const failures = await controlOf(world, 'before anything was touched');
    const perRound = agencies - Math.max(1, Math.floor((agencies * LEFT_ALONE) / 100));
    const plan = planOf(seed, tamperings);
    for (let at = 0; at * perRound < plan.length; at += 1) {
      if (at < state.value.rounds.length) continue;
      // Chance of its own, so that a round is the same whether or not the run was cut off before it.
      const chance = seededChance(seed + 7919 * (at + 1));
      const victims = chance.shuffled(world.agencies).slice(0, Math.min(perRound, plan.length - at * perRound));
      const kinds = plan.slice(at * perRound, at * perRound + victims.length);
      const round = await playRound(world, { victims, kinds, chance, columns, isFirst: at === 0 });
      state.change({ rounds: [...state.value.rounds, round] });
      if ((at + 1) % 5 === 0)
        say(`Round ${at + 1}: ${Math.max(0, plan.length - (at + 1) * perRound)} tamperings to go.`);
    }
    failures.push(...(await controlOf(world, 'after everything was undone')));
    const { made } = summed(state.value.rounds.flatMap(({ kinds }) => Object.values(kinds)));
    if (made !== tamperings) failures.push(`${made} tamperings were made where ${tamperings} were asked for.`);
    return judge(world, state.value.rounds, failures);
  } finally {
    await world.close();
  }
}

/** A kind for each tampering, as many of each as can be, in an order of chance. */
function planOf(seed: number, tamperings: number): readonly string[] {
  const names = Object.keys(TAMPER_KINDS);
  return seededChance(seed).shuffled(Array.from({ length: tamperings }, (_, at) => names[at % names.length] ?? 'edit'));
}

async function controlOf(world: TamperWorld, when: string): Promise<string[]> {
  return (await world.verify()).filter(isProblem).map((line) => `Control ${when}: ${line}`);
}

interface RoundPlan {
  readonly victims: readonly TamperAgency[];
  /** For each of them. */
  readonly kinds: readonly string[];
  readonly chance: Chance;
  readonly columns: readonly EventColumn[];
  /** Only then it is asked too what is found without the witness. */
  readonly isFirst: boolean;
}

async function playRound(world: TamperWorld, { victims, kinds, chance, columns, isFirst }: RoundPlan): Promise<Round> {
  const done = new Map<string, Tampered & { readonly kind: string }>();
  for (const [at, agency] of victims.entries()) {
    const kind = kinds[at] ?? '';
    const attack = TAMPER_KINDS[kind];
    if (attack !== undefined) done.set(agency.slug, { kind, ...(await attack({ world, agency, chance, columns })) });
  }
  const lines = (await world.verify()).filter(isProblem);
  const alone = isFirst ? foundAlone(done, await world.verify('alone')) : null;
  const counts = new Map<string, Count>();
  const missed: string[] = [];
  for (const { slug } of world.agencies) {
    const tampered = done.get(slug);
    const own = lines.filter((line) => line.startsWith(tampered?.isShared === true ? 'database: ' : `${slug}: `));
    if (tampered === undefined) {
      missed.push(...own.map((line) => `Nobody had touched ${slug}, and it was named: ${line}`));
      continue;
    }
    const count = counts.get(tampered.kind) ?? { made: 0, detected: 0 };
    counts.set(tampered.kind, count);
    count.made += 1;
    const strangers = own.filter((line) => {
      const caseId = /case ([0-9a-f-]{36})/.exec(line)?.[1];
      return caseId !== undefined && !tampered.touched.includes(caseId);
    });
    if (own.some((line) => tampered.named.test(line)) && strangers.length === 0) count.detected += 1;
    else
      missed.push(
        `${tampered.kind} in ${slug}: expected ${String(tampered.named)}; it said ${[...own.slice(0, 3), ...strangers.slice(0, 2)].join(' | ') || 'nothing'}.`,
      );
  }
  if (world.toUndo.size === 0)
    missed.push(...lines.filter((line) => line.startsWith('database: ')).map((line) => `Nobody had done it: ${line}`));
  for (const text of world.toUndo) await world.ground.query(text);
  world.toUndo.clear();
  for (const { tenant } of victims) await world.restore(tenant, 'whole');
  return { kinds: Object.fromEntries(counts), alone, missed, spared: world.agencies.length - victims.length };
}

function foundAlone(done: ReadonlyMap<string, Tampered>, lines: readonly string[]): Count {
  const found = [...done].filter(([slug, { named, isShared = false }]) =>
    lines.some((line) => line.startsWith(isShared ? 'database: ' : `${slug}: `) && named.test(line)),
  );
  return { made: done.size, detected: found.length };
}

function judge(world: TamperWorld, rounds: readonly Round[], failures: readonly string[]): SuiteResult {
  const kinds = Object.fromEntries(
    Object.keys(TAMPER_KINDS).map((kind): [string, Count] => [kind, summed(rounds.map((round) => round.kinds[kind]))]),
  );
  const alone = summed(rounds.map((round) => round.alone ?? undefined));
  const cases = world.agencies.flatMap((agency) => agency.cases);
  const unneeded =
    alone.detected === alone.made
      ? ['Control without the witness: everything was found, so nothing was forged well enough to need one.']
      : [];
  return resultOf(
    {
      agencies: world.agencies.length,
      cases: cases.length,
      events: cases.reduce((sum, { events }) => sum + events, 0),
      rounds: rounds.length,
      ...summed(Object.values(kinds)),
      controls: rounds.reduce((sum, { spared }) => sum + spared, 0),
      withoutWitness: alone,
      kinds,
    },
    [...failures, ...rounds.flatMap(({ missed }) => missed), ...unneeded].slice(0, 50),
  );
}

function summed(counts: readonly (Count | undefined)[]): Count {
  const sum = { made: 0, detected: 0 };
  for (const count of counts) {
    sum.made += count?.made ?? 0;
    sum.detected += count?.detected ?? 0;
  }
  return sum;
}

function isProblem(line: string): boolean {
  return /^(agency-\d+|database): /.test(line);
}

function columnsOf({ ground }: TamperWorld): Promise<readonly EventColumn[]> {
  return ground.query<{ name: string; type: string }>(
    `select a.attname as name, t.typname as type from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = 'public.event'::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
  );
}
