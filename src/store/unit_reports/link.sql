UPDATE unit_reports SET unit_id = :entity WHERE id = :id
