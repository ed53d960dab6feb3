-- what-changed · 入库差异
-- What a run added, changed, superseded or removed: documents, facts in documents read again, rejected inputs.
-- 某次入库的增、改、替、删、拒:文件,重读文件中的事实。
-- Facts of new documents are not listed one by one, and those of a new version of a page stand under its new ref.
--
-- Parameters:
--   run    number          0     Number of the run; 0 for the last.
--   show   all|documents|facts  all   Documents, facts, or both.
--   limit  number          1000  Most rows; 0 for all.
-- Choices:
--   run  select id, command || ' ' || started_at from runs order by id desc
-- Columns:
--   run        批次    Number of the run
--   kind       种类    Document, or kind of fact
--   change     变化    What happened
--   path       文件    Input file
--   before     原读    What the fact said
--   after      今读    What the fact says now; of a document the headline, of a reject the reason
--   meetings   会议数  Meetings reported in the document
--   officials  人数    People named in the document
--   ref        引用号  Ref of the document or fact
with
  p(run, show, most) as (
    select cast(coalesce(nullif(:run, ''), 0) as integer), coalesce(nullif(trim(:show), ''), 'all'),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 1000) as integer), 0), -1)),
  chosen(id, show) as materialized (select case when run = 0 then (select max(id) from runs) else run end, show from p),
  -- What makes a row costs more than finding it: first the rows.
  listed(run, kind, change, path, before, after, ref) as materialized (
    select c.id, x.kind, x.change, x.path, x.before, x.after, x.ref
    from chosen c join run_changes x on x.run_id = c.id
    where c.show = 'all' or (c.show = 'documents') = (x.kind = 'document')
    union all
    select c.id, 'document', 'rejected', r.path, null, r.reason || ': ' || r.message, null
    from chosen c join rejects r on r.run_id = c.id where c.show <> 'facts'
    order by 4, 7, 3
    limit (select most from p))
select x.run, x.kind, x.change, x.path, x.before, coalesce(x.after, d.title) as after,
  case when d.id is not null then (select count(*) from meeting_reports mr where mr.document_id = d.id) end as meetings,
  case when d.id is not null then (select count(*) from official_reports r where r.document_id = d.id) end as officials, x.ref
from listed x left join documents d on x.kind = 'document' and d.ref = x.ref
order by x.path, x.ref, x.change
