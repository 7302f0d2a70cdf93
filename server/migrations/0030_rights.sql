-- Files of what is held about a person, put together for a case in which they ask for it: what belongs to each, what people decided on
-- every item, who approved which list, and what was given out. Rows are only added. docs/decisions/0054-rights-of-the-person.md.
create table subject_file (
  tenant       integer     not null,
  file_id      uuid        not null,
  -- The case in which they ask.
  request_case uuid        not null,
  -- By whom they were named, a party of a case, and what the register of people calls them: a keyed hash.
  of_case      uuid        not null,
  of_party     text        not null collate "C",
  member       text        not null collate "C" check (member ~ '^[0-9a-f]{32}$'),
  opened_by    text        not null collate "C",
  opened_at    timestamptz not null,
  primary key (tenant, file_id)
);
create index subject_file_request on subject_file (tenant, request_case, opened_at);

create table subject_item (
  tenant   integer     not null,
  file_id  uuid        not null,
  -- A keyed hash of what it is: numbers in a row would tell how many there are that somebody may not know of.
  item     text        not null collate "C" check (item ~ '^[0-9a-f]{12}$'),
  case_id  uuid        not null,
  -- What it is in its case: ids, names of fields, numbers of events.
  what     text        not null collate "C",
  added_at timestamptz not null,
  primary key (tenant, file_id, item),
  foreign key (tenant, file_id) references subject_file (tenant, file_id)
);

create table subject_decision (
  tenant     integer     not null,
  file_id    uuid        not null,
  item       text        not null collate "C",
  -- Of one item the last counts.
  number     integer     not null check (number > 0),
  person     text        not null collate "C",
  decided_at timestamptz not null,
  decision   text        not null collate "C" check (decision in ('release', 'redact', 'withhold')),
  -- The exemption under which it is withheld.
  code       text        not null collate "C" check ((code <> '') = (decision = 'withhold')),
  -- Why, or what is given in its stead: sealed under the key of the case in which they ask.
  words      bytea,
  -- The redacted copy, a document of the same case, and the SHA-256 of its bytes.
  copy       text        collate "C",
  content    bytea       check (octet_length(content) = 32),
  primary key (tenant, file_id, item, number),
  foreign key (tenant, file_id, item) references subject_item (tenant, file_id, item)
);

create table subject_approval (
  tenant      integer     not null,
  file_id     uuid        not null,
  person      text        not null collate "C",
  -- SHA-256 of the list as it was.
  list_hash   bytea       not null check (octet_length(list_hash) = 32),
  approved_at timestamptz not null,
  primary key (tenant, file_id, person, list_hash),
  foreign key (tenant, file_id) references subject_file (tenant, file_id)
);

create table subject_given (
  tenant    integer     not null,
  file_id   uuid        not null,
  given_by  text        not null collate "C",
  given_at  timestamptz not null,
  list_hash bytea       not null check (octet_length(list_hash) = 32),
  -- SHA-256 of the tag manifest of the bag, which names every file in it.
  bag_hash  bytea       not null check (octet_length(bag_hash) = 32),
  primary key (tenant, file_id, given_at),
  foreign key (tenant, file_id) references subject_file (tenant, file_id)
);

do $$
declare
  written text;
begin
  foreach written in array array['subject_file', 'subject_item', 'subject_decision', 'subject_approval', 'subject_given'] loop
    execute format('alter table %I enable row level security', written);
    execute format('alter table %I force row level security', written);
    -- Which cases a person is in is for the program alone; what a reader is told of it, the policies of the cases say.
    execute format('create policy readable on %I for select using (tenant = (select app.current_tenant()) '
      'and (current_user <> ''casewright_app'' or array[''program:'' || tenant] && (select app.reader())))', written);
    execute format('create policy added on %I for insert with check ((''program:'' || tenant) = any ((select app.reader())::text[]))', written);
  end loop;
end $$;

grant select, insert on subject_file, subject_item, subject_decision, subject_approval, subject_given to casewright_app;
