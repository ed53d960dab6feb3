-- No fewer than there are live ones.
SELECT count(*) FROM official_reports
