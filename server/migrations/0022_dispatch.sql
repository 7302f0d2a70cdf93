-- What is to go out, by mail or on paper: one row for each time that a case says a letter was sent. It names the party and never says where
-- they are: that is read from the case when it goes. docs/decisions/0048-letters.md.
create table dispatch (
  tenant      integer     not null,
  dispatch    uuid        not null,
  case_id     uuid        not null,
  -- The communication, the event that says it is sent, and the party to whom it goes.
  entry       text        not null collate "C",
  seq         integer     not null,
  party       text        not null collate "C",
  way         text        not null collate "C" check (way in ('mail', 'post')),
  file        uuid        not null,
  content     bytea       not null check (octet_length(content) = 32),
  -- `sending`: handed to the other side, and nobody knows yet. `uncertain`: nobody ever will.
  state       text        not null collate "C" check (state in ('waiting', 'sending', 'sent', 'printed', 'failed', 'uncertain', 'stopped', 'bounced')),
  attempts    integer     not null check (attempts >= 0),
  next_at     timestamptz not null,
  -- Until when whoever is at it may be.
  lease_until timestamptz,
  -- A code, and never a word of the other side, which may name somebody.
  reason      text        collate "C",
  -- Whether the case was told that it did not arrive.
  told        boolean     not null,
  created_at  timestamptz not null,
  changed_at  timestamptz not null,
  primary key (tenant, dispatch),
  -- A case says once by one event that a letter is sent.
  unique (tenant, case_id, entry, seq),
  check ((state = 'sending') = (lease_until is not null)),
  check (state not in ('failed', 'uncertain', 'stopped', 'bounced') or reason is not null)
);
create index dispatch_due on dispatch (tenant, next_at) where state = 'waiting';
create index dispatch_open on dispatch (tenant, lease_until) where state = 'sending';
create index dispatch_untold on dispatch (tenant, changed_at) where not told and state in ('failed', 'uncertain', 'stopped', 'bounced');

alter table dispatch enable row level security;
alter table dispatch force row level security;
-- For the program alone, which asks nobody and shows nobody anything of it.
create policy readable on dispatch for select using (tenant = (select app.current_tenant())
  and (current_user <> 'casewright_app' or array['program:' || tenant] && (select app.reader())));
create policy added on dispatch for insert with check (tenant = (select app.current_tenant()));
create policy changed on dispatch for update using (('program:' || tenant) = any ((select app.reader())::text[]))
  with check (('program:' || tenant) = any ((select app.reader())::text[]));

grant select, insert on dispatch to casewright_app;
-- To whom and what never changes.
grant update (state, attempts, next_at, lease_until, reason, told, changed_at) on dispatch to casewright_app;
