// Proves that tampering is found and named: an import, then rounds in which many cases are tampered with, each in one way,
// and `verify` must name each by case and event and name no other case. Before, between and after, the untouched events
// must verify without a word, or the proof is void.
import { join } from 'node:path';
import { openGround, type Ground } from './ground.ts';
import { runProgram, type ProgramPlace } from './program.ts';
import { seededChance, type Chance } from './seeded-chance.ts';
import { keepState, resultOf, stateFile, type SuiteOptions, type SuiteResult } from './suite.ts';
import { waysOfTampering, type EventColumn, type Tampering, type Victim, type WayOfTampering } from './column-edits.ts';

export interface ColumnsOptions extends SuiteOptions {
  readonly log: string;
  readonly mapping: string;
  /** Times that each way is tried. */
  readonly times: number;
}

interface State {
  readonly seed: number;
  readonly imported: boolean;
  readonly rounds: readonly Round[];
}

interface Round {
  readonly made: Readonly<Record<string, number>>;
  readonly detected: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

/** Of all cases that are long enough, at most every third is tampered with in one round, so that most stay whole. */
const SHARE = 3;

export async function columns(options: ColumnsOptions): Promise<SuiteResult> {
  const state = keepState<State>(stateFile(options), { seed: options.seed, imported: false, rounds: [] });
  const place: ProgramPlace = { project: options.project, data: join(options.folder, 'columns') };
  const ground = await openGround(place.data);
  try {
    if (!state.value.imported) {
      options.say('Importing a log to tamper with.');
      const ended = await runProgram(place, ['import', options.log, '--mapping', options.mapping]);
      if (ended.code === null || ended.code > 1)
        throw new Error(`The import ended with ${ended.code}: ${ended.stderr.slice(-500)}`);
      await ground.query('drop schema if exists aside cascade');
      await ground.query('create schema aside; create table aside.untouched as select * from event');
      state.change({ imported: true });
    }
    await restore(ground);
    const failures: string[] = await verifyWhole(place, 'before anything was touched');
    const victims = await victimsOf(ground);
    const plan = planOf(seededChance(options.seed), {
      ways: waysOfTampering(await columnsOf(ground)),
      victims,
      times: options.times,
    });
    for (const [index, tamperings] of plan.entries()) {
      if (index < state.value.rounds.length) continue;
      const round = await playRound(ground, place, tamperings);
      state.change({ rounds: [...state.value.rounds, round] });
      options.say(`Round ${index + 1} of ${plan.length}: ${total(round.detected)} of ${total(round.made)} found.`);
      failures.push(...(await verifyWhole(place, `after round ${index + 1} was undone`)));
    }
    return judge(state.value.rounds, failures, victims.length);
  } finally {
    await ground.close();
  }
}

async function columnsOf(ground: Ground): Promise<readonly EventColumn[]> {
  return ground.query<{ name: string; type: string }>(
    `select a.attname as name, t.typname as type from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = 'event'::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
  );
}

async function victimsOf(ground: Ground): Promise<readonly Victim[]> {
  const rows = await ground.query<{ case_id: string; events: number }>(
    'select case_id, count(*)::int as events from event group by case_id order by case_id',
  );
  return rows.map(({ case_id: caseId, events }) => ({ caseId, events }));
}

/** Rounds in which no case is tampered with twice. */
function planOf(
  chance: Chance,
  {
    ways,
    victims,
    times,
  }: { readonly ways: readonly WayOfTampering[]; readonly victims: readonly Victim[]; readonly times: number },
): readonly (readonly Tampering[])[] {
  const wanted = chance.shuffled(ways.flatMap((way) => Array.from({ length: times }, () => way)));
  const perRound = Math.max(1, Math.floor(victims.length / SHARE / 2));
  const rounds: Tampering[][] = [];
  for (let from = 0; from < wanted.length; from += perRound) {
    const free = chance.shuffled(victims);
    rounds.push(
      wanted.slice(from, from + perRound).map((way) => {
        const at = free.findIndex(({ events }) => events >= way.events);
        const [victim] = free.splice(at, 1);
        // A second case is touched where an event is put into it, so it is used up too.
        const other = free.pop();
        if (at === -1 || victim === undefined || other === undefined)
          throw new Error('The log has too few cases for so many tamperings.');
        return way.make(victim, other, chance);
      }),
    );
  }
  return rounds;
}

async function playRound(ground: Ground, place: ProgramPlace, tamperings: readonly Tampering[]): Promise<Round> {
  for (const { statements } of tamperings) {
    for (const statement of statements) await ground.query(statement);
  }
  const { stdout } = await runProgram(place, ['verify']);
  await restore(ground);
  const named = namedIn(stdout);
  const made: Record<string, number> = {};
  const detected: Record<string, number> = {};
  const failures: string[] = [];
  for (const { way, caseId, seq } of tamperings) {
    made[way] = (made[way] ?? 0) + 1;
    if (named.get(caseId)?.has(seq) === true) detected[way] = (detected[way] ?? 0) + 1;
    else
      failures.push(
        `${way}: event ${seq} of case ${caseId} was not named (${[...(named.get(caseId) ?? [])].join(', ') || 'nothing of that case was'}).`,
      );
  }
  const touched = new Set(
    tamperings.flatMap(
      ({ statements }) => statements.join(' ').match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [],
    ),
  );
  for (const caseId of named.keys())
    if (!touched.has(caseId)) failures.push(`Case ${caseId} was named and nobody had touched it.`);
  return { made, detected, failures };
}

/** What `verify` named: the events of each case. */
function namedIn(stdout: string): ReadonlyMap<string, ReadonlySet<number>> {
  const named = new Map<string, Set<number>>();
  for (const [, caseId = '', seq = ''] of stdout.matchAll(/case ([0-9a-f-]{36}), event (\d+):/g)) {
    named.set(caseId, (named.get(caseId) ?? new Set()).add(Number(seq)));
  }
  return named;
}

async function restore(ground: Ground): Promise<void> {
  await ground.query('truncate event');
  await ground.query('insert into event select * from aside.untouched');
}

/** The control: what nobody touched verifies. */
async function verifyWhole(place: ProgramPlace, when: string): Promise<string[]> {
  const { code, stdout } = await runProgram(place, ['verify']);
  return code === 0 ? [] : [`Control ${when}: ${stdout.trim().split('\n').at(-1)}`];
}

function judge(rounds: readonly Round[], failures: readonly string[], cases: number): SuiteResult {
  const made: Record<string, number> = {};
  const detected: Record<string, number> = {};
  for (const round of rounds) {
    for (const [way, count] of Object.entries(round.made)) made[way] = (made[way] ?? 0) + count;
    for (const [way, count] of Object.entries(round.detected)) detected[way] = (detected[way] ?? 0) + count;
  }
  const ways = Object.fromEntries(
    Object.keys(made)
      .toSorted()
      .map((way) => [way, { made: made[way], detected: detected[way] ?? 0 }]),
  );
  const notFound = rounds.flatMap((round) => round.failures);
  return resultOf({ cases, made: total(made), detected: total(detected), controls: rounds.length + 1, ways }, [
    ...failures,
    ...notFound.slice(0, 50),
  ]);
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
