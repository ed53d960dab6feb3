SELECT u.key, u.name, u.kind, u.organ, u.level, u.division_code, p.key
FROM units u LEFT JOIN units p ON p.id = u.parent_id
ORDER BY u.key
