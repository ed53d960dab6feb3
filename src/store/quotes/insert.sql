INSERT INTO quotes (document_id, n, ref, meeting_report_id, speaker_kind, speaker, official_report_id, unit_report_id,
  speaker_label, label_span_start, label_span_end, cue, cue_span_start, cue_span_end, kind, text,
  span_start, span_end, rule, basis)
VALUES (:document_id, :n, :ref, :meeting_report_id, :speaker_kind, :speaker, :official_report_id, :unit_report_id,
  :speaker_label, :label_span_start, :label_span_end, :cue, :cue_span_start, :cue_span_end, :kind, :text,
  :span_start, :span_end, :rule, :basis)
