SELECT document_id FROM readings ORDER BY document_id
