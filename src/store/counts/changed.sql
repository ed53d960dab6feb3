-- From what changed to what must be counted again.
INSERT OR IGNORE INTO temp.changed_meeting
  SELECT r.meeting_id FROM temp.changed_document d CROSS JOIN meeting_reports r ON r.document_id = d.id
  WHERE r.meeting_id IS NOT NULL;
INSERT OR IGNORE INTO temp.changed_unit
  SELECT r.unit_id FROM temp.changed_document d CROSS JOIN unit_reports r ON r.document_id = d.id
  WHERE r.unit_id IS NOT NULL;
-- Who came to a passage or left it; and all that share it, unless the first of them is the same as before.
INSERT OR IGNORE INTO temp.sharing SELECT document_id FROM temp.changed_passage;
INSERT OR IGNORE INTO temp.sharing
  SELECT s.document_id
  FROM (SELECT passage, min(document_id) AS least FROM temp.changed_passage GROUP BY passage) c
    CROSS JOIN shared_passages s ON s.passage = c.passage
  WHERE c.least <= (
    SELECT min(document_id) FROM shared_passages WHERE passage = c.passage AND span_end - span_start >= 40);
