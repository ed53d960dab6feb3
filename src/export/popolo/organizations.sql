-- Organizations: units, each under the one above it.
SELECT json_patch('{}', json_object(
  'id', u.key, 'name', u.name, 'classification', u.kind, 'parent_id', above.key, 'area_id', u.division_code,
  'organ', u.organ, 'level', u.level,
  'other_names', json((SELECT json_group_array(json_object('name', name)) FROM (
    SELECT DISTINCT m.text AS name FROM unit_reports r JOIN mentions m ON m.unit_report_id = r.id
    WHERE r.unit_id = u.id AND m.text <> u.name ORDER BY 1)))))
FROM units u LEFT JOIN units above ON above.id = u.parent_id
ORDER BY u.key
