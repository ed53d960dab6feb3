INSERT INTO meeting_offices (meeting_id, office, officials, characters)
WITH
  present (meeting_id, office, officials) AS MATERIALIZED (
    SELECT mr.meeting_id, po.office, count(DISTINCT r.official_id)
    FROM temp.changed_meeting x CROSS JOIN meeting_reports mr ON mr.meeting_id = x.id
      CROSS JOIN attendances a ON a.meeting_report_id = mr.id
      CROSS JOIN official_reports r ON r.id = a.official_report_id
      CROSS JOIN post_reports t ON t.official_report_id = r.id
      CROSS JOIN posts po ON po.id = t.post_id
    WHERE x.id BETWEEN :first AND :last AND t.status <> 'former'
    GROUP BY mr.meeting_id, po.office),
  -- Who holds two posts of one sort is counted once: by the first of them.
  said (meeting_id, office, characters) AS MATERIALIZED (
    SELECT mr.meeting_id, po.office, sum(length(q.text))
    FROM temp.changed_meeting x CROSS JOIN meeting_reports mr ON mr.meeting_id = x.id
      CROSS JOIN quotes q ON q.meeting_report_id = mr.id
      CROSS JOIN post_reports t ON t.official_report_id = q.official_report_id
      CROSS JOIN posts po ON po.id = t.post_id
    WHERE x.id BETWEEN :first AND :last AND q.document_id NOT IN temp.uncounted AND t.status <> 'former'
      AND NOT EXISTS (
        SELECT 1 FROM post_reports t2 CROSS JOIN posts po2 ON po2.id = t2.post_id
        WHERE t2.official_report_id = t.official_report_id AND t2.n < t.n AND t2.status <> 'former' AND po2.office = po.office)
    GROUP BY mr.meeting_id, po.office)
SELECT p.meeting_id, p.office, p.officials, s.characters
FROM present p LEFT JOIN said s ON s.meeting_id = p.meeting_id AND s.office = p.office;
