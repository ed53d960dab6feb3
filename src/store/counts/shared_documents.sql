INSERT INTO shared_documents (original_id, document_id, passages, characters, span_start)
WITH
  passage (document_id, passage, start, long) AS MATERIALIZED (
    SELECT s.document_id, s.passage, s.span_start, s.span_end - s.span_start
    FROM temp.sharing d CROSS JOIN shared_passages s ON s.document_id = d.id
    WHERE s.span_end - s.span_start >= 40),
  first (passage, document_id) AS MATERIALIZED (
    SELECT passage, min(document_id) FROM shared_passages
    WHERE passage IN (SELECT passage FROM passage) AND span_end - span_start >= 40
    GROUP BY passage)
SELECT f.document_id, p.document_id, count(*), sum(p.long), min(p.start)
FROM passage p CROSS JOIN first f ON f.passage = p.passage
WHERE f.document_id < p.document_id
GROUP BY f.document_id, p.document_id;
