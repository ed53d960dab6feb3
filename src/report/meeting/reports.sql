-- What each document says of an event, the earliest published first.
select r.ref, r.document_id, r.span_start, r.span_end, r.name, r.kind, r.held_on, r.held_until, r.daypart, r.place,
  r.held_basis, r.held_span_start, r.held_span_end, r.place_span_start, r.place_span_end
from meeting_reports r join documents d on d.id = r.document_id and d.superseded_by_run is null
where r.meeting_id = :meeting
order by d.duplicate_of is not null, d.published_from is null, d.published_from, d.path, r.n
