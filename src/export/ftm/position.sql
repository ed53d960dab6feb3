-- Position: a title in a unit.
SELECT json_object('id', u.key || ':' || p.title, 'schema', 'Position', 'properties', json_object(
  'name', json_array(u.name || p.title),
  'country', json_array('cn'),
  'organization', json_array(u.key)))
FROM posts p JOIN units u ON u.id = p.unit_id
ORDER BY u.key, p.title
