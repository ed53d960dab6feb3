SELECT n, name, kind, held_on, held_until, held_basis, held_span_start, held_span_end, held_rule, daypart,
  place, place_code, place_span_start, place_span_end, place_basis, span_start, span_end, rule, basis
FROM meeting_reports WHERE document_id = :id ORDER BY id
