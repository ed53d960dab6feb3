-- Event: meetings and visits with the people seen there.
SELECT json_object('id', m.key, 'schema', 'Event', 'properties', json_object(
  'name', json_array(m.name),
  'country', json_array('cn'),
  'keywords', json_array(m.kind),
  'date', CASE WHEN m.held_from IS NULL THEN json_array() ELSE json_array(m.held_on) END,
  'startDate', CASE WHEN m.held_from IS NULL THEN json_array() ELSE json_array(m.held_on) END,
  'endDate', CASE WHEN m.held_from IS NULL OR m.held_until IS NULL THEN json_array() ELSE json_array(m.held_until) END,
  'location', CASE WHEN m.place IS NULL THEN json_array() ELSE json_array(m.place) END,
  'involved', json((SELECT json_group_array(key) FROM (
    SELECT DISTINCT o.key
    FROM meeting_reports r JOIN attendances a ON a.meeting_report_id = r.id
      JOIN official_reports p ON p.id = a.official_report_id
      JOIN officials o ON o.id = p.official_id
    WHERE r.meeting_id = m.id AND o.capacity IN ('office', 'military') ORDER BY 1))),
  'sourceUrl', json((SELECT json_group_array(url) FROM (
    SELECT DISTINCT d.url FROM meeting_reports r JOIN documents d ON d.id = r.document_id
    WHERE r.meeting_id = m.id AND d.url IS NOT NULL ORDER BY 1)))))
FROM meetings m
ORDER BY m.key
