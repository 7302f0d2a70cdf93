-- The lines of the access log as evidence: a worker takes the lines that are in no batch yet, keeps the hash of each, and the hash
-- over all of a batch becomes a leaf of the agency's log (docs/decisions/0024-reads-in-the-log.md). Nothing is added to what a
-- read writes. What happened before is taken into batches by the worker, oldest first.
create table read_batch (
  tenant    integer  not null,
  seq       integer  not null check (seq > 0),
  algorithm smallint not null,
  -- The exact text that was hashed: hash = SHA-256(0x00 || entry).
  entry     text     not null collate "C",
  hash      bytea    not null check (octet_length(hash) = 32),
  primary key (tenant, seq)
);

-- In which batch a line is, and the hash of what it said.
create table read_sealed (
  tenant      integer     not null,
  recorded_at timestamptz not null,
  entry_id    uuid        not null,
  batch       integer     not null,
  hash        bytea       not null check (octet_length(hash) = 32),
  primary key (tenant, recorded_at, entry_id)
);

do $$
declare
  name text;
begin
  foreach name in array array['read_batch', 'read_sealed'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I for select using (tenant = (select app.current_tenant()))', name);
    execute format('create policy added on %I for insert with check ((''program:'' || tenant) = any ((select app.reader())::text[]))', name);
  end loop;
end $$;
grant select, insert on read_batch, read_sealed to casewright_app;
