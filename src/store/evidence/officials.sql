SELECT e.id, e.ref, e.document_id, e.name, e.surname_only, e.capacity
FROM official_reports e JOIN documents d ON d.id = e.document_id WHERE d.superseded_by_run IS NULL
