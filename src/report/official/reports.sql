-- Every document that names a person, by date.
select r.ref, r.document_id, r.span_start, r.span_end, d.path
from official_reports r join documents d on d.id = r.document_id
where r.official_id = :official
order by coalesce((select min(mr.held_from) from meeting_reports mr where mr.document_id = d.id), d.published_from) is null,
  coalesce((select min(mr.held_from) from meeting_reports mr where mr.document_id = d.id), d.published_from), d.path, r.n
