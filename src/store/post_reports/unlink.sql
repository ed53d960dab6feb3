-- An old version of a page is no evidence of the present entities.
UPDATE post_reports SET post_id = NULL
WHERE official_report_id IN (SELECT id FROM official_reports WHERE document_id = :document_id)
