SELECT document_id, span_start, span_end, passage FROM shared_passages WHERE passage = :passage
