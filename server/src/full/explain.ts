// What it costs to say why somebody may read a case, who may, what somebody reaches and what a change would change, in an agency
// of 20,000 people who all are in the unit of the case or above it. Over the interface, with everything that a request does.
import { commandDeps } from '../commands/execute-command.ts';
import { openDatabase } from '../store/database.ts';
import { makeExplainWorld, MANAGER, OFFICER, PRIVACY, TENANT } from './explain-world.ts';
import type { Ground } from './ground.ts';
import { MATRIX_ORIGIN, openMatrixApi, type MatrixApi } from './matrix-api.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface ExplainOptions extends SuiteOptions {
  readonly people: number;
  readonly times: number;
  readonly ground: Ground;
}

/** What the questions may take on a machine that does nothing else, at the median. */
const MOST_MS: Readonly<Record<string, number>> = { why: 50, who: 500 };
const WARMING = 3;

export interface Measured {
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Of this process, for one question: its own and that of its threads. */
  readonly processorMs: number;
}

export async function explain({ ground, people, times, say }: ExplainOptions): Promise<SuiteResult> {
  const { host = '', port = 0, database: name = '', user = '', password } = ground.application;
  const connection = { host, port, database: name, user, password: typeof password === 'string' ? password : '' };
  const { contextKey, keys } = ground;
  const database = openDatabase({ connection, contextKey, poolSize: 2 });
  const deps = commandDeps(database, keys, Date.now);
  say(`Making ${people} people …`);
  await makeExplainWorld(ground, deps, people);
  await database.close();
  const place = {
    connection,
    contextKey: contextKey.toString('base64'),
    masterKey: ground.masterKey.toString('base64'),
  };
  const api = await openMatrixApi(place);
  try {
    const asks = await asking(api);
    const counts: Record<string, Measured> = {};
    const failures: string[] = [];
    for (const [question, ask] of Object.entries(asks)) {
      counts[question] = await measure(ask, times);
      const most = MOST_MS[question];
      const { medianMs } = counts[question];
      if (most !== undefined && medianMs > most)
        failures.push(`slow. ${question} took ${medianMs} ms at the median and may take ${most}.`);
    }
    return resultOf({ people, admitted: await admitted(asks), ...counts }, failures);
  } finally {
    await api.close();
  }
}

/** What is looked at of an answer. */
interface Answered {
  readonly total?: number;
  readonly caseId?: string;
}

type Ask = () => Promise<Answered>;

async function asking(api: MatrixApi): Promise<Readonly<Record<string, Ask>>> {
  const [manager, privacy] = [await signIn(api, MANAGER), await signIn(api, PRIVACY)];
  const opened = await request(api, manager, ['/api/v1/cases', { caseType: 'care', data: { note: 'x' } }]);
  const { caseId = '' } = opened;
  const classified = {
    ...{ classification: { scale: 'au-pspf', level: 'PROTECTED', markers: [] } },
    compartments: ['c1'],
  };
  const matters = { purposes: null, matters: ['m1'], reason: 'Seen' };
  await request(api, manager, [`/api/v1/cases/${caseId}/access/classification`, { ...classified, ...matters }]);
  const wall = { kind: 'wall', person: OFFICER, unit: null, standing: 'declared' };
  const access = `/api/v1/cases/${caseId}/access`;
  return {
    why: () => request(api, manager, [`${access}/why?person=${OFFICER}`]),
    'why of a part': () => request(api, manager, [`${access}/why?person=${OFFICER}&part=health`]),
    'why of oneself': () => request(api, manager, [`${access}/why`]),
    who: () => request(api, manager, [`${access}/who`]),
    'who of a part': () => request(api, manager, [`${access}/who?part=health`]),
    reach: () => request(api, privacy, [`/api/v1/people/${OFFICER}/access/reach`]),
    'what if': () => request(api, manager, [`${access}/what-if`, { add: [wall], end: [] }]),
  };
}

async function admitted(asks: Readonly<Record<string, Ask>>): Promise<number> {
  return (await asks['who']?.())?.total ?? 0;
}

async function measure(ask: Ask, times: number): Promise<Measured> {
  for (let at = 0; at < WARMING; at += 1) await ask();
  const took: number[] = [];
  const before = process.cpuUsage();
  for (let at = 0; at < times; at += 1) {
    const started = performance.now();
    await ask();
    took.push(performance.now() - started);
  }
  const { user, system } = process.cpuUsage(before);
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    tenth(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { medianMs: at(0.5), p95Ms: at(0.95), processorMs: tenth((user + system) / 1000 / times) };
}

function tenth(ms: number): number {
  return Math.round(ms * 10) / 10;
}

async function signIn({ api }: MatrixApi, personId: string): Promise<string> {
  const answer = await api.app.inject({
    ...{ method: 'POST', url: '/api/v1/session', payload: { personId, agency: 'city' } },
    headers: { origin: MATRIX_ORIGIN },
  });
  const given = answer.headers['set-cookie'];
  if (typeof given !== 'string') throw new Error(`${personId} was not let in: ${answer.statusCode} ${answer.body}`);
  return given.split(';')[0] ?? '';
}

let keys = 0;

async function request(
  { api }: MatrixApi,
  cookie: string,
  [url, payload]: readonly [string] | readonly [string, object],
): Promise<Answered> {
  keys += 1;
  const headers = { cookie, origin: MATRIX_ORIGIN, 'idempotency-key': `explain-${TENANT}-${keys}` };
  const answer = await api.app.inject(
    payload === undefined ? { method: 'GET', url, headers } : { method: 'POST', url, headers, payload },
  );
  if (answer.statusCode >= 300) throw new Error(`${url} answered ${answer.statusCode}: ${answer.body.slice(0, 300)}`);
  return answer.json();
}
