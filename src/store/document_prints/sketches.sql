SELECT document_id, whole, letters, sketch FROM document_prints
