-- Where the reports of an event differ.
select c.field, c.value, c.chosen, mr.ref, mr.document_id, mr.span_start, mr.span_end
from meeting_claims c join meeting_reports mr on mr.id = c.meeting_report_id
where c.meeting_id = :meeting
order by c.field, c.chosen desc, c.value, mr.ref
