// What it costs to say what becomes due by class and year, and which cases those are, in an agency with very many closed cases. Over the
// interface, with everything that a request does; and the figures are held against a count that knows none of the program's.
import { loadavg } from 'node:os';
import { commandDeps } from '../commands/execute-command.ts';
import { openDatabase, type ConnectionSettings } from '../store/database.ts';
import { fileKeyProvider } from '../store/keys.ts';
import { FORECAST_TENANT, makeForecastWorld, RECORDS_MANAGER, type ForecastGround } from './forecast-world.ts';
import { MATRIX_ORIGIN, openMatrixApi, type MatrixApi } from './matrix-api.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface ForecastOptions extends SuiteOptions {
  readonly cases: number;
  readonly times: number;
  readonly ground: ForecastGround & {
    readonly connection: ConnectionSettings;
    readonly contextKey: Buffer;
    readonly masterKey: Buffer;
  };
}

/** What the forecast may take at the 95th percentile on a machine that does nothing else; how busy it was is written beside it. */
const MOST_MS = 1000;
const YEARS = 20;
const RETENTION = `/api/v1/records/retention?years=${YEARS}`;
const LISTS: Readonly<Record<string, string>> = {
  'first page of cases': '/api/v1/records/cases',
  'first page of those due': '/api/v1/records/cases?status=due&caseType=permits&class=upheld',
  'first page of those under hold': '/api/v1/records/cases?held=yes',
};

interface Measured {
  /** Nothing was asked before. */
  readonly firstMs: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

export async function forecast({ ground, cases, times, say }: ForecastOptions): Promise<SuiteResult> {
  const { connection, contextKey, masterKey } = ground;
  const database = openDatabase({ connection, contextKey, poolSize: 2 });
  say(`Making ${cases} closed cases …`);
  const made = await makeForecastWorld(ground, commandDeps(database, fileKeyProvider(masterKey), Date.now), cases);
  await database.close();
  const keys = { contextKey: contextKey.toString('base64'), masterKey: masterKey.toString('base64') };
  const api = await openMatrixApi({ connection, ...keys });
  try {
    const cookie = await signIn(api);
    const ask = (url: string) => () => request(api, cookie, url);
    const counts: Record<string, Measured> = { forecast: await measure(ask(RETENTION), times) };
    for (const [list, url] of Object.entries(LISTS)) counts[list] = await measure(ask(url), times);
    // For the lists no goal was set; what they take is written down.
    const p95Ms = counts['forecast']?.p95Ms ?? 0;
    const failures =
      p95Ms > MOST_MS ? [`slow. It took ${p95Ms} ms at the 95th percentile and may take ${MOST_MS}.`] : [];
    const compared = await compare(ground, await ask(RETENTION)());
    const load = Math.round(loadavg()[0] ?? 0);
    return resultOf({ cases: made, load, ...compared.counts, ...counts }, [...compared.failures, ...failures]);
  } finally {
    await api.close();
  }
}

async function measure(ask: () => Promise<unknown>, times: number): Promise<Measured> {
  const took: number[] = [];
  for (let at = 0; at <= times; at += 1) {
    const started = performance.now();
    await ask();
    took.push(performance.now() - started);
  }
  const [first = 0, ...rest] = took;
  const sorted = rest.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { firstMs: Math.round(first), medianMs: at(0.5), p95Ms: at(0.95) };
}

/** As the interface answers. */
interface Overview {
  readonly today: string;
  readonly years: readonly { readonly year: number | null; readonly cases: number; readonly held: number }[];
  readonly later: number;
  readonly withheld: number;
}

interface DueRow {
  readonly case_id: string;
  readonly due: string;
}

/** Counted here, row by row: what is due in each year, of which the asker may know, and what of that is under hold. */
async function compare(
  { query }: ForecastGround,
  answer: unknown,
): Promise<{ readonly counts: Readonly<Record<string, number>>; readonly failures: readonly string[] }> {
  // The shape of the answer is held by the tests of the routes.
  const { today, years, later, withheld } = answer as Overview;
  const open = await query<DueRow>(
    `select d.case_id, d.due_on::text as due from retention_due d join case_head h using (tenant, case_id)
      where d.tenant = $1 and d.due_on is not null and not h.needs && array(select 'compartment:1/c' || n from generate_series(0, 4) n)`,
    [FORECAST_TENANT],
  );
  const holds = await query<{ case_id: string }>(
    'select case_id from hold where tenant = $1 union select case_id from hold_member where tenant = $1',
    [FORECAST_TENANT],
  );
  const held = new Set(holds.map((row) => row.case_id));
  const yearOf = ({ due }: DueRow): string => (due <= today ? 'already' : due.slice(0, 4));
  const right = new Map<string, { cases: number; held: number }>();
  for (const row of open) {
    const of = right.get(yearOf(row)) ?? { cases: 0, held: 0 };
    right.set(yearOf(row), { cases: of.cases + 1, held: of.held + (held.has(row.case_id) ? 1 : 0) });
  }
  const failures = years.flatMap(({ year, cases, held: under }) => {
    const of = right.get(year === null ? 'already' : String(year)) ?? { cases: 0, held: 0 };
    return of.cases === cases && of.held === under
      ? []
      : [`In ${year ?? 'the past'} ${cases} are due, ${under} under hold, and ${of.cases}, ${of.held} should be.`];
  });
  const told = years.reduce((sum, { cases }) => sum + cases, 0) + later;
  if (told !== open.length) failures.push(`${told} are told of, and ${open.length} should be.`);
  return { counts: { due: told, held: held.size, withheld }, failures };
}

async function signIn({ api }: MatrixApi): Promise<string> {
  const answer = await api.app.inject({
    ...{ method: 'POST', url: '/api/v1/session', payload: { personId: RECORDS_MANAGER, agency: 'city' } },
    headers: { origin: MATRIX_ORIGIN },
  });
  const given = answer.headers['set-cookie'];
  if (typeof given !== 'string') throw new Error(`Nobody was let in: ${answer.statusCode} ${answer.body}`);
  return given.split(';')[0] ?? '';
}

async function request({ api }: MatrixApi, cookie: string, url: string): Promise<unknown> {
  const answer = await api.app.inject({ method: 'GET', url, headers: { cookie } });
  if (answer.statusCode >= 300) throw new Error(`${url} answered ${answer.statusCode}: ${answer.body.slice(0, 300)}`);
  return answer.json();
}
