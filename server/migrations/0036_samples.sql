-- Samples of finished work that are drawn to be reviewed, what reviewers found, and the rows from which samples are drawn.
-- docs/decisions/0064-quality-samples.md. The rules of the first migration hold.

-- How cases and their decisions ended, and when: the closing of a case, and each determination that was made in it. Derived from the events
-- like the lists, in the transaction of the event, and without words. Of cases from before, `casewright rebuild` writes the rows.
create table outcome (
  tenant    integer not null,
  case_id   uuid    not null,
  kind      text    not null collate "C" check (kind in ('closing', 'decision')),
  -- Empty for the closing, else the id of the entry.
  name      text    not null collate "C",
  -- Empty for the closing, else what the case type calls that kind of determination.
  of        text    not null collate "C",
  case_type text    not null collate "C",
  team      text    not null collate "C",
  -- The day of the closing where the case counts days, or that on which it was made.
  on_day    date    not null,
  -- As the case type calls it.
  outcome   text    not null collate "C",
  primary key (tenant, case_id, kind, name)
);
-- The planner's statistics copy values.
alter table outcome alter column outcome set statistics 0;
create index outcome_team on outcome (tenant, team, case_type, kind, on_day);
alter table outcome enable row level security;
alter table outcome force row level security;
-- The rows are for the program and for the function below, which gives those of cases that the reader sees and no others.
create policy readable on outcome for select
  using (tenant = (select app.current_tenant())
    and (current_user <> 'casewright_app' or array['program:' || tenant] && (select app.reader())));
create policy added on outcome for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy removed on outcome for delete using (('program:' || tenant) = any ((select app.reader())::text[]));
grant select, insert, delete on outcome to casewright_app;

-- The cases of a team and a kind that ended, or had a determination made, from a day to another, both included: each once, with how it last
-- ended in that time. Of cases that the reader sees, under the policies of these, each with the parts that the reader sees.
create function app.outcomes_between(
  of_tenant integer, of_team text, of_type text, of_kind text, of_name text, from_on date, to_on date, at_most integer,
  out case_id uuid, out case_type text, out case_type_hash bytea, out parts text[], out outcome text)
returns setof record language sql stable security definer set search_path = '' as $$
  select f.case_id, h.case_type, h.case_type_hash,
         coalesce((select array_agg(p.part order by p.part) from public.case_part p
                    where p.tenant = of_tenant and p.case_id = f.case_id), '{}'),
         f.outcome
    from (select distinct on (o.case_id) o.case_id, o.outcome
            from public.outcome o
           where o.tenant = of_tenant and o.team = of_team and o.case_type = of_type and o.kind = of_kind and o.of = of_name
             and o.on_day between from_on and to_on
           order by o.case_id, o.on_day desc, o.name desc) f
    join public.case_head h on h.tenant = of_tenant and h.case_id = f.case_id and h.status <> 'destroyed'
   where of_tenant is not distinct from app.current_tenant()
   order by f.case_id
   limit at_most
$$;
revoke all on function app.outcomes_between(integer, text, text, text, text, date, date, integer) from public;
grant execute on function app.outcomes_between(integer, text, text, text, text, date, date, integer) to casewright_app;

-- A sample as it was drawn: nothing of it changes. Who drew it knew these cases then; who looks at it later is shown those that they may read.
create table quality_sample (
  tenant     integer     not null,
  sample     uuid        not null,
  team       text        not null collate "C",
  case_type  text        not null collate "C",
  -- By the closing of the case, or by a kind of determination that was made in it.
  basis      text        not null collate "C" check (basis in ('closing', 'decision')),
  of         text        not null collate "C",
  from_on    date        not null,
  to_on      date        not null,
  -- How many were to be drawn: a number, or a share of them in percent.
  size       integer     check (size between 1 and 500),
  percent    integer     check (percent between 1 and 100),
  by_outcome boolean     not null,
  reason     text        not null check (length(reason) between 1 and 500),
  -- JSON: what is asked of each case, as texts.
  questions  text        not null,
  algorithm  text        not null collate "C" check (algorithm = 'lowest-sha256/2'),
  seed       text        not null collate "C" check (length(seed) between 1 and 100),
  -- Ids in their order, as the drawer could read them then, and for each the group in which it was drawn.
  population uuid[]      not null check (cardinality(population) > 0),
  strata     text[]      not null collate "C",
  -- In the order of their hashes.
  members    uuid[]      not null check (cardinality(members) between 1 and 500),
  drawn_by   text        not null collate "C",
  drawn_at   timestamptz not null,
  primary key (tenant, sample),
  check (cardinality(strata) = cardinality(population)),
  check ((size is null) <> (percent is null)),
  check ((basis = 'closing') = (of = ''))
);
-- The planner's statistics copy values.
alter table quality_sample alter column reason set statistics 0, alter column questions set statistics 0,
  alter column strata set statistics 0;
create index quality_sample_team on quality_sample (tenant, team, case_type, drawn_at);

-- What a reviewer found in a case of a sample. Sealed under the key of the case, and gone with it.
create table quality_finding (
  tenant      integer     not null,
  sample      uuid        not null,
  case_id     uuid        not null,
  subject     text        not null collate "C" check (subject = ''),
  -- Counts what was saved, so that two windows of one reviewer do not write over one another.
  version     integer     not null check (version >= 1),
  reviewed_by text        not null collate "C",
  reviewed_at timestamptz not null,
  -- Answers and notes.
  sealed      bytea       not null,
  primary key (tenant, sample, case_id),
  foreign key (tenant, sample) references quality_sample (tenant, sample),
  foreign key (tenant, case_id, subject) references data_key (tenant, case_id, subject) on delete cascade
);
create index quality_finding_key on quality_finding (tenant, case_id, subject);

do $$
declare
  name text;
  program constant text := '(''program:'' || tenant) = any ((select app.reader())::text[])';
begin
  -- For the program, which asks the policy of each case before it shows or changes anything of it.
  foreach name in array array['quality_sample', 'quality_finding'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy readable on %I for select using (tenant = (select app.current_tenant()) '
      'and (current_user <> ''casewright_app'' or array[''program:'' || tenant] && (select app.reader())))', name);
    execute format('create policy added on %I for insert with check (%s)', name, program);
  end loop;
  execute format('create policy changed on quality_finding for update using (%s) with check (%s)', program, program);
end $$;
grant select, insert on quality_sample, quality_finding to casewright_app;
-- Whose it is and what it is about never changes.
grant update (version, reviewed_at, sealed) on quality_finding to casewright_app;
