-- Who did what at an event, with the words that say so.
select a.ref, r.document_id, r.official_id, r.name, r.surname_only, r.n, a.role, a.rule, a.list_order, a.span_start, a.span_end,
  substr(coalesce(d.body_hans, d.body), a.span_start + 1, min(a.span_end - a.span_start, 12)) as words
from meeting_reports mr join attendances a on a.meeting_report_id = mr.id
  join official_reports r on r.id = a.official_report_id join documents d on d.id = r.document_id
where mr.meeting_id = :meeting and r.official_id is not null
order by d.duplicate_of is not null, d.published_from is null, d.published_from, d.path, a.list_order is null, a.list_order,
  a.span_start, r.n, a.n
