-- leadership-on · 某日班子
-- Who is known to have held office in a place on a day.
-- certainty: between = seen in the post before and after (or on) that day; near = seen within so many days of it.
-- 某日某地已知在任者。“between”为前后均见于任上,“near”为相距若干日内见于任上。
--
-- Parameters:
--   place  place   ''   Code or name of a division, with all below it.
--   date   date    ''   Day (a month or year counts from its first day); nothing for the last meeting there.
--   days   number  180  How near a sighting must be.
--   limit  number  200  Most rows; 0 for all.
-- Columns:
--   official_name  姓名      Name
--   unit_name      机构      Unit
--   title          职务      Title
--   office         职位类别  Sort of office
--   certainty      确定程度  between or near
--   first_seen     首见      First seen in the post
--   last_seen      末见      Last seen in the post
--   on_day         基准日    Day asked for
--   documents      文件数    Number of documents
--   official_key   人物号    Key of the person
--   ref            引用号    Ref of the evidence nearest to the day
with
  p(place, date, days, most) as (
    select trim(coalesce(:place, '')),
      trim(coalesce(:date, '')),
      cast(coalesce(nullif(:days, ''), 180) as integer),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 200) as integer), 0), -1)),
  -- The place itself, without what lies below.
  here(code) as materialized (
    select place from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
    union
    select n.code from division_names n, p
    where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1))),
  today(day) as materialized (
    select coalesce(nullif(p.date, '') || substr('-01-01', length(p.date) - 3),
      (select max(m.held_from) from meetings m where m.division_code in (select code from here)),
      (select max(m.held_from) from meetings m where p.place = '')) from p),
  around(day, earliest, latest) as materialized (
    select day, date(day, -days || ' days'), date(day, days || ' days') from today, p),
  chosen(official_id, post_id, unit_id, first_from, last_to, first_seen, last_seen, documents, rank, place) as materialized (
    select t.official_id, t.post_id, u.id, t.first_from, t.last_to, t.first_seen, t.last_seen, t.documents,
      case u.kind when 'party' then 1 when 'congress' then 2 when 'government' then 3 when 'consultative' then 4
        when 'discipline' then 5 when 'military' then 6 else 7 end as rank,
      case po.office when 'standing_member' then 3 when 'deputy' then case po.title when '副书记' then 2 else 4 end else 1 end as place
    from p cross join around cross join tenures t
      join posts po on po.id = t.post_id join units u on u.id = po.unit_id join officials o on o.id = t.official_id
    where (p.place = '' or u.division_code in (select code from here))
      and +t.first_from <= around.latest and t.last_to >= around.earliest
      and po.office not in ('other', 'member', 'staff')
      and (u.organ in ('committee', 'standing_committee') or u.kind in ('military', 'discipline', 'court', 'procuratorate'))
    order by rank, place, u.name, po.title, o.name, o.key, u.key
    limit (select most from p))
-- What is printed of each is looked up for those alone that are.
select o.name as official_name, u.name as unit_name, po.title, po.office,
  case when c.first_from <= around.day and c.last_to >= around.day then 'between' else 'near' end as certainty,
  c.first_seen, c.last_seen, around.day as on_day, c.documents, o.key as official_key,
  (select ref from (select pr.ref, pr.seen_from is null as unknown, abs(julianday(pr.seen_from) - julianday(around.day)) as away
    from official_reports r cross join post_reports pr on pr.official_report_id = r.id
    where r.official_id = o.id and +pr.post_id = c.post_id) order by unknown, away, ref limit 1) as ref
from around cross join chosen c cross join posts po on po.id = c.post_id cross join units u on u.id = c.unit_id
  cross join officials o on o.id = c.official_id
order by c.rank, c.place, u.name, po.title, o.name, o.key, u.key
