-- who-held · 某职历任
-- Holders of a post in the order in which they were seen, with the gaps between.
-- Sightings only: a holder may have come earlier and gone later. 按首见先后列出某职历任,并示空档天数。
--
-- Parameters:
--   place  place   ''   Code or name of a division, with all below it.
--   post   text    书记   Title (区长), or with the end of its unit or the whole (区委书记, 某区委书记).
--   limit  number  200  Most rows; 0 for all.
-- Columns:
--   unit_name               机构      Unit
--   title                   职务      Title
--   official_name           姓名      Name
--   first_seen              首见      First seen
--   last_seen               末见      Last seen
--   documents               文件数    Number of documents
--   days_since_predecessor  空档天数  Days from the last sighting of the one before; negative if they overlap
--   official_key            人物号    Key of the person
--   ref                     引用号    Ref of the earliest evidence
with recursive
  p(place, post, most) as (
    select trim(coalesce(:place, '')),
      coalesce(nullif(trim(:post), ''), '书记'),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 200) as integer), 0), -1)),
  -- The division and all below it: six digits, of which a prefecture has four and a province two.
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
  -- A post asked for may begin with its unit (市委书记): its endings are titles.
  ending(title) as (
    select post from p union all select substr(title, 2) from ending where length(title) > 1),
  holder(tenure_id, unit, title, first_from, last_to, key, days) as (
    select t.id, u.name, po.title, t.first_from, t.last_to, o.key,
      cast(julianday(t.first_from) - julianday(lag(t.last_to) over (partition by po.id order by t.first_from is null, t.first_from, o.key))
        as integer)
    from p cross join ending e cross join posts po on po.title = e.title cross join units u on u.id = po.unit_id
      cross join tenures t on t.post_id = po.id cross join officials o on o.id = t.official_id
    where (po.title = p.post or substr(u.name || po.title, -length(p.post)) = p.post) and (p.place = ''
      or exists (select 1 from scope where substr(u.division_code, 1, length(prefix)) = prefix))),
  chosen(tenure_id, days) as materialized (
    select tenure_id, days from holder
    order by unit, title, first_from is null, first_from, key
    limit (select most from p))
select u.name as unit_name, po.title, o.name as official_name, t.first_seen, t.last_seen, t.documents,
  c.days as days_since_predecessor, o.key as official_key,
  (select pr.ref from official_reports r cross join post_reports pr on pr.official_report_id = r.id
    where r.official_id = o.id and +pr.post_id = t.post_id
    order by pr.seen_from is null, pr.seen_from, pr.ref limit 1) as ref
from chosen c cross join tenures t on t.id = c.tenure_id cross join posts po on po.id = t.post_id
  cross join units u on u.id = po.unit_id cross join officials o on o.id = t.official_id
order by u.name, po.title, t.first_from is null, t.first_from, o.key
