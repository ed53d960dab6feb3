-- Bodies that held the event or were there as such.
select u.name, a.presence, a.ref, u.document_id, a.span_start, a.span_end
from meeting_reports mr join unit_attendances a on a.meeting_report_id = mr.id join unit_reports u on u.id = a.unit_report_id
  join documents d on d.id = u.document_id
where mr.meeting_id = :meeting
order by case a.presence when 'host' then 1 when 'visited' then 2 when 'delegate' then 3 else 4 end, d.path, a.span_start, a.ref
