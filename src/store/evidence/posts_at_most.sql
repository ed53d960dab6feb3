-- No fewer than there are live ones.
SELECT count(*) FROM post_reports
