-- No fewer than there are live ones.
SELECT count(*) FROM unit_reports
