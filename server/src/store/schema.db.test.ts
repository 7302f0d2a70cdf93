import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../launch/test-database.ts';
import { describeSchema } from './describe-schema.ts';
import { migrationsFolder } from './migrate.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await startTestDatabase();
});
afterAll(() => test.close());

async function lines(text: string): Promise<readonly string[]> {
  return (await test.query<{ line: string }>(text)).map(({ line }) => line);
}

/** Tables of the application, that is, all that are not the migration runner's. */
const TABLES =
  "select c.oid, c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')";

/** What the application's role may do with each table. */
const GRANTS = [
  'access_fact: DELETE INSERT SELECT UPDATE',
  'access_log: INSERT SELECT',
  'access_pending: DELETE INSERT SELECT',
  'access_seen: INSERT SELECT',
  'agency: INSERT SELECT UPDATE',
  'agency_key: SELECT',
  'agency_secret: SELECT',
  'auditor_seat: INSERT SELECT',
  'case_access: DELETE INSERT SELECT UPDATE',
  'case_grant: DELETE INSERT SELECT UPDATE',
  'case_head: INSERT SELECT UPDATE',
  'case_link: DELETE INSERT SELECT',
  'case_part: DELETE INSERT SELECT UPDATE',
  'case_trace: DELETE INSERT SELECT',
  'case_type: INSERT SELECT',
  'case_type_draft: INSERT SELECT',
  'case_type_draft_step: INSERT SELECT',
  'case_word: DELETE INSERT SELECT',
  'client: INSERT SELECT',
  'correction: DELETE INSERT SELECT',
  'custody_record: INSERT SELECT',
  'data_key: INSERT SELECT',
  'delegation: INSERT SELECT',
  'destruction: SELECT',
  'destruction_list: INSERT SELECT',
  'directory_change: INSERT SELECT',
  'directory_group: DELETE INSERT SELECT UPDATE',
  'dispatch: INSERT SELECT',
  'disposal_approval: INSERT SELECT',
  'disposal_item: INSERT SELECT',
  'disposal_run: INSERT SELECT',
  'emergency: DELETE INSERT SELECT',
  'event: INSERT SELECT',
  'fact_taken: DELETE INSERT SELECT',
  'file_text: INSERT SELECT',
  'file_word: DELETE INSERT SELECT',
  'follow_up: DELETE INSERT SELECT',
  'goal: DELETE INSERT SELECT',
  'hold: INSERT SELECT',
  'hold_custodian: INSERT SELECT',
  'hold_member: INSERT SELECT',
  'hold_query: INSERT SELECT',
  'hold_release: INSERT SELECT',
  'holiday_table: INSERT SELECT',
  'identity: DELETE INSERT SELECT',
  'import_run: INSERT SELECT UPDATE',
  'inbound_item: INSERT SELECT',
  'inbound_part: INSERT SELECT',
  'inbound_queue: INSERT SELECT',
  'log_checkpoint: INSERT SELECT',
  'log_cosignature: INSERT SELECT',
  'log_head: INSERT SELECT UPDATE',
  'log_leaf: INSERT SELECT',
  'log_tile: INSERT SELECT',
  'membership: DELETE INSERT SELECT',
  'notice: INSERT SELECT',
  'outbox: DELETE INSERT SELECT',
  'outcome: DELETE INSERT SELECT',
  'page_opened: INSERT SELECT',
  'pending: DELETE INSERT SELECT',
  'people_act: INSERT SELECT',
  'people_member: INSERT SELECT',
  'person: INSERT SELECT UPDATE',
  'phrase: DELETE INSERT SELECT',
  'print_batch: INSERT SELECT',
  'print_line: INSERT SELECT',
  'quality_finding: INSERT SELECT',
  'quality_sample: INSERT SELECT',
  'read_batch: INSERT SELECT',
  'read_day: INSERT SELECT UPDATE',
  'read_sealed: INSERT SELECT',
  'receipt: INSERT SELECT',
  'redaction_draft: INSERT SELECT',
  'reference_counter: INSERT SELECT UPDATE',
  'release: INSERT SELECT',
  'release_file: INSERT SELECT',
  'release_step: INSERT SELECT',
  'release_working: INSERT SELECT',
  'retention_due: DELETE INSERT SELECT',
  'retention_fact: DELETE INSERT SELECT',
  'review: INSERT SELECT',
  'review_decision: INSERT SELECT',
  'review_line: INSERT SELECT',
  'review_notice: INSERT SELECT',
  'right_change: INSERT SELECT',
  'saved_view: DELETE INSERT SELECT',
  'session: DELETE INSERT SELECT',
  'shared_case: INSERT SELECT UPDATE',
  'staff_tie: DELETE INSERT SELECT',
  'stored_file: INSERT SELECT',
  'subject_approval: INSERT SELECT',
  'subject_decision: INSERT SELECT',
  'subject_file: INSERT SELECT',
  'subject_given: INSERT SELECT',
  'subject_item: INSERT SELECT',
  'task: DELETE INSERT SELECT UPDATE',
  'task_weight: DELETE INSERT SELECT UPDATE',
  'team: INSERT SELECT UPDATE',
  'timer: DELETE INSERT SELECT UPDATE',
  'unsent_text: DELETE INSERT SELECT',
  'watch_setting: INSERT SELECT',
  'witnessed_log: INSERT SELECT UPDATE',
  'work_fact: DELETE INSERT SELECT UPDATE',
  'work_profile: DELETE INSERT SELECT UPDATE',
];

describe('the schema', () => {
  it('is the one committed as migrations/schema.txt (after a new migration run this file with -u)', async () => {
    await expect(await describeSchema(test.ownerConnection)).toMatchFileSnapshot(
      join(migrationsFolder(), 'schema.txt'),
    );
  });

  it('has the agency first in every primary key, unique key, foreign key and index of every table', async () => {
    expect(
      await lines(`with t as (${TABLES})
        select format('%s %s', t.relname, i.indexrelid::regclass) as line from t join pg_index i on i.indrelid = t.oid
          left join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0] where a.attname is distinct from 'tenant'
        union all
        select format('%s %s', t.relname, c.conname) from t join pg_constraint c on c.conrelid = t.oid and c.contype in ('p', 'u', 'f', 'x')
          left join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1] where a.attname is distinct from 'tenant'
        union all
        select format('%s %s (referenced)', t.relname, c.conname) from t join pg_constraint c on c.conrelid = t.oid and c.contype = 'f'
          left join pg_attribute a on a.attrelid = c.confrelid and a.attnum = c.confkey[1] where a.attname is distinct from 'tenant'
        union all
        select format('%s has no primary key', relname) from t where not exists (select from pg_index where indrelid = oid and indisprimary)`),
    ).toEqual([]);
  });

  it('has no triggers, sequences, identity or generated columns, and no default that is volatile', async () => {
    expect(await lines(`select tgname as line from pg_trigger where not tgisinternal`)).toEqual([]);
    expect(
      await lines(`select relname as line from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`),
    ).toEqual([]);
    expect(
      await lines(`with t as (${TABLES}) select format('%s.%s', t.relname, a.attname) as line from t join pg_attribute a on a.attrelid = t.oid
        where a.attnum > 0 and not a.attisdropped and (a.atthasdef or a.attidentity <> '' or a.attgenerated <> '')`),
    ).toEqual([]);
  });

  it('forces row-level security on every table, with policies that look at no other table', async () => {
    expect(
      await lines(
        `with t as (${TABLES}) select t.relname as line from t join pg_class c using (oid) where not (c.relrowsecurity and c.relforcerowsecurity)`,
      ),
    ).toEqual([]);
    const policies =
      await lines(`with t as (${TABLES}) select distinct format('%s: %s', case when p.polname = 'platform' then t.relname || ' platform' else p.polname end,
        pg_get_expr(p.polqual, p.polrelid)) as line from t left join pg_policy p on p.polrelid = t.oid order by 1`);
    const reader = '( SELECT app.reader() AS reader)';
    const program = `(('program:'::text || tenant) = ANY (${reader}::text[]))`;
    const readable = (granted: string): string =>
      `readable: (${granted} AND (((access_until > now()) AND (needs = '{}'::text[]) AND (walls = '{}'::text[]) AND (purposes = '{purpose:*}'::text[])) OR app.unbarred(tenant, needs, purposes, walls, (access_until > now()), ${reader})))`;
    const expected = [
      'added: ',
      'agency platform: (( SELECT app.current_tenant() AS current_tenant) = 0)',
      `changed: ${program}`,
      readable(`((token = ANY (${reader}::text[])) OR ${program})`),
      readable(`(tokens && ${reader})`),
      `removed: ${program}`,
      `readable: ((tenant = ( SELECT app.current_tenant() AS current_tenant)) AND ((CURRENT_USER <> 'casewright_app'::name) OR (ARRAY[('program:'::text || tenant)] && ${reader})))`,
      // Saved views: whoever made one, and the team with which it is shared.
      `readable: ((tenant = ( SELECT app.current_tenant() AS current_tenant)) AND ((CURRENT_USER <> 'casewright_app'::name) OR (ARRAY[('program:'::text || tenant), ((('assigned:'::text || tenant) || '/'::text) || owner)] && ${reader}) OR ((team IS NOT NULL) AND (ARRAY[((('in:'::text || tenant) || '/'::text) || team)] && ${reader}))))`,
      'agency_key platform: (( SELECT app.current_tenant() AS current_tenant) = 0)',
      'agency_secret platform: (( SELECT app.current_tenant() AS current_tenant) = 0)',
      'tenant: (tenant = ( SELECT app.current_tenant() AS current_tenant))',
    ];
    // In an order of our own: databases sort by their own collation.
    expect(policies.toSorted()).toEqual(expected.toSorted());
    expect(
      await lines(`with t as (${TABLES}) select t.relname as line from t
        where not exists (select from pg_policy p where p.polrelid = t.oid and p.polname in ('tenant', 'added') and p.polwithcheck is not null)`),
    ).toEqual([]);
  });

  it('gives the application’s role what it needs and no more', async () => {
    const granted =
      await lines(`with t as (${TABLES}) select format('%s: %s', t.relname, string_agg(x.privilege_type, ' ' order by x.privilege_type)) as line
      from t join pg_class c using (oid) cross join lateral aclexplode(c.relacl) x
      where x.grantee = 'casewright_app'::regrole group by t.relname order by t.relname`);
    expect(granted).toEqual(GRANTS);
    expect(
      await lines(
        `select format('%s %s %s %s %s', rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication) as line from pg_roles where rolname = 'casewright_app'`,
      ),
    ).toEqual(['f f f f f']);
    expect(
      await lines(`select c.relname as line from pg_class c where c.relowner = 'casewright_app'::regrole`),
    ).toEqual([]);
    expect(
      await lines(
        `select has_schema_privilege('casewright_app', n.oid, 'create')::text as line from pg_namespace n where n.nspname in ('public', 'app', 'app_private')`,
      ),
    ).toEqual(['false', 'false', 'false']);
    expect(
      await lines(`select has_table_privilege('casewright_app', 'app_private.context_key', 'select')::text as line`),
    ).toEqual(['false']);
    // A public grant would hold for the application's role as well.
    expect(
      await lines(
        `with t as (${TABLES}) select t.relname as line from t join pg_class c using (oid) cross join lateral aclexplode(c.relacl) x where x.grantee = 0`,
      ),
    ).toEqual([]);
  });
});
