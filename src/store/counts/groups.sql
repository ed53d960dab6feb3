-- Months and years of the events that are counted again.
INSERT OR IGNORE INTO temp.changed_month
  SELECT coalesce(m.division_code, m.place, ''), coalesce(substr(m.held_from, 1, 7), '')
  FROM temp.changed_meeting c CROSS JOIN meetings m ON m.id = c.id;
INSERT OR IGNORE INTO temp.changed_year
  SELECT coalesce(substr(m.held_from, 1, 4), ''), coalesce(m.place, ''), coalesce(m.division_code, '')
  FROM temp.changed_meeting c CROSS JOIN meetings m ON m.id = c.id;
