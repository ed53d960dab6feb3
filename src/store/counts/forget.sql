-- What is counted again goes first. Who was at an event before may not be there now, and the reverse.
INSERT OR IGNORE INTO temp.changed_official
  SELECT a.official_id FROM temp.changed_meeting c CROSS JOIN activities a ON a.meeting_id = c.id;
DELETE FROM activities WHERE meeting_id IN (SELECT id FROM temp.changed_meeting);
DELETE FROM meeting_counts WHERE meeting_id IN (SELECT id FROM temp.changed_meeting);
DELETE FROM meeting_offices WHERE meeting_id IN (SELECT id FROM temp.changed_meeting);
DELETE FROM unit_counts WHERE unit_id IN (SELECT id FROM temp.changed_unit);
DELETE FROM office_months WHERE id IN (
  SELECT o.id FROM office_months o JOIN temp.changed_month c ON c.place = coalesce(o.place, '') AND c.month = o.month);
DELETE FROM place_years WHERE id IN (
  SELECT y.id FROM place_years y JOIN temp.changed_year c
    ON c.year = coalesce(y.year, '') AND c.place = coalesce(y.place, '') AND c.code = coalesce(y.division_code, ''));
DELETE FROM shared_documents WHERE document_id IN (SELECT id FROM temp.sharing);
