-- homonyms · 同名待辨
-- One name, several persons in the archive: to be judged by a person.
-- Also those whose likeness to another entry the archive proposes. 同名而分列者,供人工判断。
--
-- Parameters:
--   name   name    ''   Full name of the person; nothing for everybody.
--   limit  number  500  Most rows; 0 for all.
-- Columns:
--   official_name  姓名    Name
--   persons        人数    Number of persons of this name
--   division       政区    Division
--   posts          职务    Posts in which seen
--   documents      文件数  Number of documents
--   proposal       提示    What the archive proposes
--   official_key   人物号  Key of the person
--   ref            引用号  Ref of one piece of evidence
with p(name, most) as (
    select trim(coalesce(:name, '')),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 500) as integer), 0), -1))
select o.name as official_name, same.persons,
  coalesce((select n.name from division_names n where n.code = o.division_code order by n.valid_to is not null, n.id limit 1),
    o.division_code) as division,
  (select group_concat(post, '、') from (select u.name || po.title as post from tenures t
    join posts po on po.id = t.post_id join units u on u.id = po.unit_id where t.official_id = o.id
    order by t.first_from is null, t.first_from, u.name)) as posts,
  (select count(distinct r.document_id) from official_reports r where r.official_id = o.id) as documents,
  (select group_concat(kind || ': ' || reason, '; ') from (select kind, reason from proposals x
    where o.key in (x.key_a, x.key_b) order by kind, reason)) as proposal,
  o.key as official_key, (select min(r.ref) from official_reports r where r.official_id = o.id) as ref
from p cross join officials o
  join (select name, count(*) as persons from officials where not surname_only group by name having count(*) > 1
    union
    select o2.name, 1 from proposals x join officials o2 on o2.key in (x.key_a, x.key_b)
    where (select count(*) from officials o3 where o3.name = o2.name and not o3.surname_only) = 1) same on same.name = o.name
where not o.surname_only and (p.name = '' or o.name = p.name)
order by o.name, o.division_code, o.key
limit (select most from p)
