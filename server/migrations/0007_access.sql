-- Who may read a case is kept beside it: what its rows ask of a reader, and what a reader holds. The policies at the end are
-- written from the rules; everything before makes the columns that they look at and fills them for the cases that are there.

-- Units above a team, the nearest first; null for one at the top.
alter table team add column above text[] collate "C";

-- What people and units hold besides their memberships, as the facts of the rules: clearances, compartments, walls off
-- matters, work handed over. Each is looked up by whom it is for: `person/<id>` or `unit/<team>`.
create table access_fact (
  tenant  integer not null,
  fact_id text    not null collate "C",
  holder  text    not null collate "C",
  -- JSON, as the rules read it.
  fact    text    not null,
  primary key (tenant, fact_id)
);
create index access_fact_holder on access_fact (tenant, holder);

-- What a case grants to single people and to other agencies, derived from its events: `person/<id>` or `agency/<number>`.
create table case_grant (
  tenant  integer not null,
  case_id uuid    not null,
  fact_id text    not null collate "C",
  holder  text    not null collate "C",
  fact    text    not null,
  primary key (tenant, case_id, fact_id, holder)
);
create index case_grant_holder on case_grant (tenant, holder);

-- One row for each section and restricted field of a case that has more than one part.
create table case_part (
  tenant       integer     not null,
  case_id      uuid        not null,
  part         text        not null collate "C",
  tokens       text[]      not null collate "C",
  needs        text[]      not null collate "C",
  purposes     text[]      not null collate "C",
  walls        text[]      not null collate "C",
  access_until timestamptz not null,
  primary key (tenant, case_id, part)
);

grant select, insert, update, delete on access_fact, case_grant, case_part to casewright_app;

do $$
declare
  name text;
begin
  foreach name in array array['access_fact', 'case_grant', 'case_part']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant = (select app.current_tenant())) '
      'with check (tenant = (select app.current_tenant()))', name);
  end loop;
end $$;

-- What rows ask of a reader: one of the tokens, all of the needs, one of the purposes, none of the walls, in time.
alter table case_head
  add column tokens text[] collate "C", add column needs text[] collate "C", add column purposes text[] collate "C",
  add column walls text[] collate "C", add column access_until timestamptz;
alter table task
  add column tokens text[] collate "C", add column needs text[] collate "C", add column purposes text[] collate "C",
  add column walls text[] collate "C", add column access_until timestamptz;
alter table case_access
  add column needs text[] collate "C", add column purposes text[] collate "C", add column walls text[] collate "C",
  add column access_until timestamptz;

-- No case says anything of its own yet, and no unit lies below another, so the team and whoever holds work may read. The owner
-- is bound by the policies too, so they rest for this moment.
do $$
declare
  name text;
begin
  foreach name in array array['case_head', 'task', 'case_access'] loop
    execute format('alter table %I no force row level security', name);
  end loop;
  update case_head h set needs = '{}', purposes = '{purpose:*}', walls = '{}', access_until = '9999-12-31 00:00:00+00',
    tokens = array(
      select token collate "C" from (
        select unnest(array['program:' || h.tenant, format('in:%s/%s', h.tenant, h.team), format('over:%s/%s', h.tenant, h.team),
          format('share:%s/%s', h.tenant, h.case_id), format('specific:%s/%s', h.tenant, h.case_id),
          format('break-glass:%s/%s', h.tenant, h.case_id)])
        union
        select unnest(array[format('assigned:%s/%s', h.tenant, substr(k.lane, 8)), format('handed:%s/%s', h.tenant, substr(k.lane, 8))])
          from task k where k.tenant = h.tenant and k.case_id = h.case_id and k.lane like 'person:%'
      ) as held (token) order by 1);
  update task k set tokens = h.tokens, needs = h.needs, purposes = h.purposes, walls = h.walls, access_until = h.access_until
    from case_head h where h.tenant = k.tenant and h.case_id = k.case_id;
  delete from case_access;
  insert into case_access (tenant, token, case_id, status, opened_at, needs, purposes, walls, access_until)
    select h.tenant, held.token, h.case_id, h.status, h.opened_at, h.needs, h.purposes, h.walls, h.access_until
      from case_head h cross join lateral unnest(h.tokens) as held (token)
     where held.token like any (array['in:%', 'assigned:%', 'handed:%']);
  foreach name in array array['case_head', 'task', 'case_access'] loop
    execute format('alter table %I force row level security', name);
  end loop;
end $$;

alter table case_head
  alter column tokens set not null, alter column needs set not null, alter column purposes set not null,
  alter column walls set not null, alter column access_until set not null;
alter table task
  alter column tokens set not null, alter column needs set not null, alter column purposes set not null,
  alter column walls set not null, alter column access_until set not null;
alter table case_access
  alter column needs set not null, alter column purposes set not null, alter column walls set not null,
  alter column access_until set not null;

-- Rows that must be made anew at an instant; few have one.
create index case_head_access_until on case_head (tenant, access_until) where access_until < '9999-12-31 00:00:00+00';

-- Row-level security for access to cases, written from the rules access/1 (a plain server); do not edit.
-- `npm run generate` writes it anew, a test compares. Why it has this form: docs/decisions/0010-access-rules.md.

-- What the reader of the verified `app.reader` holds, or null, never an error. The setting is
-- `<tenant>:<person>:<expires>:<token>,<token>,....<hex hmac>`, signed like `app.ctx`, which stays as short as it was: every
-- table asks for that one, few for this. Only what was signed is looked at, also between two calls in one statement: a
-- function that parsed without verifying could be shown another text than the one that was verified, by a statement that
-- changes the setting on its way. Bytes are cut, not characters, which would be counted from the start each time.
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
    then pg_catalog.string_to_array(pg_catalog.convert_from(pg_catalog.substring(body, before + 1), 'UTF8'), ',')
      || ('agency:' || tenant)
  end;
end $$;
revoke all on function app.reader() from public;
grant execute on function app.reader() to casewright_app;

-- One grant (tokens) and every term: clearance (needs), compartments (needs), seal (needs), wall (walls), purpose (purposes).
-- What the program does of its own accord it does under a context that no person has. One call with everything, since each
-- mention of the reader in a policy would ask for them again; and not SQL, which is planned anew in each statement.
create or replace function app.admits(tenant integer, tokens text[], needs text[], purposes text[], walls text[], fresh boolean,
    reader text[])
  returns boolean language plpgsql immutable parallel safe
as $$
begin
  return tokens && reader
    and ('agency:' || tenant) = any (reader)
    and (('program:' || tenant) = any (reader) or (fresh
      and needs <@ reader
      and not walls && reader
      and purposes && reader));
end $$;
revoke all on function app.admits(integer, text[], text[], text[], text[], boolean, text[]) from public;
grant execute on function app.admits(integer, text[], text[], text[], text[], boolean, text[]) to casewright_app;

-- The case itself: row of `accessRow` for no part.
drop policy if exists tenant on case_head;
drop policy if exists readable on case_head;
drop policy if exists added on case_head;
drop policy if exists changed on case_head;
drop policy if exists removed on case_head;
create policy readable on case_head for select
  using (app.admits(tenant, tokens, needs, purposes, walls, access_until > now(), (select app.reader())));
create policy added on case_head for insert with check (tenant = (select app.current_tenant()));
create policy changed on case_head for update using (tenant = (select app.current_tenant())) with check (tenant = (select app.current_tenant()));
create policy removed on case_head for delete using (tenant = (select app.current_tenant()));

-- One row for each section and restricted field: row of `accessRow` for that part. What it holds is cut out by the program.
drop policy if exists tenant on case_part;
drop policy if exists readable on case_part;
drop policy if exists added on case_part;
drop policy if exists changed on case_part;
drop policy if exists removed on case_part;
create policy readable on case_part for select
  using (app.admits(tenant, tokens, needs, purposes, walls, access_until > now(), (select app.reader())));
create policy added on case_part for insert with check (tenant = (select app.current_tenant()));
create policy changed on case_part for update using (tenant = (select app.current_tenant())) with check (tenant = (select app.current_tenant()));
create policy removed on case_part for delete using (tenant = (select app.current_tenant()));

-- Lists start here: one row for each token by which the case is listed.
drop policy if exists tenant on case_access;
drop policy if exists readable on case_access;
drop policy if exists added on case_access;
drop policy if exists changed on case_access;
drop policy if exists removed on case_access;
create policy readable on case_access for select
  using (app.admits(tenant, array[token, 'program:' || tenant], needs, purposes, walls, access_until > now(), (select app.reader())));
create policy added on case_access for insert with check (tenant = (select app.current_tenant()));
create policy changed on case_access for update using (tenant = (select app.current_tenant())) with check (tenant = (select app.current_tenant()));
create policy removed on case_access for delete using (tenant = (select app.current_tenant()));

-- A task tells of its case, so it asks for the same.
drop policy if exists tenant on task;
drop policy if exists readable on task;
drop policy if exists added on task;
drop policy if exists changed on task;
drop policy if exists removed on task;
create policy readable on task for select
  using (app.admits(tenant, tokens, needs, purposes, walls, access_until > now(), (select app.reader())));
create policy added on task for insert with check (tenant = (select app.current_tenant()));
create policy changed on task for update using (tenant = (select app.current_tenant())) with check (tenant = (select app.current_tenant()));
create policy removed on task for delete using (tenant = (select app.current_tenant()));
