-- The least printed name of a division that no table knows.
SELECT min(name) FROM (
  SELECT min(text) AS name FROM mentions WHERE division_code = :code
  UNION ALL
  SELECT min(place) FROM meeting_reports WHERE place_code = :code
  UNION ALL
  SELECT min(r.place) FROM units u JOIN unit_reports r ON r.unit_id = u.id WHERE u.division_code = :code)
