UPDATE meeting_reports SET meeting_id = :entity WHERE id = :id
