INSERT INTO meeting_reports (document_id, n, ref, name, kind,
  held_on, held_until, held_from, held_to, held_precision, held_md, held_basis, held_span_start, held_span_end, held_rule,
  daypart, place, place_code, place_span_start, place_span_end, place_basis, meeting_id, span_start, span_end, rule, basis)
VALUES (:document_id, :n, :ref, :name, :kind,
  :held_on, :held_until, :held_from, :held_to, :held_precision, :held_md, :held_basis, :held_span_start, :held_span_end, :held_rule,
  :daypart, :place, :place_code, :place_span_start, :place_span_end, :place_basis, :meeting_id, :span_start, :span_end, :rule, :basis)
