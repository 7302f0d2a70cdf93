-- Who people are: sign-in by an identity provider, systems with tokens, and the directory that SCIM keeps.

-- Everybody signs in again after this migration: what was stored of a session until now says neither by what rights it
-- was begun nor when it was last used.
truncate session;
alter table session
  -- A person in a browser, or a system with an access token. The one is never taken for the other.
  add column kind             text        not null collate "C" check (kind in ('browser', 'token')),
  -- When it ends if it is not used before; each use within it moves this on.
  add column idle_at          timestamptz not null,
  -- `team/role` of each membership when it began. Other memberships end it: whoever has other rights signs in again.
  add column rights           text[]      not null,
  add column second_factor    boolean     not null,
  -- The provider's own session (claim `sid`), for a sign-out that the provider tells of. Empty where there is none.
  add column provider_session text        not null collate "C",
  -- What a token is for, types of actions and commands; null in a browser.
  add column scope            text[];
create index session_person on session (tenant, person);

alter table person
  -- What the directory calls them; null for whoever it does not know.
  add column user_name   text collate "C",
  -- The same in the form in which two that differ by case alone are one.
  add column user_key    text collate "C",
  add column external_id text collate "C",
  add column changed_at  timestamptz,
  -- Gone for the directory. The row stays: the record goes on saying who acted.
  add column removed_at  timestamptz;
create unique index person_user_key on person (tenant, user_key);
create unique index person_external_id on person (tenant, external_id);
create index person_inactive on person (tenant, person) where not active;

-- Who somebody is at a provider: its issuer and the subject that it never gives to another.
create table identity (
  tenant    integer     not null,
  issuer    text        not null collate "C",
  subject   text        not null collate "C",
  person    text        not null collate "C",
  linked_at timestamptz not null,
  primary key (tenant, issuer, subject),
  foreign key (tenant, person) references person (tenant, person)
);
create index identity_person on identity (tenant, person);

-- Systems that may get tokens, and the most that their tokens are for. People and systems share one space of ids, since both
-- act: a person with a row here is a system.
create table client (
  tenant      integer     not null,
  client      text        not null collate "C",
  secret_hash bytea       not null,
  actions     text[]      not null,
  -- Null: all kinds of cases.
  case_types  text[],
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  primary key (tenant, client),
  foreign key (tenant, client) references person (tenant, person)
);

-- A group of the directory is one role in one team; its members are the memberships of that role.
create table directory_group (
  tenant       integer     not null,
  group_id     text        not null collate "C",
  display_name text        not null,
  external_id  text        collate "C",
  team         text        not null collate "C",
  role         text        not null collate "C",
  changed_at   timestamptz not null,
  primary key (tenant, group_id),
  unique (tenant, team, role),
  foreign key (tenant, team) references team (tenant, team)
);
create index membership_role on membership (tenant, team, role);

-- What became of whose rights, when, and by whom. Ids only; added to, never changed.
create table directory_change (
  tenant      integer     not null,
  change_id   uuid        not null,
  recorded_at timestamptz not null,
  actor       text        not null collate "C",
  authority   text        not null collate "C",
  change      text        not null collate "C",
  -- Empty where a change is about no person, team or role.
  person      text        not null collate "C",
  team        text        not null collate "C",
  role        text        not null collate "C",
  primary key (tenant, change_id)
);
create index directory_change_person on directory_change (tenant, person, recorded_at);

grant update (idle_at) on session to casewright_app;
grant select, insert, delete on identity to casewright_app;
grant select, insert, update (expires_at) on client to casewright_app;
grant select, insert, update, delete on directory_group to casewright_app;
grant select, insert on directory_change to casewright_app;

do $$
declare
  name text;
begin
  foreach name in array array['identity', 'client', 'directory_group', 'directory_change']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant = (select app.current_tenant())) '
      'with check (tenant = (select app.current_tenant()))', name);
  end loop;
end $$;
