-- What a careful reader should know of the documents.
select distinct n.code, n.message, n.ref, n.document_id, n.span_start, n.span_end
from meeting_reports mr join notes n on n.document_id = mr.document_id
where mr.meeting_id = :meeting and n.code <> 'no-meeting'
order by n.code, n.ref
