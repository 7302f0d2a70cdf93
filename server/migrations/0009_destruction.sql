-- Lawful destruction: agency keys that can be rotated, holds, the record of what was done to keys, and what was destroyed.
-- The rules of the first migration hold.

-- The keys that wrap the data keys of an agency, each wrapped in turn by a key service (the master key in a file, or a key
-- management service). The newest wraps what is new. An agency without a row has only the key that follows from its master key.
create table agency_key (
  tenant      integer     not null references agency (tenant),
  key_id      text        not null collate "C",
  -- 1: AES-256-GCM.
  algorithm   smallint    not null,
  -- The key service that wrapped it.
  service     text        not null collate "C",
  wrapped     bytea       not null,
  created_at  timestamptz not null,
  -- When every data key was wrapped by it; null until then, so that whoever comes by goes on.
  finished_at timestamptz,
  primary key (tenant, key_id)
);

-- What must not be destroyed, and why. Its reason is blanked when the case is destroyed after its end.
create table hold (
  tenant   integer     not null,
  hold_id  uuid        not null,
  case_id  uuid        not null,
  reason   text        not null,
  added_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant, hold_id)
);
create index hold_case on hold (tenant, case_id);

-- Everything that was done to keys and to what they protect: holds, destructions, rotations; in the exact text that was
-- hashed: hash = SHA-256(0x00 || entry). Each is a leaf of the agency's log.
create table custody_record (
  tenant    integer  not null,
  seq       integer  not null check (seq > 0),
  algorithm smallint not null,
  entry     text     not null collate "C",
  hash      bytea    not null check (octet_length(hash) = 32),
  primary key (tenant, seq)
);

-- One row for each data key that was destroyed, with the record that says under what authority.
create table destruction (
  tenant  integer not null,
  case_id uuid    not null,
  -- As in data_key; a row with an empty subject means that the case was destroyed.
  subject text    not null collate "C",
  key_id  uuid    not null,
  record  integer not null,
  primary key (tenant, case_id, subject, key_id),
  foreign key (tenant, record) references custody_record (tenant, seq)
);

-- The list of destructions that is kept outside the database; it belongs to the platform, agency 0. A database that knows of
-- a list is not served without it.
create table destruction_list (
  tenant  integer     not null,
  list_id uuid        not null,
  made_at timestamptz not null,
  primary key (tenant, list_id)
);

-- ---------------------------------------------------------------- destroying

-- Removes the keys and what the application's role may not remove. For the owner alone: after a restore it does again what
-- was done already. Everybody else goes through the function below.
create function app_private.erase_keys(of_tenant integer, of_case uuid, of_subject text, of_record integer) returns integer
  language plpgsql volatile set search_path = ''
as $$
declare
  erased integer;
begin
  insert into public.destruction (tenant, case_id, subject, key_id, record)
    select k.tenant, k.case_id, k.subject, k.key_id, of_record from public.data_key k
     where k.tenant = of_tenant and k.case_id = of_case and (of_subject = '' or k.subject = of_subject)
    on conflict do nothing;
  delete from public.data_key k
   where k.tenant = of_tenant and k.case_id = of_case and (of_subject = '' or k.subject = of_subject);
  get diagnostics erased = row_count;
  -- Why something was refused may quote what was given; keys of requests are whatever a client chose.
  delete from public.receipt r
   where r.tenant = of_tenant and r.case_id = of_case and (of_subject = '' or r.rejection <> '');
  if of_subject = '' then
    delete from public.notice n where n.tenant = of_tenant and n.case_id = of_case;
    update public.hold h set reason = '' where h.tenant = of_tenant and h.case_id = of_case;
  end if;
  return erased;
end $$;

-- The one way for the application to destroy keys. Every condition is checked here, under the lock of the case's head, so
-- that no caller can leave one out and no hold can come in between. Errors: CW001 no such case, CW002 not closed, CW003
-- under hold, CW004 not approved by two people of the agency, CW005 nothing left to destroy.
create function app.destroy_keys(of_tenant integer, of_case uuid, of_subject text, of_record integer) returns integer
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  standing text;
  certificate jsonb;
  erased integer;
begin
  if of_tenant is distinct from app.current_tenant() then
    raise exception 'no such case' using errcode = 'CW001';
  end if;
  select h.status into standing from public.case_head h
   where h.tenant = of_tenant and h.case_id = of_case for update;
  if standing is null then
    raise exception 'no such case' using errcode = 'CW001';
  end if;
  if standing = 'open' then
    raise exception 'the case is not closed' using errcode = 'CW002';
  end if;
  if exists (select from public.hold h where h.tenant = of_tenant and h.case_id = of_case and h.ended_at is null) then
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

revoke all on function app_private.erase_keys(integer, uuid, text, integer) from public;
revoke all on function app.destroy_keys(integer, uuid, text, integer) from public;
grant execute on function app.destroy_keys(integer, uuid, text, integer) to casewright_app;

-- Keys are made and wrapped anew by the owner; the application reads them.
grant select on agency_key, destruction to casewright_app;
grant select, insert on custody_record, destruction_list to casewright_app;
grant select, insert, update (ended_at) on hold to casewright_app;

-- The planner's statistics copy values; what is personal and in the clear must not be among them.
alter table case_head alter column state set statistics 0;
alter table case_head alter column reference set statistics 0;
alter table task alter column title set statistics 0;
alter table task alter column reference set statistics 0;
alter table receipt alter column key set statistics 0;
alter table receipt alter column rejection set statistics 0;
alter table work_fact alter column name set statistics 0;
alter table work_fact alter column said set statistics 0;
alter table hold alter column reason set statistics 0;
alter table case_grant alter column fact set statistics 0;
alter table import_run alter column report set statistics 0;

do $$
declare
  name text;
begin
  foreach name in array array['agency_key', 'hold', 'custody_record', 'destruction', 'destruction_list']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant = (select app.current_tenant())) '
      'with check (tenant = (select app.current_tenant()))', name);
  end loop;
end $$;

-- The platform reads the wrapped keys of all agencies at once, as it does the list of agencies.
create policy platform on agency_key for select using ((select app.current_tenant()) = 0);
