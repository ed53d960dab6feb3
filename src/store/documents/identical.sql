-- Documents of the same bytes, least path first within each group.
SELECT sha256, id, ref, path FROM documents
WHERE sha256 IN (SELECT sha256 FROM documents GROUP BY sha256 HAVING count(*) > 1)
ORDER BY sha256, path
