-- Sightings of a person in posts, post by post in the order in which they were first seen.
select p.post_id, u.name as unit, po.title, p.status, t.first_seen, t.last_seen, coalesce(t.documents, 0) as documents,
  p.ref, r.document_id, p.span_start, p.span_end
from official_reports r join post_reports p on p.official_report_id = r.id join posts po on po.id = p.post_id
  join units u on u.id = po.unit_id left join tenures t on t.official_id = r.official_id and t.post_id = p.post_id
where r.official_id = :official
order by t.first_from is null, t.first_from, t.first_md, t.last_to, p.post_id, p.seen_from is null, p.seen_from, p.ref
