-- Quotes of a speaker, place and year, by date; '' for all. :refs: a JSON list of those that may be meant, NULL for all. original: the words in Traditional characters.
with scope(prefix) as materialized (
    select case when code like '__0000' then substr(code, 1, 2) when code like '____00' then substr(code, 1, 4) else code end
    from (select :place as code where :place glob '[1-9][0-9][0-9][0-9][0-9][0-9]')),
  held(meeting_id) as materialized (
    select m.id from scope cross join meetings m on m.division_code >= prefix and m.division_code < prefix || ':'
    union select id from meetings where :place <> '' and place = :place),
  -- Those of the place or of the list; without these all.
  candidate(id) as (
    select q.id from held h cross join meeting_reports mr on mr.meeting_id = h.meeting_id
      cross join quotes q on q.meeting_report_id = mr.id
    union all
    select q.id from json_each(:refs) j cross join documents d on d.ref = substr(j.value, 1, instr(j.value, '-q') - 1)
      cross join quotes q on q.document_id = d.id and q.n = cast(substr(j.value, instr(j.value, '-q') + 2) as integer)
    union all
    select id from quotes not indexed where :place = '' and :refs is null)
select q.ref, q.document_id, coalesce(o.name, q.speaker, q.speaker_label) as speaker, q.cue, q.kind, q.text, q.span_start,
  q.span_end, m.name as meeting, coalesce(m.held_on, d.published_on) as held_on,
  (select group_concat(post, '、') from (select t.unit || t.title as post from post_reports t
    where t.official_report_id = r.id and t.status <> 'former' order by t.n)) as posts,
  case when d.body_hans is not null then substr(d.body, q.span_start + 1, q.span_end - q.span_start) end as original
from candidate c cross join quotes q on q.id = c.id
  cross join documents d on d.id = q.document_id and d.superseded_by_run is null and d.duplicate_of is null
  left join official_reports r on r.id = q.official_report_id left join officials o on o.id = r.official_id
  left join meeting_reports mr on mr.id = q.meeting_report_id left join meetings m on m.id = mr.meeting_id
where (:speaker = '' or o.name = :speaker or q.speaker = :speaker or q.speaker_label = :speaker)
  and (:year = '' or substr(coalesce(m.held_from, d.published_from), 1, 4) = :year)
order by coalesce(m.held_from, d.published_from) is null, coalesce(m.held_from, d.published_from), m.key, d.path, q.n
