-- first-secretaries · 党管武装第一书记
-- Civilians reported as first secretary or member of a party committee of the armed forces.
-- 第一书记 of a 人武部, 军分区, 警备区. 地方领导兼任人武部、军分区、警备区党委第一书记者。
--
-- Parameters:
--   place    place      ''   Code or name of a division, with all below it.
--   from     date       ''   First day, month or year.
--   to       date       ''   Last day, month or year.
--   undated  with|only  ''   Rows without a known year: left out while a time is asked for, unless with or only.
--   limit    number     200  Most rows; 0 for all.
-- Columns:
--   seen_on        日期      Date of the evidence
--   official_name  姓名      Name
--   unit_name      机构      Military unit
--   title          职务      Title there
--   civil_posts    地方职务  Civilian posts in the same document
--   document       文件      Input file in which it was read
--   official_key   人物号    Key of the person
--   ref            引用号    Ref of the evidence, for citation
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
      where p.place in (n.name, n.full_name, substr(n.name, 1, length(n.name) - 1))))
select t.seen_on, r.name as official_name, ur.name as unit_name, t.title,
  (select group_concat(post, '、') from (select t2.unit || t2.title as post from post_reports t2
    join unit_reports u2 on u2.id = t2.unit_report_id
    where t2.official_report_id = r.id and u2.kind <> 'military' order by t2.n)) as civil_posts,
  d.path as document, o.key as official_key, t.ref
from p cross join post_reports t join unit_reports ur on ur.id = t.unit_report_id
  join official_reports r on r.id = t.official_report_id join documents d on d.id = r.document_id
  left join officials o on o.id = r.official_id
where t.title like '%第一书记%' and (ur.kind = 'military' or ur.name like '%武装%' or ur.name like '%人武部%'
    or ur.name like '%军分区%' or ur.name like '%警备区%')
  and d.superseded_by_run is null
  and (p.place = '' or ur.place = p.place
    or exists (select 1 from scope where substr(ur.place_code, 1, length(prefix)) = prefix))
  and (case when t.seen_from is null then p.undated in ('with', 'only') or p.since || p.till = ''
    else p.undated <> 'only' and t.seen_to >= p.since and (p.till = '' or t.seen_from <= p.till) end)
order by t.seen_from is null, t.seen_from, r.name, t.ref
limit (select most from p)
