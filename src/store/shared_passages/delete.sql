DELETE FROM shared_passages WHERE document_id = :document_id AND span_start = :span_start
