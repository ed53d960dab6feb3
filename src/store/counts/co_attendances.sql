INSERT INTO co_attendances (official_id, other_id, meetings, first_from, last_to, meeting_key)
SELECT x.official_id, y.official_id, count(*), min(m.held_from), max(m.held_to), min(m.key)
FROM officials a CROSS JOIN activities x ON x.official_id = a.id
  CROSS JOIN activities y ON y.meeting_id = x.meeting_id AND y.official_id > x.official_id
  CROSS JOIN officials b ON b.id = y.official_id
  CROSS JOIN meetings m ON m.id = x.meeting_id
WHERE a.id BETWEEN :first AND :last AND a.capacity IN ('office', 'military') AND NOT a.surname_only
  AND b.capacity IN ('office', 'military') AND NOT b.surname_only
GROUP BY x.official_id, y.official_id HAVING count(*) >= 2;
