-- Notes that a careful reader should know about the documents of an event.
select distinct n.code, n.message, n.ref, n.document_id, n.span_start, n.span_end
from meeting_reports mr join notes n on n.document_id = mr.document_id
where mr.meeting_id = :meeting
  and n.code in ('machine-rewritten', 'placeholder', 'year-conflict', 'truncated', 'name-truncated', 'replaced-characters')
order by n.code, n.ref
