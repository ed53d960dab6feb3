-- Memberships: sightings of a person in a post. No start_date and no end_date: nothing claims them.
SELECT json_patch('{}', json_object(
  'id', o.key || ':' || u.key || ':' || p.title, 'label', o.name || ' ' || u.name || p.title, 'role', p.title,
  'person_id', o.key, 'organization_id', u.key, 'post_id', u.key || ':' || p.title,
  'first_seen', t.first_seen, 'last_seen', t.last_seen, 'documents', t.documents))
FROM tenures t
  JOIN officials o ON o.id = t.official_id
  JOIN posts p ON p.id = t.post_id
  JOIN units u ON u.id = p.unit_id
WHERE o.capacity IN ('office', 'military')
ORDER BY o.key, u.key, p.title
