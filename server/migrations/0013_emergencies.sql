-- Emergencies in which cases were opened, for counting them by team, kind and finding. Derived from the events like the lists, in
-- the transaction of the event, and without anybody's name or words. Of cases from before, `casewright rebuild` writes the rows.
create table emergency (
  tenant    integer not null,
  case_id   uuid    not null,
  -- Id of the access: `break-glass.<number of the event>`.
  access    text    not null collate "C",
  team      text    not null collate "C",
  case_type text    not null collate "C",
  category  text    not null collate "C",
  opened_on date    not null,
  due_on    date    not null,
  standing  text    not null collate "C" check (standing in ('due', 'overdue', 'justified', 'not-justified')),
  primary key (tenant, case_id, access)
);
create index emergency_day on emergency (tenant, opened_on);
alter table emergency enable row level security;
alter table emergency force row level security;
create policy tenant on emergency for select using (tenant = (select app.current_tenant()));
create policy added on emergency for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy removed on emergency for delete using (('program:' || tenant) = any ((select app.reader())::text[]));
grant select, insert, delete on emergency to casewright_app;
