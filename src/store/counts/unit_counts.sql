INSERT INTO unit_counts (unit_id, documents, meetings, people, ref)
WITH
  reported (unit_id, documents, ref) AS MATERIALIZED (
    SELECT r.unit_id, count(DISTINCT coalesce(c.head, r.document_id)), min(r.ref)
    FROM unit_reports r LEFT JOIN temp.copy c ON c.id = r.document_id
    WHERE r.unit_id IS NOT NULL GROUP BY r.unit_id),
  present (unit_id, meetings) AS MATERIALIZED (
    SELECT r.unit_id, count(DISTINCT mr.meeting_id)
    FROM unit_attendances a CROSS JOIN unit_reports r ON r.id = a.unit_report_id
      CROSS JOIN meeting_reports mr ON mr.id = a.meeting_report_id
    WHERE r.unit_id IS NOT NULL GROUP BY r.unit_id),
  held (unit_id, people) AS MATERIALIZED (
    SELECT po.unit_id, count(DISTINCT t.official_id) FROM tenures t CROSS JOIN posts po ON po.id = t.post_id
    GROUP BY po.unit_id)
SELECT x.unit_id, x.documents, coalesce(p.meetings, 0), coalesce(h.people, 0), x.ref
FROM reported x LEFT JOIN present p ON p.unit_id = x.unit_id LEFT JOIN held h ON h.unit_id = x.unit_id;
