// Proves that tampering is found and named, also where whoever did it holds the database and the master key: rounds in which
// agencies are tampered with, each in one of twelve kinds, and `verify` must name the event and no other case. Some agencies
// are left alone in every round, and must be passed over in silence, or the proof is void.
import { seededChance, type Chance } from './seeded-chance.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';
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

export async function tamper(options: TamperOptions): Promise<SuiteResult> {
  const chance = seededChance(options.seed);
  const world = await openTamperWorld(options, { ...options, chance });
  try {
    const columns = await columnsOf(world);
    const failures = (await world.verify())
      .filter(isProblem)
      .map((line) => `Control before anything was touched: ${line}`);
    const kinds = new Map<string, Count>(Object.keys(TAMPER_KINDS).map((kind) => [kind, { made: 0, detected: 0 }]));
    const names = Object.keys(TAMPER_KINDS);
    const plan = chance.shuffled(
      Array.from({ length: options.tamperings }, (_, at) => names[at % names.length] ?? 'edit'),
    );
    let controls = 0;
    const alone: Count = { made: 0, detected: 0 };
    for (let round = 1; plan.length > 0; round += 1) {
      const agencies = chance.shuffled(world.agencies);
      const spare = Math.max(1, Math.floor((agencies.length * LEFT_ALONE) / 100));
      const victims = agencies.slice(spare, spare + plan.length);
      const { missed, spared } = await playRound(world, {
        alone: round === 1 ? alone : null,
        victims,
        kindsNext: plan.splice(0, victims.length),
        chance,
        columns,
        kinds,
      });
      failures.push(...missed);
      controls += spared;
      if (round % 5 === 0) options.say(`Round ${round}: ${plan.length} tamperings to go.`);
    }
    failures.push(
      ...(await world.verify()).filter(isProblem).map((line) => `Control after everything was undone: ${line}`),
    );
    if (alone.detected === alone.made)
      failures.push(
        'Control without the witness: everything was found, so nothing was forged well enough to need one.',
      );
    return judge(world, kinds, { failures, controls, alone });
  } finally {
    await world.close();
  }
}

interface RoundPlan {
  readonly victims: readonly TamperAgency[];
  readonly kindsNext: readonly string[];
  readonly chance: Chance;
  readonly columns: readonly EventColumn[];
  readonly kinds: ReadonlyMap<string, Count>;
  /** Counts what is found without the witness; null where nobody asks. */
  readonly alone: Count | null;
}

async function playRound(
  world: TamperWorld,
  { victims, kindsNext, chance, columns, kinds, alone }: RoundPlan,
): Promise<{ readonly missed: readonly string[]; readonly spared: number }> {
  const done = new Map<string, Tampered & { readonly kind: string }>();
  for (const [at, agency] of victims.entries()) {
    const kind = kindsNext[at] ?? '';
    const attack = TAMPER_KINDS[kind];
    if (attack !== undefined) done.set(agency.slug, { kind, ...(await attack({ world, agency, chance, columns })) });
  }
  const lines = (await world.verify()).filter(isProblem);
  if (alone !== null) {
    const unhelped = await world.verify('alone');
    alone.made = done.size;
    alone.detected = [...done].filter(([slug, { named }]) =>
      unhelped.some((line) => line.startsWith(`${slug}: `) && named.test(line)),
    ).length;
  }
  const missed: string[] = [];
  for (const { slug } of world.agencies) {
    const own = lines.filter((line) => line.startsWith(`${slug}: `));
    const tampered = done.get(slug);
    if (tampered === undefined) {
      missed.push(...own.map((line) => `Nobody had touched ${slug}, and it was named: ${line}`));
      continue;
    }
    const count = kinds.get(tampered.kind) ?? { made: 0, detected: 0 };
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
  for (const { tenant } of victims) await world.restore(tenant, 'whole');
  return { missed, spared: world.agencies.length - victims.length };
}

function judge(
  world: TamperWorld,
  kinds: ReadonlyMap<string, Count>,
  {
    failures,
    controls,
    alone,
  }: {
    readonly failures: readonly string[];
    readonly controls: number;
    readonly alone: Count;
  },
): SuiteResult {
  const counts = [...kinds.values()];
  const made = counts.reduce((sum, count) => sum + count.made, 0);
  const detected = counts.reduce((sum, count) => sum + count.detected, 0);
  const cases = world.agencies.reduce((sum, agency) => sum + agency.cases.length, 0);
  const events = world.agencies.flatMap((agency) => agency.cases).reduce((sum, each) => sum + each.events, 0);
  return resultOf(
    {
      agencies: world.agencies.length,
      cases,
      events,
      made,
      detected,
      controls,
      withoutWitness: alone,
      kinds: Object.fromEntries(kinds),
    },
    failures.slice(0, 50),
  );
}

function isProblem(line: string): boolean {
  return /^agency-\d+: /.test(line);
}

function columnsOf({ ground }: TamperWorld): Promise<readonly EventColumn[]> {
  return ground.query<{ name: string; type: string }>(
    `select a.attname as name, t.typname as type from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = 'public.event'::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
  );
}
