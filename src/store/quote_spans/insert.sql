INSERT INTO quote_spans (quote_id, n, span_start, span_end) VALUES (:quote_id, :n, :span_start, :span_end)
