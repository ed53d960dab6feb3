-- sources · 来源清单
-- The input files: site, encoding, hash, date, bylines.
-- 入库文件清单。
--
-- Parameters:
--   publisher  text       ''    A piece of the publisher or of the address.
--   from       date       ''    First day, month or year.
--   to         date       ''    Last day, month or year.
--   undated    with|only  ''    Rows without a known year: left out while a time is asked for, unless with or only.
--   limit      number     1000  Most rows; 0 for all.
-- Columns:
--   document_id   编号      Number in this archive
--   path          文件      Input file
--   title         标题      Headline
--   publisher     来源      Publisher
--   url           地址      Address
--   published_on  发布日期  Date of publication, as printed
--   reporters     记者      Reporters
--   editors       编辑      Editors
--   kind          文体      Sort of document
--   encoding      编码      Encoding
--   script        字体      Script
--   characters    字数      Characters of the text
--   sha256        校验值    SHA-256 of the original bytes
--   ref           引用号    Ref of the evidence, for citation
with
  p(publisher, since, till, undated, most) as (
    select trim(coalesce(:publisher, '')),
      coalesce(nullif(:from, '') || substr('-01-01', length(:from) - 3), ''),
      coalesce(nullif(:to, '') || substr('-12-31', length(:to) - 3), ''),
      coalesce(:undated, ''),
      coalesce(nullif(cast(coalesce(nullif(:limit, ''), 1000) as integer), 0), -1)),
  -- All by their paths; of those of a time or a site first the rows, from an index.
  chosen(id) as materialized (
    select * from (
      select d.id from documents d indexed by documents_live
      where d.superseded_by_run is null and (select publisher || since || till || undated = '' from p)
      order by d.path limit (select most from p))
    union all
    select d.id from p cross join documents d indexed by documents_source
    where p.publisher || p.since || p.till || p.undated <> ''
      and (p.publisher = '' or instr(coalesce(d.publisher, ''), p.publisher) or instr(coalesce(d.url, ''), p.publisher))
      and (case when d.published_from is null then p.undated in ('with', 'only') or p.since || p.till = ''
    else p.undated <> 'only' and d.published_to >= p.since and (p.till = '' or d.published_from <= p.till) end))
select d.id as document_id, d.path, d.title, d.publisher, d.url, d.published_on,
  (select group_concat(name, '、') from (select name from credits c where c.document_id = d.id and c.role = 'reporter' order by c.n)) as reporters,
  (select group_concat(name, '、') from (select name from credits c where c.document_id = d.id and c.role = 'editor' order by c.n)) as editors,
  d.kind, d.encoding, d.script, length(d.body) as characters, d.sha256, d.ref
from chosen cross join documents d on d.id = chosen.id
where d.superseded_by_run is null
order by d.path
limit (select most from p)
