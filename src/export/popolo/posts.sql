-- Posts: a title in a unit.
SELECT json_patch('{}', json_object(
  'id', u.key || ':' || p.title, 'label', u.name || p.title, 'role', p.title, 'classification', p.office,
  'organization_id', u.key, 'area_id', u.division_code))
FROM posts p JOIN units u ON u.id = p.unit_id
ORDER BY u.key, p.title
