-- Drafts of case types, with every step that anybody took with each: what was written, sent for review, approved, acknowledged and
-- published, by whom and when. Steps are only added; the number leads each, so that of two at once one is refused. And from when
-- a published version is in force. docs/decisions/0034-publication.md.
create table case_type_draft (
  tenant   integer     not null,
  draft_id uuid        not null,
  -- Of the kind of case.
  name     text        not null collate "C",
  begun_at timestamptz not null,
  primary key (tenant, draft_id)
);

create table case_type_draft_step (
  tenant       integer     not null,
  draft_id     uuid        not null,
  number       integer     not null check (number > 0),
  kind         text        not null collate "C" check (kind in ('saved', 'sent', 'approved', 'returned', 'acknowledged', 'published', 'withdrawn')),
  person       text        not null collate "C",
  on_behalf_of text        collate "C",
  taken_at     timestamptz not null,
  words        text        not null,
  -- SHA-256 of the whole text that the step is about; null where it could not be made whole.
  hash         bytea       check (octet_length(hash) = 32),
  -- The day from which it is to be in force, of the kind of case's own zone; null: at once.
  effective_on date        check (effective_on is null or kind = 'sent'),
  -- Which difference was acknowledged.
  difference   bytea       check ((difference is not null) = (kind = 'acknowledged')),
  -- As it was typed; the whole text where that is another one; and the scenarios as JSON.
  source       text        check ((source is not null) = (kind = 'saved')),
  whole        text        check (whole is null or kind = 'saved'),
  scenarios    text        check ((scenarios is not null) = (kind = 'saved')),
  primary key (tenant, draft_id, number),
  foreign key (tenant, draft_id) references case_type_draft (tenant, draft_id)
);

-- Null in both of the first: published when the agency was set up or with an import, by whoever keeps the installation, and in
-- force since then.
alter table case_type
  add column in_force_at  timestamptz,
  add column draft_id     uuid,
  add column published_by text collate "C",
  add foreign key (tenant, draft_id) references case_type_draft (tenant, draft_id),
  add check ((in_force_at is null) = (draft_id is null));

do $$
declare
  written text;
begin
  foreach written in array array['case_type_draft', 'case_type_draft_step'] loop
    execute format('alter table %I enable row level security', written);
    execute format('alter table %I force row level security', written);
    execute format('create policy tenant on %I for select using (tenant = (select app.current_tenant()))', written);
    execute format('create policy added on %I for insert with check ((''program:'' || tenant) = any ((select app.reader())::text[]))', written);
  end loop;
end $$;

grant select, insert on case_type_draft, case_type_draft_step to casewright_app;
