-- Who was there and in which role, document by document in the order of print.
select r.document_id, r.id as official_report_id, r.name, r.rank, a.role, a.rule, a.ref, a.span_start, a.span_end,
  substr(coalesce(d.body_hans, d.body), a.span_start + 1, min(a.span_end - a.span_start, 12)) as words,
  (select group_concat(post, '、') from (select t.unit || t.title as post from post_reports t
    where t.official_report_id = r.id and t.status <> 'former' order by t.n)) as posts
from meeting_reports mr join attendances a on a.meeting_report_id = mr.id
  join official_reports r on r.id = a.official_report_id join documents d on d.id = r.document_id
where mr.meeting_id = :meeting
order by d.duplicate_of is not null, d.published_from is null, d.published_from, d.path, r.span_start, r.n, a.n
