SELECT document_id, passages FROM document_prints
