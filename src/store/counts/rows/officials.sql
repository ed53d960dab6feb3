SELECT id, capacity IN ('office', 'military') AND NOT surname_only FROM officials ORDER BY id
