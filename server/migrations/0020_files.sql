-- Files of documents: what the installation keeps of each beside its sealed bytes, which lie in a folder or a store of objects. A row
-- is written before the first byte and turns `filed` in the transaction of the event that names it. docs/decisions/0043-files.md.
create table stored_file (
  tenant         integer     not null,
  file           uuid        not null,
  case_id        uuid        not null,
  -- The data key under which it is sealed: that of its document, named by the document's first file.
  subject        text        not null collate "C",
  -- Of the document, and the entry where it is a further version of one.
  kind           text        not null collate "C",
  document       text        collate "C",
  -- For whom the document is to be, as its kind lists them; null where it lists none.
  audience       text        collate "C",
  state          text        not null collate "C" check (state in ('arriving', 'received', 'filed', 'rejected', 'disposed')),
  channel        text        not null collate "C",
  person         text        not null collate "C",
  on_behalf_of   text        collate "C",
  -- Keyed hashes of the key of the request that began it, with whose it is, and of the whole of that request.
  start_key      bytea       not null,
  request_hash   bytea       not null,
  -- Plain bytes: in all, and those that are kept durably. Of a file that is made here the first is known at its end.
  size           bigint      check (size > 0),
  received       bigint      not null check (received >= 0),
  -- What the store calls the upload and each of its parts; null while the store knows nothing of it.
  upload         text        collate "C",
  parts          text[]      not null collate "C",
  -- Of the seal of the bytes (1: file-seal.ts).
  algorithm      smallint    not null,
  -- SHA-256 of the sealed bytes, by which they are found; null until all are there.
  cipher         bytea       check (octet_length(cipher) = 32),
  -- Its name, and when it is whole the hash of its content, under the key of the document.
  sealed         bytea       not null,
  media_type     text        collate "C",
  pages          integer,
  verdict        text        collate "C" check (verdict in ('clean', 'unscanned')),
  scanner        text        collate "C",
  -- What whoever brought it was told, as codes.
  warnings       text[]      not null collate "C",
  -- Why it was refused, as a code; and the same in words, which name nothing of what is in it.
  reason         text        collate "C",
  said           text,
  -- Number of the event that names it.
  seq            integer,
  started_at     timestamptz not null,
  changed_at     timestamptz not null,
  primary key (tenant, file),
  unique (tenant, start_key),
  unique (tenant, cipher),
  check ((state = 'filed') = (seq is not null) or state = 'disposed'),
  check (state not in ('received', 'filed') or (cipher is not null and verdict is not null and media_type is not null)),
  check ((state = 'rejected') = (reason is not null))
);
create index stored_file_case on stored_file (tenant, case_id);
-- What somebody has under way, and what has waited for long.
create index stored_file_open on stored_file (tenant, person, changed_at) where state in ('arriving', 'received');

-- Which pages of which file somebody opened, written with the line of the access log that says so.
create table page_opened (
  tenant    integer     not null,
  case_id   uuid        not null,
  file      uuid        not null,
  person    text        not null collate "C",
  -- From 1; 0 is the whole of a file that has no pages.
  page      integer     not null check (page >= 0),
  opened_at timestamptz not null,
  primary key (tenant, case_id, file, person, page)
);

do $$
declare
  name text;
begin
  foreach name in array array['stored_file', 'page_opened'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    -- For the program, which asks the policy of the case before it shows anything of them.
    execute format('create policy readable on %I for select using (tenant = (select app.current_tenant()) '
      'and (current_user <> ''casewright_app'' or array[''program:'' || tenant] && (select app.reader())))', name);
    execute format('create policy added on %I for insert with check ((''program:'' || tenant) = any ((select app.reader())::text[]))', name);
  end loop;
end $$;
create policy changed on stored_file for update using (('program:' || tenant) = any ((select app.reader())::text[]))
  with check (('program:' || tenant) = any ((select app.reader())::text[]));

grant select, insert on stored_file, page_opened to casewright_app;
-- What a file is of never changes.
grant update (state, size, received, upload, parts, cipher, sealed, media_type, pages, verdict, scanner, warnings, reason, said, seq, changed_at)
  on stored_file to casewright_app;
