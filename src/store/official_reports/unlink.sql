-- An old version of a page is no evidence of the present entities.
UPDATE official_reports SET official_id = NULL WHERE document_id = :document_id
