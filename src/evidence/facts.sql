-- Everything read in document ?1, one row a fact, with what was understood in words.
select kind, ref, value, span_start, span_end, rule, basis from (
  select 1 as sort, 'field' as kind, ref, field || ' = ' || coalesce(value, '') as value, span_start, span_end, rule, basis,
    0 as n
  from document_fields where document_id = ?1
  union all
  select 2, 'credit', ref, role || ' ' || name, span_start, span_end, rule, basis, n from credits where document_id = ?1
  union all
  select 3, 'meeting', ref, name || ' (' || kind || ')', span_start, span_end, rule, basis, n
  from meeting_reports where document_id = ?1
  union all
  select 4, 'date', ref, held_on || coalesce('/' || held_until, '') || coalesce(' ' || daypart, ''), held_span_start,
    held_span_end, held_rule, held_basis, n
  from meeting_reports where document_id = ?1 and held_on is not null
  union all
  select 5, 'place', ref, place || coalesce(' ' || place_code, ''), place_span_start, place_span_end, null, place_basis, n
  from meeting_reports where document_id = ?1 and place is not null
  union all
  select 6, 'official', ref, name || case when surname_only then ' (surname only)' else '' end
    || coalesce(' ' || rank, ''), span_start, span_end, rule, basis, n
  from official_reports where document_id = ?1
  union all
  select 7, 'post', p.ref, r.name || ': ' || p.unit || ' ' || p.title
    || case when p.status = 'current' then '' else ' (' || p.status || ')' end,
    p.span_start, p.span_end, p.rule, p.basis, r.n * 1000 + p.n
  from official_reports r join post_reports p on p.official_report_id = r.id where r.document_id = ?1
  union all
  select 8, 'role', a.ref, r.name || ' ' || a.role || coalesce(' #' || a.list_order, '') || ' ← ' || m.name,
    a.span_start, a.span_end, a.rule, a.basis, r.n * 1000 + a.n
  from official_reports r join attendances a on a.official_report_id = r.id
    join meeting_reports m on m.id = a.meeting_report_id
  where r.document_id = ?1
  union all
  select 9, 'unit', ref, name || ' (' || kind || ', ' || organ || ')', span_start, span_end, rule, basis, n
  from unit_reports where document_id = ?1
  union all
  select 10, 'presence', a.ref, r.name || ' ' || a.presence || ' ← ' || m.name, a.span_start, a.span_end, a.rule, a.basis,
    r.n * 1000 + a.n
  from unit_reports r join unit_attendances a on a.unit_report_id = r.id
    join meeting_reports m on m.id = a.meeting_report_id
  where r.document_id = ?1
  union all
  select 11, 'quote', ref, coalesce(speaker, speaker_label, '?') || ' ' || cue || ' (' || kind || '): ' || text,
    span_start, span_end, rule, basis, n
  from quotes where document_id = ?1
  union all
  select 12, 'slogan', ref, text, span_start, span_end, rule, basis, n from slogans where document_id = ?1
  union all
  select 13, 'mention', ref, text || ' ' || division_code, span_start, span_end, rule, basis, n
  from mentions where document_id = ?1 and division_code is not null
  union all
  select 14, 'note', ref, code || ': ' || message, span_start, span_end, null, null, n from notes where document_id = ?1)
order by sort, n, ref
