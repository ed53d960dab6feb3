DELETE FROM readings WHERE document_id = :document_id
