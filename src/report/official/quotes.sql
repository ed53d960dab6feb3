-- What a person said, by date.
select coalesce(m.held_on, d.published_on) as held_on, m.name as meeting, q.cue, q.kind, q.text, q.ref, q.document_id,
  q.span_start, q.span_end
from official_reports r join quotes q on q.official_report_id = r.id join documents d on d.id = q.document_id
  left join meeting_reports mr on mr.id = q.meeting_report_id left join meetings m on m.id = mr.meeting_id
where r.official_id = :official and d.duplicate_of is null
order by coalesce(m.held_from, d.published_from) is null, coalesce(m.held_from, d.published_from), m.key, d.path, q.n
