-- Person: officials and officers with the posts in which they were seen.
SELECT json_object('id', o.key, 'schema', 'Person', 'properties', json_object(
  'name', json_array(o.name),
  'alias', CASE WHEN o.pinyin IS NULL THEN json_array() ELSE json_array(o.pinyin) END,
  'country', json_array('cn'),
  'position', json((SELECT json_group_array(post) FROM (
    SELECT DISTINCT u.name || p.title AS post FROM tenures t JOIN posts p ON p.id = t.post_id JOIN units u ON u.id = p.unit_id
    WHERE t.official_id = o.id ORDER BY 1))),
  'sourceUrl', json((SELECT json_group_array(url) FROM (
    SELECT DISTINCT d.url FROM official_reports r JOIN documents d ON d.id = r.document_id
    WHERE r.official_id = o.id AND d.url IS NOT NULL ORDER BY 1)))))
FROM officials o
WHERE o.capacity IN ('office', 'military')
ORDER BY o.key
