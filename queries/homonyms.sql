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
--   documents      文件数  Number of documents, a copy and its original counted once
--   proposal       提示    What the archive proposes
--   official_key   人物号  Key of the person
--   ref            引用号  Ref of one piece of evidence
with
  p(name, most) as (
    select trim(coalesce(:name, '')),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 500) as integer), 0), -1)),
  -- Each key of a proposal with its reason. Proposals of kind homonym join two of one name, which are found without them.
  hint(key, kind, reason) as not materialized (
    select key_a, kind, reason from proposals union all select key_b, kind, reason from proposals),
  -- Names of several, and of one that a proposal speaks of: the first of them, enough for all rows.
  same(name, persons) as materialized (
    select * from (
      select name, count(*) as persons from officials
      where not surname_only and (select name from p) in ('', name)
      group by name having count(*) > 1 order by name limit (select most from p))
    union all
    select * from (
      select distinct o.name, 1 from hint h cross join officials o on o.key = h.key
      where h.kind in ('variant', 'meeting', 'unit') and (select name from p) in ('', o.name)
        and (select count(*) from officials o2 where o2.name = o.name and not o2.surname_only) = 1
      order by o.name limit (select most from p))),
  -- What makes a row costs more than finding it: first the rows.
  chosen(id, key, persons) as materialized (
    select o.id, o.key, same.persons from p cross join same cross join officials o on o.name = same.name
    where not o.surname_only and (p.name = '' or o.name = p.name)
    order by o.name, o.division_code, o.key
    limit (select most from p))
select o.name as official_name, c.persons,
  coalesce((select n.name from division_names n where n.code = o.division_code order by n.valid_to is not null, n.id limit 1),
    o.division_code) as division,
  (select group_concat(post, '、') from (select u.name || po.title as post from tenures t
    join posts po on po.id = t.post_id join units u on u.id = po.unit_id where t.official_id = o.id
    order by t.first_from is null, t.first_from, u.name)) as posts,
  (select count(distinct coalesce(d.duplicate_of, d.id))
    from official_reports r cross join documents d on d.id = r.document_id where r.official_id = o.id) as documents,
  (select group_concat(kind || ': ' || reason, '; ') from (select h.kind, h.reason from hint h where h.key = o.key
    order by h.kind, h.reason)) as proposal,
  o.key as official_key, (select min(r.ref) from official_reports r where r.official_id = o.id) as ref
from chosen c cross join officials o on o.id = c.id
order by o.name, o.division_code, o.key
