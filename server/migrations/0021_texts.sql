-- Text of the files of documents, and the words by which documents are found. docs/decisions/0046-papers.md. A row of a text is written
-- with the event that names its file, with those who may find it; the worker reads the file and adds text and words. Both end with
-- the key of the document, whoever destroys that.
create table file_text (
  tenant     integer     not null,
  file       uuid        not null,
  case_id    uuid        not null,
  -- The data key of its document.
  subject    text        not null collate "C",
  filed_at   timestamptz not null,
  -- Units that open all of its parts, as of `case_word`; and these parts, with a space between.
  tokens     text[]      not null collate "C",
  parts      text        not null collate "C",
  state      text        not null collate "C" check (state in ('waiting', 'read', 'parked')),
  -- Why there is no text, as a code.
  reason     text        collate "C",
  tries      smallint    not null check (tries >= 0),
  next_at    timestamptz not null,
  pages      integer,
  -- Title and pages, under the key of the document.
  sealed     bytea,
  changed_at timestamptz not null,
  primary key (tenant, file),
  foreign key (tenant, case_id, subject) references data_key (tenant, case_id, subject) on delete cascade,
  check ((state = 'read') = (sealed is not null)),
  check ((state = 'parked') = (reason is not null))
);
create index file_text_key on file_text (tenant, case_id, subject);
create index file_text_waiting on file_text (tenant, next_at) where state = 'waiting';
create index file_text_parked on file_text (tenant, changed_at) where state = 'parked';

-- One row for each word of a file and each token of a unit that may find it. The word is a keyed hash.
create table file_word (
  tenant   integer     not null,
  token    text        not null collate "C",
  word     bytea       not null check (octet_length(word) = 12),
  filed_at timestamptz not null,
  file     uuid        not null,
  primary key (tenant, token, word, filed_at, file),
  foreign key (tenant, file) references file_text (tenant, file) on delete cascade
);
create index file_word_file on file_word (tenant, file, word);

alter table file_text enable row level security;
alter table file_text force row level security;
alter table file_word enable row level security;
alter table file_word force row level security;
-- For the program: what a reader may find, the function below and the engine say.
create policy readable on file_text for select
  using (tenant = (select app.current_tenant())
    and (current_user <> 'casewright_app' or array['program:' || tenant] && (select app.reader())));
create policy added on file_text for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy changed on file_text for update using (('program:' || tenant) = any ((select app.reader())::text[]))
  with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy readable on file_word for select
  using (tenant = (select app.current_tenant())
    and (current_user <> 'casewright_app' or array['program:' || tenant] && (select app.reader())));
create policy added on file_word for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy removed on file_word for delete using (('program:' || tenant) = any ((select app.reader())::text[]));

grant select, insert on file_text to casewright_app;
grant update (tokens, parts, state, reason, tries, next_at, pages, sealed, changed_at) on file_text to casewright_app;
grant select, insert, delete on file_word to casewright_app;

-- Files that have all the words sought and may be found by the reader of the context, newest first, `at_most` of them; and whether it
-- gave up before that. Bounded and asked like app.search_cases.
create function app.search_files(of_tenant integer, sought bytea[], before_at timestamptz, before_file uuid, at_most integer,
    out files uuid[], out cases uuid[], out is_cut boolean)
  language plpgsql stable security definer set search_path = ''
as $$
declare
  bound constant integer := 1000;
  step integer := least(greatest(at_most, 20), 100);
  held text[] := app.reader();
  tokens text[];
  named uuid[];
  driver integer := 1;
  fewest bigint;
  here bigint;
  batch uuid[];
  seen uuid[];
  others uuid[];
  place_at timestamptz := before_at;
  place_file uuid := before_file;
  looked integer := 0;
begin
  files := '{}';
  cases := '{}';
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
  select coalesce(array_agg(t.file), '{}') into others from public.file_text t
   where t.tenant = of_tenant and t.case_id = any (named) and t.state = 'read';
  if cardinality(sought) > 1 then
    for i in 1 .. cardinality(sought) loop
      select count(*) into here from (
        select from unnest(tokens) as k (token) cross join lateral (
          select from public.file_word w
           where w.tenant = of_tenant and w.token = k.token and w.word = sought[i] limit bound) w limit bound) c;
      if fewest is null or here < fewest then
        fewest := here;
        driver := i;
      end if;
    end loop;
  end if;
  loop
    select array_agg(c.file), min(c.filed_at), (array_agg(c.file order by c.filed_at, c.file))[1]
      into batch, place_at, place_file from (
      select distinct w.filed_at, w.file from unnest(tokens) as k (token) cross join lateral (
        select w.filed_at, w.file from public.file_word w
         where w.tenant = of_tenant and w.token = k.token and w.word = sought[driver]
           and (w.filed_at, w.file) < (place_at, place_file)
         order by w.filed_at desc, w.file desc limit step) w
       order by w.filed_at desc, w.file desc limit step) c;
    looked := looked + coalesce(cardinality(batch), 0);
    select array_agg(c.file) into seen from unnest(batch || others) as c (file)
     where not exists (
       select from unnest(sought) as s (word)
        where not exists (
          select from public.file_word w where w.tenant = of_tenant and w.file = c.file and w.word = s.word));
    -- The head and the parts are asked for under the policies of the reader.
    select array_agg(t.file) into seen from public.file_text t
     where t.tenant = of_tenant and t.file = any (seen) and (t.filed_at, t.file) < (before_at, before_file)
       and exists (select from public.case_head h where h.tenant = of_tenant and h.case_id = t.case_id)
       and not exists (
         select from unnest(string_to_array(t.parts, ' ')) as p (part)
          where not exists (
            select from public.case_part q where q.tenant = of_tenant and q.case_id = t.case_id and q.part = p.part));
    files := files || coalesce(seen, '{}');
    exit when coalesce(cardinality(batch), 0) < step or cardinality(files) >= at_most + cardinality(others);
    others := '{}';
    step := least(step * 4, greatest(bound - looked, 1));
    if looked >= bound then
      is_cut := true;
      exit;
    end if;
  end loop;
  select coalesce(array_agg(f.file order by f.filed_at desc, f.file desc), '{}'),
         coalesce(array_agg(f.case_id order by f.filed_at desc, f.file desc), '{}') into files, cases from (
    select t.file, t.case_id, t.filed_at from public.file_text t where t.tenant = of_tenant and t.file = any (files)
     order by t.filed_at desc, t.file desc limit at_most) f;
end $$;
revoke all on function app.search_files(integer, bytea[], timestamptz, uuid, integer) from public;
grant execute on function app.search_files(integer, bytea[], timestamptz, uuid, integer) to casewright_app;
