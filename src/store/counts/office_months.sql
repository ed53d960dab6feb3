INSERT INTO office_months (place, month, office, activities, meetings, characters, documents, meeting_key)
WITH
  dated (meeting_id, key, place, month) AS MATERIALIZED (
    SELECT id, key, coalesce(division_code, place), substr(held_from, 1, 7) FROM meetings
    WHERE held_precision IN ('day', 'month')
      AND (coalesce(division_code, place, ''), substr(held_from, 1, 7)) IN temp.changed_month),
  known (place, month, documents) AS MATERIALIZED (
    SELECT d.place, d.month, count(DISTINCT coalesce(c.head, mr.document_id))
    FROM dated d CROSS JOIN meeting_reports mr ON mr.meeting_id = d.meeting_id
      LEFT JOIN temp.copy c ON c.id = mr.document_id
    GROUP BY d.place, d.month),
  acts (place, month, office, activities, meetings, characters, meeting_key) AS MATERIALIZED (
    SELECT d.place, d.month, o.office, sum(o.officials), count(*), sum(o.characters), min(d.key)
    FROM dated d CROSS JOIN meeting_offices o ON o.meeting_id = d.meeting_id
    GROUP BY d.place, d.month, o.office)
SELECT a.place, a.month, a.office, a.activities, a.meetings, a.characters, k.documents, a.meeting_key
FROM acts a JOIN known k ON k.place IS a.place AND k.month = a.month
ORDER BY a.place, a.month, a.office;
