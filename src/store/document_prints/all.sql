SELECT document_id, whole, letters, sketch, passages FROM document_prints
