INSERT INTO unit_counts (unit_id, documents, meetings, people, ref)
WITH
  reported (unit_id, documents, ref) AS MATERIALIZED (
    SELECT r.unit_id, count(DISTINCT coalesce(c.head, r.document_id)), min(r.ref)
    FROM temp.changed_unit x CROSS JOIN unit_reports r ON r.unit_id = x.id LEFT JOIN temp.copy c ON c.id = r.document_id
    WHERE x.id BETWEEN :first AND :last GROUP BY r.unit_id),
  present (unit_id, meetings) AS MATERIALIZED (
    SELECT r.unit_id, count(DISTINCT mr.meeting_id)
    FROM temp.changed_unit x CROSS JOIN unit_reports r ON r.unit_id = x.id
      CROSS JOIN unit_attendances a ON a.unit_report_id = r.id
      CROSS JOIN meeting_reports mr ON mr.id = a.meeting_report_id
    WHERE x.id BETWEEN :first AND :last GROUP BY r.unit_id),
  held (unit_id, people) AS MATERIALIZED (
    SELECT po.unit_id, count(DISTINCT t.official_id) FROM temp.changed_unit x CROSS JOIN posts po ON po.unit_id = x.id
      CROSS JOIN tenures t ON t.post_id = po.id
    WHERE x.id BETWEEN :first AND :last GROUP BY po.unit_id)
SELECT x.unit_id, x.documents, coalesce(p.meetings, 0), coalesce(h.people, 0), x.ref
FROM reported x LEFT JOIN present p ON p.unit_id = x.unit_id LEFT JOIN held h ON h.unit_id = x.unit_id;
