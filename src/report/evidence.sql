-- Document and span of one ref, or of a whole document.
with d(id) as (select id from documents where ref = :document)
select document_id, span_start, span_end from (
  select v.document_id, v.span_start, v.span_end from v_evidence v
  where v.document_id = (select id from d) and v.ref = :ref
  union all
  select id, null, null from d where :ref = :document)
limit 1
