-- What was said at an event.
select q.ref, q.document_id, q.speaker_kind, r.official_id, coalesce(q.speaker, q.speaker_label) as speaker, q.cue, q.kind,
  q.text, q.span_start, q.span_end
from meeting_reports mr join quotes q on q.meeting_report_id = mr.id join documents d on d.id = q.document_id
  left join official_reports r on r.id = q.official_report_id
where mr.meeting_id = :meeting
order by d.duplicate_of is not null, d.published_from is null, d.published_from, d.path, q.n
