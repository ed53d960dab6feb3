-- An old version of a page is no evidence of the present entities.
UPDATE meeting_reports SET meeting_id = NULL WHERE document_id = :document_id
