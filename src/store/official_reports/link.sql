UPDATE official_reports SET official_id = :entity WHERE id = :id
