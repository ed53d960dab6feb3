UPDATE post_reports SET post_id = :entity WHERE id = :id
