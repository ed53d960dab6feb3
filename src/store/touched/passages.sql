SELECT passage FROM shared_passages WHERE document_id = :id
