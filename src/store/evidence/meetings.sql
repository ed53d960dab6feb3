SELECT e.id, e.ref, e.document_id, e.name, e.kind, e.held_on, e.held_until, e.held_basis, e.daypart, e.place, e.place_code
FROM meeting_reports e JOIN documents d ON d.id = e.document_id WHERE d.superseded_by_run IS NULL
