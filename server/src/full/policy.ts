// Random worlds of facts, and of each every reader's every question, answered by the evaluator, by the policies of a real
// database and by an oracle that was written from the text: the three must agree. Then faults, each of which must be noticed.
import pg from 'pg';
import { writeAccessSql } from '../store/write-access-sql.ts';
import { POLICY_MUTANTS, SQL_MUTANTS } from './policy-code-mutants.ts';
import { type PolicyGround, SEEN_BY_ATTACKERS, seenByAttackers } from './policy-database.ts';
import { isCodeFaultFound } from './policy-probe.ts';
import { ruleMutants } from './policy-rule-mutants.ts';
import { judgeWorld, type PolicyOracle, type WorldVerdict } from './policy-worlds.ts';
import { type KeptState, keepState, resultOf, stateFile, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface PolicyOptions extends SuiteOptions {
  readonly oracle: PolicyOracle;
  readonly worlds: number;
  /** Every how-manieth fault is tried; 1 tries all. */
  readonly every: number;
  readonly database: PolicyDatabase;
}

/** A migrated database of the suite's own. */
export interface PolicyDatabase {
  /** A superuser, who puts the policies in and takes rows out. */
  readonly admin: pg.ClientConfig;
  readonly application: pg.ClientConfig;
  readonly contextKey: Buffer;
}

interface State {
  readonly seed: number;
  readonly done: number;
  readonly decisions: number;
  readonly allowed: number;
  readonly acrossAgencies: number;
  readonly standingIn: number;
  readonly decidedBy: Readonly<Record<string, number>>;
  readonly differences: readonly string[];
  /** Faults that were tried, each with whether it was noticed. */
  readonly faults: Readonly<Record<string, boolean>>;
}

type Run = PolicyOptions & { readonly state: KeptState<State> };

/** A fault that is not noticed in so many worlds is not noticed. */
const WORLDS_FOR_A_FAULT = 600;
const WORLDS_WITHOUT_FAULT = 200;
const WORLDS_FOR_A_SQL_FAULT = 60;
const STEP = 25;

export async function policy(options: PolicyOptions): Promise<SuiteResult> {
  const fresh = { done: 0, decisions: 0, allowed: 0, acrossAgencies: 0, standingIn: 0 };
  const state = keepState<State>(stateFile(options), {
    ...{ seed: options.seed, ...fresh, decidedBy: {}, differences: [], faults: {} },
  });
  const run = { ...options, state };
  // Each fault of the policies is put in and taken back.
  if (state.value.done === 0) await tryPolicies(run);
  const attacks = await playWorlds(run);
  await tryRules(run);
  await tryCode(run);
  const { done, differences, faults, decidedBy, seed: _seed, ...counts } = state.value;
  const alive = Object.entries(faults).flatMap(([name, found]) => (found ? [] : [`Not noticed: ${name}.`]));
  const tried = Object.keys(faults).length;
  return resultOf(
    { worlds: done, ...counts, differences: differences.length, faults: tried, found: tried - alive.length, decidedBy },
    [...differences, ...attacks, ...alive],
  );
}

/** @returns a sentence for each attack that saw what it must not see */
async function playWorlds(run: Run): Promise<readonly string[]> {
  const { database, state, worlds, oracle, seed, say } = run;
  return withClients(database, async ({ admin, application }) => {
    const ground: PolicyGround = { client: application, contextKey: database.contextKey, inside: false };
    const attacks = await attackFailures(ground);
    while (state.value.done < worlds) {
      const first = state.value.done;
      const until = Math.min(worlds, first + STEP);
      // The rows of a rolled-back transaction stay in the way of every scan.
      await admin.query('truncate case_part');
      const verdicts: WorldVerdict[] = [];
      for (let at = first; at < until; at += 1)
        verdicts.push(await judgeWorld(worldSeed(seed, at), oracle, { ground }));
      state.change({ ...added(state.value, verdicts), done: until });
      if (until % 200 === 0 || until === worlds)
        say(`${until} of ${worlds} worlds, ${state.value.decisions} decisions.`);
    }
    return attacks;
  });
}

async function tryPolicies({ database, state, oracle, seed, every, say }: Run): Promise<void> {
  await withClients(database, async ({ admin }) => {
    for (const { name, find, put } of chosen(SQL_MUTANTS, every)) {
      await admin.query('begin');
      try {
        await admin.query(writeAccessSql('plain').replace(find, () => put));
        await admin.query('set local role casewright_app');
        const ground: PolicyGround = { client: admin, contextKey: database.contextKey, inside: true };
        const found = await someFailure(WORLDS_FOR_A_SQL_FAULT, async (at) => {
          if (at === 0 && (await attackFailures(ground)).length > 0) return true;
          const { differences } = await judgeWorld(worldSeed(seed, at), oracle, { ground });
          return differences.length > 0;
        });
        note(state, `policies: ${name}`, found);
      } finally {
        await admin.query('rollback');
      }
    }
  });
  say('Every fault in the policies of the database was tried.');
}

async function tryRules({ state, oracle, seed, every, say }: Run): Promise<void> {
  for (const { name, rules } of chosen(ruleMutants(), every)) {
    if (Object.hasOwn(state.value.faults, `rules: ${name}`)) continue;
    const found = await someFailure(WORLDS_FOR_A_FAULT, async (at) => {
      const { differences } = await judgeWorld(worldSeed(seed, at), oracle, { ground: null, rules });
      return differences.length > 0;
    });
    note(state, `rules: ${name}`, found);
  }
  say('Every fault in the rules was tried.');
}

async function tryCode({ state, every, say, ...options }: Run): Promise<void> {
  const probe = { ...options, worlds: WORLDS_FOR_A_FAULT };
  const sound = { ...probe, worlds: Math.min(WORLDS_WITHOUT_FAULT, options.worlds) };
  if (await isCodeFaultFound(null, sound)) note(state, 'code: none, and yet the proof accuses it', false);
  for (const mutant of chosen(POLICY_MUTANTS, every)) {
    const name = `code: ${mutant.name} (${mutant.file})`;
    if (!Object.hasOwn(state.value.faults, name)) note(state, name, await isCodeFaultFound(mutant, probe));
  }
  say('Every fault in the code was tried.');
}

async function attackFailures(ground: PolicyGround): Promise<readonly string[]> {
  const seen = await seenByAttackers(ground);
  return Object.entries(SEEN_BY_ATTACKERS).flatMap(([name, right]) =>
    seen[name] === right ? [] : [`With ${name}, ${seen[name]} rows are seen and not ${right}.`],
  );
}

/** An error of the database in the middle is a fault that was noticed as well. */
async function someFailure(worlds: number, fails: (at: number) => Promise<boolean>): Promise<boolean> {
  for (let at = 0; at < worlds; at += 1) {
    try {
      if (await fails(at)) return true;
    } catch (error) {
      if (error instanceof pg.DatabaseError) return true;
      throw error;
    }
  }
  return false;
}

function note(state: KeptState<State>, name: string, found: boolean): void {
  state.change({ faults: { ...state.value.faults, [name]: found } });
}

function chosen<T>(list: readonly T[], every: number): readonly T[] {
  return list.filter((_, at) => at % every === 0);
}

function worldSeed(seed: number, at: number): number {
  return seed * 1_000_003 + at;
}

function added(before: State, verdicts: readonly WorldVerdict[]): Omit<State, 'seed' | 'done' | 'faults'> {
  const decidedBy: Record<string, number> = { ...before.decidedBy };
  for (const verdict of verdicts) {
    for (const [term, count] of Object.entries(verdict.decidedBy)) decidedBy[term] = (decidedBy[term] ?? 0) + count;
  }
  const sum = (name: 'decisions' | 'allowed' | 'acrossAgencies' | 'standingIn'): number =>
    verdicts.reduce((total, verdict) => total + verdict[name], before[name]);
  return {
    ...{ decisions: sum('decisions'), allowed: sum('allowed') },
    ...{ acrossAgencies: sum('acrossAgencies'), standingIn: sum('standingIn'), decidedBy },
    differences: [...before.differences, ...verdicts.flatMap(({ differences }) => differences)].slice(0, 50),
  };
}

async function withClients<T>(
  { admin, application }: PolicyDatabase,
  work: (clients: { readonly admin: pg.Client; readonly application: pg.Client }) => Promise<T>,
): Promise<T> {
  const clients = { admin: new pg.Client(admin), application: new pg.Client(application) };
  await clients.admin.connect();
  await clients.application.connect();
  try {
    return await work(clients);
  } finally {
    await clients.admin.end();
    await clients.application.end();
  }
}
