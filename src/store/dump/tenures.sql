SELECT o.key, u.key, p.title, t.first_seen, t.first_basis, t.last_seen, t.last_basis, t.documents
FROM tenures t JOIN officials o ON o.id = t.official_id JOIN posts p ON p.id = t.post_id JOIN units u ON u.id = p.unit_id
ORDER BY o.key, u.key, p.title
