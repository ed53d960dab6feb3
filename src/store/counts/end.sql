DROP TABLE IF EXISTS temp.report_sides;
DROP TABLE IF EXISTS temp.copy;
DROP TABLE IF EXISTS temp.uncounted;
