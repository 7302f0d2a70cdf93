-- What somebody has typed and not sent yet, kept for them alone: found again on another machine, gone when it is sent or discarded, and
-- sealed under the key of the case, with which it ends. docs/decisions/0062-nothing-typed-is-lost.md. The rules of the first migration hold.

create table unsent_text (
  tenant       integer     not null,
  -- Who typed it, and for which colleague; empty: in their own name.
  person       text        not null collate "C",
  on_behalf_of text        not null collate "C",
  -- Which form, by names and ids; nothing that anybody typed.
  place        text        not null collate "C" check (length(place) between 1 and 200),
  -- Null where the case is not there yet, as in the form that opens one.
  case_id      uuid,
  -- Whose key seals it: that of the case, or one of its own.
  key_of       uuid        not null,
  subject      text        not null collate "C" check (subject = ''),
  -- Counts what was saved, so that two windows of one person do not write over one another.
  version      integer     not null check (version >= 1),
  -- Answers by field.
  sealed       bytea       not null,
  saved_at     timestamptz not null,
  primary key (tenant, person, on_behalf_of, place),
  foreign key (tenant, key_of, subject) references data_key (tenant, case_id, subject) on delete cascade,
  check (case_id is null or case_id = key_of)
);
create index unsent_text_key on unsent_text (tenant, key_of, subject);
create index unsent_text_saved on unsent_text (tenant, saved_at);

alter table unsent_text enable row level security;
alter table unsent_text force row level security;
-- For the program, which shows it to whoever typed it and asks the policy of the case first.
create policy readable on unsent_text for select
  using (tenant = (select app.current_tenant())
    and (current_user <> 'casewright_app' or array['program:' || tenant] && (select app.reader())));
create policy added on unsent_text for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy changed on unsent_text for update using (('program:' || tenant) = any ((select app.reader())::text[]))
  with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy removed on unsent_text for delete using (('program:' || tenant) = any ((select app.reader())::text[]));

grant select, insert, delete on unsent_text to casewright_app;
-- Whose it is and what it is about never changes.
grant update (version, sealed, saved_at) on unsent_text to casewright_app;

-- Keys of texts of no case that are there no more, or were left alone since. No case and no item of the inbox has such a key.
create function app.end_unsent_keys(of_tenant integer, of_keys uuid[]) returns integer
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  ended integer;
begin
  if of_tenant is distinct from app.current_tenant() or not ('program:' || of_tenant) = any (app.reader()) then
    raise exception 'no such text' using errcode = 'CW008';
  end if;
  -- The text goes with its key.
  delete from public.data_key k
   where k.tenant = of_tenant and k.case_id = any (of_keys) and k.subject = ''
     and exists (select from public.unsent_text t where t.tenant = of_tenant and t.key_of = k.case_id and t.case_id is null);
  get diagnostics ended = row_count;
  return ended;
end $$;
revoke all on function app.end_unsent_keys(integer, uuid[]) from public;
grant execute on function app.end_unsent_keys(integer, uuid[]) to casewright_app;
