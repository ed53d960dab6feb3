-- Events: meetings and visits. A date without a year is no date of Popolo and stands in held_on alone.
SELECT json_patch('{}', json_object(
  'id', m.key, 'name', m.name, 'classification', m.kind, 'location', m.place, 'area_id', m.division_code,
  'start_date', CASE WHEN m.held_from IS NOT NULL THEN m.held_on END,
  'end_date', CASE WHEN m.held_from IS NOT NULL THEN m.held_until END,
  'held_on', m.held_on, 'daypart', m.daypart,
  'attendees', json((SELECT json_group_array(json_object('person_id', key, 'role', role)) FROM (
    SELECT DISTINCT o.key, a.role
    FROM meeting_reports r JOIN attendances a ON a.meeting_report_id = r.id
      JOIN official_reports p ON p.id = a.official_report_id
      JOIN officials o ON o.id = p.official_id
    WHERE r.meeting_id = m.id AND o.capacity IN ('office', 'military') ORDER BY o.key, a.role))),
  'sources', json((SELECT json_group_array(json_object('url', coalesce(url, path), 'note', ref)) FROM (
    SELECT d.url, d.path, r.ref FROM meeting_reports r JOIN documents d ON d.id = r.document_id
    WHERE r.meeting_id = m.id ORDER BY r.ref)))))
FROM meetings m
ORDER BY m.key
