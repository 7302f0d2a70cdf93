// Writes a database's schema as text, the same on every supported server: what a reviewer reads when a migration changes
// it, and what a test compares. It leaves out owners, role passwords and whatever differs between server versions.
import type { ConnectionSettings } from './database.ts';
import { APP_ROLE } from './migrate.ts';
import type { Statement } from './statement.ts';
import pg from 'pg';

const SCHEMAS = ['app', 'app_private', 'public'];

/** @param owner may read the catalogue; no row of data is read. */
export async function describeSchema(owner: ConnectionSettings): Promise<string> {
  const { ssl, ...connection } = owner;
  const client = new pg.Client({
    ...connection,
    ...(ssl === undefined ? {} : { ssl }),
    application_name: 'casewright describe',
  });
  await client.connect();
  try {
    const sections: string[] = [];
    for (const { text, values } of schemaStatements()) {
      const answer = await client.query<SchemaLine>(text, [...values]);
      sections.push(sectionOf(answer.rows));
    }
    return textOf(sections);
  } finally {
    await client.end();
  }
}

export interface SchemaLine {
  readonly line: string;
}

/** What asks for the sections of the text, in their order. Any role may ask: the catalogue is open to all. */
export function schemaStatements(): readonly Statement<SchemaLine>[] {
  return QUERIES.map((text, at) => ({ name: `describe-schema-${at}`, text, values: [SCHEMAS, APP_ROLE] }));
}

export function sectionOf(rows: readonly SchemaLine[]): string {
  return rows.map(({ line }) => line).join('\n');
}

export function textOf(sections: readonly string[]): string {
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

/** Each takes the schemas and the application's role, and gives lines in their order. */
const QUERIES: readonly string[] = [
  // The role itself, and the roles that it could take on.
  `select format('role %s:%s%s%s%s%s%s', rolname, case when rolcanlogin then ' login' end, case when rolsuper then ' superuser' end,
     case when rolbypassrls then ' bypassrls' end, case when rolcreaterole then ' createrole' end,
     case when rolcreatedb then ' createdb' end,
     (select ' member of ' || string_agg(quote_ident(g.rolname), ', ' order by g.rolname)
        from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid)) as line
   from pg_roles r where $1::text[] is not null and rolname = $2`,
  // Functions, with their text.
  `select format(E'function %I.%I(%s) returns %s %s%s%s\\n%s', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid),
     pg_get_function_result(p.oid), case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
     case when p.prosecdef then ' security definer' end, ' set ' || array_to_string(p.proconfig, ', '), p.prosrc) as line
   from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where n.nspname = any ($1) and $2::text is not null order by n.nspname, p.proname collate "C"`,
  // Tables with columns, constraints, indexes and policies, each table together.
  `with tables as (
     select c.oid, n.nspname, c.relname, format('%I.%I', n.nspname, c.relname) as name, c.relrowsecurity, c.relforcerowsecurity, c.reloptions
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any ($1) and c.relkind in ('r', 'p')),
   lines as (
     select name, 0 as part, 0 as place, '' as key, format('table %s%s%s%s', name, case when relrowsecurity then ' row security' end,
       case when relforcerowsecurity then ' forced' end, ' with ' || array_to_string(reloptions, ', ')) as line from tables
     union all
     select t.name, 1, a.attnum, '', format('  %s %s%s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
       case when a.attnotnull then ' not null' end, ' default ' || pg_get_expr(d.adbin, d.adrelid),
       case when a.attcollation <> 0 and co.collname <> 'default' then format(' collate %I', co.collname) end,
       case when a.attstorage <> ty.typstorage then format(' storage %s', a.attstorage) end)
     from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
       join pg_type ty on ty.oid = a.atttypid
       left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
       left join pg_collation co on co.oid = a.attcollation
     union all
     select t.name, 2, 0, c.conname, format('  constraint %I %s', c.conname, pg_get_constraintdef(c.oid))
     from tables t join pg_constraint c on c.conrelid = t.oid where c.contype <> 'n'
     union all
     select t.name, 3, 0, i.relname, '  ' || pg_get_indexdef(i.oid)
     from tables t join pg_index x on x.indrelid = t.oid join pg_class i on i.oid = x.indexrelid
     where not exists (select from pg_constraint c where c.conindid = i.oid and c.conrelid = t.oid and c.contype in ('p', 'u', 'x'))
     union all
     select t.name, 4, 0, p.polname, format('  policy %I %s for %s using %s with check %s', p.polname,
       case when p.polpermissive then 'permissive' else 'restrictive' end, p.polcmd,
       coalesce(pg_get_expr(p.polqual, p.polrelid), '-'), coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '-'))
     from tables t join pg_policy p on p.polrelid = t.oid
     union all
     select t.name, 5, 0, g.tgname, '  ' || pg_get_triggerdef(g.oid)
     from tables t join pg_trigger g on g.tgrelid = t.oid where not g.tgisinternal
     union all
     select t.name, 6, 0, '', format('  grants to %s: %s', case when x.grantee = 0 then 'public' else $2 end,
       string_agg(lower(x.privilege_type), ', ' order by x.privilege_type))
     from tables t join pg_class c on c.oid = t.oid cross join lateral aclexplode(c.relacl) x
     where x.grantee = 0 or x.grantee = (select oid from pg_roles where rolname = $2)
     group by t.name, x.grantee
     union all
     select t.name, 7, a.attnum, '', format('  grants on %s to %s: %s', a.attname, case when x.grantee = 0 then 'public' else $2 end,
       string_agg(lower(x.privilege_type), ', ' order by x.privilege_type))
     from tables t join pg_attribute a on a.attrelid = t.oid cross join lateral aclexplode(a.attacl) x
     where x.grantee = 0 or x.grantee = (select oid from pg_roles where rolname = $2)
     group by t.name, a.attname, a.attnum, x.grantee)
   select line from lines order by name collate "C", part, place, key collate "C", line collate "C"`,
  // Who may use schemas and functions.
  `select line from (
     select format('grants on schema %I to %s: %s', n.nspname, case when x.grantee = 0 then 'public' else $2 end,
       string_agg(lower(x.privilege_type), ', ' order by x.privilege_type)) as line
     from pg_namespace n cross join lateral aclexplode(n.nspacl) x
     where n.nspname = any ($1) and (x.grantee = 0 or x.grantee = (select oid from pg_roles where rolname = $2))
     group by n.nspname, x.grantee
     union all
     select format('grants on function %I.%I to %s: %s', n.nspname, p.proname, case when x.grantee = 0 then 'public' else $2 end,
       string_agg(lower(x.privilege_type), ', ' order by x.privilege_type))
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
     where n.nspname = any ($1) and (x.grantee = 0 or x.grantee = (select oid from pg_roles where rolname = $2))
     group by n.nspname, p.proname, x.grantee) g
   order by line collate "C"`,
];
