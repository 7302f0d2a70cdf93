-- Letters on paper, printed in batches: what was asked for, what was written where on which sheet, and when it went to the post. Nothing here
-- says to whom or where. docs/decisions/0048-letters.md. The rules of the first migration hold.
create table print_batch (
  tenant    integer     not null,
  -- Counted in the agency from 1; it stands on every cover sheet.
  number    integer     not null check (number > 0),
  asked_by  text        not null collate "C",
  asked_at  timestamptz not null,
  -- Why letters are printed once more; null for those that were not printed before.
  again     text        collate "C" check (again in ('spoilt', 'lost', 'damaged', 'other')),
  state     text        not null collate "C" check (state in ('asked', 'printed')),
  -- How many positions were given out.
  lines     integer     not null check (lines >= 0),
  ended_at  timestamptz,
  -- SHA-256 of the list of what was written.
  manifest  bytea       check (octet_length(manifest) = 32),
  posted_on date,
  posted_by text        collate "C",
  primary key (tenant, number),
  check ((state = 'printed') = (ended_at is not null) and (ended_at is null) = (manifest is null)),
  check ((posted_on is null) = (posted_by is null)),
  check (posted_on is null or state = 'printed')
);
-- What waits is asked for once.
create unique index print_batch_asked on print_batch (tenant) where state = 'asked' and again is null;

create table print_line (
  tenant   integer     not null,
  number   integer     not null,
  position integer     not null check (position > 0),
  dispatch uuid        not null,
  -- `writing`: taken, and not yet known to lie there whole. `unknown`: nobody will ever know.
  state    text        not null collate "C" check (state in ('writing', 'written', 'stopped', 'unknown')),
  -- SHA-256 of the cover sheet, which is kept nowhere here.
  cover    bytea       check (octet_length(cover) = 32),
  bytes    integer     check (bytes > 0),
  at       timestamptz not null,
  primary key (tenant, number, position),
  unique (tenant, number, dispatch),
  foreign key (tenant, number) references print_batch (tenant, number),
  foreign key (tenant, dispatch) references dispatch (tenant, dispatch),
  check ((state = 'written') = (cover is not null) and (cover is null) = (bytes is null))
);
create index print_line_dispatch on print_line (tenant, dispatch);

do $$
declare
  name text;
  program constant text := '(''program:'' || tenant) = any ((select app.reader())::text[])';
begin
  foreach name in array array['print_batch', 'print_line'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    -- For the program, which asks the policy for the office of the mail room before it shows anything of them.
    execute format('create policy readable on %I for select using (tenant = (select app.current_tenant()) '
      'and (current_user <> ''casewright_app'' or array[''program:'' || tenant] && (select app.reader())))', name);
    execute format('create policy added on %I for insert with check (%s)', name, program);
    execute format('create policy changed on %I for update using (%s) with check (%s)', name, program, program);
  end loop;
end $$;

grant select, insert on print_batch, print_line to casewright_app;
-- What was asked for, when and why never changes.
grant update (state, lines, ended_at, manifest, posted_on, posted_by) on print_batch to casewright_app;
grant update (state, cover, bytes, at) on print_line to casewright_app;

-- What tells somebody that the meeting to which a letter asked them was moved or cancelled has no file: it is made of the case as it stands
-- when it goes. Its entry is the letter.
alter table dispatch alter column file drop not null;
alter table dispatch alter column content drop not null;
alter table dispatch add constraint dispatch_file_check check ((file is null) = (content is null) and (file is not null or way = 'mail'));
