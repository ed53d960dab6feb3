-- Every document's report of one entity.
select e.ref, e.document_id, e.span_start, e.span_end, d.body
from (select ref, document_id, span_start, span_end from official_reports where :kind = 'official' and official_id = :id
    union all
    select ref, document_id, span_start, span_end from unit_reports where :kind = 'unit' and unit_id = :id
    union all
    select ref, document_id, span_start, span_end from meeting_reports where :kind = 'meeting' and meeting_id = :id) e
  join documents d on d.id = e.document_id
order by d.path, e.ref
