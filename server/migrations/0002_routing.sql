-- Routing: what it needs to know of people, how heavy open work is, and what people are told when time runs out.
-- The rules of 0001 hold.

-- Whoever has no row here carries ten and is not away.
create table work_profile (
  tenant     integer          not null,
  person     text             not null collate "C",
  -- How much weight they can carry at once: ten for full time.
  capacity   double precision not null check (capacity >= 0),
  -- First and last day of an absence.
  away_from  date,
  away_until date,
  primary key (tenant, person),
  foreign key (tenant, person) references person (tenant, person)
);

-- What a person can do, speaks, where they work, which queues they serve, and in whom or what they declared an interest.
create table work_fact (
  tenant integer  not null,
  person text     not null collate "C",
  kind   text     not null collate "C" check (kind in ('skill', 'language', 'place', 'queue', 'interest')),
  -- Of an interest: the id or the reference of a case, or the id of a party.
  name   text     not null collate "C",
  level  smallint check (level between 1 and 5),
  -- Of an interest: what was declared.
  said   text     not null,
  primary key (tenant, person, kind, name),
  foreign key (tenant, person) references person (tenant, person),
  check ((kind = 'skill') = (level is not null))
);
create index work_fact_name on work_fact (tenant, kind, name);

-- Derived: how heavy open routed work is, where that is not 1.
create table task_weight (
  tenant  integer          not null,
  case_id uuid             not null,
  task    text             not null collate "C",
  weight  double precision not null,
  primary key (tenant, case_id, task)
);

-- Who was told which rung of a clock's ladder. A clock that is due on another day has other rungs.
create table notice (
  tenant     integer     not null,
  case_id    uuid        not null,
  clock      text        not null collate "C",
  due_on     date        not null,
  -- A share in percent, or `due`.
  rung       text        not null collate "C",
  person     text        not null collate "C",
  reached_on date        not null,
  -- The event that says so.
  seq        integer     not null,
  told_at    timestamptz not null,
  -- The day on which the person acted in the case after that.
  acted_on   date,
  primary key (tenant, case_id, clock, due_on, rung, person)
);
create index notice_open on notice (tenant, person, told_at desc, case_id, clock, rung) where acted_on is null;

grant select, insert, update, delete on work_profile, work_fact, task_weight to casewright_app;
grant select, insert, update (acted_on) on notice to casewright_app;

do $$
declare
  name text;
begin
  foreach name in array array['work_profile', 'work_fact', 'task_weight', 'notice']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant = (select app.current_tenant())) '
      'with check (tenant = (select app.current_tenant()))', name);
  end loop;
end $$;
