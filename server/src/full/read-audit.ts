// What the read audit costs and how fast it answers: who looked at a case among many millions of reads, what somebody saw in a
// time, how much longer a read takes for its rows by case and its mark for the rules, and how many bytes they are.
import { join } from 'node:path';
import { programContext } from '../store/context.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { appendAccessLog, type AccessEntry } from '../store/append-access-log.ts';
import { LATEST, readLooks, readReach, readReadersOfCase } from '../store/read-reads.ts';
import type { Statement } from '../store/statement.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { openGround, type Ground } from './ground.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface ReadAuditOptions extends SuiteOptions {
  readonly reads: number;
}

const TENANT = 1;
const PEOPLE = 2_000;
/** Looks of one line in five, a list: so many cases each. */
const LISTED = 10;
const CHUNK = 250_000;
/** Looks at the case that is looked at most. */
const HOT = 20_000;
const TIMES = 200;
const WHO_MS = 500;
const ADDED_MS = 2;

export async function readAudit(options: ReadAuditOptions): Promise<SuiteResult> {
  const ground = await openGround(join(options.folder, 'read-audit'));
  const { host = '', port = 0, database: name = '', user = '', password } = ground.application;
  const connection = { host, port, database: name, user, password: String(password) };
  const database = openDatabase({ connection, contextKey: ground.contextKey, poolSize: 2 });
  try {
    await upsertPeople(database, { tenant: TENANT, slug: 'audit', name: 'Audit', teams: [], people: [] });
    await fill(ground, options);
    const asked = await askOften(database, options.reads);
    const added = await addOften(database);
    const bytes = await bytesOf(ground, options.reads);
    return resultOf({ reads: options.reads, ...asked, ...added, ...bytes }, [
      ...overdue('who looked at a case', asked.whoP95Ms, WHO_MS),
      ...overdue('who looked at the case that is looked at most', asked.hotP95Ms, WHO_MS),
      ...overdue('what is added to a read', added.addedP95Ms, ADDED_MS),
    ]);
  } finally {
    await database.close();
    await ground.close();
  }
}

function overdue(what: string, value: number, goal: number): readonly string[] {
  return value <= goal ? [] : [`${what} takes ${value} ms; the goal is ${goal} ms.`];
}

/** Cases and people by a fixed sequence, so that every run has the same; as many cases as a tenth of the reads. */
async function fill({ query }: Ground, { reads, say }: ReadAuditOptions): Promise<void> {
  const cases = Math.ceil(reads / 10);
  const caseOf = (text: string): string => `md5((${text})::text)::uuid`;
  for (let first = await filledUntil(query, reads); first < reads; first += CHUNK) {
    const last = Math.min(reads, first + CHUNK) - 1;
    await query(`
      insert into access_log (tenant, recorded_at, entry_id, person, authority, action, case_ids, denied, purpose, rule, results, question)
      select ${TENANT}, timestamptz '2026-01-01' + g * interval '1 second', md5('entry ' || g)::uuid, 'person-' || (g * 7919::bigint) % ${PEOPLE},
             'session:' || left(md5(g::text), 16), case when g % 5 = 0 then 'list-cases' else 'read-case' end,
             case when g % 5 = 0 then array(select ${caseOf(`(g * 104729::bigint + s * 31) % ${cases}`)} from generate_series(1, ${LISTED}) s)
                  when g < ${HOT} then array[${caseOf('-1')}] else array[${caseOf(`(g * 104729::bigint) % ${cases}`)}] end,
             false, null, 'team', 1, decode(md5(g::text), 'hex')
        from generate_series(${first}, ${last}) g on conflict do nothing`);
    await query(`
      insert into access_seen (tenant, case_id, recorded_at, entry_id)
      select l.tenant, c.case_id, l.recorded_at, l.entry_id from access_log l cross join lateral unnest(l.case_ids) as c (case_id)
       where l.tenant = ${TENANT} and l.recorded_at >= timestamptz '2026-01-01' + ${first} * interval '1 second'
         and l.recorded_at <= timestamptz '2026-01-01' + ${last} * interval '1 second'
      on conflict do nothing`);
    say(`${last + 1} reads`);
  }
  await query('vacuum analyze access_log');
  await query('vacuum analyze access_seen');
}

/** Where a run that was cut off goes on: the last of its steps is done again, which changes nothing where it was whole. */
async function filledUntil(query: Ground['query'], reads: number): Promise<number> {
  const [row] = await query<{ seconds: number }>(
    `select coalesce(extract(epoch from max(recorded_at) - timestamptz '2026-01-01'), 0)::float8 as seconds from access_log
      where tenant = ${TENANT} and recorded_at < timestamptz '2026-01-01' + ${reads} * interval '1 second'`,
  );
  return Math.floor((row?.seconds ?? 0) / CHUNK) * CHUNK;
}

interface Asked {
  readonly whoP95Ms: number;
  readonly hotP95Ms: number;
  readonly reachP95Ms: number;
}

async function askOften(database: Database, reads: number): Promise<Asked> {
  const cases = Math.ceil(reads / 10);
  const context = programContext(TENANT, 'full');
  const ids = await idsOf(database, cases);
  const ask = (caseId: string): Promise<unknown> =>
    database.once(context, [
      readLooks(TENANT, { caseId, after: LATEST, limit: 51 }),
      readReadersOfCase(TENANT, caseId),
    ]);
  const month = (at: number): Parameters<typeof readReach>[1] => ({
    ...{ person: `person-${(at * 7) % PEOPLE}`, from: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z' },
    ...{ after: '00000000-0000-0000-0000-000000000000', held: [], limit: 1_001 },
  });
  return {
    whoP95Ms: await p95(TIMES, (at) => ask(ids[at % ids.length] ?? '')),
    hotP95Ms: await p95(20, () => ask(ids[0] ?? '')),
    reachP95Ms: await p95(50, (at) => database.once(context, [readReach(TENANT, month(at))])),
  };
}

/** The case that is looked at most, and others. */
async function idsOf(database: Database, cases: number): Promise<readonly string[]> {
  const numbers: Statement<{ readonly id: string }> = {
    name: 'ids-of-cases',
    text: 'select md5(n::text)::uuid as id from unnest($1::int[]) with ordinality as u (n, place) order by place',
    values: [[-1, ...Array.from({ length: TIMES }, (_, at) => (at * 7919) % cases)]],
  };
  const [found] = await database.once({ tenant: TENANT, person: 'full' }, [numbers]);
  return found.rows.map(({ id }) => id);
}

interface Added {
  readonly lineP95Ms: number;
  readonly wholeP95Ms: number;
  readonly listP95Ms: number;
  /** What the rows by case and the mark for the rules add to one look; and to a list of 50. */
  readonly addedP95Ms: number;
  readonly addedToListP95Ms: number;
}

/** In turns, so that both have the same machine. */
async function addOften(database: Database): Promise<Added> {
  const times: Record<'line' | 'whole' | 'bareList' | 'list', number[]> = {
    line: [],
    whole: [],
    bareList: [],
    list: [],
  };
  const one = [uuidV7(Date.now())];
  const many = Array.from({ length: 50 }, () => uuidV7(Date.now()));
  for (let round = 0; round < 4 * TIMES; round += 1) {
    times.line.push(await timed(() => add(database, one, 'line')));
    times.whole.push(await timed(() => add(database, one, 'whole')));
    times.bareList.push(await timed(() => add(database, many, 'line')));
    times.list.push(await timed(() => add(database, many, 'whole')));
  }
  const [line, whole, bareList, list] = [times.line, times.whole, times.bareList, times.list].map(p95Of);
  return {
    ...{ lineP95Ms: line ?? 0, wholeP95Ms: whole ?? 0, listP95Ms: list ?? 0 },
    addedP95Ms: rounded((whole ?? 0) - (line ?? 0)),
    addedToListP95Ms: rounded((list ?? 0) - (bareList ?? 0)),
  };
}

function add(database: Database, caseIds: readonly string[], what: 'line' | 'whole'): Promise<unknown> {
  const now = Date.now();
  const entry: AccessEntry = {
    ...{ entryId: uuidV7(now), person: 'person-1', authority: 'session:full', action: 'read-case', caseIds },
    ...{ denied: false, rule: 'team', results: 1, question: Buffer.alloc(16, 1) },
  };
  const statements = appendAccessLog(TENANT, new Date(now).toISOString(), [entry]);
  return database.once(programContext(TENANT, 'full'), what === 'line' ? statements.slice(0, 1) : statements);
}

async function bytesOf({ query }: Ground, reads: number): Promise<Readonly<Record<string, number>>> {
  const [row] = await query<{ line: number; seen: number; rows: number }>(`
    select pg_total_relation_size('access_log')::float8 as line, pg_total_relation_size('access_seen')::float8 as seen,
           (select count(*)::float8 from access_seen) as rows`);
  const { line = 0, seen = 0, rows = 1 } = row ?? {};
  return { bytesOfLine: Math.round(line / reads), bytesOfSeen: Math.round(seen / rows), seenRows: rows };
}

async function p95(times: number, ask: (at: number) => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let at = 0; at < times; at += 1) taken.push(await timed(() => ask(at)));
  return p95Of(taken);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function p95Of(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return rounded(sorted[Math.floor(sorted.length * 0.95)] ?? 0);
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
