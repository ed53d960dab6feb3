SELECT place_code, place, held_on, meeting_id FROM meeting_reports WHERE document_id = :id
