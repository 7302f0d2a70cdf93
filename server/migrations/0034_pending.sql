-- The work of a team, found by the team, and what cases wait for besides tasks: deadlines that run, and what a second person must do.
-- Derived from the events like the lists, in the transaction of the event, and without words. Of cases from before, `casewright rebuild`
-- writes the rows. docs/decisions/0060-team-load.md.
create index task_team on task (tenant, team, due_on, since_at, case_id, task);

create table pending (
  tenant  integer not null,
  case_id uuid    not null,
  kind    text    not null collate "C" check (kind in ('clock', 'letter', 'decision', 'review')),
  -- The clock, or the id of the entry.
  name    text    not null collate "C",
  -- What it is called in the case type: the clock, or the kind of the entry.
  of      text    not null collate "C",
  team    text    not null collate "C",
  -- Of a clock its last day; of what waits for somebody the day since which it does.
  on_day  date    not null,
  -- Ids of those who had a part in it and are not the second person.
  people  text[]  not null collate "C",
  primary key (tenant, case_id, kind, name)
);
create index pending_team on pending (tenant, team, kind, on_day, case_id, name);
alter table pending enable row level security;
alter table pending force row level security;
-- The rows are for the program and for the function below, which gives those of cases that the reader sees and no others.
create policy readable on pending for select
  using (tenant = (select app.current_tenant())
    and (current_user <> 'casewright_app' or array['program:' || tenant] && (select app.reader())));
create policy added on pending for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy removed on pending for delete using (('program:' || tenant) = any ((select app.reader())::text[]));
grant select, insert, delete on pending to casewright_app;

-- What waits in the cases of some teams until a day, the earliest first: of cases that the reader sees, under the policies of these, each with
-- the parts of its case that the reader sees. Which of it they may know of follows from the parts.
create function app.pending_of(
  of_tenant integer, of_teams text[], of_kinds text[], until date, at_most integer,
  out case_id uuid, out reference text, out case_type text, out case_type_hash bytea, out team text, out parts text[],
  out kind text, out name text, out of text, out on_day date, out people text[])
returns setof record language sql stable security definer set search_path = '' as $$
  select h.case_id, h.reference, h.case_type, h.case_type_hash, h.team,
         coalesce((select array_agg(p.part order by p.part) from public.case_part p
                    where p.tenant = of_tenant and p.case_id = h.case_id), '{}'),
         w.kind, w.name, w.of, w.on_day, w.people
    from public.pending w
    join public.case_head h on h.tenant = of_tenant and h.case_id = w.case_id and h.status = 'open'
   where w.tenant = of_tenant and w.team = any (of_teams) and w.kind = any (of_kinds) and w.on_day <= until
     and of_tenant is not distinct from app.current_tenant()
   order by w.on_day, w.case_id, w.kind, w.name
   limit at_most
$$;
revoke all on function app.pending_of(integer, text[], text[], date, integer) from public;
grant execute on function app.pending_of(integer, text[], text[], date, integer) to casewright_app;
