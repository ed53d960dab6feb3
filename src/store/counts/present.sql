-- Who is at the events that are counted again: everything about them and others may differ.
INSERT OR IGNORE INTO temp.changed_official
  SELECT a.official_id FROM temp.changed_meeting c CROSS JOIN activities a ON a.meeting_id = c.id;
DELETE FROM co_attendances WHERE official_id IN (SELECT id FROM temp.changed_official);
DELETE FROM co_attendances WHERE other_id IN (SELECT id FROM temp.changed_official);
