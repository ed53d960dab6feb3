INSERT INTO meeting_counts (meeting_id, documents, officials, quotes, military, civil_military)
WITH
  report (meeting_id, id, document_id) AS MATERIALIZED (
    SELECT mr.meeting_id, mr.id, mr.document_id
    FROM temp.changed_meeting x CROSS JOIN meeting_reports mr ON mr.meeting_id = x.id
    WHERE x.id BETWEEN :first AND :last),
  -- Of each person at a report of an event: a military post that is held, one that was or is, a civil one.
  side (report_id, military, soldier, civil) AS (
    SELECT p.id, p.holds, p.held AND NOT p.civil, p.civil FROM (
      SELECT r.id, a.official_report_id, max(ur.kind = 'military' AND t.status <> 'former') AS holds,
        max(ur.kind = 'military') AS held, max(ur.kind IN ('party', 'government', 'congress', 'consultative')) AS civil
      FROM report r CROSS JOIN attendances a ON a.meeting_report_id = r.id
        CROSS JOIN post_reports t ON t.official_report_id = a.official_report_id
        CROSS JOIN unit_reports ur ON ur.id = t.unit_report_id
      WHERE ur.kind IN ('military', 'party', 'government', 'congress', 'consultative')
      GROUP BY r.id, a.official_report_id) p
    UNION ALL
    SELECT r.id, 1, 1, 0
    FROM report r CROSS JOIN unit_attendances ua ON ua.meeting_report_id = r.id
      CROSS JOIN unit_reports ur ON ur.id = ua.unit_report_id
    WHERE ur.kind = 'military'),
  -- A military unit or a holder of a military post; a unit or an officer without a civil post; a holder of a civil post.
  sides (report_id, military, soldier, civil) AS MATERIALIZED (
    SELECT report_id, max(military), max(soldier), max(civil) FROM side GROUP BY report_id),
  quoted (report_id, quotes) AS MATERIALIZED (
    SELECT r.id, count(*) FROM report r CROSS JOIN quotes q ON q.meeting_report_id = r.id
    WHERE r.document_id NOT IN temp.uncounted GROUP BY r.id)
SELECT r.meeting_id, count(DISTINCT coalesce(c.head, r.document_id)),
  (SELECT count(*) FROM activities v WHERE v.meeting_id = r.meeting_id),
  coalesce(sum(q.quotes), 0), coalesce(max(s.military), 0), coalesce(max(s.soldier AND s.civil), 0)
FROM report r LEFT JOIN temp.copy c ON c.id = r.document_id LEFT JOIN sides s ON s.report_id = r.id
  LEFT JOIN quoted q ON q.report_id = r.id
GROUP BY r.meeting_id;
