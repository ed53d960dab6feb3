-- Words said at an event, speaker by speaker in the order in which each is first quoted.
with said as (
  select coalesce(o.name, q.speaker, q.speaker_label, '') as speaker, q.cue, q.kind, q.text, q.ref, q.document_id,
    q.span_start, q.span_end,
    row_number() over (order by d.duplicate_of is not null, d.published_from is null, d.published_from, d.path, q.n) as place
  from meeting_reports mr join quotes q on q.meeting_report_id = mr.id join documents d on d.id = q.document_id
    left join official_reports r on r.id = q.official_report_id left join officials o on o.id = r.official_id
  where mr.meeting_id = :meeting)
select * from (select *, min(place) over (partition by speaker) as speaker_place from said) order by speaker_place, place
