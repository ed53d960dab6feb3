-- What a person did at events, event by event.
select m.id as meeting_id, m.held_on, m.name, m.place, a.role, a.rule, a.ref, r.document_id, a.span_start, a.span_end,
  substr(coalesce(d.body_hans, d.body), a.span_start + 1, min(a.span_end - a.span_start, 12)) as words,
  (select group_concat(post, '、') from (select distinct t.unit || t.title as post
    from meeting_reports x cross join official_reports y on y.document_id = x.document_id and +y.official_id = r.official_id
      cross join post_reports t on t.official_report_id = y.id
    where x.meeting_id = m.id and t.status <> 'former' order by y.document_id, t.n)) as posts
from official_reports r cross join attendances a on a.official_report_id = r.id
  cross join meeting_reports mr on mr.id = a.meeting_report_id cross join meetings m on m.id = mr.meeting_id
  cross join documents d on d.id = r.document_id
where r.official_id = :official
order by m.held_from is null, m.held_from, m.held_md, m.key, d.path, a.n
