-- Cases that tasks of other cases opened, and what is still to be done about such tasks.

-- Derived from the first event of the child. A case has at most one parent; both belong to the same agency.
create table case_link (
  tenant    integer not null,
  -- The child.
  case_id   uuid    not null,
  parent_id uuid    not null,
  -- The instance of the task, in the parent.
  task      text    not null collate "C",
  -- How many cases stand above it.
  depth     integer not null check (depth > 0),
  primary key (tenant, case_id)
);
create index case_link_parent on case_link (tenant, parent_id, task);

-- Written with the event that asks for it, removed when nothing is left to do; a task of `case_id` to look at, or, where it
-- is empty, the task that opened `case_id`.
create table follow_up (
  tenant      integer     not null,
  case_id     uuid        not null,
  seq         integer     not null,
  task        text        not null collate "C",
  recorded_at timestamptz not null,
  primary key (tenant, case_id, seq, task)
);

grant select, insert, delete on case_link, follow_up to casewright_app;

do $$
declare
  name text;
begin
  foreach name in array array['case_link', 'follow_up']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant = (select app.current_tenant())) '
      'with check (tenant = (select app.current_tenant()))', name);
  end loop;
end $$;
