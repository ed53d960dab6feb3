SELECT official_id, post_id FROM tenures WHERE official_id = :id
