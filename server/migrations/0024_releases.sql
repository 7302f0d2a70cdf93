-- Releases of finished cases as open data: what was prepared, the files of each, and every step that somebody took with it. Rows are
-- only added. docs/decisions/0050-release.md.
create table release (
  tenant         integer     not null,
  release_id     uuid        not null,
  case_type      text        not null collate "C",
  case_type_hash bytea       not null,
  -- SHA-256 of its description, which has the hashes of its other files: people approve this.
  hash           bytea       not null check (octet_length(hash) = 32),
  from_on        date        not null,
  until_on       date        not null check (until_on >= from_on),
  prepared_at    timestamptz not null,
  -- How many releases of this kind of case had been published before it was prepared.
  follows        integer     not null check (follows >= 0),
  -- JSON for whoever approves.
  report         text        not null,
  primary key (tenant, release_id)
);
-- The planner's statistics copy values.
alter table release alter column report set statistics 0;
create index release_of_kind on release (tenant, case_type, prepared_at);

-- JSON for the releases after it: small counts, which are never published and shown to nobody.
create table release_working (
  tenant     integer not null,
  release_id uuid    not null,
  working    text    not null,
  primary key (tenant, release_id),
  foreign key (tenant, release_id) references release (tenant, release_id)
);
alter table release_working alter column working set statistics 0;

create table release_file (
  tenant     integer not null,
  release_id uuid    not null,
  number     integer not null check (number > 0),
  name       text    not null collate "C" check (name ~ '^[a-z0-9-]{1,80}\.(csv|json|md)$'),
  media_type text    not null collate "C",
  content    text    not null,
  primary key (tenant, release_id, number),
  foreign key (tenant, release_id) references release (tenant, release_id)
);

create table release_step (
  tenant       integer     not null,
  release_id   uuid        not null,
  number       integer     not null check (number > 0),
  kind         text        not null collate "C" check (kind in ('prepared', 'approved', 'published', 'withdrawn')),
  person       text        not null collate "C",
  on_behalf_of text        collate "C",
  taken_at     timestamptz not null,
  hash         bytea       not null check (octet_length(hash) = 32),
  words        text        not null,
  primary key (tenant, release_id, number),
  foreign key (tenant, release_id) references release (tenant, release_id)
);

do $$
declare
  written text;
begin
  foreach written in array array['release', 'release_file', 'release_step', 'release_working'] loop
    execute format('alter table %I enable row level security', written);
    execute format('alter table %I force row level security', written);
    execute format('create policy added on %I for insert with check ((''program:'' || tenant) = any ((select app.reader())::text[]))', written);
  end loop;
  -- Who may know of a release is asked of the policy, as of a draft; it is about no case.
  foreach written in array array['release', 'release_file', 'release_step'] loop
    execute format('create policy tenant on %I for select using (tenant = (select app.current_tenant()))', written);
  end loop;
end $$;
create policy readable on release_working for select
  using (tenant = (select app.current_tenant())
    and (current_user <> 'casewright_app' or array['program:' || tenant] && (select app.reader())));

grant select, insert on release, release_file, release_step, release_working to casewright_app;
