-- Search: the words of cases, by the units that may read the part in which each stands, and the function that finds candidates
-- among them. Why it has this form: docs/decisions/0019-search.md. The rules of the first migration hold.

-- One row for each word of a part of a case and each token of a unit that opens that part: `in:<agency>/<team>`, with `#<role>`
-- where the part names roles, `-` where no role may read it.
create table case_word (
  tenant    integer     not null,
  token     text        not null collate "C",
  word      text        not null collate "C",
  opened_at timestamptz not null,
  case_id   uuid        not null,
  -- Names of the parts that must all be readable, with a space between; empty where whoever may read the case may read it.
  parts     text        not null collate "C",
  primary key (tenant, token, word, opened_at, case_id, parts)
);
create index case_word_case on case_word (tenant, case_id, word);
-- The planner's statistics copy values.
alter table case_word alter column word set statistics 0;

grant select, insert, delete on case_word to casewright_app;
alter table case_word enable row level security;
alter table case_word force row level security;
-- The program writes words; readers get at them by the function below alone, whose owner is not the application's role.
create policy readable on case_word for select
  using (tenant = (select app.current_tenant())
    and (current_user <> 'casewright_app' or array['program:' || tenant] && (select app.reader())));
create policy added on case_word for insert with check (('program:' || tenant) = any ((select app.reader())::text[]));
create policy removed on case_word for delete using (('program:' || tenant) = any ((select app.reader())::text[]));

-- The cases that have all the words sought in parts that the reader of the context sees, newest first, `at_most` of them; and
-- whether it gave up before that. It takes nobody's word for what they hold: it looks at the signed `app.reader`, and heads and
-- parts are asked for under their policies. It is bounded: it looks at no more than `bound` candidates, at 5 to 20 words for a beginning
-- in each unit, and at the newest 500 pieces of work.
create function app.search_cases(of_tenant integer, sought text[], is_prefix boolean, of_status text, of_type text,
    before_at timestamptz, before_id uuid, at_most integer, out case_ids uuid[], out is_cut boolean)
  language plpgsql stable security definer set search_path = ''
as $$
declare
  bound constant integer := 1000;
  step integer := least(greatest(at_most, 20), 100);
  words_most integer;
  held text[] := app.reader();
  last integer := cardinality(sought);
  tokens text[];
  named uuid[];
  others uuid[];
  ranges text[];
  words text[];
  driver integer;
  fewest bigint;
  here bigint;
  batch uuid[];
  seen uuid[];
  place_at timestamptz := before_at;
  place_id uuid := before_id;
  looked integer := 0;
begin
  case_ids := '{}';
  is_cut := false;
  if held is null or last = 0 or of_tenant is distinct from app.current_tenant() then
    return;
  end if;
  -- Whoever holds something over a unit holds it in every unit below.
  select coalesce(array_agg(distinct mine.token), '{}') into tokens from (
    select h.token from unnest(held) as h (token) where h.token like 'in:' || of_tenant || '/%'
    union all
    select 'in:' || of_tenant || '/' || t.team || substr(o.named, length(o.unit) + 1)
      from (select p.named, split_part(p.named, '#', 1) as unit
              from (select substr(h.token, length('over:' || of_tenant || '/') + 1) as named
                      from unnest(held) as h (token) where h.token like 'over:' || of_tenant || '/%') p) o
      join public.team t on t.tenant = of_tenant and o.unit = any (t.above)) mine;
  words_most := greatest(5, least(20, 200 / greatest(1, cardinality(tokens))));
  -- What is opened case by case, and what is somebody's own work in a unit that is not theirs.
  select coalesce(array_agg(n.case_id), '{}') into named from (
    select substring(h.token from '^(?:share|specific|break-glass):[0-9]+/([0-9a-f-]{36})$')::uuid as case_id
      from unnest(held) as h (token)
    union
    (select a.case_id from public.case_access a
      where a.tenant = of_tenant and a.status = 'open'
        and a.token = any (array(select h.token from unnest(held) as h (token) where h.token ~ '^(assigned|handed):'))
      order by a.opened_at desc limit 500)) n where n.case_id is not null;
  -- The word that fewest cases have leads. The beginning of one leads only where nothing else is sought.
  for i in 1 .. last loop
    continue when is_prefix and i = last and last > 1;
    here := 0;
    if last > 1 then
      select count(*) into here from (
        select from unnest(tokens) as k (token) cross join lateral (
          select from public.case_word w where w.tenant = of_tenant and w.token = k.token and w.word = sought[i] limit bound) w limit bound) c;
    end if;
    if fewest is null or here < fewest then
      fewest := here;
      driver := i;
    end if;
  end loop;
  if is_prefix and driver = last then
    with recursive next (token, word, n) as (
      select k.token, (select w.word from public.case_word w where w.tenant = of_tenant and w.token = k.token and w.word >= sought[last]
                        order by w.word limit 1), 1
        from unnest(tokens) as k (token)
      union all
      select p.token, (select w.word from public.case_word w where w.tenant = of_tenant and w.token = p.token and w.word > p.word
                        order by w.word limit 1), p.n + 1
        from next p where starts_with(p.word, sought[last]) and p.n <= words_most)
    select array_agg(p.token) filter (where p.n <= words_most), array_agg(p.word) filter (where p.n <= words_most),
           coalesce(bool_or(p.n > words_most), false)
      into ranges, words, is_cut from next p where starts_with(p.word, sought[last]);
  else
    ranges := tokens;
    words := array_fill(sought[driver], array[cardinality(tokens)]);
  end if;

  others := named;
  loop
    select array_agg(c.case_id), min(c.opened_at), (array_agg(c.case_id order by c.opened_at, c.case_id))[1]
      into batch, place_at, place_id from (
      select distinct w.opened_at, w.case_id from unnest(ranges, words) as r (token, word) cross join lateral (
        select distinct w.opened_at, w.case_id from public.case_word w
         where w.tenant = of_tenant and w.token = r.token and w.word = r.word and (w.opened_at, w.case_id) < (place_at, place_id)
         order by w.opened_at desc, w.case_id desc limit step) w
       order by w.opened_at desc, w.case_id desc limit step) c;
    looked := looked + coalesce(cardinality(batch), 0);
    -- What is named is looked at once, with the first. The words come before the policies, which take longer.
    if last > 1 or others <> '{}' then
      select array_agg(c.case_id) into seen from unnest(batch || others) as c (case_id)
       where not exists (
         select from unnest(sought) with ordinality as s (word, at)
          where not exists (
            select from public.case_word w
             where w.tenant = of_tenant and w.case_id = c.case_id and w.word >= s.word
               and w.word <= case when is_prefix and s.at = last then s.word || chr(1114111) else s.word end));
    else
      seen := batch;
    end if;
    select array_agg(h.case_id) into seen from public.case_head h
     where h.tenant = of_tenant and h.case_id = any (seen) and (h.opened_at, h.case_id) < (before_at, before_id)
       and (of_status is null or h.status = of_status) and (of_type is null or h.case_type = of_type)
       and not exists (
         select from unnest(sought) with ordinality as s (word, at)
          where not exists (
            select from public.case_word w
             where w.tenant = of_tenant and w.case_id = h.case_id and w.word >= s.word
               and w.word <= case when is_prefix and s.at = last then s.word || chr(1114111) else s.word end
               and not exists (
                 select from unnest(string_to_array(w.parts, ' ')) as p (part)
                  where not exists (
                    select from public.case_part q where q.tenant = of_tenant and q.case_id = h.case_id and q.part = p.part))));
    case_ids := case_ids || coalesce(seen, '{}');
    others := '{}';
    exit when coalesce(cardinality(batch), 0) < step or cardinality(case_ids) >= at_most + cardinality(named);
    -- Few of the first have all words, or may be read: more at once from here on.
    step := least(step * 4, greatest(bound - looked, 1));
    if looked >= bound then
      is_cut := true;
      exit;
    end if;
  end loop;
  -- What was both named and met counts once; the newest come first.
  select coalesce(array_agg(f.case_id order by f.opened_at desc, f.case_id desc), '{}') into case_ids from (
    select h.case_id, h.opened_at from public.case_head h
     where h.tenant = of_tenant and h.case_id = any (case_ids)
     order by h.opened_at desc, h.case_id desc limit at_most) f;
end $$;
revoke all on function app.search_cases(integer, text[], boolean, text, text, timestamptz, uuid, integer) from public;
grant execute on function app.search_cases(integer, text[], boolean, text, text, timestamptz, uuid, integer) to casewright_app;
