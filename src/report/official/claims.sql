-- Where the reports of a person's events differ.
select m.held_on, m.name as meeting, c.field, mr.ref, mr.document_id, mr.span_start, mr.span_end,
  (select group_concat(value, ' / ') from (select distinct coalesce(x.value, '?') as value from meeting_claims x
    where x.meeting_id = m.id and x.field = c.field order by value)) as field_values
from meetings m join meeting_claims c on c.meeting_id = m.id and c.chosen join meeting_reports mr on mr.id = c.meeting_report_id
where m.id in (select y.meeting_id from official_reports r join attendances a on a.official_report_id = r.id
  join meeting_reports y on y.id = a.meeting_report_id where r.official_id = :official)
group by m.id, c.field
order by m.held_from is null, m.held_from, m.key, c.field
