SELECT place_code, held_on FROM meeting_reports WHERE document_id = :id
