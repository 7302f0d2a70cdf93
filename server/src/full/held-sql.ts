// Attempts in SQL as the role of the application, past every door: each destroys what is under hold, or takes away what keeps it, and
// destroys it then. Each runs in a transaction of its own kind and is undone where it changed something without destroying a key.

/** A statement; $1 is the agency, $2 a case under hold, $3 the number of a record of custody that certifies its destruction. */
export interface SqlShape {
  readonly name: string;
  readonly does: readonly string[];
  /** It changes the catalogue, or rows that stand in the way of the next attempt, and is tried in few rounds. */
  readonly isDear: boolean;
}

const DESTROY = "perform app.destroy_keys(of_tenant, of_case, '', of_record)";

/** Bodies of PL/pgSQL, with of_tenant, of_case, of_subject, of_record and of_hold; errors are caught around each. */
export const SQL_SHAPES: readonly SqlShape[] = [
  shape('the function itself', DESTROY),
  shape('the function for one subject', 'perform app.destroy_keys(of_tenant, of_case, of_subject, of_record)'),
  shape('the function with another case', "perform app.destroy_keys(of_tenant, of_case, ' ', of_record)"),
  shape(
    'the function in a query',
    "perform count(app.destroy_keys(h.tenant, h.case_id, '', of_record)) from public.case_head h where h.case_id = of_case",
  ),
  shape('deleting keys', 'delete from public.data_key where case_id = of_case'),
  shape('overwriting keys', "update public.data_key set wrapped = '' where case_id = of_case"),
  shape('emptying the table of keys', 'truncate public.data_key'),
  shape('erasing past the function', "perform app_private.erase_keys(of_tenant, of_case, '', of_record)"),
  shape('ending the hold by hand', 'update public.hold set ended_at = now() where case_id = of_case', DESTROY),
  shape('deleting the hold', 'delete from public.hold where case_id = of_case', DESTROY),
  shape('ending the hold without a record', 'perform app.end_hold(of_tenant, of_hold, of_record)', DESTROY),
  shape('ending the query by hand', 'update public.hold_query set ended_at = now()', DESTROY),
  shape('ending the query without a record', 'perform app.end_hold_query(of_tenant, of_hold, of_record)', DESTROY),
  shape('deleting the query', 'delete from public.hold_query', DESTROY),
  shape(
    'changing what the query asks',
    'update public.hold_query set predicate = \'{"caseTypes": ["none"]}\'',
    DESTROY,
  ),
  shape('deleting members', 'delete from public.hold_member where case_id = of_case', DESTROY),
  shape('moving members', 'update public.hold_member set case_id = gen_random_uuid() where case_id = of_case', DESTROY),
  shape(
    'opening and closing by hand',
    "update public.case_head set status = 'open' where case_id = of_case",
    "update public.case_head set status = 'closed' where case_id = of_case",
    DESTROY,
  ),
  shape(
    'an approver who is made',
    "insert into public.person (tenant, person, name, active) values (of_tenant, 'm' || of_record, 'm', true)",
    DESTROY,
  ),
  shape(
    'tables of the same name',
    'create temp table if not exists hold (tenant int, case_id uuid, ended_at timestamptz)',
    'set local search_path = pg_temp, public',
    DESTROY,
  ),
  shape(
    'functions of the same name',
    "create function pg_temp.is_held(integer, uuid) returns boolean language sql as 'select false'",
    DESTROY,
  ),
  shape('row security switched off', 'set local row_security = off', DESTROY),
  shape('another agency', "perform app.destroy_keys(of_tenant + 1, of_case, '', of_record)"),
  shape('replication', 'set local session_replication_role = replica', DESTROY),
  shape('another role', "execute 'set local role casewright_owner'", DESTROY),
  shape(
    'another function',
    "execute 'create or replace function app_private.is_held(integer, uuid) returns boolean language sql as ''select false'''",
    DESTROY,
  ),
  shape('a dropped policy', "execute 'alter table public.hold disable row level security'", DESTROY),
  shape('a context of nobody', "set local app.reader = ''", DESTROY),
  shape(
    'a destruction on record',
    "insert into public.destruction (tenant, case_id, subject, key_id, record) values (of_tenant, of_case, '', gen_random_uuid(), of_record)",
    DESTROY,
  ),
  shape('a row of the list of holds that is locked away', 'perform from public.hold_query for update', DESTROY),
];

function shape(name: string, ...does: readonly string[]): SqlShape {
  const isDear = does.some((one) => /create |alter table|public.person|update public.case_head/.test(one));
  return { name, does, isDear };
}

/**
 * One statement that makes so many attempts. What was tried is undone by the error that it ends in, or by one that is raised where it ends
 * in none and no key is gone; where a key is gone it stays, and is counted.
 */
export function attemptsOf(of: {
  readonly tenant: number;
  readonly cases: readonly {
    readonly caseId: string;
    readonly record: number;
    readonly subject: string;
    readonly holdId: string;
  }[];
  readonly shapes: readonly SqlShape[];
  readonly rounds: number;
}): string {
  const rows = of.cases
    .map(({ caseId, record, subject, holdId }) => `('${caseId}'::uuid, ${record}, '${subject}', '${holdId}'::uuid)`)
    .join(', ');
  const tries = of.shapes
    .map(
      ({ does }) => `
    begin
      ${does.join(';\n      ')};
      if exists (select from public.data_key k where k.tenant = of_tenant and k.case_id = of_case and k.subject = '') then
        raise exception 'undone' using errcode = 'CW099';
      end if;
      gone := gone + 1;
    exception when others then
      if sqlstate = 'CW099' then undone := undone + 1; else refused := refused + 1; end if;
    end;
    tried := tried + 1;`,
    )
    .join('');
  return `do $attempts$
declare
  of_tenant constant integer := ${of.tenant};
  of_case uuid; of_record integer; of_subject text; of_hold uuid;
  tried integer := 0; gone integer := 0; undone integer := 0; refused integer := 0;
begin
  for round in 1..${of.rounds} loop
    for of_case, of_record, of_subject, of_hold in select * from (values ${rows}) as v loop${tries}
    end loop;
  end loop;
  execute format('set local held.tally = %L', tried || ',' || gone || ',' || undone || ',' || refused);
end $attempts$`;
}
