// The floor: a bare node:http server in one process over the bare driver. It writes the rows that one of our commands
// writes, in the same two flights of named statements, and answers the same rows. It checks nothing and knows nobody.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import pg from 'pg';
import { BARE_OPTIONS } from './bare-tables.ts';
import { openGroupCommit, type AccessRow } from './group-commit.ts';
import type { BenchConnection } from './owner-session.ts';
import { caseIdOf, fillValues, type TemplateStatement } from './row-template.ts';

export interface BareOptions {
  readonly connection: BenchConnection;
  readonly poolSize: number;
  readonly tenant: number;
  readonly open: readonly TemplateStatement[];
  readonly complete: readonly TemplateStatement[];
  /** The number of the first case that is opened here. */
  readonly firstCase: number;
  /** The lane and the token whose lists are read. */
  readonly token: string;
}

/** Paths of what can be read; opening posts to `/cases`, completing to `/cases/<number>`. */
export const FLOOR_PATHS = {
  case: (caseId: string) => `/cases/${caseId}`,
  work: '/work',
  cases: '/list',
  audited: (path: string) => `/audited${path}`,
} as const;

interface Bare {
  readonly options: BareOptions;
  readonly pool: pg.Pool;
  readonly record: (row: AccessRow) => Promise<void>;
  nextCase: number;
}

interface Reading {
  readonly body: unknown;
  readonly caseIds: readonly string[];
}

const READ_HEAD = 'select version, last_hash, state from case_head where tenant = $1 and case_id = $2';
const READ_CASE = 'select version, case_type, team, state from case_head where tenant = $1 and case_id = $2';
const READ_WORK = `select case_id, task, title, reference, case_type, team, lane, priority, due_on::text, since, since_at
   from task where tenant = $1 and lane = $2 order by due_on, since_at, case_id, task limit 51`;
const READ_LIST = `select h.case_id, h.reference, h.case_type, h.team, h.status, h.opened_at, h.version
   from (select opened_at, case_id from case_access where tenant = $1 and token = $2 and status = 'open'
          order by opened_at desc, case_id desc limit 51) a
   join case_head h on h.tenant = $1 and h.case_id = a.case_id
  order by a.opened_at desc, a.case_id desc`;

/** A server that does not listen yet; `end` lets go of the database. */
export function bareServer(options: BareOptions): { readonly server: Server; readonly end: () => Promise<void> } {
  const { ssl, ...connection } = options.connection;
  const pool = new pg.Pool({
    ...connection,
    ...(ssl === undefined ? {} : { ssl }),
    max: options.poolSize,
    pipeline: true,
    options: BARE_OPTIONS,
  });
  const bare: Bare = { options, pool, record: openGroupCommit(pool, options.tenant), nextCase: options.firstCase };
  const server = createServer((request, response) => {
    answer(bare, request, response).catch((error: unknown) => {
      send(response, 500, { error: error instanceof Error ? error.message : String(error) });
    });
  });
  return { server, end: () => pool.end() };
}

async function answer(bare: Bare, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [audited, what, id] = pathOf(request.url ?? '');
  if (request.method === 'POST') {
    // Parsed, as any server would, and not looked at.
    JSON.parse(await bodyOf(request));
    const opens = id === '';
    const number = opens ? (bare.nextCase += 1) : Number(id);
    await writeCommand(bare, opens ? bare.options.open : bare.options.complete, number);
    send(response, opens ? 201 : 200, {
      caseId: caseIdOf(number),
      version: opens ? 1 : 2,
      reference: `INF-2026-${number}`,
    });
    return;
  }
  const { body, caseIds } = await read(bare, what, id);
  if (audited) await bare.record({ entryId: randomUUID(), action: what, caseIds });
  send(response, 200, body);
}

/** `/audited/cases/7` is `[true, 'cases', '7']`. */
function pathOf(path: string): readonly [boolean, string, string] {
  const parts = path.split('/');
  const audited = parts[1] === 'audited';
  return [audited, parts[audited ? 2 : 1] ?? '', parts[audited ? 3 : 2] ?? ''];
}

async function writeCommand(
  { pool, options }: Bare,
  template: readonly TemplateStatement[],
  number: number,
): Promise<void> {
  const client = await pool.connect();
  try {
    await Promise.all([
      client.query('BEGIN'),
      client.query({ name: 'read-head', text: READ_HEAD, values: [options.tenant, caseIdOf(number)] }),
    ]);
    const writes = template.map(({ name, text, values }) =>
      client.query({ name, text, values: fillValues(values, number) }),
    );
    const answers = await Promise.all([...writes, client.query('COMMIT')]);
    if (answers.at(-1)?.command !== 'COMMIT') throw new Error('The transaction was rolled back.');
  } finally {
    client.release();
  }
}

async function read({ pool, options }: Bare, what: string, id: string): Promise<Reading> {
  const { tenant, token } = options;
  if (what === 'cases') {
    const { rows } = await pool.query<CaseRow>({ name: 'read-case', text: READ_CASE, values: [tenant, id] });
    const [row] = rows;
    if (row === undefined) throw new Error('There is no such case.');
    const { version, case_type: caseType, team, state } = row;
    const parsed: unknown = JSON.parse(state);
    return { body: { caseId: id, version, caseType, team, state: parsed }, caseIds: [id] };
  }
  const name = what === 'work' ? 'read-work' : 'read-list';
  const text = what === 'work' ? READ_WORK : READ_LIST;
  const { rows } = await pool.query<{ case_id: string }>({ name, text, values: [tenant, token] });
  const items = rows.slice(0, 50);
  return {
    body: { items, next: rows.length > 50 ? 'more' : null },
    caseIds: [...new Set(items.map((row) => row.case_id))],
  };
}

interface CaseRow {
  readonly version: number;
  readonly case_type: string;
  readonly team: string;
  readonly state: string;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}
