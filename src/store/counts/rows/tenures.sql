SELECT official_id, post_id FROM tenures
