-- Goals of cases, for reports on how many were set and what became of them. Derived from the events like the lists, in the transaction
-- of the event, and without anybody's name or words. Of cases from before, `casewright rebuild` writes the rows.
create table goal (
  tenant     integer not null,
  case_id    uuid    not null,
  -- Id of the entry: `goal.<number of the event>`.
  goal       text    not null collate "C",
  kind       text    not null collate "C",
  case_type  text    not null collate "C",
  status     text    not null collate "C"
             check (status in ('pursued', 'attained', 'partly-attained', 'not-attained', 'withdrawn')),
  set_on     date    not null,
  ended_on   date,
  -- Exact decimals as they were written.
  baseline   text    not null collate "C",
  last_value text    collate "C",
  -- JSON: what its case has in the fields by which reports may tell cases apart.
  cohorts    text    not null collate "C",
  primary key (tenant, case_id, goal)
);
-- The planner's statistics copy values.
alter table goal alter column baseline set statistics 0, alter column last_value set statistics 0,
  alter column cohorts set statistics 0;
create index goal_set on goal (tenant, set_on);
create index goal_ended on goal (tenant, ended_on) where ended_on is not null;
alter table goal enable row level security;
alter table goal force row level security;
-- The rows are for the program and for the function below, which gives those of cases that the reader sees and no others.
create policy readable on goal for select
  using (tenant = (select app.current_tenant())
    and (current_user <> 'casewright_app' or array['program:' || tenant] && (select app.reader())));
create policy added on goal for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy removed on goal for delete using (('program:' || tenant) = any ((select app.reader())::text[]));
grant select, insert, delete on goal to casewright_app;

-- The cases in which somebody has a key: facts that are collected once are looked for there.
create index data_key_subject on data_key (tenant, subject) where subject <> '';

-- Goals that were set, or concluded, from a day to another, both included: of cases that the reader sees, under the policies of
-- these, each with the parts of its case that the reader sees. Which of them they may know of follows from the parts.
create function app.goals_between(
  of_tenant integer, of_type text, of_kind text, is_ended boolean, from_on date, to_on date, at_most integer,
  out case_type text, out case_type_hash bytea, out team text, out team_title text, out opened_at timestamptz, out parts text[],
  out kind text, out status text, out set_on date, out ended_on date, out baseline text, out last_value text, out cohorts text)
returns setof record language sql stable security definer set search_path = '' as $$
  select h.case_type, h.case_type_hash, h.team, coalesce(t.title, h.team), h.opened_at,
         coalesce((select array_agg(p.part order by p.part) from public.case_part p
                    where p.tenant = of_tenant and p.case_id = h.case_id), '{}'),
         g.kind, g.status, g.set_on, g.ended_on, g.baseline, g.last_value, g.cohorts
    from (select * from public.goal s where not is_ended and s.tenant = of_tenant and s.set_on between from_on and to_on
           union all
          select * from public.goal e where is_ended and e.tenant = of_tenant and e.ended_on between from_on and to_on) g
    join public.case_head h on h.tenant = of_tenant and h.case_id = g.case_id and h.status <> 'destroyed'
    left join public.team t on t.tenant = of_tenant and t.team = h.team
   where (of_type is null or g.case_type = of_type) and (of_kind is null or g.kind = of_kind)
     and of_tenant is not distinct from app.current_tenant()
   order by g.set_on desc, g.case_id, g.goal
   limit at_most
$$;
revoke all on function app.goals_between(integer, text, text, boolean, date, date, integer) from public;
grant execute on function app.goals_between(integer, text, text, boolean, date, date, integer) to casewright_app;
