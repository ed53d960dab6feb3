-- units · 机构一览
-- Organisations with the number of their documents, meetings and people.
-- 机构及其文件数、会议数、人数。
--
-- Parameters:
--   place  place   ''   Code or name of a division, with all below it.
--   kind   text    ''   Branch: party, government, military … (table vocabulary, field unit_kind).
--   limit  number  500  Most rows; 0 for all.
-- Choices:
--   kind  select distinct u.kind, v.zh from units u left join vocabulary v on v.field = 'unit_kind' and v.code = u.kind order by 1
-- Columns:
--   unit_name      机构      Unit
--   kind           系统      Branch
--   organ          机构类别  Sort of body
--   level          层级      Level
--   division_code  政区代码  GB/T 2260 code
--   documents      文件数    Number of documents
--   meetings       会议数    Meetings at which it was present as a body
--   people         人数      People seen in a post of it
--   unit_key       机构号    Key of the unit
--   ref            引用号    Ref of the evidence, for citation
with
  p(place, kind, most) as (
    select trim(coalesce(:place, '')),
      trim(coalesce(:kind, '')),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 500) as integer), 0), -1)),
  -- The division and all below it: six digits, of which a prefecture has four and a province two.
  scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select place as code from p where place glob '[1-9][0-9][0-9][0-9][0-9][0-9]'
      union select n.code from division_names n, p
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1)))),
  -- Where nothing is asked, only those that can be among the first; equals are put in order by name.
  least(documents) as materialized (
    select coalesce((select c.documents from unit_counts c where most > 0 and place || kind = '' order by c.documents desc
      limit 1 offset (select max(most - 1, 0) from p)), 0) from p)
select u.name as unit_name, u.kind, u.organ, u.level, u.division_code, c.documents, c.meetings, c.people,
  u.key as unit_key, c.ref
from p cross join unit_counts c cross join units u on u.id = c.unit_id
where c.documents >= (select documents from least) and (p.kind = '' or u.kind = p.kind) and (p.place = ''
    or exists (select 1 from scope where substr(u.division_code, 1, length(prefix)) = prefix))
order by c.documents desc, u.name, u.key
limit (select most from p)
