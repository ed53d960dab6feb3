INSERT INTO place_years (year, place, division_code, documents, meetings, officials, quotes, meeting_key)
WITH
  event (meeting_id, key, year, place, code, quotes) AS MATERIALIZED (
    SELECT m.id, m.key, substr(m.held_from, 1, 4), m.place, m.division_code, n.quotes
    FROM meetings m CROSS JOIN meeting_counts n ON n.meeting_id = m.id
    WHERE (coalesce(substr(m.held_from, 1, 4), ''), coalesce(m.place, ''), coalesce(m.division_code, '')) IN temp.changed_year),
  told (year, place, code, documents) AS MATERIALIZED (
    SELECT e.year, e.place, e.code, count(DISTINCT coalesce(c.head, mr.document_id))
    FROM event e CROSS JOIN meeting_reports mr ON mr.meeting_id = e.meeting_id
      LEFT JOIN temp.copy c ON c.id = mr.document_id
    GROUP BY 1, 2, 3),
  people (year, place, code, officials) AS MATERIALIZED (
    SELECT e.year, e.place, e.code, count(DISTINCT v.official_id)
    FROM event e CROSS JOIN activities v ON v.meeting_id = e.meeting_id GROUP BY 1, 2, 3),
  held (year, place, code, meetings, quotes, meeting_key) AS MATERIALIZED (
    SELECT year, place, code, count(*), sum(quotes), min(key) FROM event GROUP BY 1, 2, 3)
SELECT h.year, h.place, h.code, t.documents, h.meetings, coalesce(p.officials, 0), h.quotes, h.meeting_key
FROM held h JOIN told t ON t.year IS h.year AND t.place IS h.place AND t.code IS h.code
  LEFT JOIN people p ON p.year IS h.year AND p.place IS h.place AND p.code IS h.code
ORDER BY h.year IS NULL, h.year, h.code, h.place;
