-- Areas: divisions of GB/T 2260 by their latest name.
SELECT json_patch('{}', json_object(
  'id', d.code, 'identifier', d.code, 'classification', d.level, 'parent_id', d.parent_code,
  'name', (SELECT n.full_name FROM division_names n WHERE n.code = d.code
    ORDER BY n.valid_to IS NULL DESC, n.valid_to DESC, n.valid_from DESC LIMIT 1)))
FROM divisions d
ORDER BY d.code
