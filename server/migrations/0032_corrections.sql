-- What is followed where a fact turns out to be wrong: which cases took it over from which, and which corrections and statements of disagreement
-- each case has. Both follow from the events of their own case, and hold ids, names of fields and numbers alone.
-- docs/decisions/0056-corrections-and-consents.md.
create table fact_taken (
  tenant       integer not null,
  case_id      uuid    not null,
  -- The event by which it was taken.
  seq          integer not null check (seq > 1),
  field        text    not null collate "C",
  source_case  uuid    not null,
  -- The event there that recorded it, and the field.
  source_seq   integer not null check (source_seq > 0),
  source_field text    not null collate "C",
  purpose      text    not null collate "C",
  -- The consent there on which it rests.
  consent      text    collate "C",
  primary key (tenant, case_id, seq)
);
create index fact_taken_source on fact_taken (tenant, source_case, source_field);

create table correction (
  tenant          integer not null,
  case_id         uuid    not null,
  correction      text    not null collate "C",
  -- The event that recorded it.
  seq             integer not null check (seq > 1),
  -- The field on which it stands; null where it stands on an entry.
  field           text    collate "C",
  from_case       uuid,
  from_correction text    collate "C",
  -- Recipients of whom it is not on record what became of it.
  unsettled       integer not null check (unsettled >= 0),
  primary key (tenant, case_id, correction),
  check ((from_case is null) = (from_correction is null))
);
create index correction_field on correction (tenant, field, case_id) where field is not null;
create index correction_from on correction (tenant, from_case, from_correction) where from_case is not null;

do $$
declare
  written text;
begin
  foreach written in array array['fact_taken', 'correction'] loop
    execute format('alter table %I enable row level security', written);
    execute format('alter table %I force row level security', written);
    -- Which cases a person is in is for the program alone; what a reader is told of it, the policies of the cases say.
    execute format('create policy readable on %I for select using (tenant = (select app.current_tenant()) '
      'and (current_user <> ''casewright_app'' or array[''program:'' || tenant] && (select app.reader())))', written);
    execute format('create policy added on %I for insert with check ((''program:'' || tenant) = any ((select app.reader())::text[]))', written);
    execute format('create policy removed on %I for delete using ((''program:'' || tenant) = any ((select app.reader())::text[]))', written);
  end loop;
end $$;

grant select, insert, delete on fact_taken, correction to casewright_app;
