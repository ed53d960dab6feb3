INSERT INTO shared_documents (original_id, document_id, passages, characters, span_start)
WITH passage (document_id, first, start, long) AS (
  SELECT document_id, min(document_id) OVER (PARTITION BY passage), span_start, span_end - span_start
  FROM shared_passages WHERE span_end - span_start >= 40)
SELECT first, document_id, count(*), sum(long), min(start) FROM passage WHERE first < document_id
GROUP BY first, document_id;
