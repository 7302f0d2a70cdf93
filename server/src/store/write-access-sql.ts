// Writes the policies of the database from the rules: what a reader holds comes from the signed context of the transaction,
// what a row asks for from its own columns, and no policy looks into another table. Runs nothing.
import { type AccessRules, accessRules, type TermRule } from '@casewright/engine/policy';

/** Citus refuses sub-selects in policies; a plain server is slow without them (once a statement against once a row). */
export type SqlDialect = 'plain' | 'citus';

interface PolicedTable {
  readonly table: string;
  /** The column with the tokens of which one must be held: a list, or one token for each row. */
  readonly grants:
    | { readonly column: 'tokens'; readonly one: false }
    | { readonly column: 'token'; readonly one: true };
  /** Made here, so that it has no policy of before. */
  readonly made?: true;
  readonly says: string;
}

/** Every table of which a row tells that a case exists. */
const TABLES: readonly PolicedTable[] = [
  {
    ...{ table: 'case_head', grants: { column: 'tokens', one: false } },
    says: 'The case itself: row of `accessRow` for no part.',
  },
  {
    ...{ table: 'case_part', grants: { column: 'tokens', one: false }, made: true },
    says: 'One row for each section and document: row of `accessRow` for that part. Fields are cut out by the program.',
  },
  {
    ...{ table: 'case_access', grants: { column: 'token', one: true } },
    says: 'Lists start here: one row for each token of the case.',
  },
  {
    ...{ table: 'task', grants: { column: 'tokens', one: false } },
    says: 'A task tells of its case, so it asks for the same.',
  },
];

/** Statements for a migration: columns, functions and policies. The tables hold no readable row until their columns are filled. */
export function writeAccessSql(dialect: SqlDialect, rules: AccessRules = accessRules): string {
  return [opening(dialect, rules), partTable, readerFunction, unbarredFunction(rules)]
    .concat(TABLES.map((table) => policies(table, dialect)))
    .join('\n');
}

function opening(dialect: SqlDialect, { version }: AccessRules): string {
  return `-- Row-level security for access to cases, written from the rules ${version} (${dialect === 'plain' ? 'a plain server' : 'Citus'}); do not edit.
-- \`npm run generate\` writes it anew, a test compares. Why it has this form: docs/decisions/0010-access-rules.md.
`;
}

const partTable = `create table case_part (
  tenant  integer not null,
  case_id uuid    not null,
  part    text    not null collate "C",
  primary key (tenant, case_id, part)
);
alter table case_part enable row level security;
alter table case_part force row level security;
grant select, insert, update, delete on case_part to casewright_app;
`;

const readerFunction = `-- What the reader of the verified \`app.reader\` holds, or null, never an error. The setting is
-- \`<tenant>:<person>:<expires>:<token>,<token>,....<hex hmac>\`, signed like \`app.ctx\`, which stays as short as it was: every
-- table asks for that one, few for this. Only what was signed is looked at, also between two calls in one statement: a
-- function that parsed without verifying could be shown another text than the one that was verified, by a statement that
-- changes the setting on its way. Bytes are cut, not characters, which would be counted from the start each time.
create function app.reader() returns text[]
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
    then pg_catalog.string_to_array(pg_catalog.convert_from(pg_catalog.substring(body, before + 1), 'UTF8'), ',')
      || ('agency:' || tenant)
  end;
end $$;
revoke all on function app.reader() from public;
grant execute on function app.reader() to casewright_app;
`;

function unbarredFunction(rules: AccessRules): string {
  const tests = [...new Set(rules.terms.map(testOf))];
  const terms = rules.terms.map(({ term, column }) => `${term} (${column})`).join(', ');
  return `-- Every term beside the grant: ${terms}.
-- What the program does of its own accord it does under a context that no person has.
create function app.unbarred(tenant integer, needs text[], purposes text[], walls text[], fresh boolean, reader text[])
  returns boolean language sql immutable parallel safe
  return ('agency:' || tenant) = any (reader)
    and (('program:' || tenant) = any (reader) or (fresh
      and ${tests.join('\n      and ')}));
revoke all on function app.unbarred(integer, text[], text[], text[], boolean, text[]) from public;
grant execute on function app.unbarred(integer, text[], text[], text[], boolean, text[]) to casewright_app;
`;
}

function testOf({ column, test }: TermRule): string {
  switch (test) {
    case 'holds-all':
      return `${column} <@ reader`;
    case 'holds-one':
      return `${column} && reader`;
    case 'holds-none':
      return `not ${column} && reader`;
    default:
      return test satisfies never;
  }
}

/** Grants are permissive and add up, terms are restrictive and never do. Writing is held to the agency, as before. */
function policies({ table, grants, made, says }: PolicedTable, dialect: SqlDialect): string {
  const call = (name: string): string => (dialect === 'plain' ? `(select app.${name}())` : `app.${name}()`);
  const reader = call('reader');
  const ours = `tenant = ${call('current_tenant')}`;
  const tokens = grants.one ? '' : `\n  add column tokens text[] not null default '{}',`;
  // The program must find the rows of a list as well, to take them out.
  const held = grants.one ? `array[token, 'program:' || tenant]` : 'tokens';
  return `-- ${says}
alter table ${table}${tokens}
  add column needs text[] not null default '{nobody}',
  add column purposes text[] not null default '{}',
  add column walls text[] not null default '{}',
  add column access_until timestamptz not null default '-infinity';
${made === true ? '' : `drop policy tenant on ${table};\n`}create policy granted on ${table} for select using (${held} && ${reader});
create policy unbarred on ${table} as restrictive for select
  using (app.unbarred(tenant, needs, purposes, walls, access_until > now(), ${reader}));
create policy added on ${table} for insert with check (${ours});
create policy changed on ${table} for update using (${ours})
  with check (${ours});
create policy removed on ${table} for delete using (${ours});
`;
}
