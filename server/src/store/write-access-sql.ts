// Writes the policies of the database from the rules: what a reader holds comes from the signed context of the transaction,
// what a row asks for from its own columns, and no policy looks into another table. Runs nothing.
import { type AccessRules, accessRules, ANY_PURPOSE, type TermRule } from '@casewright/engine/policy';

/** Citus refuses sub-selects in policies; a plain server is slow without them (once a statement against once a row). */
export type SqlDialect = 'plain' | 'citus';

interface PolicedTable {
  readonly table: string;
  /** Whether the reader holds one of the tokens of a row: one of a list, or the one for which the row stands. */
  readonly granted: (reader: string) => string;
  readonly says: string;
}

const LISTED = { granted: (reader: string) => `tokens && ${reader}` };

/** Every table of which a row tells that a case exists. */
const TABLES: readonly PolicedTable[] = [
  { table: 'case_head', ...LISTED, says: 'The case itself: row of `accessRow` for no part.' },
  {
    ...{ table: 'case_part', ...LISTED },
    says: 'One row for each section and restricted field: row of `accessRow` for that part. What it holds is cut out by the program.',
  },
  {
    table: 'case_access',
    // The program must find the rows of a list as well, to take them out.
    granted: (reader) => `(token = any (${reader}) or ${isProgram(reader)})`,
    says: 'Lists start here: one row for each token by which the case is listed.',
  },
  { table: 'task', ...LISTED, says: 'A task tells of its case, so it asks for the same.' },
];

/** Statements that put the policies in place of those before; the columns are made by the migration that has them. */
export function writeAccessSql(dialect: SqlDialect, rules: AccessRules = accessRules): string {
  return [opening(dialect, rules), readerFunction, unbarredFunction(rules)]
    .concat(TABLES.map((table) => policies(table, dialect, rules)))
    .join('\n');
}

function opening(dialect: SqlDialect, { version }: AccessRules): string {
  return `-- Row-level security for access to cases, written from the rules ${version} (${dialect === 'plain' ? 'a plain server' : 'Citus'}); do not edit.
-- \`npm run generate\` writes it anew, a test compares. Why it has this form: docs/decisions/0010-access-rules.md.
`;
}

const readerFunction = `-- What the reader of the verified \`app.reader\` holds, or null, never an error. The setting is
-- \`<tenant>:<person>:<expires>:<token>,<token>,....<hex hmac>\`, signed like \`app.ctx\`, which stays as short as it was: every
-- table asks for that one, few for this. Only what was signed is looked at, also between two calls in one statement: a
-- function that parsed without verifying could be shown another text than the one that was verified, by a statement that
-- changes the setting on its way. Bytes are cut, not characters, which would be counted from the start each time.
-- A reader of one agency in the context of another holds nothing. That one reads for some purpose every reader holds.
create or replace function app.reader() returns text[]
  language plpgsql stable parallel safe security definer
as $$
declare
  setting text := pg_catalog.current_setting('app.reader', true);
  signed bytea := pg_catalog.convert_to(setting, 'UTF8');
  body bytea := pg_catalog.substring(signed, 1, greatest(pg_catalog.octet_length(signed) - 65, 0));
  tenant text := pg_catalog.split_part(setting, ':', 1);
  expires text := pg_catalog.split_part(setting, ':', 3);
  before integer := pg_catalog.octet_length(tenant) + pg_catalog.octet_length(pg_catalog.split_part(setting, ':', 2))
    + pg_catalog.octet_length(expires) + 3;
  inner_pad bytea;
  outer_pad bytea;
begin
  select k.inner_pad, k.outer_pad into inner_pad, outer_pad from app_private.context_key k;
  return case
    when pg_catalog.convert_to(pg_catalog.encode(pg_catalog.sha256(outer_pad || pg_catalog.sha256(inner_pad || body)), 'hex'), 'UTF8')
       = pg_catalog.substring(signed, pg_catalog.octet_length(signed) - 63)
     and expires::bigint > pg_catalog.date_part('epoch', pg_catalog.now())
     and tenant = pg_catalog.split_part(pg_catalog.current_setting('app.ctx', true), ':', 1)
    then pg_catalog.string_to_array(pg_catalog.convert_from(pg_catalog.substring(body, before + 1), 'UTF8'), ',')
      || '${ANY_PURPOSE}'::text
  end;
end $$;
revoke all on function app.reader() from public;
grant execute on function app.reader() to casewright_app;
`;

function unbarredFunction(rules: AccessRules): string {
  const tests = [...new Set(rules.terms.map(({ column, test }) => termTest(column, test, 'reader')))];
  const terms = rules.terms.map(({ term, column }) => `${term} (${column})`).join(', ');
  return `-- Every term: ${terms}. That there is a grant was asked before.
-- What the program does of its own accord it does under a context that no person has. One call with everything, since each
-- mention of the reader in a policy asks for them again; and not SQL, which is planned anew in each statement.
create or replace function app.unbarred(tenant integer, needs text[], purposes text[], walls text[], fresh boolean, reader text[])
  returns boolean language plpgsql immutable parallel safe
as $$
begin
  return ${isProgram('reader')} or (fresh
    and ${tests.join('\n    and ')});
end $$;
revoke all on function app.unbarred(integer, text[], text[], text[], boolean, text[]) from public;
grant execute on function app.unbarred(integer, text[], text[], text[], boolean, text[]) to casewright_app;
`;
}

/** What a row without restrictions looks like: every term is met by whoever holds what every reader holds. */
function unrestricted({ column, test }: TermRule): string {
  return test === 'holds-one' ? `${column} = '{${ANY_PURPOSE}}'` : `${column} = '{}'`;
}

function isProgram(reader: string): string {
  return `('program:' || tenant) = any (${reader})`;
}

/** SQL: whether a term is met by a row of which this is the column, and by whoever holds this. */
export function termTest(column: string, test: TermRule['test'], held: string): string {
  switch (test) {
    case 'holds-all':
      return `${column} <@ ${held}`;
    case 'holds-one':
      return `${column} && ${held}`;
    case 'holds-none':
      return `not ${column} && ${held}`;
    default:
      return test satisfies never;
  }
}

/**
 * Reading is decided by the rules. Most rows are not restricted, and a sub-select is asked only where its value is needed: so
 * the grant comes first, then what costs nothing, and only for other rows the call that asks the reader once more. Writing is
 * the program's: it decides as whoever asks, and writes as itself.
 */
function policies({ table, granted, says }: PolicedTable, dialect: SqlDialect, rules: AccessRules): string {
  const call = (name: string): string => (dialect === 'plain' ? `(select app.${name}())::text[]` : `app.${name}()`);
  const names = ['tenant', 'readable', 'added', 'changed', 'removed'];
  const plain = ['access_until > now()', ...new Set(rules.terms.map(unrestricted))].join(' and ');
  const reader = call('reader');
  return `-- ${says}
${names.map((name) => `drop policy if exists ${name} on ${table};`).join('\n')}
create policy readable on ${table} for select
  using (${granted(reader)} and ((${plain})
    or app.unbarred(tenant, needs, purposes, walls, access_until > now(), ${reader})));
create policy added on ${table} for insert with check (${isProgram(reader)});
create policy changed on ${table} for update using (${isProgram(reader)}) with check (${isProgram(reader)});
create policy removed on ${table} for delete using (${isProgram(reader)});
`;
}
