-- Posts that the reports of an event print, per person and document in printed order. Of changes of office also the text
-- around and whether the document reports no other event: to look these up costs more than all the rest.
select p.ref, r.document_id, r.official_id, r.name, p.unit, p.title, p.status, p.span_start, p.span_end,
  case when p.status in ('elected', 'removed')
    then substr(coalesce(d.body_hans, d.body), max(1, p.span_start - 30), p.span_end - p.span_start + 60) else '' end as around,
  p.status in ('elected', 'removed')
    and (select count(*) from meeting_reports mr where mr.document_id = r.document_id) = 1 as sole_event
from official_reports r join post_reports p on p.official_report_id = r.id join documents d on d.id = r.document_id
where r.official_id is not null and p.status <> 'former'
  and r.document_id in (select document_id from meeting_reports where meeting_id = :meeting)
order by d.duplicate_of is not null, d.published_from is null, d.published_from, d.path, r.n, p.n
