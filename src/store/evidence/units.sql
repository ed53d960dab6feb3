SELECT e.id, e.ref, e.document_id, e.name, e.kind, e.organ, e.place, e.place_code
FROM unit_reports e JOIN documents d ON d.id = e.document_id WHERE d.superseded_by_run IS NULL
