SELECT passage, document_id, span_start, span_end - span_start FROM shared_passages WHERE span_end - span_start >= 40
