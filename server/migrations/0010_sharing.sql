-- What other agencies share with this one: pointers, delivered by their workers, from which nothing is decided. Whether a share
-- still stands is asked where it was given, on every read.
create table shared_case (
  tenant  integer     not null,
  -- The agency that shares.
  owner   integer     not null,
  case_id uuid        not null,
  fact_id text        not null collate "C",
  purpose text        not null,
  until   timestamptz not null,
  primary key (tenant, owner, case_id, fact_id)
);
create index shared_case_case on shared_case (tenant, case_id);
alter table shared_case enable row level security;
alter table shared_case force row level security;
create policy tenant on shared_case using (tenant = (select app.current_tenant()))
  with check (tenant = (select app.current_tenant()));
grant select, insert, update on shared_case to casewright_app;
