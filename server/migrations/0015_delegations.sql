-- The register of delegations: who may decide under which instrument, from which day to which, given by whom. What was given is
-- never changed; one can be ended before its time, with a reason. A decision keeps which one it was made under, so nothing here
-- is needed to play a case again. docs/decisions/0029-further-primitives.md.
create table delegation (
  tenant        integer     not null,
  delegation_id uuid        not null,
  person        text        not null collate "C",
  -- As case types name it.
  instrument    text        not null collate "C",
  -- The first and the last day; null: no end.
  from_on       date        not null,
  until_on      date        check (until_on >= from_on),
  given_by      text        not null collate "C",
  given_at      timestamptz not null,
  ended_at      timestamptz,
  end_reason    text        check ((ended_at is null) = (end_reason is null)),
  primary key (tenant, delegation_id),
  foreign key (tenant, person) references person (tenant, person)
);
create index delegation_person on delegation (tenant, person);
alter table delegation enable row level security;
alter table delegation force row level security;
create policy tenant on delegation for select using (tenant = (select app.current_tenant()));
create policy added on delegation for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy changed on delegation for update using (('program:' || tenant) = any ((select app.reader())::text[]))
  with check (('program:' || tenant) = any ((select app.reader())::text[]));
grant select, insert, update (ended_at, end_reason) on delegation to casewright_app;
