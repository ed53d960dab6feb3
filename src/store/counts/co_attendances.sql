INSERT INTO co_attendances (official_id, other_id, meetings, first_from, last_to, meeting_key)
WITH
  counted (id) AS (
    SELECT o.id FROM temp.changed_official c CROSS JOIN officials o ON o.id = c.id
    WHERE c.id BETWEEN :first AND :last AND o.capacity IN ('office', 'military') AND NOT o.surname_only),
  -- Of two who are both counted again, the lesser counts.
  pair (official_id, other_id, meeting_id) AS (
    SELECT x.official_id, y.official_id, x.meeting_id
    FROM counted a CROSS JOIN activities x ON x.official_id = a.id
      CROSS JOIN activities y ON y.meeting_id = x.meeting_id AND y.official_id > x.official_id
    UNION ALL
    SELECT y.official_id, x.official_id, x.meeting_id
    FROM counted a CROSS JOIN activities x ON x.official_id = a.id
      CROSS JOIN activities y ON y.meeting_id = x.meeting_id AND y.official_id < x.official_id
    WHERE NOT :whole AND y.official_id NOT IN (SELECT id FROM temp.changed_official))
SELECT p.official_id, p.other_id, count(*), min(m.held_from), max(m.held_to), min(m.key)
FROM pair p CROSS JOIN officials a ON a.id = p.official_id CROSS JOIN officials b ON b.id = p.other_id
  CROSS JOIN meetings m ON m.id = p.meeting_id
WHERE a.capacity IN ('office', 'military') AND NOT a.surname_only
  AND b.capacity IN ('office', 'military') AND NOT b.surname_only
GROUP BY p.official_id, p.other_id HAVING count(*) >= 2;
