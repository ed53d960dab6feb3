-- What one fact claims, and the text around it: claim, path and number of the document, text before, the words, text after.
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
    ELSE f.value END,
  f.document, f.document_id,
  substr(t.body, max(f.span_start - 60, 0) + 1, f.span_start - max(f.span_start - 60, 0)),
  substr(t.body, f.span_start + 1, f.span_end - f.span_start),
  substr(t.body, f.span_end + 1, 60)
FROM fact f JOIN documents t ON t.id = f.document_id
