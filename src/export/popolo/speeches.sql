-- Speeches: quotes of the live documents. Without creator_id the speaker is a body, a writing, a group or unknown.
SELECT json_patch('{}', json_object(
  'id', q.ref, 'type', 'speech', 'text', q.text, 'creator_id', o.key,
  'attribution_text', coalesce(q.speaker, q.speaker_label), 'cue', q.cue, 'direct', q.kind = 'direct',
  'event_id', m.key, 'date', CASE WHEN m.held_from IS NOT NULL THEN m.held_on END,
  'sources', json_array(json_object('url', coalesce(d.url, d.path), 'note', q.ref))))
FROM quotes q
  JOIN documents d ON d.id = q.document_id AND d.superseded_by_run IS NULL
  LEFT JOIN official_reports r ON r.id = q.official_report_id
  LEFT JOIN officials o ON o.id = r.official_id AND o.capacity IN ('office', 'military')
  LEFT JOIN meeting_reports mr ON mr.id = q.meeting_report_id
  LEFT JOIN meetings m ON m.id = mr.meeting_id
ORDER BY q.ref
