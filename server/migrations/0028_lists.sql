-- Lists of disposal and holds as people work on them in a browser: a list is looked through before it is submitted, an approval is of the
-- list as it was left, and holds have an authority, an owner and a day on which they are reviewed. docs/decisions/0049-retention.md.
-- The rules of the first migration hold.

-- ---------------------------------------------------------------- holds

-- On whose authority it stands, who answers for it, and when somebody must look whether it is still needed. Without an owner it was placed
-- at the command line before there were owners.
alter table hold
  add column added_by  text collate "C",
  add column authority text,
  add column owner     text collate "C",
  add column review_on date;
alter table hold alter column authority set statistics 0;
alter table hold_query
  add column authority text,
  add column owner     text collate "C",
  add column review_on date;
create index hold_owner on hold (tenant, owner, review_on) where ended_at is null;
create index hold_query_owner on hold_query (tenant, owner, review_on) where ended_at is null;
grant update (review_on, owner) on hold, hold_query to casewright_app;

-- Who asked for the end of a hold, and what somebody else decided.
create table hold_release (
  tenant     integer     not null,
  hold_id    uuid        not null,
  -- Counts what was asked for this hold.
  number     integer     not null check (number > 0),
  asked_by   text        not null collate "C",
  asked_at   timestamptz not null,
  reason     text        not null,
  authority  text        not null,
  decision   text        collate "C" check (decision in ('released', 'kept')),
  decided_by text        collate "C",
  decided_at timestamptz,
  words      text,
  primary key (tenant, hold_id, number),
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null))
);
create unique index hold_release_open on hold_release (tenant, hold_id) where decision is null;

-- ---------------------------------------------------------------- runs of disposal

alter table disposal_run
  -- What was asked for, as JSON: until which day, of which kinds, classes and teams. Null: asked for at the command line.
  add column asked      text        collate "C",
  -- True until it is submitted; nobody approves it before.
  add column is_draft   boolean,
  -- SHA-256 of the list with what was taken out of it; null where nothing was. This is what people approve.
  add column left_hash  bytea       check (octet_length(left_hash) = 32),
  add column withdrawn_by text      collate "C",
  add column withdrawn_at timestamptz,
  add column withdrawn_why text,
  -- Since when the worker goes through it, and who said so.
  add column started_by text        collate "C",
  add column started_at timestamptz;
create index disposal_run_started on disposal_run (tenant, run_id) where started_at is not null and finished_at is null;
grant update (is_draft, left_hash, withdrawn_by, withdrawn_at, withdrawn_why, started_by, started_at) on disposal_run to casewright_app;

-- What somebody took out while they looked through the list, and why; it is left out like what changed since.
alter table disposal_item
  add column taken_out_by text collate "C",
  add column taken_out_at timestamptz,
  add column why          text;
grant update (taken_out_by, taken_out_at, why) on disposal_item to casewright_app;

-- What was taken out makes another hash, which the same people may approve anew.
alter table disposal_approval drop constraint disposal_approval_pkey;
alter table disposal_approval add primary key (tenant, run_id, person, list_hash);

grant select, insert, update (decision, decided_by, decided_at, words) on hold_release to casewright_app;
do $$
declare
  program constant text := '(''program:'' || tenant) = any ((select app.reader())::text[])';
begin
  alter table hold_release enable row level security;
  alter table hold_release force row level security;
  execute 'create policy readable on hold_release for select using (tenant = (select app.current_tenant()) '
    'and (current_user <> ''casewright_app'' or array[''program:'' || tenant] && (select app.reader())))';
  execute format('create policy added on hold_release for insert with check (%s)', program);
  execute format('create policy changed on hold_release for update using (%s) with check (%s)', program, program);
end $$;

-- As in the ninth migration, and besides: what people wrote of the holds of a case that is gone.
create or replace function app_private.erase_keys(of_tenant integer, of_case uuid, of_subject text, of_record integer) returns integer
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
    update public.hold_release e set reason = '', authority = '', words = case when e.words is null then null else '' end
      from public.hold h
     where h.tenant = of_tenant and h.case_id = of_case and e.tenant = of_tenant and e.hold_id = h.hold_id;
    update public.hold h set reason = '', authority = case when h.authority is null then null else '' end
     where h.tenant = of_tenant and h.case_id = of_case;
    update public.disposal_item i set why = case when i.why is null then null else '' end
     where i.tenant = of_tenant and i.case_id = of_case;
  end if;
  return erased;
end $$;

-- The planner's statistics copy values.
alter table hold_release alter column reason set statistics 0, alter column authority set statistics 0, alter column words set statistics 0;
alter table disposal_item alter column why set statistics 0;
