-- Agencies that came from another installation: what follows from the master key for an agency that began here, they brought with
-- them, so that their log, the names of their keys and their answers to requests stay what they were.
-- The rules of the first migration hold.

create table agency_secret (
  tenant    integer  not null references agency (tenant),
  -- wrapping: the agency key `file-1`. requests: for hashes of requests and of names. logs: the identity of the log.
  purpose   text     not null collate "C" check (purpose in ('wrapping', 'requests', 'logs')),
  -- As in agency_key: the form, the key service that wrapped it, and what it answered.
  algorithm smallint not null,
  service   text     not null collate "C",
  wrapped   bytea    not null,
  primary key (tenant, purpose)
);
alter table agency_secret enable row level security;
alter table agency_secret force row level security;
create policy tenant on agency_secret using (tenant = (select app.current_tenant()))
  with check (tenant = (select app.current_tenant()));
-- The platform reads those of all agencies at once, as it does agency keys.
create policy platform on agency_secret for select using ((select app.current_tenant()) = 0);
-- Written by the owner alone.
grant select on agency_secret to casewright_app;
