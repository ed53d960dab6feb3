SELECT id, document_id, n, name, kind, held_on, held_until, held_basis, daypart, place, place_code, meeting_id FROM meeting_reports WHERE place_code = :place
