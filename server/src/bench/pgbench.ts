// Runs pgbench, where it is installed, for one slice of a measurement. Knows nothing of what its script does.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BARE_OPTIONS } from './bare-tables.ts';
import type { LoadResult } from './http-load.ts';
import type { BenchConnection } from './owner-session.ts';
import { percentile } from './percentiles.ts';
import type { PgbenchScript } from './pgbench-script.ts';

export interface PgbenchOrder {
  readonly connection: BenchConnection;
  readonly script: PgbenchScript;
  readonly clients: number;
  /** So many seconds, or so many transactions of each client. */
  readonly length: { readonly seconds: number } | { readonly transactions: number };
  /** The number of the first case. */
  readonly firstCase: number;
}

/** Without a number of transactions, the cases of one client begin this far apart, so that no two clients meet. */
export const CLIENT_STRIDE = 1_000_000;

/** A tenth of the transactions is timed one by one: enough for a percentile, and the log costs the limit nothing. */
const SAMPLED = 0.1;

/** pgbench's version, or null where it is not installed. */
export function findPgbench(): string | null {
  const found = spawnSync('pgbench', ['--version'], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : null;
}

/** @throws when pgbench fails or a client of it gave up */
export async function runPgbench(order: PgbenchOrder): Promise<LoadResult> {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-pgbench-'));
  try {
    const file = join(folder, 'script.sql');
    writeFileSync(file, order.script.text);
    const output = await run(argumentsFor(order, file), environmentFor(order.connection), folder);
    return resultOf(output, sampledTimes(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function argumentsFor(order: PgbenchOrder, file: string): readonly string[] {
  const { connection, clients, length, script } = order;
  const stride = 'seconds' in length ? CLIENT_STRIDE : length.transactions;
  const own = [
    ['base', String(order.firstCase)],
    ['stride', String(stride)],
    ['i', '0'],
  ];
  const variables = [...script.variables, ...own].flatMap(([name, value]) => ['-D', `${name}=${value}`]);
  return [
    ...['--no-vacuum', '--protocol=prepared', '--log', `--sampling-rate=${SAMPLED}`],
    ...['-f', file, '-c', String(clients), '-j', clients >= 8 ? '2' : '1'],
    ...('seconds' in length
      ? ['-T', String(Math.max(1, Math.round(length.seconds)))]
      : ['-t', String(length.transactions)]),
    ...['-h', connection.host, '-p', String(connection.port), '-U', connection.user, ...variables, connection.database],
  ];
}

function environmentFor({ password, ssl }: BenchConnection): NodeJS.ProcessEnv {
  const mode = ssl === undefined || ssl === false ? 'disable' : 'require';
  return { PATH: process.env['PATH'], LC_ALL: 'C', PGPASSWORD: password, PGOPTIONS: BARE_OPTIONS, PGSSLMODE: mode };
}

function run(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('pgbench', args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`pgbench ended with ${code}: ${errors.split('\n').slice(0, 3).join(' ')}`));
    });
  });
}

function resultOf(output: string, times: readonly number[]): LoadResult {
  const requests = Number(/number of transactions actually processed: (\d+)/.exec(output)?.[1] ?? 0);
  const perSecond = Number(/tps = ([\d.]+) \(without/.exec(output)?.[1] ?? 0);
  const failures = Number(/number of failed transactions: (\d+)/.exec(output)?.[1] ?? 0);
  return {
    requests,
    failures,
    firstFailure: failures === 0 ? null : 'see the log of the database',
    seconds: perSecond === 0 ? 0 : requests / perSecond,
    perSecond,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    p99Ms: percentile(times, 0.99),
  };
}

/** Milliseconds of the sampled transactions, sorted: the third word of each line of the logs, in microseconds. */
function sampledTimes(folder: string): readonly number[] {
  const logs = readdirSync(folder).filter((name) => name.startsWith('pgbench_log.'));
  const lines = logs.flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  return lines
    .filter((line) => line !== '')
    .map((line) => Number(line.split(' ')[2]) / 1000)
    .toSorted((a, b) => a - b);
}
