SELECT document_id, held_from, place, coalesce(place_code, place) FROM meeting_reports ORDER BY document_id, n
