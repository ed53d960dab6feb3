-- Codes to which something refers, each once: every step looks up the next greater code in an index.
WITH RECURSIVE
  mentioned (code) AS (
    SELECT min(division_code) FROM mentions
    UNION ALL
    SELECT (SELECT min(division_code) FROM mentions WHERE division_code > code) FROM mentioned WHERE code IS NOT NULL),
  of_units (code) AS (
    SELECT min(division_code) FROM units
    UNION ALL
    SELECT (SELECT min(division_code) FROM units WHERE division_code > code) FROM of_units WHERE code IS NOT NULL),
  of_officials (code) AS (
    SELECT min(division_code) FROM officials
    UNION ALL
    SELECT (SELECT min(division_code) FROM officials WHERE division_code > code) FROM of_officials WHERE code IS NOT NULL),
  of_meetings (code) AS (
    SELECT min(division_code) FROM meetings
    UNION ALL
    SELECT (SELECT min(division_code) FROM meetings WHERE division_code > code) FROM of_meetings WHERE code IS NOT NULL),
  reported (code) AS (
    SELECT min(place_code) FROM meeting_reports
    UNION ALL
    SELECT (SELECT min(place_code) FROM meeting_reports WHERE place_code > code) FROM reported WHERE code IS NOT NULL)
SELECT code FROM mentioned WHERE code GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'
UNION SELECT code FROM of_units UNION SELECT code FROM of_officials UNION SELECT code FROM of_meetings
UNION SELECT code FROM reported WHERE code GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'
EXCEPT SELECT NULL
