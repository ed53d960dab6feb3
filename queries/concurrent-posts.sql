-- concurrent-posts · 兼职
-- People whom one document gives posts in two or more branches at once.
-- Party, government, congress, military and so on. 同一文件中一身兼党、政、军等两系以上职务者。
--
-- Parameters:
--   name   name    ''   Full name of the person; nothing for everybody.
--   place  place   ''   Code or name of a division, with all below it.
--   limit  number  200  Most rows; 0 for all.
-- Columns:
--   official_name  姓名    Name
--   posts          职务    Posts in that document
--   branches       系统    Branches
--   seen_on        日期    Date of the evidence
--   document       文件    Input file in which it was read
--   official_key   人物号  Key of the person
--   ref            引用号  Ref of the evidence, for citation
with
  p(name, place, most) as (
    select trim(coalesce(:name, '')),
      trim(coalesce(:place, '')),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 200) as integer), 0), -1)),
  -- The division and all below it: six digits, of which a prefecture has four and a province two.
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
  -- The first people by name who have a row, enough for all rows; the index of names is followed until there are so many.
  person(id) as materialized (
    select o.id from officials o
    where (select name from p) in ('', o.name) and ((select place from p) = ''
    or exists (select 1 from scope where substr(o.division_code, 1, length(prefix)) = prefix))
      and exists (
        select 1 from official_reports r
        where r.official_id = o.id and (
          select count(distinct ur.kind) from post_reports t cross join unit_reports ur on ur.id = t.unit_report_id
          where t.official_report_id = r.id and t.status in ('current', 'acting', 'elected')) >= 2)
    order by o.name, o.key
    limit (select most from p))
select o.name as official_name, group_concat(t.unit || t.title, '、') as posts,
  (select group_concat(kind, '、') from (select distinct u.kind as kind from post_reports t2
    join unit_reports u on u.id = t2.unit_report_id
    where t2.official_report_id = r.id and t2.status in ('current', 'acting', 'elected') order by u.kind)) as branches,
  min(t.seen_on) as seen_on, d.path as document, o.key as official_key, min(t.ref) as ref
from person cross join officials o on o.id = person.id
  join official_reports r on r.official_id = o.id join documents d on d.id = r.document_id
  join post_reports t on t.official_report_id = r.id and t.status in ('current', 'acting', 'elected')
  join unit_reports ur on ur.id = t.unit_report_id
group by r.id
having count(distinct ur.kind) >= 2
order by o.name, o.key, min(t.seen_from) is null, min(t.seen_from), d.path
limit (select most from p)
