-- Reading that asks for less where a row is not restricted, and writing that is the program's alone: what a person's statement
-- may do to a case is decided before, and written by the program as itself. docs/decisions/0015-access-in-the-database.md.

-- Whoever asks sees their agency's rows; only the program adds, changes and removes any. What is not in this list somebody
-- writes who is not known yet (a session) or who reads (the access log), or the import, which is held to its agency as before.
do $$
declare
  written text;
  program constant text := '(''program:'' || tenant) = any ((select app.reader())::text[])';
begin
  foreach written in array array[
    'agency_key', 'access_fact', 'auditor_seat', 'case_grant', 'case_link', 'case_type', 'client', 'custody_record', 'data_key',
    'destruction', 'destruction_list', 'directory_change', 'directory_group', 'event', 'follow_up', 'hold', 'holiday_table',
    'log_checkpoint', 'log_cosignature', 'log_head', 'log_leaf', 'log_tile', 'membership', 'notice', 'outbox', 'person',
    'receipt', 'reference_counter', 'review', 'review_decision', 'review_line', 'review_notice', 'right_change', 'shared_case',
    'staff_tie', 'task_weight', 'team', 'timer', 'watch_setting', 'witnessed_log', 'work_fact', 'work_profile']
  loop
    execute format('drop policy tenant on %I', written);
    execute format('create policy tenant on %I for select using (tenant = (select app.current_tenant()))', written);
    execute format('create policy added on %I for insert with check (%s)', written, program);
    execute format('create policy changed on %I for update using (%s) with check (%s)', written, program, program);
    execute format('create policy removed on %I for delete using (%s)', written, program);
  end loop;
end $$;

-- The policies of cases ask something else now, and the function goes that they asked.
drop policy readable on case_head;
drop policy readable on case_part;
drop policy readable on case_access;
drop policy readable on task;
drop function app.admits(integer, text[], text[], text[], text[], boolean, text[]);

-- Row-level security for access to cases, written from the rules access/1 (a plain server); do not edit.
-- `npm run generate` writes it anew, a test compares. Why it has this form: docs/decisions/0010-access-rules.md.

-- What the reader of the verified `app.reader` holds, or null, never an error. The setting is
-- `<tenant>:<person>:<expires>:<token>,<token>,....<hex hmac>`, signed like `app.ctx`, which stays as short as it was: every
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
      || 'purpose:*'::text
  end;
end $$;
revoke all on function app.reader() from public;
grant execute on function app.reader() to casewright_app;

-- Every term: clearance (needs), compartments (needs), seal (needs), wall (walls), purpose (purposes). That there is a grant was asked before.
-- What the program does of its own accord it does under a context that no person has. One call with everything, since each
-- mention of the reader in a policy asks for them again; and not SQL, which is planned anew in each statement.
create or replace function app.unbarred(tenant integer, needs text[], purposes text[], walls text[], fresh boolean, reader text[])
  returns boolean language plpgsql immutable parallel safe
as $$
begin
  return ('program:' || tenant) = any (reader) or (fresh
    and needs <@ reader
    and not walls && reader
    and purposes && reader);
end $$;
revoke all on function app.unbarred(integer, text[], text[], text[], boolean, text[]) from public;
grant execute on function app.unbarred(integer, text[], text[], text[], boolean, text[]) to casewright_app;

-- The case itself: row of `accessRow` for no part.
drop policy if exists tenant on case_head;
drop policy if exists readable on case_head;
drop policy if exists added on case_head;
drop policy if exists changed on case_head;
drop policy if exists removed on case_head;
create policy readable on case_head for select
  using (tokens && (select app.reader())::text[] and ((access_until > now() and needs = '{}' and walls = '{}' and purposes = '{purpose:*}')
    or app.unbarred(tenant, needs, purposes, walls, access_until > now(), (select app.reader())::text[])));
create policy added on case_head for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy changed on case_head for update using (('program:' || tenant) = any ((select app.reader())::text[])) with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy removed on case_head for delete using (('program:' || tenant) = any ((select app.reader())::text[]));

-- One row for each section and restricted field: row of `accessRow` for that part. What it holds is cut out by the program.
drop policy if exists tenant on case_part;
drop policy if exists readable on case_part;
drop policy if exists added on case_part;
drop policy if exists changed on case_part;
drop policy if exists removed on case_part;
create policy readable on case_part for select
  using (tokens && (select app.reader())::text[] and ((access_until > now() and needs = '{}' and walls = '{}' and purposes = '{purpose:*}')
    or app.unbarred(tenant, needs, purposes, walls, access_until > now(), (select app.reader())::text[])));
create policy added on case_part for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy changed on case_part for update using (('program:' || tenant) = any ((select app.reader())::text[])) with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy removed on case_part for delete using (('program:' || tenant) = any ((select app.reader())::text[]));

-- Lists start here: one row for each token by which the case is listed.
drop policy if exists tenant on case_access;
drop policy if exists readable on case_access;
drop policy if exists added on case_access;
drop policy if exists changed on case_access;
drop policy if exists removed on case_access;
create policy readable on case_access for select
  using ((token = any ((select app.reader())::text[]) or ('program:' || tenant) = any ((select app.reader())::text[])) and ((access_until > now() and needs = '{}' and walls = '{}' and purposes = '{purpose:*}')
    or app.unbarred(tenant, needs, purposes, walls, access_until > now(), (select app.reader())::text[])));
create policy added on case_access for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy changed on case_access for update using (('program:' || tenant) = any ((select app.reader())::text[])) with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy removed on case_access for delete using (('program:' || tenant) = any ((select app.reader())::text[]));

-- A task tells of its case, so it asks for the same.
drop policy if exists tenant on task;
drop policy if exists readable on task;
drop policy if exists added on task;
drop policy if exists changed on task;
drop policy if exists removed on task;
create policy readable on task for select
  using (tokens && (select app.reader())::text[] and ((access_until > now() and needs = '{}' and walls = '{}' and purposes = '{purpose:*}')
    or app.unbarred(tenant, needs, purposes, walls, access_until > now(), (select app.reader())::text[])));
create policy added on task for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy changed on task for update using (('program:' || tenant) = any ((select app.reader())::text[])) with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy removed on task for delete using (('program:' || tenant) = any ((select app.reader())::text[]));
