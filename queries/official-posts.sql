-- official-posts · 任职一览
-- Posts in which a person was seen, with first and last evidence.
-- First and last seen are dates of evidence, never a claimed start or end of office.
-- “首见”“末见”为见于文献之日,非任免之日。
--
-- Parameters:
--   name   name    ''   Full name of the person; nothing for everybody.
--   place  place   ''   Code or name of a division, with all below it.
--   limit  number  500  Most rows; 0 for all.
-- Columns:
--   official_name  姓名      Name
--   unit_name      机构      Unit
--   title          职务      Title
--   first_seen     首见      First seen
--   last_seen      末见      Last seen
--   documents      文件数    Number of documents
--   statuses       状态      Whether held, former, elected … as printed
--   division_code  政区代码  GB/T 2260 code of the unit
--   official_key   人物号    Key of the person
--   ref            引用号    Ref of the earliest evidence
with
  p(name, place, most) as (
    select trim(coalesce(:name, '')),
      trim(coalesce(:place, '')),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 500) as integer), 0), -1)),
  -- The division and all below it: six digits, of which a prefecture has four and a province two.
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
  -- The first people by name who have a row, enough for all rows: in a place those with a post there, else the index of names
  -- is followed until there are so many.
  person(id) as materialized (
    select * from (
      select distinct o.id
      from p cross join scope cross join units u on u.division_code >= scope.prefix and u.division_code < scope.prefix || ':'
        cross join posts po on po.unit_id = u.id cross join tenures t on t.post_id = po.id
        cross join officials o on o.id = t.official_id
      where p.name = ''
      order by o.name, o.key limit (select most from p))
    union all
    select * from (
      select o.id from officials o
      where (select name || place from p) = '' and exists (select 1 from tenures t where t.official_id = o.id)
      order by o.name, o.key limit (select most from p))),
  asked(id) as materialized (
    select id from person union all select o.id from p cross join officials o on o.name = p.name where p.name <> ''),
  chosen(tenure_id) as materialized (
    select t.id from p cross join asked x cross join officials o on o.id = x.id cross join tenures t on t.official_id = o.id
      join posts po on po.id = t.post_id join units u on u.id = po.unit_id
    where p.place = ''
    or exists (select 1 from scope where substr(u.division_code, 1, length(prefix)) = prefix)
    order by o.name, o.key, t.first_from is null, t.first_from, u.name, po.title
    limit (select most from p))
select o.name as official_name, u.name as unit_name, po.title, t.first_seen, t.last_seen, t.documents,
  (select group_concat(status, '、') from (select distinct pr.status from official_reports r
    cross join post_reports pr on pr.official_report_id = r.id
    where r.official_id = o.id and +pr.post_id = t.post_id order by pr.status)) as statuses,
  u.division_code, o.key as official_key,
  (select pr.ref from official_reports r cross join post_reports pr on pr.official_report_id = r.id
    where r.official_id = o.id and +pr.post_id = t.post_id
    order by pr.seen_from is null, pr.seen_from, pr.ref limit 1) as ref
from chosen cross join tenures t on t.id = chosen.tenure_id join officials o on o.id = t.official_id
  join posts po on po.id = t.post_id join units u on u.id = po.unit_id
order by o.name, o.key, t.first_from is null, t.first_from, u.name, po.title
