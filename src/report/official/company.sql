-- Holders of offices who were at the same events.
with mine(meeting_id) as materialized (
  select distinct mr.meeting_id from official_reports r join attendances a on a.official_report_id = r.id
    join meeting_reports mr on mr.id = a.meeting_report_id
  where r.official_id = :official and mr.meeting_id is not null),
  met(official_id, meeting_id, ref) as materialized (
    select r.official_id, x.meeting_id, min(a.ref) from mine x join meeting_reports mr on mr.meeting_id = x.meeting_id
      join attendances a on a.meeting_report_id = mr.id join official_reports r on r.id = a.official_report_id
    where r.official_id <> :official group by r.official_id, x.meeting_id)
select o.name, count(*) as meetings, min(m.held_from) as first_together, max(m.held_from) as last_together,
  (select group_concat(post, '、') from (select u.name || po.title as post from tenures t join posts po on po.id = t.post_id
    join units u on u.id = po.unit_id where t.official_id = o.id order by t.documents desc, post limit 2)) as posts,
  min(met.ref) as ref
from met join officials o on o.id = met.official_id join meetings m on m.id = met.meeting_id
where o.capacity in ('office', 'military') and not o.surname_only
group by o.id
order by count(*) desc, min(m.held_from) is null, min(m.held_from), o.key
limit 20
