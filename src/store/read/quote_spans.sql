SELECT span_start, span_end FROM quote_spans WHERE quote_id = :id ORDER BY n
