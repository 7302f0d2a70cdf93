// Every route of the router, by everybody, on cases to which they are related in every way: each answer must be what an oracle
// says, and faults that are put into the program and its tables must be noticed by the same questions.
import { join } from 'node:path';
import type { ConnectionSettings } from '../store/database.ts';
import { openDatabase } from '../store/database.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { writeAccessSql } from '../store/write-access-sql.ts';
import { openMatrixApi, type MatrixGround } from './matrix-api.ts';
import { CODE_FAULTS, DATA_FAULTS, type CodeFault, type DataFault } from './matrix-faults.ts';
import type { MatrixOracle, Tally } from './matrix-play.ts';
import { isFaultFound } from './matrix-probe.ts';
import { setUpMatrix, type MatrixPlaces } from './matrix-set-up.ts';
import { playMatrix } from './matrix-sets.ts';
import { MATRIX_WORLD } from './matrix-world.ts';
import { keepState, resultOf, stateFile, type KeptState, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface MatrixOptions extends SuiteOptions {
  readonly oracle: MatrixOracle;
  /** Of the requests about cases, every how-manieth is sent; 1 sends all. */
  readonly every: number;
  /** Every how-manieth fault is tried; 1 tries all. */
  readonly faults: number;
  readonly database: {
    readonly connection: ConnectionSettings;
    readonly contextKey: Buffer;
    /** As a superuser, outside any transaction. */
    readonly query: (text: string, values?: readonly unknown[]) => Promise<unknown>;
  };
}

interface State {
  readonly seed: number;
  readonly places: MatrixPlaces | null;
  readonly tally: Tally | null;
  readonly found: Readonly<Record<string, boolean>>;
}

type Run = MatrixOptions & { readonly state: KeptState<State>; readonly ground: MatrixGround };

/** At this size the test of every day plays, and each fault must be noticed. */
export const EVERY_DAY = 20;
const MISMATCHES_MAX = 200;
const MASTER_KEY = Buffer.alloc(32, 7);

export async function matrix(options: MatrixOptions): Promise<SuiteResult> {
  const state = keepState<State>(stateFile(options), { seed: options.seed, places: null, tally: null, found: {} });
  const { connection, contextKey } = options.database;
  const files = join(options.folder, 'files');
  const keys = { contextKey: contextKey.toString('base64'), masterKey: MASTER_KEY.toString('base64') };
  const ground = { connection, ...keys, files };
  const run = { ...options, state, ground };
  await putBack(run);
  const places = state.value.places ?? (await setUp(run));
  if (state.value.tally === null) {
    const tally = await play(run, places, { every: options.every, most: MISMATCHES_MAX });
    state.change({ tally });
    options.say(`${tally.requests} requests were sent, ${tally.mismatches.length} were answered wrongly.`);
  }
  for (const fault of chosen(DATA_FAULTS, options.faults)) await tryData(run, places, fault);
  const codeFaults = chosen(CODE_FAULTS, options.faults);
  // Where some are tried only, what was played before says that the program without a fault is not accused.
  for (const fault of options.faults === 1 ? [null, ...codeFaults] : codeFaults) await tryCode(run, places, fault);
  return conclude(state.value);
}

async function setUp({ database, state, folder }: Run): Promise<MatrixPlaces> {
  const { connection, contextKey, query } = database;
  const opened = openDatabase({ connection, contextKey, poolSize: 4 });
  try {
    const tools = { database: opened, keys: fileKeyProvider(MASTER_KEY), query, files: join(folder, 'files') };
    const places = await setUpMatrix(tools, MATRIX_WORLD);
    state.change({ places });
    return places;
  } finally {
    await opened.close();
  }
}

async function play(
  { ground, oracle, seed }: Run,
  places: MatrixPlaces,
  size: { readonly every: number; readonly most: number },
): Promise<Tally> {
  const api = await openMatrixApi(ground);
  try {
    return await playMatrix({ ...api, world: MATRIX_WORLD, places, oracle }, { ...size, seed });
  } finally {
    await api.close();
  }
}

const TABLES = ['case_head', 'case_part', 'task'];

async function tryData(run: Run, places: MatrixPlaces, { name, put }: DataFault): Promise<void> {
  const { state, say, database } = run;
  if (Object.hasOwn(state.value.found, name)) return;
  const { query } = database;
  for (const table of TABLES) await query(`create table app_private.kept_${table} as table ${table}`);
  try {
    for (const statement of put) await query(statement);
    const { mismatches } = await play(run, places, { every: EVERY_DAY, most: 1 });
    note(run, name, mismatches.length > 0);
  } finally {
    await putBack(run);
  }
  say(`${name}: ${String(state.value.found[name])}.`);
}

/** Also what a run that was cut off has left as it was with a fault in it. */
async function putBack({ database }: Run): Promise<void> {
  for (const table of TABLES) {
    const kept = `app_private.kept_${table}`;
    await database.query(`do $$ begin
      if to_regclass('${kept}') is not null then
        delete from ${table};
        insert into ${table} select * from ${kept};
        drop table ${kept};
      end if;
    end $$`);
  }
  await database.query(writeAccessSql('plain'));
}

const SOUND = 'no fault, and yet the matrix accuses the program';

async function tryCode(run: Run, places: MatrixPlaces, fault: CodeFault | null): Promise<void> {
  const { state, say, project, folder, ground, seed } = run;
  const name = fault?.name ?? SOUND;
  if (Object.hasOwn(state.value.found, name)) return;
  const play = { every: EVERY_DAY, seed, most: 1 };
  const found = await isFaultFound(fault, { project, folder, ground, places, play });
  note(run, name, fault === null ? !found : found);
  say(`${name}: ${String(state.value.found[name])}.`);
}

function note({ state }: Run, name: string, found: boolean): void {
  state.change({ found: { ...state.value.found, [name]: found } });
}

function conclude({ tally, found }: State): SuiteResult {
  const { mismatches, ...counts } = tally ?? { mismatches: ['Nothing was played.'] };
  const { [SOUND]: sound = true, ...faults } = found;
  const missed = Object.entries(faults).flatMap(([name, noticed]) => (noticed ? [] : [`Not noticed: ${name}.`]));
  const tried = Object.keys(faults).length;
  const { people, cases } = MATRIX_WORLD;
  return resultOf(
    {
      ...{ personas: people.length, relations: cases.length, ...counts, mismatches: mismatches.length },
      ...{ faults: tried, found: tried - missed.length },
    },
    [...mismatches, ...missed, ...(sound ? [] : [`${SOUND}.`])],
  );
}

/** Beginning with the last, so that another choice is made than of the first of each kind. */
function chosen<T>(list: readonly T[], every: number): readonly T[] {
  return list.filter((_, at) => (at + 1) % every === 0);
}
