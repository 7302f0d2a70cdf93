-- The read audit in full: why and by which rule something was shown, who looked at a case, what the rules that notice snooping
-- found, what was decided about it, and the seats of auditors.
--
-- The rules of the first migration hold. Lines of the access log, what they showed, findings, decisions and ties can be added to
-- by the application's role; none of the first four can be changed or taken away by it.

alter table access_log
  -- Whom the reader stood in for.
  add column on_behalf_of text collate "C",
  -- What the reader said it was for.
  add column purpose      text collate "C",
  -- The rule of the policy that allowed it; null where it was refused.
  add column rule         text collate "C",
  -- Sections, fields and documents that were shown, where the answer was cut to some.
  add column parts        text[],
  -- How many rows the answer had.
  add column results      integer,
  -- Half of an HMAC-SHA-256 of what was asked. Whoever has the key can say whether a question was this one; the text is not kept.
  add column question     bytea;
create index access_log_person on access_log (tenant, person, recorded_at, entry_id);

-- Who looked at a case: one row for each case of each line. Not partitioned: the key leads to one case whatever the month, and
-- parts would each have to be asked (docs/decisions/0015-read-audit.md has the figures).
create table access_seen (
  tenant      integer     not null,
  case_id     uuid        not null,
  recorded_at timestamptz not null,
  entry_id    uuid        not null,
  primary key (tenant, case_id, recorded_at, entry_id)
);

-- Lines that the rules have not looked at yet. Written with the line and removed by whoever has looked, in the transaction that
-- keeps what was found: no mark over ids or times can be passed by a writer who commits late.
create table access_pending (
  tenant      integer     not null,
  recorded_at timestamptz not null,
  entry_id    uuid        not null,
  primary key (tenant, recorded_at, entry_id)
);

-- How many cases somebody opened on a day, for knowing what is usual.
create table read_day (
  tenant integer not null,
  day    date    not null,
  person text    not null collate "C",
  opened integer not null,
  primary key (tenant, person, day)
);

-- Whose case it is, where it is the case of somebody who works here (`self`) or of their kin.
create table staff_tie (
  tenant      integer     not null,
  case_id     uuid        not null,
  person      text        not null collate "C",
  tie         text        not null collate "C" check (tie in ('self', 'kin')),
  declared_by text        not null collate "C",
  declared_at timestamptz not null,
  primary key (tenant, case_id, person, tie)
);

-- When an agency works, and by which days it counts. Versions are only added to; the highest number counts.
create table watch_setting (
  tenant   integer     not null,
  number   integer     not null check (number > 0),
  settings text        not null,
  set_by   text        not null collate "C",
  set_at   timestamptz not null,
  primary key (tenant, number)
);

-- What the rules noticed: one review for each rule, person and day.
create table review (
  tenant    integer     not null,
  review_id uuid        not null,
  kind      text        not null collate "C",
  person    text        not null collate "C",
  day       date        not null,
  opened_at timestamptz not null,
  due_on    date        not null,
  -- `open`, or `decided`; one that was decided opens again when more is noticed.
  state     text        not null collate "C" check (state in ('open', 'decided')),
  -- How many lines it has: whoever decides says how many they have seen.
  lines     integer     not null,
  primary key (tenant, review_id)
);
create index review_queue on review (tenant, state, due_on, review_id);

create table review_line (
  tenant      integer     not null,
  review_id   uuid        not null,
  recorded_at timestamptz not null,
  entry_id    uuid        not null,
  -- What was noticed, in codes and numbers.
  why         text        not null collate "C",
  primary key (tenant, review_id, recorded_at, entry_id)
);

create table review_decision (
  tenant     integer     not null,
  review_id  uuid        not null,
  number     integer     not null check (number > 0),
  finding    text        not null collate "C",
  reason     text        not null,
  decided_by text        not null collate "C",
  decided_at timestamptz not null,
  -- Lines that it is about.
  lines      integer     not null,
  primary key (tenant, review_id, number)
);

-- Who was told of a review: `opened`, or `overdue`.
create table review_notice (
  tenant    integer     not null,
  review_id uuid        not null,
  reason    text        not null collate "C",
  person    text        not null collate "C",
  told_at   timestamptz not null,
  primary key (tenant, review_id, reason, person)
);

-- Somebody who may look at what was recorded, from then until then, within a scope, and change nothing. Each is evidence
-- among the changes of rights.
create table auditor_seat (
  tenant       integer     not null,
  seat_id      uuid        not null,
  person       text        not null collate "C",
  given_by     text        not null collate "C",
  purpose      text        not null collate "C",
  from_at      timestamptz not null,
  until_at     timestamptz not null,
  -- Null: all.
  case_types   text[],
  teams        text[],
  case_id      uuid,
  -- What was recorded in this time; null: without end on that side.
  period_from  timestamptz,
  period_until timestamptz,
  ended_at     timestamptz,
  primary key (tenant, seat_id),
  foreign key (tenant, person) references person (tenant, person)
);
create index auditor_seat_person on auditor_seat (tenant, person);

-- What happened in a time, without an index that each event would have to be put into: events lie in the order in which they came.
create index event_recorded on event using brin (tenant, recorded_at);

grant select, insert on access_seen, watch_setting, review_line, review_decision, review_notice to casewright_app;
-- Claiming a row (for update) needs the privilege to update one column.
grant select, insert, delete, update (recorded_at) on access_pending to casewright_app;
grant select, insert, update on read_day to casewright_app;
grant select, insert, delete on staff_tie to casewright_app;
grant select, insert, update (state, lines, due_on) on review to casewright_app;
grant select, insert, update (ended_at) on auditor_seat to casewright_app;

do $$
declare
  name text;
begin
  foreach name in array array['access_seen', 'access_pending', 'read_day', 'staff_tie', 'watch_setting', 'review', 'review_line',
    'review_decision', 'review_notice', 'auditor_seat']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant = (select app.current_tenant())) '
      'with check (tenant = (select app.current_tenant()))', name);
  end loop;
end $$;

-- Looks of before are found by their case like those from now on. The owner is bound by the policies too, so they rest for this
-- moment.
alter table access_log no force row level security;
alter table access_seen no force row level security;
insert into access_seen (tenant, case_id, recorded_at, entry_id)
  select distinct l.tenant, c.case_id, l.recorded_at, l.entry_id from access_log l cross join unnest(l.case_ids) as c (case_id);
alter table access_log force row level security;
alter table access_seen force row level security;
