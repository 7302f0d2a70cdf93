-- The log of each agency: one leaf for every event and every change of rights, in the order in which the worker found them,
-- as a Merkle tree (RFC 6962); its signed checkpoints; what witnesses said of them; and what other logs showed us.
--
-- The rules of the first migration hold. What is evidence can be added to and never changed by the application's role; only
-- the end of the own log and the last word about another log move on.

-- Where the log ends: its size and the hashes of its complete parts, the largest first. Locked while leaves are added.
create table log_head (
  tenant    integer  not null,
  algorithm smallint not null,
  size      bigint   not null check (size >= 0),
  parts     bytea    not null check (octet_length(parts) % 32 = 0),
  primary key (tenant)
);

-- A leaf is an event, or, where the case is all zeros, a change of rights. The unique key makes it one leaf each.
create table log_leaf (
  tenant  integer not null,
  index   bigint  not null check (index >= 0),
  case_id uuid    not null,
  seq     integer not null,
  hash    bytea   not null check (octet_length(hash) = 32),
  primary key (tenant, index),
  unique (tenant, case_id, seq)
);

-- Whole tiles only (C2SP tlog-tiles): 256 hashes of nodes that are 8 levels apart from those of the level below, and what
-- they hash to together. What a whole tile does not cover yet is hashed from the leaves, or from tiles of the level below.
create table log_tile (
  tenant integer  not null,
  level  smallint not null check (level >= 0),
  tile   bigint   not null check (tile >= 0),
  root   bytea    not null check (octet_length(root) = 32),
  hashes bytea    not null check (octet_length(hashes) = 8192),
  primary key (tenant, level, tile)
);
alter table log_tile alter column hashes set storage external;

create table log_checkpoint (
  tenant    integer     not null,
  size      bigint      not null,
  algorithm smallint    not null,
  -- A signed note (C2SP tlog-checkpoint), to the byte.
  note      text        not null collate "C",
  made_at   timestamptz not null,
  primary key (tenant, size)
);

create table log_cosignature (
  tenant    integer     not null,
  witness   text        not null collate "C",
  size      bigint      not null,
  -- The line that the witness puts below the checkpoint; empty for a witness that keeps and does not sign, such as a file.
  signature text        not null collate "C",
  seen_at   timestamptz not null,
  primary key (tenant, witness, size)
);

-- The last checkpoint of each log of others that we are a witness of. It belongs to the platform, agency 0.
create table witnessed_log (
  tenant  integer     not null,
  origin  text        not null collate "C",
  size    bigint      not null,
  note    text        not null collate "C",
  seen_at timestamptz not null,
  primary key (tenant, origin)
);

-- Every change of who may do what, in the exact text that was hashed: hash = SHA-256(0x00 || entry).
create table right_change (
  tenant    integer  not null,
  seq       integer  not null check (seq > 0),
  algorithm smallint not null,
  entry     text     not null collate "C",
  hash      bytea    not null check (octet_length(hash) = 32),
  primary key (tenant, seq)
);

grant select, insert on log_leaf, log_tile, log_checkpoint, log_cosignature, right_change to casewright_app;
grant select, insert, update on log_head, witnessed_log to casewright_app;

do $$
declare
  name text;
begin
  foreach name in array array['log_head', 'log_leaf', 'log_tile', 'log_checkpoint', 'log_cosignature', 'witnessed_log',
    'right_change']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant = (select app.current_tenant())) '
      'with check (tenant = (select app.current_tenant()))', name);
  end loop;
end $$;

-- What happened before there was a log becomes its first leaves: every event is put before the worker again, and the rights
-- that stand now are recorded as given by the set-up. The owner is bound by the policies too, so they rest for this moment.
do $$
declare
  name text;
begin
  foreach name in array array['event', 'outbox', 'team', 'person', 'membership', 'right_change'] loop
    execute format('alter table %I no force row level security', name);
  end loop;
  insert into outbox (tenant, case_id, seq, recorded_at) select tenant, case_id, seq, recorded_at from event
    on conflict do nothing;
  insert into right_change (tenant, seq, algorithm, entry, hash)
    select tenant, seq, 1, entry, sha256('\x00'::bytea || convert_to(entry, 'UTF8')) from (
      select tenant, seq, format('[1,%s,%s,"%s","set-up",%s]', tenant, seq,
        to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), change) as entry from (
        select tenant, change, row_number() over (partition by tenant order by kind, change)::integer as seq from (
          select tenant, 1 as kind, format('["team",%s]', to_json(team)) as change from team
          union all
          select tenant, 2, format('["person",%s,%s]', to_json(person), to_json(active)) from person
          union all
          select tenant, 3, format('["member",%s,%s,%s]', to_json(person), to_json(team), to_json(role)) from membership
        ) as changes
      ) as numbered
    ) as entries;
  insert into outbox (tenant, case_id, seq, recorded_at)
    select tenant, '00000000-0000-0000-0000-000000000000', seq, now() from right_change;
  foreach name in array array['event', 'outbox', 'team', 'person', 'membership', 'right_change'] loop
    execute format('alter table %I force row level security', name);
  end loop;
end $$;
