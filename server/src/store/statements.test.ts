// The rules that hold one schema for a plain and a distributed server, read from the statements of this room. The text of
// every file is looked at, so that a new statement is looked at too.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const HERE = import.meta.dirname;

interface StatementText {
  readonly file: string;
  readonly sql: string;
}

/** Work on a whole database by its owner, before the application serves or beside it; not statements of the application. */
const BEFORE_SERVING = new Set([
  ...['migrate.ts', 'describe-schema.ts', 'has-other-key.ts', 'probe-context.ts'],
  ...['whole-database.ts', 'agency-rows.ts', 'sweep.ts'],
]);
/** Statements that belong to no agency, each with the reason. */
const WITHOUT_AGENCY: Readonly<Record<string, string>> = {
  'list-agencies.ts': 'the platform lists agencies',
  'list-agency-keys.ts': 'the platform reads the wrapped keys of agencies',
  'agency-secrets.ts': 'the platform reads what agencies brought, wrapped',
  ...{
    'holds.ts': 'the function takes the agency as its first argument and compares it with the context',
    'hold-queries.ts': 'the function takes the agency as its first argument and compares it with the context',
    'retention-rows.ts': 'the function takes the agency as its first argument and compares it with the context',
  },
  'destroy-keys.ts': 'the functions take the agency as their first argument and compare it with the context',
  'follow-traces.ts': 'the function takes the agency as its first argument and compares it with the context',
  'search-files.ts': 'the function takes the agency as its first argument and compares it with the context',
  'search-cases.ts': 'the function takes the agency as its first argument and compares it with the context',
  'pending-of.ts': 'the function takes the agency as its first argument and compares it with the context',
  'outcomes-between.ts': 'the function takes the agency as its first argument and compares it with the context',
  'goals-between.ts': 'the function takes the agency as its first argument and compares it with the context',
  'witnessed-log.ts': 'what the platform, agency 0, has witnessed of other installations',
  'older-transactions.ts': 'asks the server for the time and for its transactions, and no table',
  'listen-live.ts': 'asks whether its connection is there, and no table',
};

function statements(): readonly StatementText[] {
  return readdirSync(HERE)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !BEFORE_SERVING.has(file))
    .flatMap((file) => sqlIn(readFileSync(join(HERE, file), 'utf8')).map((sql) => ({ file, sql })));
}

/** Strings and templates that begin as SQL does. */
function sqlIn(source: string): readonly string[] {
  return [...source.matchAll(/(['`])(\s*(?:select|insert into|update|delete from|with|merge)\s[\s\S]*?)\1/gi)].map(
    (match) => (match[2] ?? '').trim(),
  );
}

/** Statements that need not say it, each with the reason. */
const UNSETTLES_NOBODY: Readonly<Record<string, string>> = {
  'touch-session': 'it lets a session last longer',
  'forget-sessions': 'these were over already',
  'end-provider-sessions': 'its caller tells of the people whom it answers with',
};

/** Sessions, memberships, people, units above others, and facts that somebody holds. */
const WRITES_PROOF =
  /delete from (session|membership|person|access_fact|case_grant)\b|update (session|membership|person|access_fact|case_grant)\b|insert into (membership|access_fact|case_grant)\b|update team set above/;

/** The statements of a source that write what a session is proved by: each goes from its name to the next one. */
function writesOfProof(source: string): readonly { readonly name: string; readonly tells: boolean }[] {
  return source
    .split(/\bname: ['`]/)
    .slice(1)
    .filter((statement) => WRITES_PROOF.test(statement))
    .map((statement) => ({ name: /^[a-z-]*[a-z]/.exec(statement)?.[0] ?? '', tells: /\bunsettles:/.test(statement) }));
}

function silentWriters(files: readonly string[]): readonly string[] {
  const writes = files
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => writesOfProof(readFileSync(join(HERE, file), 'utf8')));
  if (writes.length < 10) throw new Error('The statements that write rights were not found.');
  return writes.flatMap(({ name, tells }) => (tells || UNSETTLES_NOBODY[name] !== undefined ? [] : [name]));
}

function offenders(breaks: (statement: StatementText) => boolean): readonly string[] {
  return statements()
    .filter(breaks)
    .map(({ file, sql }) => `${file}: ${sql.replaceAll(/\s+/g, ' ').slice(0, 80)}`);
}

describe('the statements of the store', () => {
  it('are found at all', () => {
    expect(statements().length).toBeGreaterThan(40);
    expect(sqlIn("const x = { text: 'select a from b where tenant = $1' }")).toEqual([
      'select a from b where tenant = $1',
    ]);
  });

  it('name the agency as their first parameter, in the condition or as the first column', () => {
    const named =
      /\btenant\s*=\s*(any\s*\()?\$1\b|\(tenant,[\s\S]*?\)\s*(values\s*\(\$1|values\s*\$\{rows|select\s+\$1)|\$\{(INSERT|HEAD)\}/i;
    expect(
      offenders(({ file, sql }) => WITHOUT_AGENCY[file] === undefined && !named.test(sql) && !/pg_notify/.test(sql)),
    ).toEqual([]);
  });

  it('hold no INSERT inside a WITH', () => {
    expect(
      offenders(({ sql }) => /\bwith\b[\s\S]*\bas\s*(not\s+|materialized\s*)*\([\s\S]*\binsert\b/i.test(sql)),
    ).toEqual([]);
  });

  it('never change the agency of a row, and use no volatile function in an UPDATE', () => {
    expect(offenders(({ sql }) => /\bset\s+tenant\b/i.test(sql))).toEqual([]);
    expect(
      offenders(
        ({ sql }) =>
          /\bupdate\b/i.test(sql) && /\b(random|clock_timestamp|gen_random_uuid|uuidv7|nextval)\s*\(/i.test(sql),
      ),
    ).toEqual([]);
  });

  it('say whom they unsettle where they write what a session is proved by', () => {
    expect(
      silentWriters(readdirSync(HERE).filter((file) => file.endsWith('.ts') && !BEFORE_SERVING.has(file))),
    ).toEqual([]);
    const silent = "return { name: 'fire', text: 'delete from membership where tenant = $1', values: [] };";
    expect(writesOfProof(silent)).toEqual([{ name: 'fire', tells: false }]);
    expect(writesOfProof(silent.replace('values: []', 'values: [], unsettles: [x]'))).toEqual([
      { name: 'fire', tells: true },
    ]);
  });

  it('take no session lock, no snapshot id and no MERGE', () => {
    expect(
      offenders(
        ({ sql }) =>
          /\b(pg_advisory|pg_current_snapshot|pg_snapshot|txid_|pg_current_xact)/i.test(sql) || /^merge\b/i.test(sql),
      ),
    ).toEqual([]);
  });

  it('set the context by SET LOCAL alone', () => {
    const files = readdirSync(HERE).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
    expect(files.filter((file) => /set_config\s*\(/.test(readFileSync(join(HERE, file), 'utf8')))).toEqual([]);
  });

  it('have one text for each name', () => {
    const names = new Map<string, string>();
    const twice: string[] = [];
    for (const file of readdirSync(HERE).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
      for (const [, name = ''] of readFileSync(join(HERE, file), 'utf8').matchAll(/\bname: '([a-z0-9-]+)'/g)) {
        if (names.has(name)) twice.push(`${name} in ${names.get(name)} and ${file}`);
        names.set(name, file);
      }
    }
    expect(twice).toEqual([]);
  });
});
