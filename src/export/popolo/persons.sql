-- Persons: officials and officers; the documents in which they stand as sources.
SELECT json_patch('{}', json_object(
  'id', o.key, 'name', o.name, 'sort_name', o.pinyin, 'area_id', o.division_code, 'classification', o.capacity,
  'sources', json((SELECT json_group_array(json_object('url', coalesce(url, path), 'note', ref)) FROM (
    SELECT d.url, d.path, r.ref FROM official_reports r JOIN documents d ON d.id = r.document_id
    WHERE r.official_id = o.id ORDER BY r.ref)))))
FROM officials o
WHERE o.capacity IN ('office', 'military')
ORDER BY o.key
