-- Of each report of an event: a military unit or a holder of a military post; a unit or an officer without a civil post; a
-- holder of a civil post.
CREATE TEMP TABLE report_sides (
  meeting_report_id INTEGER PRIMARY KEY, military INTEGER NOT NULL, soldier INTEGER NOT NULL, civil INTEGER NOT NULL
);
INSERT INTO temp.report_sides
WITH
  person (official_report_id, holds, held, civil) AS MATERIALIZED (
    SELECT t.official_report_id, max(ur.kind = 'military' AND t.status <> 'former'), max(ur.kind = 'military'),
      max(ur.kind IN ('party', 'government', 'congress', 'consultative'))
    FROM post_reports t CROSS JOIN unit_reports ur ON ur.id = t.unit_report_id
    WHERE ur.kind IN ('military', 'party', 'government', 'congress', 'consultative')
    GROUP BY t.official_report_id),
  side (meeting_report_id, military, soldier, civil) AS (
    SELECT a.meeting_report_id, p.holds, p.held AND NOT p.civil, p.civil
    FROM attendances a CROSS JOIN person p ON p.official_report_id = a.official_report_id
    UNION ALL
    SELECT ua.meeting_report_id, 1, 1, 0
    FROM unit_attendances ua CROSS JOIN unit_reports ur ON ur.id = ua.unit_report_id WHERE ur.kind = 'military')
SELECT meeting_report_id, max(military), max(soldier), max(civil) FROM side GROUP BY meeting_report_id;

INSERT INTO meeting_counts (meeting_id, documents, officials, quotes, military, civil_military)
WITH
  reported (meeting_id, documents, military, civil_military) AS MATERIALIZED (
    SELECT mr.meeting_id, count(DISTINCT coalesce(c.head, mr.document_id)), coalesce(max(s.military), 0),
      coalesce(max(s.soldier AND s.civil), 0)
    FROM meeting_reports mr LEFT JOIN temp.copy c ON c.id = mr.document_id
      LEFT JOIN temp.report_sides s ON s.meeting_report_id = mr.id
    WHERE mr.meeting_id IS NOT NULL GROUP BY mr.meeting_id),
  quoted (meeting_id, quotes) AS MATERIALIZED (
    SELECT mr.meeting_id, count(*) FROM quotes q CROSS JOIN meeting_reports mr ON mr.id = q.meeting_report_id
    WHERE mr.meeting_id IS NOT NULL AND q.document_id NOT IN temp.uncounted GROUP BY mr.meeting_id)
SELECT x.meeting_id, x.documents, (SELECT count(*) FROM activities v WHERE v.meeting_id = x.meeting_id),
  coalesce(q.quotes, 0), x.military, x.civil_military
FROM reported x LEFT JOIN quoted q ON q.meeting_id = x.meeting_id;
