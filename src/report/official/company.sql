-- Holders of offices who were at the same events.
with mine(meeting_id) as materialized (
  select distinct mr.meeting_id from official_reports r join attendances a on a.official_report_id = r.id
    join meeting_reports mr on mr.id = a.meeting_report_id
  where r.official_id = :official and mr.meeting_id is not null),
  met(official_id, meeting_id, ref) as materialized (
    select r.official_id, x.meeting_id, min(a.ref) from mine x join meeting_reports mr on mr.meeting_id = x.meeting_id
      join attendances a on a.meeting_report_id = mr.id join official_reports r on r.id = a.official_report_id
    where r.official_id <> :official group by r.official_id, x.meeting_id),
  company(official_id, meetings, first_together, last_together, ref) as materialized (
    select met.official_id, count(*), min(m.held_from), max(m.held_from), min(met.ref)
    from met cross join officials o on o.id = met.official_id cross join meetings m on m.id = met.meeting_id
    where o.capacity in ('office', 'military') and not o.surname_only
    group by o.id
    order by count(*) desc, min(m.held_from) is null, min(m.held_from), o.key
    limit 20)
select o.name, c.meetings, c.first_together, c.last_together,
  (select group_concat(post, '、') from (select u.name || po.title as post from tenures t join posts po on po.id = t.post_id
    join units u on u.id = po.unit_id where t.official_id = o.id order by t.documents desc, post limit 2)) as posts, c.ref
from company c cross join officials o on o.id = c.official_id
order by c.meetings desc, c.first_together is null, c.first_together, o.key
