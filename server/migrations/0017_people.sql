-- People across cases: the traces by which records of one person are met, what was held of who is one person, and the function that
-- finds cases by traces. Why it has this form: docs/decisions/0038-people-across-cases.md. The rules of the first migration hold.

-- One row for each trace of a party of a case and each token of a unit that may be led to the case by it, as with the words of cases.
-- A trace is a keyed hash: nothing of it can be read, or guessed without a key of the agency. Derived, and made anew by a rebuild.
create table case_trace (
  tenant    integer     not null,
  token     text        not null collate "C",
  trace     bytea       not null,
  opened_at timestamptz not null,
  case_id   uuid        not null,
  primary key (tenant, token, trace, opened_at, case_id)
);
create index case_trace_case on case_trace (tenant, case_id, trace);

grant select, insert, delete on case_trace to casewright_app;
alter table case_trace enable row level security;
alter table case_trace force row level security;
-- The program writes traces; readers get at them by the function below alone, whose owner is not the application's role.
create policy readable on case_trace for select
  using (tenant = (select app.current_tenant())
    and (current_user <> 'casewright_app' or array['program:' || tenant] && (select app.reader())));
create policy added on case_trace for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy removed on case_trace for delete using (('program:' || tenant) = any ((select app.reader())::text[]));

-- What was held of who is one person, in its order, and never changed: two records and all that were one with them are one from then
-- on, or some are one no longer. The two records by which it was done are named by a case and a keyed hash; the reason is sealed
-- under the keys of both, so that it goes with the first of them that is destroyed.
create table people_act (
  tenant       integer     not null,
  seq          integer     not null check (seq > 0),
  kind         text        not null collate "C" check (kind in ('merged', 'unmerged')),
  made_by      text        not null collate "C",
  made_at      timestamptz not null,
  first_case   uuid        not null,
  first_member text        not null collate "C",
  first_key    uuid        not null,
  other_case   uuid        not null,
  other_member text        not null collate "C",
  other_key    uuid        not null,
  reason       bytea       not null,
  primary key (tenant, seq)
);

-- Who is one with whom after an act: all whom it touched. So the last act that names a member says with whom it is one, and all of
-- these were last named by that act too.
create table people_member (
  tenant integer not null,
  member text    not null collate "C",
  seq    integer not null,
  side   integer not null check (side in (0, 1)),
  primary key (tenant, member, seq),
  foreign key (tenant, seq) references people_act (tenant, seq)
);
create index people_member_act on people_member (tenant, seq);

alter table people_act enable row level security;
alter table people_act force row level security;
create policy tenant on people_act for select using (tenant = (select app.current_tenant()));
create policy added on people_act for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
grant select, insert on people_act to casewright_app;

alter table people_member enable row level security;
alter table people_member force row level security;
create policy tenant on people_member for select using (tenant = (select app.current_tenant()));
create policy added on people_member for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
grant select, insert on people_member to casewright_app;

-- The cases that have one of these traces in parts that the reader of the context may be led by, those with most of them first. It takes
-- nobody's word for what they hold: it looks at the signed `app.reader`, and heads are asked for under their policies. Rows of units that
-- are not the reader's are not passed through. Of a trace that many have, the newest `step` of each unit are looked at.
create function app.follow_traces(of_tenant integer, sought bytea[], at_most integer, out case_ids uuid[], out is_cut boolean)
  language plpgsql stable security definer set search_path = ''
as $$
declare
  step constant integer := 100;
  held text[] := app.reader();
  tokens text[];
  named uuid[];
  met uuid[];
begin
  case_ids := '{}';
  is_cut := false;
  if held is null or cardinality(sought) = 0 or of_tenant is distinct from app.current_tenant() then
    return;
  end if;
  select coalesce(array_agg(distinct mine.token), '{}') into tokens from (
    select h.token from unnest(held) as h (token) where h.token like 'in:' || of_tenant || '/%'
    union all
    select 'in:' || of_tenant || '/' || t.team || substr(o.named, length(o.unit) + 1)
      from (select p.named, split_part(p.named, '#', 1) as unit
              from (select substr(h.token, length('over:' || of_tenant || '/') + 1) as named
                      from unnest(held) as h (token) where h.token like 'over:' || of_tenant || '/%') p) o
      join public.team t on t.tenant = of_tenant and o.unit = any (t.above)) mine;
  -- What is opened case by case, and what is somebody's own work in a unit that is not theirs.
  select coalesce(array_agg(n.case_id), '{}') into named from (
    select substring(h.token from '^(?:share|specific|break-glass):[0-9]+/([0-9a-f-]{36})$')::uuid as case_id
      from unnest(held) as h (token)
    union
    (select a.case_id from public.case_access a
      where a.tenant = of_tenant and a.status = 'open'
        and a.token = any (array(select h.token from unnest(held) as h (token) where h.token ~ '^(assigned|handed):'))
      order by a.opened_at desc limit 500)) n where n.case_id is not null;
  select array_agg(f.case_id), coalesce(bool_or(f.place = step), false) into met, is_cut from (
    select t.case_id, t.place from unnest(tokens) as k (token) cross join unnest(sought) as s (trace) cross join lateral (
      select c.case_id, row_number() over () as place from (
        select w.case_id from public.case_trace w
         where w.tenant = of_tenant and w.token = k.token and w.trace = s.trace
         order by w.opened_at desc, w.case_id desc limit step) c) t
    union all
    select w.case_id, 0 from public.case_trace w
     where w.tenant = of_tenant and w.case_id = any (named) and w.trace = any (sought)) f;
  select coalesce(array_agg(b.case_id order by b.times desc, b.opened_at desc, b.case_id desc), '{}') into case_ids from (
    select m.case_id, count(*) as times, h.opened_at from unnest(met) as m (case_id)
      join public.case_head h on h.tenant = of_tenant and h.case_id = m.case_id
     group by m.case_id, h.opened_at
     order by times desc, h.opened_at desc, m.case_id desc limit at_most + 1) b;
  if cardinality(case_ids) > at_most then
    is_cut := true;
    case_ids := case_ids[1:at_most];
  end if;
end $$;
revoke all on function app.follow_traces(integer, bytea[], integer) from public;
grant execute on function app.follow_traces(integer, bytea[], integer) to casewright_app;
