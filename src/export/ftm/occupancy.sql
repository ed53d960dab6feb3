-- Occupancy: sightings of a person in a post; the days are those of the documents, not of taking or leaving office.
SELECT json_object('id', o.key || ':' || u.key || ':' || p.title, 'schema', 'Occupancy', 'properties', json_object(
  'holder', json_array(o.key),
  'post', json_array(u.key || ':' || p.title),
  'status', json_array('unknown'),
  'date', json((SELECT json_group_array(day) FROM (
    SELECT t.first_seen AS day WHERE t.first_from IS NOT NULL UNION SELECT t.last_seen WHERE t.last_from IS NOT NULL
    ORDER BY 1)))))
FROM tenures t
  JOIN officials o ON o.id = t.official_id
  JOIN posts p ON p.id = t.post_id
  JOIN units u ON u.id = p.unit_id
WHERE o.capacity IN ('office', 'military')
ORDER BY o.key, u.key, p.title
