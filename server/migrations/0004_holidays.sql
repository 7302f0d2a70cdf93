-- Tables of public holidays by which an agency counts days, where it has other ones than those that ship with the program.

-- Versions that are only added to: the one with the highest number counts, and an agency without any has the shipped one. A
-- clock stores the version by which it was reckoned, so a version names one table for good.
create table holiday_table (
  tenant     integer     not null references agency (tenant),
  number     integer     not null check (number > 0),
  version    text        not null collate "C",
  -- The table as JSON.
  days       text        not null,
  adopted_at timestamptz not null,
  -- When every clock that it moves had been moved; null until then, so that whoever comes by goes on with it.
  moved_at   timestamptz,
  primary key (tenant, number),
  unique (tenant, version)
);

grant select, insert, update (moved_at) on holiday_table to casewright_app;

alter table holiday_table enable row level security;
alter table holiday_table force row level security;
create policy tenant on holiday_table using (tenant = (select app.current_tenant()))
  with check (tenant = (select app.current_tenant()));
