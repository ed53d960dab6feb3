INSERT INTO co_attendances (official_id, other_id, meetings, first_from, last_to, meeting_key)
WITH
  present (meeting_id, official_id) AS MATERIALIZED (
    SELECT v.meeting_id, v.official_id FROM activities v CROSS JOIN officials o ON o.id = v.official_id
    WHERE o.capacity IN ('office', 'military') AND NOT o.surname_only
      AND (SELECT count(*) FROM (SELECT 1 FROM activities w WHERE w.official_id = v.official_id LIMIT 2)) = 2
    ORDER BY v.meeting_id, v.official_id)
SELECT x.official_id, y.official_id, count(*), min(m.held_from), max(m.held_to), min(m.key)
FROM present x CROSS JOIN present y ON y.meeting_id = x.meeting_id AND y.official_id > x.official_id
  CROSS JOIN meetings m ON m.id = x.meeting_id
GROUP BY x.official_id, y.official_id HAVING count(*) >= 2;
