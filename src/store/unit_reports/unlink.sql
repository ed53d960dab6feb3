-- An old version of a page is no evidence of the present entities.
UPDATE unit_reports SET unit_id = NULL WHERE document_id = :document_id
