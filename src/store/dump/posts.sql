SELECT u.key, p.title, p.office, (SELECT count(*) FROM post_reports r WHERE r.post_id = p.id)
FROM posts p JOIN units u ON u.id = p.unit_id
ORDER BY u.key, p.title
