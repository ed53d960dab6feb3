-- Codes to which evidence of live documents refers, with the least printed form for those that no table knows.
SELECT code, min(text) FROM (
  SELECT division_code AS code, text FROM mentions WHERE division_code IS NOT NULL
  UNION ALL
  SELECT place_code, place FROM meeting_reports WHERE place_code IS NOT NULL
  UNION ALL
  SELECT place_code, place FROM unit_reports WHERE place_code IS NOT NULL
)
WHERE code GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'
GROUP BY code
