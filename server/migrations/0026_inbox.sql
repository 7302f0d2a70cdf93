-- The inbox: everything that came in and is of no case yet, each in a queue that somebody owns, with a day by which it is to be worked.
-- A row is written before the first byte of what it is about. docs/decisions/0052-inbox.md. The rules of the first migration hold.

-- Teams that take what comes in, and how long they have.
create table inbound_queue (
  tenant integer  not null,
  queue  text     not null collate "C",
  -- Working days from the day on which something came, counted in this zone.
  days   integer  not null check (days between 1 and 365),
  zone   text     not null collate "C",
  -- Whose public holidays count; null: weekends alone.
  place  text     collate "C",
  -- The role in the team whose holders answer for what is overdue.
  lead   text     not null collate "C",
  primary key (tenant, queue),
  foreign key (tenant, queue) references team (tenant, team)
);

create table inbound_item (
  tenant      integer     not null,
  item_id     uuid        not null,
  -- Keyed hash of what makes two arrivals the same; the same thing that comes again is this item.
  mark        bytea       not null check (octet_length(mark) = 32),
  channel     text        not null collate "C" check (channel in ('mail', 'scan', 'portal', 'api', 'import')),
  received_at timestamptz not null,
  -- When all of it was kept; null while it arrives, or where it was cut off and has not come again.
  arrived_at  timestamptz,
  queue       text        not null collate "C",
  due_on      date        not null,
  state       text        not null collate "C" check (state in ('waiting', 'filed', 'rejected')),
  claimed_by  text        collate "C",
  -- JSON under the key of the item: from whom, subject, the names of its files; and why it was rejected.
  sealed      bytea,
  reason      bytea,
  -- Who ended it, and when.
  who         text        collate "C",
  ended_at    timestamptz,
  -- The event with which the last of it was filed.
  case_id     uuid,
  seq         integer,
  -- When somebody was told that it is overdue; null while nobody was.
  told_at     timestamptz,
  primary key (tenant, item_id),
  unique (tenant, mark),
  foreign key (tenant, queue) references inbound_queue (tenant, queue),
  check ((state = 'waiting') = (who is null) and (who is null) = (ended_at is null)),
  check ((state = 'filed') = (case_id is not null) and (case_id is null) = (seq is null)),
  check ((state = 'rejected') = (reason is not null)),
  check (arrived_at is null or sealed is not null),
  check (state <> 'filed' or arrived_at is not null)
);
create index inbound_item_waiting on inbound_item (tenant, queue, due_on, item_id) where state = 'waiting';

-- What an item consists of: the whole as it came, and what was taken out of it.
create table inbound_part (
  tenant  integer  not null,
  item_id uuid     not null,
  number  smallint not null check (number >= 0),
  -- Null where the gate refused it; the whole of the item has it still.
  file    uuid,
  state   text     not null collate "C" check (state in ('waiting', 'filed', 'left', 'refused')),
  -- Why the gate does not let it be filed, as a code and in words that name nothing of what is in it.
  code    text     collate "C",
  said    text,
  case_id uuid,
  seq     integer,
  primary key (tenant, item_id, number),
  unique (tenant, file),
  foreign key (tenant, item_id) references inbound_item (tenant, item_id),
  check ((state = 'refused') = (file is null)),
  check (state <> 'refused' or code is not null),
  check ((state = 'filed') = (case_id is not null) and (case_id is null) = (seq is null)),
  check (state <> 'filed' or code is null)
);

do $$
declare
  name text;
  program constant text := '(''program:'' || tenant) = any ((select app.reader())::text[])';
begin
  foreach name in array array['inbound_queue', 'inbound_item', 'inbound_part'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    -- For the program, which asks the policy for the team of the queue before it shows anything of them.
    execute format('create policy readable on %I for select using (tenant = (select app.current_tenant()) '
      'and (current_user <> ''casewright_app'' or array[''program:'' || tenant] && (select app.reader())))', name);
    execute format('create policy added on %I for insert with check (%s)', name, program);
    execute format('create policy changed on %I for update using (%s) with check (%s)', name, program, program);
  end loop;
end $$;

grant select, insert on inbound_queue, inbound_item, inbound_part to casewright_app;
grant update (days, zone, place, lead) on inbound_queue to casewright_app;
-- What came, when and how never changes.
grant update (arrived_at, sealed, queue, due_on, state, claimed_by, reason, who, ended_at, case_id, seq, told_at)
  on inbound_item to casewright_app;
grant update (state, case_id, seq) on inbound_part to casewright_app;

-- A file of an item becomes one of a case, with the event that names it: its key, wrapped anew, goes along, so that nothing of it is left
-- in the inbox. CW008: it is not there to be filed.
create function app.file_inbound(
  of_tenant integer, of_item uuid, of_file uuid, of_case uuid, of_seq integer, key_wrapped bytea, key_wrapped_by text,
  of_kind text, of_audience text, of_person text, of_behalf text) returns integer
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  moved integer;
begin
  if of_tenant is distinct from app.current_tenant() or not ('program:' || of_tenant) = any (app.reader()) then
    raise exception 'no such item' using errcode = 'CW008';
  end if;
  update public.inbound_part p set state = 'filed', case_id = of_case, seq = of_seq
   where p.tenant = of_tenant and p.item_id = of_item and p.file = of_file and p.state = 'waiting' and p.code is null
     and exists (select from public.inbound_item i
                  where i.tenant = of_tenant and i.item_id = of_item and i.state = 'waiting' and i.arrived_at is not null);
  get diagnostics moved = row_count;
  if moved <> 1 then
    raise exception 'no such item' using errcode = 'CW008';
  end if;
  update public.data_key k set case_id = of_case, wrapped = key_wrapped, wrapped_by = key_wrapped_by
   where k.tenant = of_tenant and k.case_id = of_item and k.subject = of_file::text;
  get diagnostics moved = row_count;
  if moved <> 1 then
    raise exception 'no such key' using errcode = 'CW008';
  end if;
  update public.stored_file f set case_id = of_case, kind = of_kind, audience = of_audience, person = of_person, on_behalf_of = of_behalf
   where f.tenant = of_tenant and f.case_id = of_item and f.file = of_file and f.state = 'received';
  get diagnostics moved = row_count;
  if moved <> 1 then
    raise exception 'no such file' using errcode = 'CW008';
  end if;
  return moved;
end $$;
revoke all on function app.file_inbound(integer, uuid, uuid, uuid, integer, bytea, text, text, text, text, text) from public;
grant execute on function app.file_inbound(integer, uuid, uuid, uuid, integer, bytea, text, text, text, text, text) to casewright_app;
