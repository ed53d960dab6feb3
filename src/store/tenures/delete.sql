DELETE FROM tenures WHERE official_id = :official_id AND post_id = :post_id
