DELETE FROM formulas;
INSERT INTO formulas (text, documents, places, first_seen, last_seen, document_id, ref)
WITH
  told (document_id, day) AS MATERIALIZED (
    SELECT document_id, min(held_from) FROM meeting_reports GROUP BY document_id),
  first (document_id, n, place) AS MATERIALIZED (
    SELECT document_id, min(n), coalesce(place_code, place) FROM meeting_reports GROUP BY document_id),
  found (text, document_id, ref, day, place) AS (
    SELECT s.text, s.document_id, s.ref, coalesce(t.day, d.published_from), f.place
    FROM slogans s CROSS JOIN documents d ON d.id = s.document_id
      LEFT JOIN told t ON t.document_id = s.document_id LEFT JOIN first f ON f.document_id = s.document_id
    WHERE s.document_id NOT IN temp.uncounted),
  used AS (SELECT *, row_number() OVER (PARTITION BY text ORDER BY day IS NULL, day, ref) AS nth FROM found)
SELECT text, count(DISTINCT document_id), count(DISTINCT place), min(day), max(day),
  max(CASE nth WHEN 1 THEN document_id END), max(CASE nth WHEN 1 THEN ref END)
FROM used GROUP BY text;
