DELETE FROM formula_places;
INSERT INTO formula_places (text, place, first_seen, documents, document_id, ref)
WITH
  used (text, place, day, document_id, ref) AS (
    SELECT s.text, r.place, coalesce(r.held_from, d.published_from), s.document_id, s.ref
    FROM slogans s CROSS JOIN documents d ON d.id = s.document_id LEFT JOIN meeting_reports r ON r.document_id = s.document_id
    WHERE s.document_id NOT IN temp.uncounted),
  ordered AS (SELECT *, row_number() OVER (PARTITION BY text, place ORDER BY day IS NULL, day, ref) AS nth FROM used)
SELECT text, place, max(CASE nth WHEN 1 THEN day END), count(DISTINCT document_id),
  max(CASE nth WHEN 1 THEN document_id END), max(CASE nth WHEN 1 THEN ref END)
FROM ordered GROUP BY text, place;
