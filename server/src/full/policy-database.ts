// Asks the database's policies about a whole world of facts at once: every row is put in, every reader looks without any
// condition, and nothing is kept. Says what was seen; the verdict is elsewhere.
import {
  type AccessReader,
  accessRow,
  type AccessRow,
  type AccessWorld,
  type Instant,
  programToken,
  readerTokens,
} from '@casewright/engine/policy';
import type pg from 'pg';
import { sign } from '../store/context.ts';
import { signReader } from '../store/reader-context.ts';

export interface PolicyQuestions {
  readonly world: AccessWorld;
  readonly readers: readonly AccessReader[];
  readonly questions: readonly { readonly case: string; readonly part: string | null }[];
  readonly now: Instant;
}

/** A connection that has the rights of the application's role, and the key with which its contexts are signed. */
export interface PolicyGround {
  readonly client: pg.Client;
  readonly contextKey: Buffer;
  /** The caller has begun a transaction, which must go on. */
  readonly inside: boolean;
}

const CASE_ID = '00000000-0000-7000-8000-000000000000';
const FAR = '2999-01-01';

/** For each reader the places, in the list of questions, of the rows that the database shows. */
export async function seenByReaders(
  ground: PolicyGround,
  asked: PolicyQuestions,
): Promise<readonly ReadonlySet<number>[]> {
  const rows = asked.questions.map((question) => accessRow(asked.world, question, asked.now));
  const agencies = [...new Set(rows.map(({ agency }) => agency))];
  const setFor = (agency: string, reader: { person: string; tokens: readonly string[] }): string =>
    setContext(ground, { tenant: Number(agency), ...reader });
  const statements = agencies.flatMap((agency) => [
    setFor(agency, { person: 'program', tokens: [programToken(agency)] }),
    `insert into case_part (tenant, case_id, part, tokens, needs, purposes, walls, access_until) values ${rows
      .flatMap((row, at) => (row.agency === agency ? [valuesOf(row, at)] : []))
      .join(', ')}`,
  ]);
  for (const reader of asked.readers) {
    for (const agency of agencies) {
      const { tokens } = readerTokens(asked.world, reader, { agency, now: asked.now });
      statements.push(
        setFor(agency, { person: reader.person.split('/')[1] ?? '-', tokens }),
        'select part from case_part',
      );
    }
  }
  const results = await inRollback(ground, statements);
  const selected = results.filter(({ command }) => command === 'SELECT');
  return asked.readers.map((_, at) => {
    const seen = selected.slice(at * agencies.length, (at + 1) * agencies.length);
    return new Set(seen.flatMap((result) => result.rows.map((row) => Number(String(row['part'])))));
  });
}

/**
 * Attacks and edges that no world has: each is a sentence with how many of four rows are seen. Two are restricted, two are not,
 * and one of each is out of date.
 */
export async function seenByAttackers(ground: PolicyGround): Promise<Readonly<Record<string, number>>> {
  const row: AccessRow = {
    ...{ agency: '7', tokens: ['in:7/desk', programToken('7')], needs: ['level:au/1'], purposes: ['purpose:*'] },
    ...{ walls: ['person:7/bob'], until: null },
  };
  const tokens = ['in:7/desk', 'level:au/1', 'purpose:*', 'person:7/ann'];
  const ann = { tenant: 7, person: 'ann', tokens };
  const good = literal(ground, ann);
  const contexts: Readonly<Record<string, string>> = {
    'a good context': good,
    'an altered signature': good.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    'another key': literal({ ...ground, contextKey: Buffer.alloc(32, 1) }, ann),
    'a token that was not signed': good.replace('in:7/desk', 'in:7/desk,seal:1'),
    'an expired context': signReader(ann, 1_000_000_000, ground.contextKey),
    'tokens in another agency': literal(ground, { ...ann, tenant: 8 }),
    'a context without tokens': literal(ground, { ...ann, tokens: [] }),
    'a context of the old form': good.slice(0, good.indexOf(':in:')),
    'no context': '',
    'too short a context': 'x',
    'the program': literal(ground, { ...ann, tokens: [programToken('7')] }),
    'the program of another agency': literal(ground, { ...ann, tenant: 8, tokens: [programToken('8'), ...tokens] }),
  };
  const open: AccessRow = { ...row, needs: [], walls: [] };
  const stale = (values: string): string => values.replace(FAR, '2001-01-01');
  const rows = [valuesOf(row, 0), stale(valuesOf(row, 1)), valuesOf(open, 2), stale(valuesOf(open, 3))];
  const results = await inRollback(ground, [
    setContext(ground, { tenant: 7, person: 'program', tokens: [programToken('7')] }),
    `insert into case_part (tenant, case_id, part, tokens, needs, purposes, walls, access_until) values ${rows.join(', ')}`,
    ...Object.values(contexts).flatMap((context) => [
      `set local app.reader = '${context}'`,
      'select part from case_part',
    ]),
  ]);
  const selected = results.filter(({ command }) => command === 'SELECT');
  return Object.fromEntries(Object.keys(contexts).map((name, at) => [name, selected[at]?.rows.length ?? -1]));
}

/** What an attacker must see of the four rows. */
export const SEEN_BY_ATTACKERS: Readonly<Record<string, number>> = {
  'a good context': 2,
  'an altered signature': 0,
  'another key': 0,
  'a token that was not signed': 0,
  'an expired context': 0,
  'tokens in another agency': 0,
  'a context without tokens': 0,
  'a context of the old form': 0,
  'no context': 0,
  'too short a context': 0,
  'the program': 4,
  'the program of another agency': 0,
};

async function inRollback(
  { client, inside }: PolicyGround,
  statements: readonly string[],
): Promise<readonly pg.QueryResult<pg.QueryResultRow>[]> {
  await client.query(inside ? 'savepoint world' : 'begin');
  try {
    // A text with several statements answers with a list, which the types of the library do not say.
    return (await client.query(statements.join(';\n'))) as unknown as pg.QueryResult<pg.QueryResultRow>[];
  } finally {
    await client.query(inside ? 'rollback to world; release world' : 'rollback');
  }
}

function setContext(ground: PolicyGround, reader: Parameters<typeof signReader>[0]): string {
  const { tenant, person } = reader;
  const context = sign(`${tenant}:${person}`, inTenMinutes(), ground.contextKey);
  return `set local app.ctx = '${context}'; set local app.reader = '${literal(ground, reader)}'`;
}

function literal({ contextKey }: PolicyGround, reader: Parameters<typeof signReader>[0]): string {
  return signReader(reader, inTenMinutes(), contextKey);
}

function inTenMinutes(): number {
  return Math.floor(Date.now() / 1000) + 600;
}

function valuesOf({ agency, tokens, needs, purposes, walls }: AccessRow, at: number): string {
  const lists = [tokens, needs, purposes, walls].map((list) => `'{${list.map((token) => `"${token}"`).join(',')}}'`);
  return `(${agency}, '${CASE_ID}', '${at}', ${lists.join(', ')}, '${FAR}')`;
}
