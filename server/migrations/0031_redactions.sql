-- What is to be taken out of a version of a document, while people work on it: drawn by one or several, approved by another. The places and
-- reasons are sealed under the key of the document and end with it. docs/decisions/0047-redaction.md.
create table redaction_draft (
  tenant     integer     not null,
  draft      uuid        not null,
  case_id    uuid        not null,
  -- The file of the version of which the copy is made, and the data key of its document.
  file       uuid        not null,
  subject    text        not null collate "C",
  -- What the copy is to be, and for whom.
  kind       text        not null collate "C",
  audience   text        collate "C",
  state      text        not null collate "C" check (state in ('open', 'submitted', 'approved', 'filed', 'discarded')),
  -- Counts what was saved, so that nobody writes over what another drew meanwhile.
  version    integer     not null check (version >= 1),
  -- Everybody who saved it, or for whom it was saved.
  drawn_by   text[]      not null check (cardinality(drawn_by) > 0),
  approved_by text       collate "C",
  -- The copy, once it is made.
  copy       uuid,
  -- Title, boxes with reasons, and why it was sent back.
  sealed     bytea       not null,
  changed_at timestamptz not null,
  primary key (tenant, draft),
  foreign key (tenant, case_id, subject) references data_key (tenant, case_id, subject) on delete cascade,
  check ((state in ('approved', 'filed')) = (copy is not null) and (copy is null) = (approved_by is null))
);
create index redaction_draft_file on redaction_draft (tenant, file);
create index redaction_draft_key on redaction_draft (tenant, case_id, subject);

alter table redaction_draft enable row level security;
alter table redaction_draft force row level security;
-- For the program, which asks the policy of the case before it shows or changes anything of them.
create policy readable on redaction_draft for select
  using (tenant = (select app.current_tenant())
    and (current_user <> 'casewright_app' or array['program:' || tenant] && (select app.reader())));
create policy added on redaction_draft for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy changed on redaction_draft for update using (('program:' || tenant) = any ((select app.reader())::text[]))
  with check (('program:' || tenant) = any ((select app.reader())::text[]));

grant select, insert on redaction_draft to casewright_app;
-- What it is about never changes.
grant update (kind, audience, state, version, drawn_by, approved_by, copy, sealed, changed_at) on redaction_draft to casewright_app;
