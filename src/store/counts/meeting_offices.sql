INSERT INTO meeting_offices (meeting_id, office, officials, characters)
WITH
  held (official_report_id, office) AS MATERIALIZED (
    SELECT DISTINCT t.official_report_id, po.office FROM post_reports t CROSS JOIN posts po ON po.id = t.post_id
    WHERE t.status <> 'former'),
  present (meeting_id, office, officials) AS MATERIALIZED (
    SELECT mr.meeting_id, h.office, count(DISTINCT r.official_id)
    FROM attendances a CROSS JOIN meeting_reports mr ON mr.id = a.meeting_report_id
      CROSS JOIN official_reports r ON r.id = a.official_report_id
      CROSS JOIN held h ON h.official_report_id = a.official_report_id
    WHERE mr.meeting_id IS NOT NULL GROUP BY mr.meeting_id, h.office),
  said (meeting_id, office, characters) AS MATERIALIZED (
    SELECT mr.meeting_id, h.office, sum(length(q.text))
    FROM quotes q CROSS JOIN meeting_reports mr ON mr.id = q.meeting_report_id
      CROSS JOIN held h ON h.official_report_id = q.official_report_id
    WHERE mr.meeting_id IS NOT NULL AND q.document_id NOT IN temp.uncounted GROUP BY mr.meeting_id, h.office)
SELECT p.meeting_id, p.office, p.officials, s.characters
FROM present p LEFT JOIN said s ON s.meeting_id = p.meeting_id AND s.office = p.office;
