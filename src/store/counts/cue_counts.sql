DELETE FROM cue_counts;
INSERT INTO cue_counts (cue, level, branch, speaker_kind, quotes, speakers, ref)
WITH first_post (official_report_id, n, unit_id) AS MATERIALIZED (
  -- Of a row with min() SQLite takes the other columns too.
  SELECT t.official_report_id, min(t.n), ur.unit_id FROM post_reports t CROSS JOIN unit_reports ur ON ur.id = t.unit_report_id
  GROUP BY t.official_report_id)
SELECT q.cue, u.level, u.kind, q.speaker_kind, count(*), count(DISTINCT r.official_id), min(q.ref)
FROM quotes q LEFT JOIN official_reports r ON r.id = q.official_report_id
  LEFT JOIN first_post f ON f.official_report_id = r.id LEFT JOIN units u ON u.id = f.unit_id
WHERE q.document_id NOT IN temp.uncounted
GROUP BY q.cue, u.level, u.kind, q.speaker_kind;
