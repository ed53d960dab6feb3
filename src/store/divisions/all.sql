SELECT d.code, d.level, d.parent_code, n.name, n.full_name, n.valid_from, n.valid_to
FROM divisions d LEFT JOIN division_names n ON n.code = d.code ORDER BY d.code, n.id
