-- Saved views: a named set of filters of a list, somebody's own or shared with a team. Filters are from a closed list and hold no words that
-- somebody typed; the name is the owner's. docs/decisions/0061-finding.md. The rules of the first migration hold.
create table saved_view (
  tenant    integer     not null,
  view      uuid        not null,
  owner     text        not null collate "C",
  place     text        not null collate "C" check (place in ('cases', 'inbox')),
  title     text        not null check (length(title) between 1 and 60),
  -- Names and values of the address, all of them texts.
  filters   jsonb       not null check (jsonb_typeof(filters) = 'object' and length(filters::text) <= 1000),
  made_at   timestamptz not null,
  -- The team that may open it too, by whom it was given to it, and when.
  team      text        collate "C",
  shared_by text        collate "C",
  shared_at timestamptz,
  primary key (tenant, view),
  check ((team is null) = (shared_by is null) and (team is null) = (shared_at is null))
);
create index saved_view_owner on saved_view (tenant, owner);
create index saved_view_team on saved_view (tenant, team) where team is not null;

alter table saved_view enable row level security;
alter table saved_view force row level security;
-- Whoever made it, and members of the team that it is shared with: both by what the signed context says they hold.
create policy readable on saved_view for select
  using (tenant = (select app.current_tenant())
    and (current_user <> 'casewright_app'
      or array['program:' || tenant, 'assigned:' || tenant || '/' || owner] && (select app.reader())
      or (team is not null and array['in:' || tenant || '/' || team] && (select app.reader()))));
create policy added on saved_view for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy changed on saved_view for update
  using (('program:' || tenant) = any ((select app.reader())::text[]))
  with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy removed on saved_view for delete using (('program:' || tenant) = any ((select app.reader())::text[]));
grant select, insert, delete on saved_view to casewright_app;
grant update (team, shared_by, shared_at) on saved_view to casewright_app;
