-- Phrases: words that people use again in what they write, somebody's own or a team's. They are about nobody, so they are the agency's and are
-- sealed under no key. docs/decisions/0068-phrases-and-kept-forms.md. The rules of the first migration hold.
create table phrase (
  tenant     integer     not null,
  phrase     uuid        not null,
  -- Who made it; whose it is where it is no team's.
  owner      text        not null collate "C",
  -- Whose it is, and who is shown it; null: its owner's.
  team       text        collate "C",
  title      text        not null check (length(title) between 1 and 60),
  words      text        not null check (length(words) between 1 and 2000),
  changed_by text        not null collate "C",
  changed_at timestamptz not null,
  primary key (tenant, phrase)
);
create index phrase_owner on phrase (tenant, owner);
create index phrase_team on phrase (tenant, team) where team is not null;

alter table phrase enable row level security;
alter table phrase force row level security;
-- Whoever made it, and members of the team whose it is: both by what the signed context says they hold.
create policy readable on phrase for select
  using (tenant = (select app.current_tenant())
    and (current_user <> 'casewright_app'
      or array['program:' || tenant, 'assigned:' || tenant || '/' || owner] && (select app.reader())
      or (team is not null and array['in:' || tenant || '/' || team] && (select app.reader()))));
create policy added on phrase for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy changed on phrase for update
  using (('program:' || tenant) = any ((select app.reader())::text[]))
  with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy removed on phrase for delete using (('program:' || tenant) = any ((select app.reader())::text[]));
grant select, insert, delete on phrase to casewright_app;
-- Whose it is never changes.
grant update (title, words, changed_by, changed_at) on phrase to casewright_app;
