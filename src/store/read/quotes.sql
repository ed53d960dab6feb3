SELECT q.id, m.n, q.speaker, q.speaker_kind, u.n, q.speaker_label, q.label_span_start, q.label_span_end,
  q.cue, q.cue_span_start, q.cue_span_end, q.kind, q.text, q.rule, q.basis
FROM quotes q LEFT JOIN meeting_reports m ON m.id = q.meeting_report_id
  LEFT JOIN unit_reports u ON u.id = q.unit_report_id
WHERE q.document_id = :id ORDER BY q.n
