-- PublicBody, Company or Organization by the kind of the unit.
SELECT json_object('id', u.key,
  'schema', CASE WHEN u.kind = 'firm' THEN 'Company'
    WHEN u.kind IN ('party', 'mass', 'media', 'village', 'other') THEN 'Organization' ELSE 'PublicBody' END,
  'properties', json_object(
    'name', json_array(u.name),
    'country', json_array('cn'),
    'classification', json_array(u.kind),
    'parent', CASE WHEN above.key IS NULL THEN json_array() ELSE json_array(above.key) END))
FROM units u LEFT JOIN units above ON above.id = u.parent_id
ORDER BY u.key
