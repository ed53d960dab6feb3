-- what-changed · 入库差异
-- Documents that a run added, updated, superseded or removed, and inputs that it rejected.
-- 某次入库的增、改、替、删、拒。
--
-- Parameters:
--   run    number  0     Number of the run; 0 for the last.
--   limit  number  1000  Most rows; 0 for all.
-- Choices:
--   run  select id, command || ' ' || started_at from runs order by id desc
-- Columns:
--   run        批次    Number of the run
--   change     变化    What happened
--   path       文件    Input file
--   title      标题    Headline
--   reason     原因    Why it was rejected
--   meetings   会议数  Meetings reported in it
--   officials  人数    People named in it
--   ref        引用号  Ref of the document
with
  p(run, most) as (
    select cast(coalesce(nullif(:run, ''), 0) as integer),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 1000) as integer), 0), -1)),
  chosen(id) as materialized (select case when run = 0 then (select max(id) from runs) else run end from p)
select c.id as run, x.change, x.path, d.title, null as reason,
  (select count(*) from meeting_reports mr where mr.document_id = d.id) as meetings,
  (select count(*) from official_reports r where r.document_id = d.id) as officials, x.ref
from chosen c join run_changes x on x.run_id = c.id left join documents d on d.ref = x.ref
union all
select c.id, 'rejected', r.path, null, r.reason || ': ' || r.message, null, null, null
from chosen c join rejects r on r.run_id = c.id
order by 2, 3
limit (select most from p)
