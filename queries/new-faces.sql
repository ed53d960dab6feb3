-- new-faces · 新任首见
-- First sighting of a person in a post, newest first.
-- A first sighting is no appointment. 首见于某职者,非任命之日。
--
-- Parameters:
--   place    place      ''   Code or name of a division, with all below it.
--   from     date       ''   First day, month or year.
--   to       date       ''   Last day, month or year.
--   undated  with|only  ''   Rows without a known year: left out while a time is asked for, unless with or only.
--   limit    number     200  Most rows; 0 for all.
-- Columns:
--   first_seen     首见      First seen in the post
--   official_name  姓名      Name
--   unit_name      机构      Unit
--   title          职务      Title
--   earlier_posts  此前职务  Posts in which seen before
--   documents      文件数    Number of documents
--   official_key   人物号    Key of the person
--   ref            引用号    Ref of the earliest evidence
with
  p(place, since, till, undated, most) as (
    select trim(coalesce(:place, '')),
      coalesce(nullif(:from, '') || substr('-01-01', length(:from) - 3), ''),
      coalesce(nullif(:to, '') || substr('-12-31', length(:to) - 3), ''),
      coalesce(:undated, ''),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 200) as integer), 0), -1)),
  -- The division and all below it: six digits, of which a prefecture has four and a province two.
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
  -- What makes a row costs more than finding it: first the rows. Where no place is asked for, only those that can be among
  -- the first; equals are put in order by name.
  least(day) as materialized (
    select case when place || since || till || undated = '' then (select t.first_from from tenures t
      where t.first_from is not null and most > 0 order by t.first_from desc limit 1 offset (select max(most - 1, 0) from p)) end
    from p),
  recent(id) as (
    select t.id from tenures t where t.first_from >= (select day from least)
    union all
    select t.id from p cross join tenures t
    where (select day from least) is null
      and (case when t.first_from is null then p.undated in ('with', 'only') or p.since || p.till = ''
    else p.undated <> 'only' and t.first_to >= p.since and (p.till = '' or t.first_from <= p.till) end)),
  chosen(id) as materialized (
    select t.id from p cross join recent cross join tenures t on t.id = recent.id
      cross join posts po on po.id = t.post_id cross join units u on u.id = po.unit_id
      cross join officials o on o.id = t.official_id
    where p.place = ''
      or exists (select 1 from scope where substr(u.division_code, 1, length(prefix)) = prefix)
    order by t.first_from is null, t.first_from desc, o.name, u.name, po.title
    limit (select most from p))
select t.first_seen, o.name as official_name, u.name as unit_name, po.title,
  (select group_concat(post, '、') from (select u2.name || p2.title as post from tenures t2
    join posts p2 on p2.id = t2.post_id join units u2 on u2.id = p2.unit_id
    where t2.official_id = o.id and t2.first_from < t.first_from order by t2.first_from, u2.name)) as earlier_posts,
  t.documents, o.key as official_key,
  (select pr.ref from official_reports r cross join post_reports pr on pr.official_report_id = r.id
    where r.official_id = o.id and +pr.post_id = t.post_id
    order by pr.seen_from is null, pr.seen_from, pr.ref limit 1) as ref
from chosen cross join tenures t on t.id = chosen.id cross join officials o on o.id = t.official_id
  cross join posts po on po.id = t.post_id cross join units u on u.id = po.unit_id
order by t.first_from is null, t.first_from desc, o.name, u.name, po.title
