SELECT corrections FROM runs WHERE id < :run AND finished_at IS NOT NULL ORDER BY id DESC LIMIT 1
