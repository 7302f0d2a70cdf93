-- How long records are kept, what keeps them longer, and how they are disposed of: derived due dates, days that people record, holds by
-- query, and runs of disposal that two people approve. docs/decisions/0049-retention.md. The rules of the first migration hold.

-- ---------------------------------------------------------------- due dates

-- When each closed case may be disposed of. Derived in the transaction of the event; rows are made anew by `casewright rebuild`. What
-- stands in other cases counts too: a row is stale from the moment when one of those changes until the worker has reckoned it anew.
create table retention_due (
  tenant     integer not null,
  case_id    uuid    not null,
  case_type  text    not null collate "C",
  -- The day of the closing, in the zone of the case.
  closed_on  date    not null,
  status     text    not null collate "C"
             check (status in ('no-schedule', 'no-class', 'unknown', 'waiting', 'permanent', 'due')),
  class      text    collate "C",
  action     text    collate "C" check (action in ('destroy', 'transfer', 'retain', 'review')),
  trigger_on date,
  due_on     date    check ((due_on is not null) = (status = 'due')),
  floor      text    collate "C",
  -- What is missing or awaited: names of fields, classes and laws, ids of entries and cases.
  missing    text    collate "C",
  -- JSON: each step with what it follows from.
  because    text    not null collate "C",
  -- Laws whose repeal its schedule asks for.
  laws       text[]  not null,
  stale      boolean not null,
  primary key (tenant, case_id)
);
create index retention_due_on on retention_due (tenant, due_on, case_id) where due_on is not null;
create index retention_due_stale on retention_due (tenant, case_id) where stale;
create index retention_due_status on retention_due (tenant, status, case_id) where status not in ('due', 'permanent');
-- The planner's statistics copy values.
alter table retention_due alter column because set statistics 0, alter column missing set statistics 0,
  alter column trigger_on set statistics 0;

-- Days that somebody records for a case (by a name, or as the death of a party), or for the agency (the repeal of a law, under the nil id).
create table retention_fact (
  tenant      integer     not null,
  kind        text        not null collate "C" check (kind in ('manual', 'death', 'repeal')),
  case_id     uuid        not null,
  name        text        not null collate "C",
  on_date     date        not null,
  recorded_by text        not null collate "C",
  recorded_at timestamptz not null,
  primary key (tenant, case_id, kind, name)
);

-- The row of a case that the reader sees, under the policies of cases, with how many holds stand on it.
create function app.retention_of(
  of_tenant integer, of_case uuid,
  out case_type text, out closed_on date, out status text, out class text, out action text, out trigger_on date, out due_on date,
  out floor text, out missing text, out because text, out stale boolean, out holds integer)
returns setof record language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    select d.case_type, d.closed_on, d.status, d.class, d.action, d.trigger_on, d.due_on, d.floor, d.missing, d.because, d.stale,
           ((select count(*) from public.hold o where o.tenant = of_tenant and o.case_id = of_case and o.ended_at is null)
            + (select count(*) from public.hold_member m join public.hold_query q on q.tenant = of_tenant and q.hold_id = m.hold_id
                where m.tenant = of_tenant and m.case_id = of_case and q.ended_at is null))::integer
      from public.retention_due d join public.case_head h on h.tenant = of_tenant and h.case_id = of_case
     where d.tenant = of_tenant and d.case_id = of_case and of_tenant is not distinct from app.current_tenant();
end $$;

-- ---------------------------------------------------------------- holds by query

-- What must not be destroyed, by what is known of it. Every case that it covers, now or later, is under hold until it is ended.
create table hold_query (
  tenant    integer     not null,
  hold_id   uuid        not null,
  title     text        not null,
  -- JSON; its members are those of app.hold_covers.
  predicate jsonb       not null,
  reason    text        not null,
  added_by  text        not null collate "C",
  added_at  timestamptz not null,
  ended_at  timestamptz,
  primary key (tenant, hold_id)
);
-- Cases that it covered at any moment while it stood: a case stays under it, whatever is changed in the case.
create table hold_member (
  tenant  integer     not null,
  hold_id uuid        not null,
  case_id uuid        not null,
  since   timestamptz not null,
  primary key (tenant, case_id, hold_id),
  foreign key (tenant, hold_id) references hold_query (tenant, hold_id)
);
create index hold_member_query on hold_member (tenant, hold_id, case_id);
-- Who was told of it, and said that they know.
create table hold_custodian (
  tenant          integer     not null,
  hold_id         uuid        not null,
  person          text        not null collate "C",
  told_at         timestamptz not null,
  acknowledged_at timestamptz,
  primary key (tenant, hold_id, person),
  foreign key (tenant, hold_id) references hold_query (tenant, hold_id)
);

-- Whether a predicate covers a case as it is. Every member that is there must hold: caseTypes, teams and outcomes (lists of names), openedFrom
-- and openedTo (days, each wherever on earth it is that day), subjects (ids, of which one is in the case), and fields (a list of
-- { field, is, value } where is is =, < or >, texts by code points). What cannot be evaluated covers: a hold errs to keeping.
create function app.hold_covers(predicate jsonb, case_type text, team text, opened_at timestamptz, state text) returns boolean
  language plpgsql immutable set search_path = ''
as $$
declare
  found jsonb;
  asked jsonb;
  has jsonb;
begin
  if not coalesce(predicate -> 'caseTypes' ? case_type, true) or not coalesce(predicate -> 'teams' ? team, true) then
    return false;
  end if;
  if opened_at < (predicate ->> 'openedFrom')::date::timestamp at time zone 'UTC' - interval '14 hours'
     or opened_at >= ((predicate ->> 'openedTo')::date + 1)::timestamp at time zone 'UTC' + interval '14 hours' then
    return false;
  end if;
  if not predicate ?| array['outcomes', 'subjects', 'fields'] then
    return true;
  end if;
  found := state::jsonb;
  if not coalesce(predicate -> 'outcomes' ? (found -> 'closed' ->> 'outcome'), not predicate ? 'outcomes') then
    return false;
  end if;
  if predicate ? 'subjects' and not exists (
       select from pg_catalog.jsonb_array_elements_text(predicate -> 'subjects') as s (id)
        where s.id in (select v.value #>> '{}' from pg_catalog.jsonb_each(coalesce(found -> 'parties', '{}')) as v)
           or s.id in (select e.value ->> 'subject' from pg_catalog.jsonb_each(coalesce(found -> 'entries', '{}')) as e)) then
    return false;
  end if;
  for asked in select f.value from pg_catalog.jsonb_array_elements(coalesce(predicate -> 'fields', '[]')) as f loop
    has := found -> 'data' -> (asked ->> 'field');
    if has is null or pg_catalog.jsonb_typeof(has) = 'null' then
      return false;
    end if;
    -- Money is kept as exact text, and compared with a number as one.
    if pg_catalog.jsonb_typeof(asked -> 'value') = 'number' and pg_catalog.jsonb_typeof(has) = 'string' then
      has := (has #>> '{}')::numeric::text::jsonb;
    end if;
    if asked ->> 'is' = '=' then
      if has <> asked -> 'value' then return false; end if;
    elsif pg_catalog.jsonb_typeof(has) = 'number' and pg_catalog.jsonb_typeof(asked -> 'value') = 'number' then
      if asked ->> 'is' = '<' and not (has #>> '{}')::numeric < (asked ->> 'value')::numeric then return false; end if;
      if asked ->> 'is' = '>' and not (has #>> '{}')::numeric > (asked ->> 'value')::numeric then return false; end if;
    else
      if asked ->> 'is' = '<' and not (has #>> '{}') collate "C" < (asked ->> 'value') collate "C" then return false; end if;
      if asked ->> 'is' = '>' and not (has #>> '{}') collate "C" > (asked ->> 'value') collate "C" then return false; end if;
    end if;
  end loop;
  return true;
exception when others then
  return true;
end $$;

-- Whether a hold of either kind stands on a case. A hold by query counts where it covered the case once, and where it does now.
create function app_private.is_held(of_tenant integer, of_case uuid) returns boolean
  language sql volatile set search_path = ''
as $$
  select exists (select from public.hold h where h.tenant = of_tenant and h.case_id = of_case and h.ended_at is null)
      or exists (select from public.hold_member m join public.hold_query q on q.tenant = of_tenant and q.hold_id = m.hold_id
                  where m.tenant = of_tenant and m.case_id = of_case and q.ended_at is null)
      or exists (select from public.hold_query q join public.case_head c on c.tenant = of_tenant and c.case_id = of_case
                  where q.tenant = of_tenant and q.ended_at is null
                    and app.hold_covers(q.predicate, c.case_type, c.team, c.opened_at, c.state))
$$;

-- As in the ninth migration, and besides: holds by query bar it. Whoever adds or ends one holds the row of the agency until the end of the
-- transaction, as does this function before it asks, so that none comes in between; and what is asked after that is asked of the
-- database as it is then, which a transaction that reads one moment could not see. CW006: not in read committed.
create or replace function app.destroy_keys(of_tenant integer, of_case uuid, of_subject text, of_record integer) returns integer
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  standing text;
  certificate jsonb;
  erased integer;
begin
  if pg_catalog.current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'a destruction reads what is committed' using errcode = 'CW006';
  end if;
  if of_tenant is distinct from app.current_tenant() then
    raise exception 'no such case' using errcode = 'CW001';
  end if;
  select h.status into standing from public.case_head h
   where h.tenant = of_tenant and h.case_id = of_case for update;
  if standing is null then
    raise exception 'no such case' using errcode = 'CW001';
  end if;
  perform from public.agency a where a.tenant = of_tenant for no key update;
  if standing = 'open' then
    raise exception 'the case is not closed' using errcode = 'CW002';
  end if;
  if app_private.is_held(of_tenant, of_case) then
    raise exception 'the case is under hold' using errcode = 'CW003';
  end if;
  -- A certificate of exactly this, not used before.
  select r.entry::jsonb -> 5 -> 1 into certificate from public.custody_record r
   where r.tenant = of_tenant and r.seq = of_record and r.entry::jsonb -> 5 ->> 0 = 'destroyed'
     and not exists (select from public.destruction d where d.tenant = of_tenant and d.record = of_record);
  if certificate is null or certificate ->> 'caseId' is distinct from of_case::text
     or certificate ->> 'subject' is distinct from of_subject or coalesce(certificate ->> 'authority', '') = ''
     or (select count(distinct p.person) from public.person p
          where p.tenant = of_tenant and p.active and certificate -> 'approvers' ? p.person
            and not exists (select from public.client c where c.tenant = of_tenant and c.client = p.person)) < 2 then
    raise exception 'not approved by two people' using errcode = 'CW004';
  end if;
  erased := app_private.erase_keys(of_tenant, of_case, of_subject, of_record);
  if erased = 0 then
    raise exception 'nothing is left to destroy' using errcode = 'CW005';
  end if;
  return erased;
end $$;

-- Ends a hold on one case, with a record of custody of exactly that. CW007: no such record.
create function app.end_hold(of_tenant integer, of_hold uuid, of_record integer) returns integer
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  ended integer;
  record jsonb;
begin
  if of_tenant is distinct from app.current_tenant() then
    return 0;
  end if;
  perform from public.agency a where a.tenant = of_tenant for no key update;
  select r.entry::jsonb into record from public.custody_record r
   where r.tenant = of_tenant and r.seq = of_record and r.entry::jsonb -> 5 ->> 0 = 'hold-ended'
     and r.entry::jsonb -> 5 -> 1 ->> 'holdId' = of_hold::text;
  if record is null then
    raise exception 'nothing on record ends this hold' using errcode = 'CW007';
  end if;
  update public.hold h set ended_at = (record ->> 4)::timestamptz
   where h.tenant = of_tenant and h.hold_id = of_hold and h.ended_at is null
     and h.case_id::text = record -> 5 -> 1 ->> 'caseId';
  get diagnostics ended = row_count;
  return ended;
end $$;

-- Ends a hold by query, which two different active people of the agency must want. CW007: no record of that. CW004: not by two people.
create function app.end_hold_query(of_tenant integer, of_hold uuid, of_record integer) returns integer
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  ended integer;
  record jsonb;
begin
  if of_tenant is distinct from app.current_tenant() then
    return 0;
  end if;
  perform from public.agency a where a.tenant = of_tenant for no key update;
  select r.entry::jsonb into record from public.custody_record r
   where r.tenant = of_tenant and r.seq = of_record and r.entry::jsonb -> 5 ->> 0 = 'query-hold-ended'
     and r.entry::jsonb -> 5 -> 1 ->> 'holdId' = of_hold::text;
  if record is null then
    raise exception 'nothing on record ends this hold' using errcode = 'CW007';
  end if;
  if (select count(distinct p.person) from public.person p
       where p.tenant = of_tenant and p.active and record -> 5 -> 1 -> 'by' ? p.person
         and not exists (select from public.client c where c.tenant = of_tenant and c.client = p.person)) < 2 then
    raise exception 'not approved by two people' using errcode = 'CW004';
  end if;
  update public.hold_query q set ended_at = (record ->> 4)::timestamptz
   where q.tenant = of_tenant and q.hold_id = of_hold and q.ended_at is null;
  get diagnostics ended = row_count;
  return ended;
end $$;

-- ---------------------------------------------------------------- runs of disposal

-- A list of cases that are due, as somebody proposed it. Nothing of a list is ever changed: what is no longer so is left out when it is done.
create table disposal_run (
  tenant      integer     not null,
  run_id      uuid        not null,
  proposed_by text        not null collate "C",
  proposed_at timestamptz not null,
  reason      text        not null,
  -- SHA-256 of the list; what people approve.
  list_hash   bytea       not null check (octet_length(list_hash) = 32),
  items       integer     not null check (items > 0),
  -- When it was gone through, and the record of custody that says so.
  finished_at timestamptz,
  record      integer,
  primary key (tenant, run_id)
);
create table disposal_item (
  tenant    integer not null,
  run_id    uuid    not null,
  position  integer not null check (position > 0),
  case_id   uuid    not null,
  -- JSON: what of it was reviewed, a part of what is hashed.
  reviewed  text    not null collate "C",
  -- What became of it; null until then.
  outcome   text    collate "C" check (outcome in ('destroyed', 'left-out')),
  -- Why it was left out.
  reason    text    collate "C",
  -- The record of custody of its destruction.
  record    integer,
  done_at   timestamptz,
  primary key (tenant, run_id, position),
  unique (tenant, run_id, case_id),
  foreign key (tenant, run_id) references disposal_run (tenant, run_id)
);
create table disposal_approval (
  tenant      integer     not null,
  run_id      uuid        not null,
  person      text        not null collate "C",
  list_hash   bytea       not null,
  approved_at timestamptz not null,
  primary key (tenant, run_id, person),
  foreign key (tenant, run_id) references disposal_run (tenant, run_id)
);

revoke all on function app.retention_of(integer, uuid) from public;
grant execute on function app.retention_of(integer, uuid) to casewright_app;
revoke all on function app.hold_covers(jsonb, text, text, timestamptz, text) from public;
revoke all on function app_private.is_held(integer, uuid) from public;
revoke all on function app.end_hold(integer, uuid, integer) from public;
revoke all on function app.end_hold_query(integer, uuid, integer) from public;
grant execute on function app.hold_covers(jsonb, text, text, timestamptz, text), app.end_hold(integer, uuid, integer),
  app.end_hold_query(integer, uuid, integer) to casewright_app;
revoke update on hold from casewright_app;
revoke update (ended_at) on hold from casewright_app;

grant select, insert, delete, update (stale) on retention_due to casewright_app;
grant select, insert, update (on_date, recorded_by, recorded_at) on retention_fact to casewright_app;
grant delete on retention_fact to casewright_app;
grant select, insert on hold_query, hold_member to casewright_app;
grant select, insert, update (acknowledged_at) on hold_custodian to casewright_app;
grant select, insert, update (finished_at, record) on disposal_run to casewright_app;
grant select, insert, update (outcome, reason, record, done_at) on disposal_item to casewright_app;
grant select, insert on disposal_approval to casewright_app;

do $$
declare
  name text;
  program constant text := '(''program:'' || tenant) = any ((select app.reader())::text[])';
begin
  foreach name in array array['retention_due', 'retention_fact', 'hold_query', 'hold_member', 'hold_custodian',
                              'disposal_run', 'disposal_item', 'disposal_approval']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    -- For the program, and for the functions above.
    execute format('create policy readable on %I for select using (tenant = (select app.current_tenant()) '
      'and (current_user <> ''casewright_app'' or array[''program:'' || tenant] && (select app.reader())))', name);
    execute format('create policy added on %I for insert with check (%s)', name, program);
    execute format('create policy changed on %I for update using (%s) with check (%s)', name, program, program);
    execute format('create policy removed on %I for delete using (%s)', name, program);
  end loop;
end $$;
