-- The spine: cases, their events and what is derived from them.
--
-- Rules that hold from here on (docs/decisions/0001 to 0003, and the schema test that reads this database):
-- tenant leads every primary key, unique key, foreign key and index; no triggers; no volatile defaults, ids and clock
-- values come from the application; row-level security is forced on every table with a tenant; the application role
-- can neither change nor delete an event, a key, a receipt or a line of the access log.

create schema app;
-- The migration runner has made this one already: its own table lives there.
create schema if not exists app_private;

-- ---------------------------------------------------------------- context

-- The two padded halves of the HMAC key (RFC 2104), put here by the migration runner. The application role cannot read
-- this table; only `app.current_tenant` can.
create table app_private.context_key (
  only_row  boolean primary key check (only_row),
  inner_pad bytea not null check (octet_length(inner_pad) = 64),
  outer_pad bytea not null check (octet_length(outer_pad) = 64)
);

-- The agency of the verified `app.ctx`, or null, never an error, so that a statement without context sees no rows.
-- The setting is `<tenant>:<person>:<expires, epoch seconds>.<hex hmac-sha-256 of what stands before the point>`.
--
-- It runs once per statement and table, so its cost counts: measured 9.8 microseconds a call on PostgreSQL 15 and 10 to 15
-- on 18 (the two-function form it replaced: 17 to 25), of which 4 read the key and 3 hash. Hence one function, no
-- `set search_path` (1.5; the names are qualified instead, and nobody but the owner may create functions here), the key
-- read by a statement without parameters (with them it was planned anew each time, 40), and text compared, not bytes
-- (decoding a forged signature would raise an error instead of showing no rows).
create function app.current_tenant() returns integer
  language plpgsql stable parallel safe security definer
as $$
declare
  setting text := pg_catalog.current_setting('app.ctx', true);
  inner_pad bytea;
  outer_pad bytea;
begin
  select k.inner_pad, k.outer_pad into inner_pad, outer_pad from app_private.context_key k;
  return case
    when pg_catalog.encode(pg_catalog.sha256(outer_pad || pg_catalog.sha256(inner_pad ||
           pg_catalog.convert_to(pg_catalog.left(setting, -65), 'UTF8'))), 'hex') = pg_catalog.right(setting, 64)
     and pg_catalog.split_part(pg_catalog.left(setting, -65), ':', 3)::bigint > pg_catalog.date_part('epoch', pg_catalog.now())
    then pg_catalog.split_part(setting, ':', 1)::integer
  end;
end $$;

-- ---------------------------------------------------------------- who

create table agency (
  -- 0 is the platform itself, see the policies below.
  tenant integer not null check (tenant between 1 and 999999999),
  slug   text    not null collate "C",
  name   text    not null,
  primary key (tenant),
  unique (tenant, slug)
);

create table team (
  tenant integer not null references agency (tenant),
  team   text    not null collate "C",
  title  text    not null,
  primary key (tenant, team)
);

create table person (
  tenant integer not null references agency (tenant),
  person text    not null collate "C",
  name   text    not null,
  active boolean not null,
  primary key (tenant, person)
);

create table membership (
  tenant integer not null,
  person text    not null collate "C",
  team   text    not null collate "C",
  role   text    not null collate "C",
  primary key (tenant, person, team, role),
  foreign key (tenant, person) references person (tenant, person),
  foreign key (tenant, team) references team (tenant, team)
);

create table session (
  tenant     integer     not null references agency (tenant),
  token_hash bytea       not null,
  person     text        not null collate "C",
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant, token_hash),
  foreign key (tenant, person) references person (tenant, person)
);

-- ---------------------------------------------------------------- ground truth

-- From here on, tables that a command writes carry no foreign key to agency: each would lock the same agency row once
-- more per row written. Row-level security already holds their tenant to that of the signed context.

create table case_type (
  tenant       integer     not null references agency (tenant),
  name         text        not null collate "C",
  version      text        not null collate "C",
  hash         bytea       not null,
  source       text        not null,
  published_at timestamptz not null,
  primary key (tenant, name, version),
  unique (tenant, hash)
);

-- Data keys, wrapped by the agency's key. One per case, one per subject; destroying the row destroys what it sealed.
create table data_key (
  tenant     integer     not null,
  case_id    uuid        not null,
  -- Empty for the case's own key, else the subject's id.
  subject    text        not null collate "C",
  key_id     uuid        not null,
  wrapped    bytea       not null,
  wrapped_by text        not null collate "C",
  created_at timestamptz not null,
  primary key (tenant, case_id, subject)
);

create table event (
  tenant         integer     not null,
  case_id        uuid        not null,
  seq            integer     not null check (seq > 0),
  type           text        not null collate "C",
  -- When it happened, as stated: a date, or an instant with its offset.
  occurred       text        not null collate "C",
  -- The same, as a point in time, for order and search.
  occurred_at    timestamptz not null,
  recorded_at    timestamptz not null,
  actor          text        not null collate "C",
  -- What let the actor act: a session, an import, a timer.
  authority      text        not null collate "C",
  command_id     uuid        not null,
  case_type_hash bytea       not null,
  policy_version text        not null collate "C",
  -- 1: SHA-256 chain, AES-256-GCM payload.
  algorithm      smallint    not null,
  key_id         uuid        not null,
  payload        bytea       not null,
  payload_hash   bytea       not null,
  previous_hash  bytea       not null,
  hash           bytea       not null,
  primary key (tenant, case_id, seq)
);
-- Ciphertext does not compress; do not try.
alter table event alter column payload set storage external;

-- ---------------------------------------------------------------- derived

create table case_head (
  tenant         integer     not null,
  case_id        uuid        not null,
  version        integer     not null,
  last_hash      bytea       not null,
  case_type      text        not null collate "C",
  case_type_hash bytea       not null,
  reference      text        not null collate "C",
  team           text        not null collate "C",
  status         text        not null collate "C",
  opened_at      timestamptz not null,
  changed_by     text        not null collate "C",
  changed_at     timestamptz not null,
  -- The exact JSON text of the case's state; replaying its events gives the same bytes.
  state          text        not null,
  primary key (tenant, case_id)
  -- Room for the next version on the same page, so that an update touches no index.
) with (fillfactor = 80);
create unique index case_head_reference on case_head (tenant, case_type, reference);

-- Who may find a case: one row for each token that grants it. Lists start here, row-level security is the net below.
create table case_access (
  tenant    integer     not null,
  token     text        not null collate "C",
  case_id   uuid        not null,
  status    text        not null collate "C",
  opened_at timestamptz not null,
  primary key (tenant, token, case_id)
);
create index case_access_list on case_access (tenant, token, status, opened_at desc, case_id desc);

-- Work to do now; one row for each active task. A lane is one queue: `team:<team>` or `person:<person>`.
create table task (
  tenant    integer     not null,
  case_id   uuid        not null,
  task      text        not null collate "C",
  lane      text        not null collate "C",
  -- 9999-12-31 where there is none, so that it sorts last.
  due_on    date        not null,
  since_at  timestamptz not null,
  since     text        not null collate "C",
  priority  smallint    not null,
  title     text        not null,
  role      text        not null collate "C",
  team      text        not null collate "C",
  case_type text        not null collate "C",
  reference text        not null collate "C",
  primary key (tenant, case_id, task)
);
create index task_lane on task (tenant, lane, due_on, since_at, case_id, task);

create table timer (
  tenant  integer     not null,
  case_id uuid        not null,
  timer   text        not null collate "C",
  due_at  timestamptz not null,
  primary key (tenant, case_id, timer)
);
create index timer_due on timer (tenant, due_at);

create table outbox (
  tenant      integer     not null,
  case_id     uuid        not null,
  seq         integer     not null,
  recorded_at timestamptz not null,
  primary key (tenant, case_id, seq)
);

-- The first answer to each idempotency key.
create table receipt (
  tenant       integer     not null,
  key          text        not null collate "C",
  request_hash bytea       not null,
  case_id      uuid        not null,
  version      integer     not null,
  -- Empty when applied, else the rejection as JSON.
  rejection    text        not null,
  recorded_at  timestamptz not null,
  primary key (tenant, key)
);

create table reference_counter (
  tenant    integer not null references agency (tenant),
  case_type text    not null collate "C",
  year      integer not null,
  next      integer not null,
  primary key (tenant, case_type, year)
);

create table import_run (
  tenant      integer     not null references agency (tenant),
  import_id   text        not null collate "C",
  file_hash   bytea       not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  -- Rows below this number are all accounted for; a resume starts here.
  low_water   integer     not null,
  report      text        not null,
  primary key (tenant, import_id)
);

-- Every exposure: who saw which cases, when, for what. All ids, also of what was refused.
create table access_log (
  tenant      integer     not null,
  recorded_at timestamptz not null,
  entry_id    uuid        not null,
  person      text        not null collate "C",
  authority   text        not null collate "C",
  action      text        not null collate "C",
  case_ids    uuid[]      not null,
  denied      boolean     not null,
  primary key (tenant, recorded_at, entry_id)
);

-- ---------------------------------------------------------------- who may touch what

revoke create on schema public from public;
grant usage on schema public, app to casewright_app;
revoke all on function app.current_tenant() from public;
grant execute on function app.current_tenant() to casewright_app;

-- Ground truth and evidence: added to, never changed.
grant select, insert on event, data_key, case_type, receipt, access_log to casewright_app;
grant select, insert, update on agency, team, person to casewright_app;
grant select, insert, delete on membership, session to casewright_app;
-- Derived from the events, and rebuilt from them. A head is never deleted: without its events it is evidence.
grant select, insert, update on case_head, reference_counter, import_run to casewright_app;
grant select, insert, update, delete on case_access, task, timer to casewright_app;
-- Claiming a row (for update) needs the privilege to update one column.
grant select, insert, delete, update (recorded_at) on outbox to casewright_app;

alter role casewright_app set timezone = 'UTC';
alter role casewright_app set datestyle = 'ISO, YMD';
alter role casewright_app set statement_timeout = '60s';
alter role casewright_app set lock_timeout = '10s';
alter role casewright_app set idle_in_transaction_session_timeout = '60s';
alter role casewright_app set jit = off;
-- Citus passes `set local` on to its nodes only when told to. A plain server does not know the setting, and then only a
-- superuser may give it to a role, so it is left out where it would mean nothing.
do $$
begin
  if exists (select from pg_extension where extname = 'citus') then
    alter role casewright_app set citus.propagate_set_commands = 'local';
  end if;
end $$;

-- The sub-select makes the planner ask once per statement. (The Citus dialect must leave it out.)
do $$
declare
  name text;
begin
  foreach name in array array['agency', 'team', 'person', 'membership', 'session', 'case_type', 'data_key', 'event', 'case_head',
    'case_access', 'task', 'timer', 'outbox', 'receipt', 'reference_counter', 'import_run', 'access_log']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant = (select app.current_tenant())) '
      'with check (tenant = (select app.current_tenant()))', name);
  end loop;
end $$;

-- The platform, agency 0, may see which agencies there are: a sign-in knows an agency by name only, and the worker
-- serves them all. Its context needs a signature like any other.
create policy platform on agency for select using ((select app.current_tenant()) = 0);
