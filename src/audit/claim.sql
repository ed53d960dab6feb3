-- What one fact claims, in the words in which a correction is held against it, and the text around it: claim, path and number of the document, text before, the words, text after.
WITH fact AS (
  SELECT e.kind, e.value, e.document_id, e.document, e.span_start, e.span_end
  FROM v_evidence e
  WHERE e.document_id = (SELECT id FROM documents WHERE ref = substr(:ref, 1, instr(:ref, '-') - 1)) AND e.ref = :ref
)
SELECT
  CASE f.kind
    WHEN 'meeting' THEN (SELECT m.name || ' | ' || m.kind || ' | ' || coalesce(m.held_on, '?') || coalesce('/' || m.held_until, '')
      || coalesce(' ' || m.daypart, '') || ' | ' || coalesce(m.place, '?') FROM meeting_reports m
      WHERE m.document_id = f.document_id AND m.ref = :ref)
    WHEN 'quote' THEN (SELECT coalesce(q.speaker, q.speaker_label, '?') || ' | ' || q.cue || ' | ' || q.kind || ' | ' || q.text FROM quotes q
      WHERE q.document_id = f.document_id AND q.ref = :ref)
    WHEN 'post' THEN (SELECT r.name || ': ' || p.unit || ' ' || p.title || ' (' || p.status || ')'
      FROM official_reports r JOIN post_reports p ON p.official_report_id = r.id
      WHERE r.document_id = f.document_id AND p.ref = :ref)
    WHEN 'attendance' THEN (SELECT r.name || ' ' || a.role || ' ← ' || m.name
      FROM official_reports r JOIN attendances a ON a.official_report_id = r.id
        JOIN meeting_reports m ON m.id = a.meeting_report_id
      WHERE r.document_id = f.document_id AND a.ref = :ref)
    WHEN 'credit' THEN (SELECT c.role || ' ' || c.name FROM credits c WHERE c.document_id = f.document_id AND c.ref = :ref)
    WHEN 'field' THEN (SELECT e.field || ' = ' || coalesce(e.value, '') FROM document_fields e
      WHERE e.document_id = f.document_id AND e.ref = :ref)
    ELSE f.value END,
  f.document, f.document_id,
  substr(t.body, max(f.span_start - 60, 0) + 1, f.span_start - max(f.span_start - 60, 0)),
  substr(t.body, f.span_start + 1, f.span_end - f.span_start),
  substr(t.body, f.span_end + 1, 60)
FROM fact f JOIN documents t ON t.id = f.document_id
