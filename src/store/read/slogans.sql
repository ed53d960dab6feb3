SELECT text, span_start, span_end, rule, basis FROM slogans WHERE document_id = :id ORDER BY n
